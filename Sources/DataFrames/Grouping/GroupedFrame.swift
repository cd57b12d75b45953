import Arrays

extension DataFrame {
  /// The rows in groups of equal values of a column; rows where it is missing are left out.
  ///
  /// ```swift
  /// try wine.grouped(by: "quality").mean()
  /// ```
  ///
  /// - Throws: `DataFrameError.missingColumn`, which suggests the nearest name.
  public func grouped(by names: String...) throws -> GroupedFrame { try grouped(by: names) }

  /// The rows in groups of equal values of several columns.
  ///
  /// - Throws: `DataFrameError.missingColumn`, which suggests the nearest name.
  public func grouped(by names: [String]) throws -> GroupedFrame {
    guard !names.isEmpty else { throw DataFrameError.unfit("grouping needs at least one column to group by") }
    let keys = try names.map { columns[try position(of: $0)] }
    return GroupedFrame(frame: self, names: names, grouping: Grouping(keys))
  }
}

/// Which group each row belongs to, groups in the order of their keys.
struct Grouping {
  /// The group of each row, -1 for none.
  var codes: [Int32]
  /// The first row of each group.
  var firstRows: [Int]
  var count: Int { firstRows.count }

  init(_ keys: [Storage]) {
    if keys.count == 1, let sorted = Factorization.sorted(keys[0]) {
      (codes, firstRows) = (sorted.codes, sorted.firstRows)
      return
    }
    let factors = Factorization(keys)
    var order = Array(0..<factors.groupCount)
    for key in keys.reversed() {
      let sorted = key.taking(order.map { factors.firstRows[$0] }).order()
      order = gathered(order, sorted)
    }
    firstRows = order.map { factors.firstRows[$0] }
    if order.indices.allSatisfy({ order[$0] == $0 }) {
      codes = factors.codes
    } else {
      var places = [Int32](repeating: 0, count: order.count)
      for (place, code) in order.enumerated() { places[code] = Int32(place) }
      codes = places.withUnsafeBufferPointer { places in
        mapped(factors.codes) { $0 < 0 ? -1 : places[Int($0)] }
      }
    }
  }

  /// The rows of each group, group after group, and where each group begins among them.
  func rows() -> (rows: [Int], starts: [Int]) {
    var starts = [Int](repeating: 0, count: count + 1)
    for code in codes where code >= 0 { starts[Int(code) + 1] += 1 }
    for group in 0..<count { starts[group + 1] += starts[group] }
    var next = starts
    let rows = [Int](unsafeUninitializedCapacity: starts[count]) { rows, filled in
      for (row, code) in codes.enumerated() where code >= 0 {
        rows[next[Int(code)]] = row
        next[Int(code)] += 1
      }
      filled = starts[count]
    }
    return (rows, starts)
  }
}

/// The groups of a frame: what `grouped(by:)` gives.
public struct GroupedFrame {
  let frame: DataFrame
  let names: [String]
  let grouping: Grouping

  /// The number of groups.
  public var count: Int { grouping.count }

  /// The sum of each numeric column in each group.
  public func sum() -> DataFrame { aggregated(.sum) }
  /// The mean of each numeric column in each group.
  public func mean() -> DataFrame { aggregated(.mean) }
  /// The median of each numeric column in each group.
  public func median() -> DataFrame { aggregated(.median) }
  /// The sample standard deviation of each numeric column in each group.
  public func standardDeviation() -> DataFrame { aggregated(.standardDeviation) }
  /// The sample variance of each numeric column in each group.
  public func variance() -> DataFrame { aggregated(.variance) }
  /// The least value of each column in each group.
  public func min() -> DataFrame { aggregated(.min) }
  /// The greatest value of each column in each group.
  public func max() -> DataFrame { aggregated(.max) }
  /// The first value of each column in each group that is not missing.
  public func first() -> DataFrame { aggregated(.first) }
  /// The last value of each column in each group that is not missing.
  public func last() -> DataFrame { aggregated(.last) }
  /// How many values of each column in each group are not missing.
  public func presentCounts() -> DataFrame { aggregated(.count) }

  /// How many rows each group has.
  public func sizes() -> Series {
    var sizes = [Int](repeating: 0, count: count)
    for code in grouping.codes where code >= 0 { sizes[Int(code)] += 1 }
    return Series(storage: .integers(sizes, missing: nil), index: labels)
  }

  /// One column of each group.
  ///
  /// - Throws: `DataFrameError.missingColumn`, which suggests the nearest name.
  public subscript(name: String) -> GroupedSeries {
    get throws { GroupedSeries(groups: self, column: try frame.position(of: name)) }
  }

