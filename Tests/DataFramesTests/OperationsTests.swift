import Arrays
import DataFrames
import Testing

/// What pandas gives for the same operation, as Reference/operations.py wrote it down.
struct Expected {
  private let results: [String: Reference.PrintingCase]

  init() throws {
    results = try Reference.load("operations.json", as: [String: Reference.PrintingCase].self)
  }

  func frame(_ name: String) throws -> DataFrame {
    let result = try #require(results[name])
    let frame = DataFrame(result.columns.map(\.series))
    return result.index.index.map { frame.labeled(by: $0) } ?? frame
  }

  /// The frame has the names, types, values and labels that pandas gives, and prints as pandas prints it.
  /// Numbers may differ by `tolerance` of their size where pandas adds in another order.
  func check(
    _ name: String, _ frame: @autoclosure () throws -> DataFrame, tolerance: Double = 0,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let result = try #require(results[name], sourceLocation: sourceLocation)
    let frame = try frame()
    #expect(frame.description == result.text, "\(name)", sourceLocation: sourceLocation)
    #expect(frame.columnNames == result.columns.map { $0.name ?? "" }, "\(name)", sourceLocation: sourceLocation)
    for (position, column) in result.columns.enumerated() where position < frame.columnCount {
      compare(frame.column(at: position), column.series, tolerance, "\(name), \(column.name ?? "")", sourceLocation)
    }
    compare(frame.index, result.index, name, sourceLocation)
  }

  func check(
    _ name: String, _ series: @autoclosure () throws -> Series, tolerance: Double = 0,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let result = try #require(results[name], sourceLocation: sourceLocation)
    let series = try series()
    #expect(series.description == result.text, "\(name)", sourceLocation: sourceLocation)
    compare(series, result.columns[0].series, tolerance, name, sourceLocation)
    compare(series.index, result.index, name, sourceLocation)
  }

  func check(
    _ name: String, _ number: @autoclosure () throws -> Double, tolerance: Double = 0,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let result = try #require(results[name], sourceLocation: sourceLocation)
    let expected = try #require(Double(result.text), sourceLocation: sourceLocation)
    let number = try number()
    #expect(isClose(number, expected, tolerance), "\(name): \(number), not \(expected)", sourceLocation: sourceLocation)
  }

  private func compare(
    _ index: Index, _ expected: Reference.Labels, _ name: String, _ location: SourceLocation
  ) {
    if let labels = expected.index {
      #expect(index.names == labels.names, "\(name)", sourceLocation: location)
      #expect(index.texts == labels.texts, "\(name)", sourceLocation: location)
    } else if let range = expected.range {
      #expect(index.texts == (0..<range[1]).map { String(range[0] + $0 * range[2]) }, "\(name)", sourceLocation: location)
    }
  }

  private func compare(
    _ series: Series, _ expected: Series, _ tolerance: Double, _ name: String, _ location: SourceLocation
  ) {
    #expect(series.type == expected.type, "\(name)", sourceLocation: location)
    if series.type == .number, expected.type == .number {
      let differing = zip(series.doubles, expected.doubles).filter { !isClose($0, $1, tolerance) }
      #expect(differing.isEmpty, "\(name)", sourceLocation: location)
      #expect(series.count == expected.count, "\(name)", sourceLocation: location)
    } else {
      #expect(series.values == expected.values, "\(name)", sourceLocation: location)
    }
  }

  private func isClose(_ a: Double, _ b: Double, _ tolerance: Double) -> Bool {
    a == b || (a.isNaN && b.isNaN) || abs(a - b) <= tolerance * Swift.max(abs(a), abs(b))
  }
}

@Suite("Operations give what pandas gives")
struct OperationsTests {
  let expected: Expected
  let items: DataFrame
  let shops: DataFrame
  let wine: DataFrame

  init() throws {
    expected = try Expected()
    items = try expected.frame("items")
    shops = try expected.frame("shops")
    wine = try Reference.wine()
  }

