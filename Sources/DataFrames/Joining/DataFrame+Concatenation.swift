import Arrays

extension DataFrame {
  /// Frames one below the other. Columns are matched by name; where a frame lacks one, its values are
  /// missing. The rows keep their labels.
  ///
  /// - Parameter renumbered: whether to number the rows from 0 in place of keeping their labels.
  public static func concatenated(_ frames: [DataFrame], renumbered: Bool = false) -> DataFrame {
    var names = [String]()
    for frame in frames {
      for name in frame.columnNames where !names.contains(name) { names.append(name) }
    }
    let columns = names.map { name -> Storage in
      let present = frames.compactMap { frame in frame.columnNames.firstIndex(of: name).map { frame.columns[$0] } }
      let type = present.dropFirst().reduce(present[0].type) { Storage.common($0, $1.type) }
      let parts = frames.map { frame -> Storage in
        if let position = frame.columnNames.firstIndex(of: name) { return frame.columns[position] }
        // Integers among which some are missing become numbers.
        return .missing(type == .integer ? .number : type, count: frame.rowCount)
      }
      return .concatenated(parts)
    }
    let count = frames.reduce(0) { $0 + $1.rowCount }
    let index = renumbered ? Index(count: count) : Index.concatenated(frames.map(\.index))
    return DataFrame(names: names, columns: columns, index: index)
  }

  /// Frames side by side, rows matched by label; where a frame lacks one, its values are missing.
  ///
  /// - Throws: `DataFrameError.duplicateColumn` if two frames have a column of the same name.
  public static func besideEachOther(_ frames: [DataFrame]) throws -> DataFrame {
    guard let first = frames.first else { return DataFrame() }
    let isSame = frames.allSatisfy { $0.index.matches(first.index) }
    let index = isSame ? first.index : frames.dropFirst().reduce(first.index) { Index.union($0, $1.index) }
    var result = DataFrame(names: [], columns: [], index: index)
    for frame in frames {
      let rows = isSame ? nil : index.rows(in: frame.index)
      for (name, storage) in zip(frame.columnNames, frame.columns) {
        if result.columnNames.contains(name) { throw DataFrameError.duplicateColumn(name) }
        result.columnNames.append(name)
        result.columns.append(rows.map { storage.takingOrMissing($0) } ?? storage)
      }
    }
    return result
  }
}
