import Foundation

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
  /// Three quarters of the machine's memory.
  public static var defaultMemoryLimit: Int { Int(ProcessInfo.processInfo.physicalMemory / 4 * 3) }
}