  @Test("rows and columns by name, position and mask")
  func selecting() throws {
    try expected.check("items", items)
    try expected.check("items[mask]", items[try items["sold"] .> 150])
    try expected.check("items[text mask]", items[(try items["shop"] .== "north") .& .!(try items["fresh"])])
    try expected.check("items[10:20]", items[10..<20])
    try expected.check("items.iloc[[3, 1, -1]]", items.rows(at: [3, 1, -1]))
    try expected.check("items.tail(7)", items.tail(7))
    try expected.check("items[[price, shop]]", try items[["price", "shop"]])
    try expected.check("items.drop", try items.drop("price", "fresh"))
    try expected.check("items.rename", try items.renaming(["price": "euros", "kind": "sort"]))
    try expected.check("items.loc[7]", try items.rows(labeled: [7, 100]))
  }

  @Test("sorting keeps equal rows as they stand and puts missing ones last")
  func sorting() throws {
    for column in items.columnNames {
      try expected.check("sort \(column) True", try items.sorted(by: column))
      try expected.check("sort \(column) False", try items.sorted(by: column, ascending: false))
    }
    try expected.check("sort shop, kind, price", try items.sorted(by: ["shop", "kind", "price"]))
    try expected.check(
      "sort kind down, shop up", try items.sorted(by: ["kind", "shop"], ascending: [false, true]))
    try expected.check("sort back", try items.sorted(by: "price").sortedByIndex())
    try expected.check("ranks", try items["price"].ranks())
  }

  @Test("samples are pandas's rows for the same seed")
  func sampling() throws {
    try expected.check("sample(10, 123)", items.sample(10, seed: 123))
    try expected.check("sample(frac 0.3, 5)", items.sample(fraction: 0.3, seed: 5))
    try expected.check("sample(300, 9, replace)", items.sample(300, replacing: true, seed: 9))
    try expected.check("wine.sample(5, 0)", wine.sample(5, seed: 0))
  }

  @Test("counting values")
  func counting() throws {
    for column in items.columnNames {
      try expected.check("value_counts \(column)", try items[column].valueCounts())
    }
    try expected.check("value_counts normalize", try items["shop"].valueCounts(normalized: true))
    try expected.check("unique shop", try items["shop"].unique())
    try expected.check("nunique price", Double(try items["price"].uniqueCount))
    try expected.check("duplicates", try items[["shop", "kind"]].droppingDuplicates())
  }

  @Test("statistics of columns, to the last bit")
  func statistics() throws {
    for column in ["price", "weight", "sold", "fresh"] {
      let values = try items[column]
      try expected.check("sum \(column)", values.sum())
      try expected.check("mean \(column)", values.mean())
      try expected.check("std \(column)", values.standardDeviation())
      try expected.check("var0 \(column)", values.variance(degreesOfFreedom: 0))
      try expected.check("min \(column)", values.min())
      try expected.check("max \(column)", values.max())
      try expected.check("median \(column)", values.median())
      if column != "fresh" { try expected.check("quantile 0.37 \(column)", values.quantile(0.37), tolerance: 1e-15) }
    }
    for column in wine.columnNames {
      try expected.check("mean wine \(column)", try wine[column].mean())
      try expected.check("std wine \(column)", try wine[column].standardDeviation())
      try expected.check("median wine \(column)", try wine[column].median())
    }
    try expected.check("describe", items.describe())
    try expected.check("describe wine", wine.describe())
    try expected.check("describe price", try items["price"].describe())
    try expected.check("wine.mean", wine.mean())
  }

  @Test("correlation and covariance")
  func correlation() throws {
    try expected.check("wine.corr", wine.correlation(), tolerance: 1e-11)
    try expected.check("wine.corr spearman", wine.correlation(method: .spearman), tolerance: 1e-11)
    try expected.check("wine.cov", wine.covariance(), tolerance: 1e-11)
    try expected.check("items.corr", items.correlation(), tolerance: 1e-11)
  }

