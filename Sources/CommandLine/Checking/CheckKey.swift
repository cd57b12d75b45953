import Checking
import Execution
import Foundation
import NotebookModel

/// Everything that decides what a check of a lesson finds, part by part, so that it can be said which part has changed.
struct CheckKey: Codable, Equatable {
  /// Names of parts, in words, and hashes of their content.
  var parts: [String: String]

  /// The parts that are others than those of `old`, in words.
  func changes(since old: CheckKey) -> [String] {
    Set(parts.keys).union(old.parts.keys).filter { parts[$0] != old.parts[$0] }.sorted()
  }

  /// The parts as lines, and an empty line after them: quickly read, and without what follows.
  var text: Data {
    Data((parts.sorted { $0.key < $1.key }.map { "\($0)\t\($1)\n" }.joined() + "\n").utf8)
  }

  /// The key that stands as lines at the start of `data`, and what follows it; nil if there is none.
  static func read(_ data: Data) -> (key: CheckKey, rest: Data)? {
    guard let end = data.range(of: Data("\n\n".utf8)) else { return nil }
    var parts: [String: String] = [:]
    for line in data[data.startIndex...end.lowerBound].split(separator: UInt8(ascii: "\n")) {
      guard let tab = line.firstIndex(of: UInt8(ascii: "\t")) else { return nil }
      parts[String(decoding: line[..<tab], as: UTF8.self)] = String(decoding: line[(tab + 1)...], as: UTF8.self)
    }
    return (CheckKey(parts: parts), Data(data[end.upperBound...]))
  }

  private init(parts: [String: String]) { self.parts = parts }

  /// The key of a lesson on this machine with these options.
  ///
  /// Presentation has no part in it: prose, captions, and what a page shows or folds.
  init(_ document: Document, work: CheckWork, toolchain: Toolchain, installation: Installation) throws {
    parts = [:]
    func set(_ name: String, _ texts: [String]) { parts[name] = Self.hash(texts) }
    let isStrict = work.isStrict ?? (document.frontMatter.check["strict"] == "true")
    set("its cells", document.cells.map { Self.hash(Self.texts(of: $0, isStrict: isStrict, document)) })
    // By cell: it matters to which of them a block belongs.
    set("its recorded outputs", document.cells.map { Self.hash($0.recorded.map { Self.hash(Self.texts(of: $0)) }) })
    let frontMatter = document.frontMatter
    let comparing = frontMatter.check.sorted { $0.key < $1.key }.flatMap { [$0.key, $0.value] }
    let filters = frontMatter.filterOrder.flatMap { [$0, frontMatter.filters[$0] ?? ""] }
    set(
      "its front matter",
      [frontMatter.swift ?? "", frontMatter.lessonTimeout.map { "\($0)" } ?? "", Self.hash(comparing), Self.hash(filters)])
    set("its recorded charts", Self.contents(ofFolder: work.chartsFolder))
    set("its declared data", DeclaredData(document, folder: LessonFolder(ofLesson: document.path)).digests)
    set("its place", Self.place(of: document))
    set(
      "the options",
      ["\(isStrict)", "\(work.options.cellTimeout)", "\(work.options.lessonTimeout ?? 0)", "\(work.options.memoryLimit ?? 0)"])
    for (name, texts) in try Self.surroundings(toolchain, installation) { set(name, texts) }
  }

  /// Of a list: what stands in one text is told from what stands in the next.
  static func hash(_ texts: [String]) -> String {
    ContentHash(of: texts.map { "\($0.utf8.count):\($0)" }.joined()).text
  }

  /// Where a lesson lies: the path that was given, and the folder to which links lead, where its cells run.
  static func place(of document: Document) -> [String] {
    let url = URL(fileURLWithPath: document.path)
    return [url.standardizedFileURL.path, realpath(url.deletingLastPathComponent().path, nil).map { folder in
      defer { free(folder) }
      return String(cString: folder)
    } ?? ""]
  }

