import NotebookModel

/// What a page says of its own, in its language: the lesson's words first, then those of the language's table
/// (`assets/words/de.txt`), then English.
struct PageWords: Sendable {
  /// The words that are not English.
  private let words: [PageWord: String]

  /// - Parameters:
  ///   - language: A language code such as `de` or `pt-BR`; a region's own table is tried before its language's.
  ///   - own: The lesson's own words.
  ///   - folder: Where the tables lie.
  init(language: String, own: [PageWord: String] = [:], folder: String) {
    words = Self.table(language, folder: folder).merging(own) { $1 }
  }

  /// The word, with `values` where it has holes.
  func callAsFunction(_ word: PageWord, _ values: String...) -> String {
    var text = words[word] ?? word.rawValue
    var result = ""
    for value in values {
      guard let hole = text.firstRange(of: "{}") else { break }
      result += text[..<hole.lowerBound] + value
      text = String(text[hole.upperBound...])
    }
    return result + text
  }

  /// The word within a sentence. (Only English is known to write it small.)
  func small(_ word: PageWord) -> String { words[word] ?? word.rawValue.lowercased() }

  /// The words of the script that are not English, as JSON; nil if there are none.
  var scriptWords: String? {
    let pairs = PageWord.ofScript.compactMap { word in
      words[word].map { "\(Self.quoted(word.rawValue)):\(Self.quoted($0))" }
    }
    return pairs.isEmpty ? nil : "{\(pairs.joined(separator: ","))}"
  }

  private static func quoted(_ text: String) -> String {
    "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").filter { !$0.isNewline } + "\""
  }

  private static func table(_ language: String, folder: String) -> [PageWord: String] {
    var code = language.lowercased()
    while !code.isEmpty {
      if let bytes = contents(ofFile: "\(folder)/words/\(code).txt") {
        return table(String(decoding: bytes, as: UTF8.self))
      }
      guard let dash = code.lastIndex(of: "-") else { break }
      code = String(code[..<dash])
    }
    return [:]
  }

  /// The words in a table: on each line the English one, ` = `, and the language's.
  static func table(_ text: String) -> [PageWord: String] {
    var result: [PageWord: String] = [:]
    for line in text.split(separator: "\n") {
      guard let equals = line.firstRange(of: " = "), let word = PageWord(rawValue: String(line[..<equals.lowerBound]))
      else { continue }
      result[word] = String(line[equals.upperBound...]).trimmingSpace()
    }
    return result
  }
}