  @Test("groups and their statistics, to the last bit")
  func grouping() throws {
    let groups = try items.grouped(by: "shop")
    try expected.check("groups sum", groups.sum())
    try expected.check("groups mean", groups.mean())
    try expected.check("groups median", groups.median())
    try expected.check("groups std", groups.standardDeviation())
    try expected.check("groups var", groups.variance())
    try expected.check("groups min", groups.min())
    try expected.check("groups max", groups.max())
    try expected.check("groups first", groups.first())
    try expected.check("groups last", groups.last())
    try expected.check("groups count", groups.presentCounts())
    try expected.check("groups size", groups.sizes())
    try expected.check("groups price mean", try groups["price"].mean())
    try expected.check("groups shop, kind mean", try items.grouped(by: "shop", "kind")[["price", "sold"]].mean())
    try expected.check("groups fresh, shop size", try items.grouped(by: "fresh", "shop").sizes())
    try expected.check("groups weight sum", try items.grouped(by: "weight")["sold"].sum())
    try expected.check(
      "groups agg",
      try groups.aggregate([
        "total": .sum("sold"), "dearest": .max("price"), "kinds": .uniqueCount("kind"),
        "spread": .standardDeviation("price"), "any": .count("price"),
      ]))
    try expected.check("groups reset", DataFrame([try groups["sold"].sum()]).resettingIndex())
    try expected.check("wine groups", try wine.grouped(by: "quality").mean())
    try expected.check("wine groups std", try wine.grouped(by: "quality").standardDeviation())
  }

  @Test("joins and concatenation")
  func joining() throws {
    let kinds: [(String, JoinKind)] = [("inner", .inner), ("left", .left), ("right", .right), ("outer", .outer)]
    let small = try items[["shop", "kind", "price"]].head(40)
    let other = try items[["shop", "kind", "sold"]].tail(30)
    for (name, kind) in kinds {
      try expected.check("join \(name)", try items.joined(with: shops, on: "shop", kind))
      try expected.check("join two \(name)", try small.joined(with: other, on: ["shop", "kind"], kind))
    }
    try expected.check("concat", DataFrame.concatenated([small.head(3), shops, try items.tail(2)[["fresh"]]]))
    try expected.check("concat renumbered", DataFrame.concatenated([small.head(3), shops], renumbered: true))
    let renamed = try shops.renaming(["shop": "shop2", "city": "city2", "sold": "sold2"])
    try expected.check("concat columns", try DataFrame.besideEachOther([small.head(4), renamed[1...]]))
  }

  @Test("missing values")
  func missing() throws {
    try expected.check("dropna", items.dropMissing())
    try expected.check("dropna shop", try items.dropMissing(in: ["shop"]))
    try expected.check("fillna price", try items["price"].filling(0))
    try expected.check("fillna shop", try items["shop"].filling("unknown"))
    try expected.check("ffill", try items["price"].fillingForward())
    try expected.check("bfill", try items["price"].fillingBackward())
    try expected.check("isna", items.isMissing)
    try expected.check("isna sum", items.missingCounts())
  }

  @Test("arithmetic and comparison match rows by label")
  func arithmetic() throws {
    let (price, sold) = (try items["price"], try items["sold"])
    try expected.check("price * sold", price * sold)
    try expected.check("sold / kind", sold / (try items["kind"]))
    try expected.check("sold - 7", sold - 7)
    try expected.check("2 - price", 2 - price)
    try expected.check("fresh + sold", try items["fresh"] + sold)
    try expected.check("shop + shop", try items["shop"] + (try items["shop"]))
    try expected.check("aligned", sold.head(6) + sold.tail(237))
    let shares = try items[items["fresh"]]["kind"].valueCounts() / (try items["kind"].valueCounts())
    try expected.check("shares", shares)
    try expected.check("between", price.isBetween(5, 20))
    try expected.check("isin", try items["shop"].isIn(["east", "south"]))
    try expected.check("round", price.rounded(decimals: 1))
    var added = items
    added["total"] = price * sold
    added["late"] = sold.tail(100)
    try expected.check("assign", added)
  }
}
