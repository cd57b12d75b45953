/// The library that cells use: its version, and the rooms that it is made of.
///
/// ```swift
/// for room in Runtime.rooms { print(room) }
/// ```
public enum Runtime {
  /// The version of the runtime; that of the `mlnb` which it came with.
  public static let version = "0.1.0"

  /// A room: a module that ``ML`` brings along.
  public struct Room: Sendable, Hashable, CustomStringConvertible {
    /// The module's name.
    public let name: String
    /// The version of the runtime that it is part of.
    public let version: String
    /// What it holds, in a few words.
    public let purpose: String

    public var description: String { "\(name) \(version): \(purpose)" }
  }

  /// The rooms, those that others lean on first.
  public static let rooms = [
    Room(name: "Arrays", version: version, purpose: "arrays, random numbers, linear algebra"),
    Room(name: "DataFrames", version: version, purpose: "tables with named columns, CSV files"),
    Room(name: "Learning", version: version, purpose: "models that learn, and how to judge them"),
    Room(name: "Charting", version: version, purpose: "charts and pictures"),
    Room(name: "CellWire", version: version, purpose: "values shown in a page"),
  ]
}
