extension DataFrame {
  /// Reads a CSV file (RFC 4180 and what pandas reads beyond it).
  ///
  /// Types are inferred from all values: integers, numbers, booleans (`True`, `true`, `TRUE`, ...), texts.
  /// A column of integers with missing values becomes one of numbers, as in pandas. Numbers are read to
  /// the nearest `Double`. Lines may end in any of the usual ways; blank lines are skipped; a line with
  /// too few fields is filled up with missing values.
  ///
  /// ```swift
  /// let wine = try DataFrame(csv: "data/winequality-red.csv", separator: ";")
  /// ```
  ///
  /// - Parameters:
  ///   - path: the file, relative to the working directory; UTF-8, with or without a byte-order mark.
  ///   - separator: the character between fields.
  ///   - quote: the character around fields that hold separators or line ends; doubled inside of them.
  ///   - decimal: the character before the fraction of a number.
  ///   - header: whether the first line names the columns; without, they are named 0, 1, ...
  ///   - names: names to use in place of those in the header.
  ///   - columns: the columns to keep, in this order; all by default.
  ///   - types: types of some columns; integers and booleans may then be missing, and a value that is not
  ///     of the type is an error.
  ///   - missing: the texts that stand for a missing value; by default an empty field, `NA`, `NaN`, `null`
  ///     and the other texts that pandas takes for one.
  ///   - skippedLines: how many lines to leave out at the top.
  /// - Throws: `CSVError` with line and column; `DataFrameError.missingColumn` for a name in `columns` or
  ///   `types` that is not there.
  public init(
    csv path: String, separator: Character = ",", quote: Character = "\"", decimal: Character = ".",
    header: Bool = true, names: [String]? = nil, columns: [String]? = nil, types: [String: ColumnType] = [:],
    missing: [String]? = nil, skippedLines: Int = 0
  ) throws {
    let options = try CSVOptions(
      separator: separator, quote: quote, decimal: decimal, hasHeader: header, names: names, columns: columns,
      types: types, missing: missing ?? CSVOptions.standardMissing, skippedLines: skippedLines, path: path)
    self = try CSVReader(source: try CSVSource(path: path), options: options).read()
  }

  /// Reads a text in CSV form; see `init(csv:)` for the parameters and what is thrown.
  public init(
    csvText text: String, separator: Character = ",", quote: Character = "\"", decimal: Character = ".",
    header: Bool = true, names: [String]? = nil, columns: [String]? = nil, types: [String: ColumnType] = [:],
    missing: [String]? = nil, skippedLines: Int = 0
  ) throws {
    let options = try CSVOptions(
      separator: separator, quote: quote, decimal: decimal, hasHeader: header, names: names, columns: columns,
      types: types, missing: missing ?? CSVOptions.standardMissing, skippedLines: skippedLines, path: "text")
    self = try CSVReader(source: CSVSource(text: text), options: options).read()
  }

  /// Reads a text in CSV form in a given number of parts, so that tests can split short texts everywhere.
  package init(csvText text: String, separator: Character = ",", partCount: Int) throws {
    let options = try CSVOptions(
      separator: separator, quote: "\"", decimal: ".", hasHeader: true, names: nil, columns: nil, types: [:],
      missing: CSVOptions.standardMissing, skippedLines: 0, path: "text")
    self = try CSVReader(source: CSVSource(text: text), options: options, partCount: partCount).read()
  }

  /// Reads bytes that may be no text at all, as a damaged file holds them.
  package init(csvBytes bytes: [UInt8], separator: Character = ",", partCount: Int? = nil) throws {
    let options = try CSVOptions(
      separator: separator, quote: "\"", decimal: ".", hasHeader: true, names: nil, columns: nil, types: [:],
      missing: CSVOptions.standardMissing, skippedLines: 0, path: "bytes")
    self = try CSVReader(source: CSVSource(bytes: bytes), options: options, partCount: partCount).read()
  }
}
