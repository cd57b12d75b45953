internal import CSystem

/// Reads a whole CSV text into columns.
///
/// The text is split into parts at line ends, one for each thread; every part writes its rows to their
/// place in the final columns. Where a quoted line end makes a guessed split wrong, which shows in that
/// the part before does not end where the next one begins, all is read again in one part.
struct CSVReader {
  let source: CSVSource
  let options: CSVOptions
  /// Into how many parts the text is split; by default one for each thread, if it is long enough.
  var partCount: Int?

  func read() throws -> DataFrame {
    var start = source.start
    let end = source.end
    if source.count >= 3, start[0] == 0xEF, start[1] == 0xBB, start[2] == 0xBF { start += 3 }
    for _ in 0..<options.skippedLines {
      while start < end, start.pointee != 10, start.pointee != 13 { start += 1 }
      if start < end { start += start.pointee == 13 && start[1] == 10 ? 2 : 1 }
    }
    let sampler = CSVSampler(source: source, options: options)
    var names = try sampler.header(&start)
    if let given = options.names {
      guard given.count >= names.count else {
        throw sampler.error(start, "\(names.count) fields, but \(given.count) names are given")
      }
      names = given
    }
    for name in options.types.keys.sorted() + (options.columns ?? []) where !names.contains(name) {
      throw DataFrameError.missingColumn(name, columns: names)
    }
    let survey = CSVSurvey(source: source, from: start, quote: options.quote, partCount: partCount)
    var columns = sampler.guessedColumns(from: start, names: names)
    let cells = survey.rowLimit.multipliedReportingOverflow(by: names.count)
    if cells.overflow || cells.partialValue > 4 * source.count + 1_000_000 {
      throw CSVError(
        path: source.path,
        problem: "there are \(names.count) columns, but the lines are too short to fill a good part of them")
    }
    var rowCount = try fill(&columns, names: names, from: start, survey: survey)
    if columns.contains(where: { $0.kind == .undecided }) {
      // Not what the first lines made believe: these columns are read again, as texts.
      var texts = columns.map { ColumnBuffer(kind: $0.kind == .undecided ? .string : .skipped) }
      rowCount = try fill(&texts, names: names, from: start, survey: survey)
      for position in columns.indices where columns[position].kind == .undecided {
        columns[position] = texts[position]
      }
    }
    var kept = [(name: String, column: ColumnBuffer)]()
    for (name, column) in zip(names, columns) where column.kind != .skipped { kept.append((name, column)) }
    if let order = options.columns {
      kept = order.compactMap { name in kept.first { $0.name == name } }
    }
    return DataFrame(
      names: kept.map(\.name), columns: kept.map { $0.column.storage(count: rowCount) },
      index: Index(count: rowCount))
  }

  /// Fills the columns from all lines and returns how many rows there are.
  private func fill(
    _ columns: inout [ColumnBuffer], names: [String], from start: UnsafePointer<UInt8>, survey: CSVSurvey
  ) throws -> Int {
    let guesses = columns
    for column in columns { column.allocate(survey.rowLimit) }
    var parsers = [BlockParser]()
    for part in survey.parts {
      parsers.append(
        BlockParser(
          source: source, options: options, names: names, targets: columns.map { $0.target() },
          firstRow: part.firstRow, rowLimit: part.firstRow + part.rowLimit, checksUTF8: survey.hasHighBytes))
    }
    inParallel(parsers.count) { parsers[$0].run(from: survey.parts[$0].start, to: survey.parts[$0].end) }
    let isSplitWrong = parsers.indices.dropLast().contains { number in
      parsers[number].failure == nil && parsers[number].position != survey.parts[number].end
    }
    if parsers.contains(where: \.isFull) || (isSplitWrong && parsers.count > 1) {
      let whole = survey.undivided
      columns = guesses.map { ColumnBuffer(kind: $0.kind, isGiven: $0.isGiven) }
      return try fill(&columns, names: names, from: start, survey: whole)
    }
    for parser in parsers {
      if let failure = parser.failure {
        let place = source.place(of: failure.position)
        throw CSVError(path: source.path, line: place.line, column: place.column, problem: failure.problem)
      }
    }
    for (position, column) in columns.enumerated() { column.gather(parsers, column: position) }
    return parsers.reduce(0) { $0 + $1.rowCount }
  }
}