  /// Some columns of each group.
  ///
  /// - Throws: `DataFrameError.missingColumn`, which suggests the nearest name.
  public subscript(columns: [String]) -> GroupedFrame {
    get throws {
      let kept = names.filter { !columns.contains($0) } + columns
      return GroupedFrame(frame: try frame[kept], names: names, grouping: grouping)
    }
  }

  /// Several statistics of chosen columns, each under a name of its own.
  ///
  /// ```swift
  /// try wine.grouped(by: "quality").aggregate(["strongest": .max("alcohol"), "wines": .count("pH")])
  /// ```
  ///
  /// - Throws: `DataFrameError.missingColumn` for a column that is not there, `.wrongType` for a statistic
  ///   that needs numbers of a column of texts.
  public func aggregate(_ statistics: KeyValuePairs<String, Aggregate>) throws -> DataFrame {
    var result = DataFrame(names: [], columns: [], index: labels)
    for (name, aggregate) in statistics {
      let storage = frame.columns[try frame.position(of: aggregate.column)]
      if result.columnNames.contains(name) { throw DataFrameError.duplicateColumn(name) }
      if aggregate.statistic.needsNumbers, storage.type == .string {
        throw DataFrameError.wrongType(
          column: aggregate.column, type: storage.typeName, operation: "\(aggregate.statistic)")
      }
      result.columnNames.append(name)
      result.columns.append(storage.aggregated(aggregate.statistic, grouping))
    }
    return result
  }

  /// The groups as frames, each with the values it is grouped by, in their order.
  public var groups: [(key: [Value], rows: DataFrame)] {
    let (rows, starts) = grouping.rows()
    return (0..<count).map { group in
      let part = frame.taking(Array(rows[starts[group]..<starts[group + 1]]))
      return ((0..<names.count).compactMap { labels.storage(level: $0).value(group) }, part)
    }
  }

  /// The keys of the groups as labels.
  var labels: Index {
    let levels = names.compactMap { name in
      frame.columnNames.firstIndex(of: name).map { frame.columns[$0].taking(grouping.firstRows) }
    }
    return Index(labels: .levels(levels), names: names)
  }

  private func aggregated(_ statistic: Statistic) -> DataFrame {
    let kept = frame.columnNames.indices.filter { position in
      !names.contains(frame.columnNames[position])
        && (!statistic.needsNumbers || frame.columns[position].isNumeric)
    }
    var results = [Storage?](repeating: nil, count: kept.count)
    results.withUnsafeMutableBufferPointer { results in
      let results = UnsafeMutableBufferPointer(rebasing: results[...])
      let isLarge = frame.rowCount * kept.count > 1 << 17
      let parts = isLarge ? Swift.min(threadCount, kept.count) : 1
      inParallel(parts) { part in
        for number in stride(from: part, to: kept.count, by: parts) {
          results[number] = frame.columns[kept[number]].aggregated(statistic, grouping)
        }
      }
    }
    return DataFrame(names: kept.map { frame.columnNames[$0] }, columns: results.compactMap { $0 }, index: labels)
  }
}

/// One column of the groups of a frame.
public struct GroupedSeries {
  let groups: GroupedFrame
  let column: Int

  /// The sum in each group.
  public func sum() -> Series { aggregated(.sum) }
  /// The mean in each group.
  public func mean() -> Series { aggregated(.mean) }
  /// The median in each group.
  public func median() -> Series { aggregated(.median) }
  /// The sample standard deviation in each group.
  public func standardDeviation() -> Series { aggregated(.standardDeviation) }
  /// The sample variance in each group.
  public func variance() -> Series { aggregated(.variance) }
  /// The least value in each group.
  public func min() -> Series { aggregated(.min) }
  /// The greatest value in each group.
  public func max() -> Series { aggregated(.max) }
  /// The first value in each group that is not missing.
  public func first() -> Series { aggregated(.first) }
  /// The last value in each group that is not missing.
  public func last() -> Series { aggregated(.last) }
  /// How many values in each group are not missing.
  public func presentCounts() -> Series { aggregated(.count) }
  /// How many different values each group has.
  public func uniqueCounts() -> Series { aggregated(.uniqueCount) }

  private func aggregated(_ statistic: Statistic) -> Series {
    let name = groups.frame.columnNames[column]
    let storage = groups.frame.columns[column]
    if statistic.needsNumbers, storage.type == .string {
      fail("GroupedSeries.\(statistic): \"\(name)\" holds texts and not numbers")
    }
    return Series(storage: storage.aggregated(statistic, groups.grouping), name: name, index: groups.labels)
  }
}
