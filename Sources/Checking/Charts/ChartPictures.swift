internal import Foundation
import NotebookModel

/// A chart's draw list as pictures: what is recorded, what was shown, and both on top of each other.
///
/// They are sketches of the data, not the chart itself, so that a recorded chart needs no picture in the repository.
struct ChartPictures {
  private let recorded: ChartSketch?
  private let shown: ChartSketch?

  init(_ chart: ChartDifference) {
    recorded = chart.recorded.flatMap(ChartSketch.init)
    shown = chart.shown.flatMap(ChartSketch.init)
  }

  /// Titles and SVG pictures.
  var all: [(title: String, picture: String)] {
    var pictures: [(title: String, picture: String)] = []
    if let recorded { pictures.append(("Recorded", recorded.picture)) }
    if let shown { pictures.append(("Shown now", shown.picture)) }
    if let recorded, let shown {
      pictures.append(("Difference: recorded red, shown now green", shown.difference(from: recorded)))
    }
    return pictures
  }
}
