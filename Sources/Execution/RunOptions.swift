import Foundation
import NotebookModel

/// How a lesson is run.
public struct RunOptions: Sendable {
  /// Go on after a cell that fails, with the state as it was before it.
  public var allowsErrors = false
  /// Seconds that a cell may run where it does not say itself.
  public var cellTimeout = 600.0
  /// Seconds that the lesson may run; nil for no bound.
  public var lessonTimeout: Double?
  /// Bytes of memory for the cells; nil for no bound.
  public var memoryLimit: Int?
  /// Bytes of text that a cell may put out.
  public var outputLimit = 1_000_000
  /// A descriptor that becomes readable when the user wants the run to stop.
  public var interruption: Int32?
  /// Note what cells look at outside their lesson (`LessonRun.inputs`).
  public var recordsInputs = false
  /// Tests that can be tried right after starters, and undone: for the index of a starter its test.
  public var trials: [Int: Cell] = [:]
  /// Try them (`LessonRun.trials`). Otherwise they are only compiled, so that both runs share what was compiled.
  public var triesStarters = false
  /// Told what happens while it happens.
  public var progress: (@Sendable (RunProgress) -> Void)?

  public init() {}
}

/// What a run is doing.
public enum RunProgress: Sendable {
  case compiling(cells: Int)
  case running(cell: Int, of: Int, label: String?)
  case finished(cell: Int)
}

extension RunOptions {
  /// Puts the cells that are to be tried after the lesson's own, where nobody runs them unasked, and speaks of them no more.
  ///
  /// - Returns: For the index of a starter that of the cell that is tried on it.
  mutating func addTrials(to document: inout Document) -> [Int: Int] {
    let own = document.cells.count
    let places = document.addTrials(trials)
    if let told = progress, !places.isEmpty {
      progress = { event in
        switch event {
        case .running(let cell, _, _) where cell >= own, .finished(let cell) where cell >= own: return
        case .running(let cell, _, let label): told(.running(cell: cell, of: own, label: label))
        default: told(event)
        }
      }
    }
    return places
  }

  /// Three quarters of the machine's memory.
  public static var defaultMemoryLimit: Int { Int(ProcessInfo.processInfo.physicalMemory / 4 * 3) }
}

extension Document {
  /// Puts cells that are to be tried on starters after the lesson's own.
  ///
  /// - Returns: For the index of a starter that of the cell that is tried on it.
  mutating func addTrials(_ trials: [Int: Cell]) -> [Int: Int] {
    var places: [Int: Int] = [:]
    for (starter, trial) in trials.sorted(by: { $0.key < $1.key }) {
      var cell = trial
      cell.index = cells.count
      cell.behaviour = .ignore
      places[starter] = cell.index
      cells.append(cell)
    }
    return places
  }
}
