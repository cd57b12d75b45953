/// A word that a page says of its own, as it is in English. `{}` stands for a number, a name or another word.
///
/// The page says it in its language where that is one it knows, and as the lesson says under `format: words:`.
public enum PageWord: String, CaseIterable, Sendable {
  // Around the lesson
  case contents = "Contents"
  case skip = "Skip to the lesson"
  case tools = "Page tools"
  case linkToSection = "Link to section {}"
  case backToReference = "Back to reference {}"
  case madeFrom = "Made from {} with mlnb; its cells ran as machine code, compiled by {}."

  // Callouts and exercises
  case note = "Note"
  case tip = "Tip"
  case important = "Important"
  case warning = "Warning"
  case caution = "Caution"
  case exercise = "Exercise"
  case hint = "Hint"
  case solution = "Solution"
  case yourCode = "Your code here."

  // Cells
  case cell = "Cell {}"
  case linkToCell = "Link to cell {}"
  case expression = "Expression"
  case code = "Code"
  case output = "Output"
  case standardError = "Standard error"
  case value = "Value"
  case moreLines = "{} more lines"
  case shownOnly = "Shown only: this cell is not run."
  case compiledOnly = "Compiled, but not run."
  case cellNotRun = "This cell was not run."
  case ran = "ran {}"
  case compiledAndRan = "compiled {}, ran {}"
  case runTook = "The run took {}: {} of compiling, {} of running."

  // What went wrong
  case error = "Error"
  case doesNotCompile = "Does not compile"
  case crash = "Crash"
  case timedOut = "Timed out"
  case unexpected = "Unexpected"
  case notRun = "Not run"
  case notCompiled = "Not compiled"
  case asIntended = "{}, as intended"
  case shouldNotCompile = "the cell should not compile, but it does"
  case shouldThrow = "the cell should throw an error, but it does not"
  case shouldTrap = "the cell should trap, but it does not"
  case shouldDoOtherwise = "the cell did not do what the lesson says"
  case oneCellFailed = "1 cell failed"
  case cellsFailed = "{} cells failed"
  case oneErrorInLesson = "1 error in the lesson"
  case errorsInLesson = "{} errors in the lesson"
  case isNotComplete = "This run is not complete"
  case endedEarly = "The run ended early: {}"
  case oneCellWasNotRun = "1 cell was not run."
  case cellsWereNotRun = "{} cells were not run."
  case line = "line {}"

  // What the page's script says
  case light = "Light"
  case dark = "Dark"
  case lightTheme = "Light theme"
  case darkTheme = "Dark theme"
  case hideCode = "Hide code"
  case showCode = "Show code"
  case copy = "Copy"
  case copyCode = "Copy code"
  case copied = "Copied"
  case notCopied = "Not copied"
  case scrolls = "Scrolls sideways"
  case enlarge = "Enlarge"
  case enlargeFigure = "Enlarge the figure"
  case figureEnlarged = "Figure, enlarged"
  case smaller = "Smaller"
  case larger = "Larger"
  case whole = "Whole"
  case close = "Close"

  /// Those that the page's script says.
  public static let ofScript: [PageWord] = [
    .light, .dark, .lightTheme, .darkTheme, .hideCode, .showCode, .copy, .copyCode, .copied, .notCopied, .scrolls,
    .enlarge, .enlargeFigure, .figureEnlarged, .smaller, .larger, .whole, .close,
  ]

  /// How many things `{}` stands for in a text.
  public static func holes(in text: String) -> Int {
    zip(text.utf8, text.utf8.dropFirst()).count { $0 == UInt8(ascii: "{") && $1 == UInt8(ascii: "}") }
  }
}
