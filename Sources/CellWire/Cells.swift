// What compiled cells call, and how it reaches the kernel. The names that begin with an underscore are put into
// cells by the command; lessons do not write them.
internal import CSystem

/// Shows a value in the page, below what the cell has put out so far.
///
/// The last expression of a cell is shown without this call. A value that is `Displayable` shows itself
/// (charts, tables, formulas); every other value shows as the text that describes it. Outside a lesson the text
/// is printed.
///
/// - Parameter values: The values to show, one below the other.
public func display<each Value>(_ values: repeat each Value) {
  for value in repeat each values { send(.display, describe(value)) }
}

/// Marks the head of a cell: the one before ends here.
public func _mlnb_boundary(_ ordinal: UInt32) {
  Kernel.boundary?(ordinal)
}

/// Marks the head of a cell that is to fail: the one before ends here. True where the cell is to run, false where it has
/// run, in a process of its own, and the lesson goes on from the state before it.
public func _mlnb_attempt(_ ordinal: UInt32) -> Bool {
  Kernel.attempt.map { $0(ordinal) != 0 } ?? true
}

/// The same for a test that is tried on the starter of its exercise, where the command has asked for it.
public func _mlnb_trial(_ ordinal: UInt32) -> Bool {
  Kernel.trial.map { $0(ordinal) != 0 } ?? false
}

/// Shows the last expression of a cell.
public func _mlnb_value<Value>(_ value: Value) {
  if Value.self == Void.self { return }
  var display = describe(value)
  if !(value is any Displayable) { display.add(Display.MIMEType.swiftType, _typeName(Value.self, qualified: false)) }
  send(.value, display)
}

/// The last expression of a cell that has no value, such as a call of `print`.
public func _mlnb_value(_ value: Void) {}

/// Gives the value of an expression in prose: as `print` writes it, strings without quotes.
public func _mlnb_inline_value<Value>(_ value: Value) {
  send(.value, .text(String(describing: value)))
}

/// A value that `print` writes in one way and the end of a cell shows in another: as NumPy does, `[1. 2.]` and
/// `array([1., 2.])`.
public protocol ShownAsDebugDescription: CustomDebugStringConvertible {}

/// How a value is displayed: its own way, or the text that describes it (strings in quotes, as Swift's REPL does).
func describe<Value>(_ value: Value) -> Display {
  switch value {
  case let value as any Displayable: value.display
  case let value as any ShownAsDebugDescription: .text(value.debugDescription)
  case let value as String: .text(value.debugDescription)
  default: .text(String(describing: value))
  }
}

// MARK: The kernel's side

enum Kernel {
  typealias Boundary = @convention(c) (UInt32) -> Void
  typealias Attempt = @convention(c) (UInt32) -> Int32
  typealias Send = @convention(c) (UInt8, UnsafeRawPointer?, Int) -> Void

  static let boundary = symbol("mlnb_boundary", as: Boundary.self)
  static let attempt = symbol("mlnb_attempt", as: Attempt.self)
  static let trial = symbol("mlnb_trial", as: Attempt.self)
  static let show = symbol("mlnb_display", as: Send.self)

  /// The kernel's function of that name; nil where this library is loaded by another program.
  private static func symbol<Function>(_ name: String, as type: Function.Type) -> Function? {
    guard let address = dlsym(nil, name) else { return nil }
    return unsafeBitCast(address, to: type)
  }
}

private func send(_ kind: WireFrame.Kind, _ display: Display) {
  for problem in display.problems { fputs(problem + "\n", stderr) }
  guard let show = Kernel.show else {
    print(display.text(of: Display.MIMEType.text) ?? display.alternativeText ?? "")
    return
  }
  let payload = display.encoded
  payload.withUnsafeBytes { show(kind.rawValue, $0.baseAddress, $0.count) }
}

/// Writes what an error says into `buffer`; the kernel calls it for an error that no cell caught.
@_cdecl("mlnb_describe_error")
public func _mlnb_describeError(_ error: UnsafeRawPointer, _ buffer: UnsafeMutablePointer<CChar>, _ room: Int) -> Int {
  let error = unsafeBitCast(error, to: (any Error).self)
  var text: String
  if let described = error as? any CustomStringConvertible {
    text = described.description
  } else {
    text = String(describing: error)
    let type = String(describing: Swift.type(of: error))
    if !text.hasPrefix(type) { text = "\(type).\(text)" }
  }
  text = text.replacingNewlines()
  var count = 0
  for byte in text.utf8.prefix(room) {
    buffer[count] = CChar(bitPattern: byte)
    count += 1
  }
  // The kernel abandons the frame that owns the error, so nothing releases it; keep it whole here.
  _ = Unmanaged.passRetained(error as AnyObject)
  return count
}

extension String {
  fileprivate func replacingNewlines() -> String {
    String(decoding: utf8.map { $0 == 0 ? UInt8(ascii: " ") : $0 }, as: UTF8.self)
  }
}
