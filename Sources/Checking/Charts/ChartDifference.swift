/// How a chart differs from the recorded one.
public struct ChartDifference: Equatable, Sendable {
  /// Which chart of the cell, from 0.
  public var index: Int
  /// Places in the draw list and what stands there, in sentences.
  public var places: [String]
  /// The recorded draw list and the one of the chart that was shown; nil where there is none.
  public var recorded: String?
  public var shown: String?

  public init(index: Int, places: [String], recorded: String?, shown: String?) {
    self.index = index
    self.places = places
    self.recorded = recorded
    self.shown = shown
  }
}