  /// What a cell is to the compiler and to the comparison.
  static func texts(of cell: Cell, isStrict: Bool, _ document: Document) -> [String] {
    let options = cell.options
    // The option lines at its head are comments to Swift, and most of them say how a page looks.
    let code = cell.source.split(separator: "\n", omittingEmptySubsequences: false).dropFirst(cell.optionLineCount)
      .joined(separator: "\n")
    var texts = [cell.role.rawValue, cell.behaviour.rawValue, code, cell.label ?? ""]
    texts += [options.timeout, options.tolerance, options.relativeTolerance].map { $0.map { "\($0)" } ?? "" }
    texts += ["\(options.optimize)", options.test ?? "", options.starter?.rawValue ?? ""] + options.depends
    if isStrict { texts.append("\(options.include && options.output && !cell.isHidden)") }
    // A cell that speaks of its place sees where it stands.
    if code.contains("#") { texts.append("\(document.path):\(cell.lineMap.map(\.line))") }
    return texts
  }

  private static func texts(of recorded: RecordedOutput) -> [String] {
    [recorded.kind.rawValue, recorded.text] + recorded.attributes.sorted { $0.key < $1.key }.flatMap { [$0.key, $0.value] }
  }

  private static func contents(ofFolder folder: String) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.sorted().flatMap { name in
      [name, ContentHash(of: FileManager.default.contents(atPath: PathParts.joined(folder, name)).map { [UInt8]($0) } ?? []).text]
    }
  }

  /// What a lesson stands on, by its name in words.
  static func surroundings(_ toolchain: Toolchain, _ installation: Installation) throws -> [(String, [String])] {
    [
      ("the toolchain", [toolchain.identity]),
      (
        "mlnb and its runtime",
        [MLNB.version, try installation.runtimeIdentity(), stamp("/proc/self/exe"), stamp(installation.kernel.path)]
      ),
      ("the machine", machine),
      ("the environment", environment),
    ]
  }

  private static func stamp(_ path: String) -> String {
    var status = stat()
    guard stat(path, &status) == 0 else { return "" }
    return "\(status.st_size) \(status.st_mtim.tv_sec).\(status.st_mtim.tv_nsec) \(status.st_ino)"
  }

  /// The processor: another one may round differently; and how many there are, which splits sums differently.
  private static let machine: [String] = {
    let text = FileManager.default.contents(atPath: "/proc/cpuinfo").map { String(decoding: $0, as: UTF8.self) } ?? ""
    let kinds = text.split(separator: "\n").filter { line in
      ["model name", "flags", "Features", "CPU part"].contains { line.hasPrefix($0) }
    }
    let zone = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/etc/localtime")) ?? ""
    let information = ProcessInfo.processInfo
    return Set(kinds).sorted().map(String.init)
      + ["\(information.activeProcessorCount)", "\(information.physicalMemory)", zone, stamp("/etc/localtime")] + names + rights
  }()

  /// What `uname` says: the system, the machine's name (without asking the network for it) and the kernel's version.
  private static let names: [String] = {
    var names = utsname()
    guard uname(&names) == 0 else { return [] }
    return [ContentHash(of: withUnsafeBytes(of: &names) { [UInt8]($0) }).text]
  }()

  /// What a process has from the one that started it: its user and groups, its limits, its priority, its mask for new files.
  private static let rights: [String] = {
    var groups = [gid_t](repeating: 0, count: max(0, Int(getgroups(0, nil))))
    groups.removeLast(groups.count - max(0, Int(getgroups(Int32(groups.count), &groups))))
    // Asking the system itself would mean to set it, for all threads.
    let status = FileManager.default.contents(atPath: "/proc/self/status").map { String(decoding: $0, as: UTF8.self) } ?? ""
    let mask = status.split(separator: "\n").first { $0.hasPrefix("Umask:") } ?? ""
    let limits = (0..<16).map { kind in
      var limit = rlimit()
      return getrlimit(__rlimit_resource_t(UInt32(kind)), &limit) == 0 ? "\(limit.rlim_cur) \(limit.rlim_max)" : ""
    }
    return ["\(getuid()) \(geteuid()) \(getgid()) \(getegid()) \(groups)", String(mask), "\(getpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0))"] + limits
  }()

  /// Variables that the C library and the dynamic linker look at by themselves.
  private static let environment: [String] = {
    let names = ["TZ", "LANG", "LANGUAGE", "PATH", "HOME", "NLSPATH", "GLIBC_TUNABLES"]
    let prefixes = ["LC_", "LD_", "MALLOC_", "SWIFT_"]
    return ProcessInfo.processInfo.environment.filter { name, _ in
      names.contains(name) || prefixes.contains { name.hasPrefix($0) }
    }.sorted { $0.key < $1.key }.flatMap { [$0.key, $0.value] }
  }()
}
