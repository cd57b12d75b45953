extension NDArrayOf: CustomStringConvertible, CustomDebugStringConvertible {
  /// The array as NumPy prints it.
  public var description: String {
    if rank == 0 { return scalarText(item()) }
    return text(separator: " ", prefix: "", suffix: "")
  }

  /// The array as NumPy shows it at a prompt: `array([...])`, with what the brackets leave open.
  public var debugDescription: String {
    let prefix = "array("
    let body = text(separator: ", ", prefix: prefix, suffix: ")")
    var extras: [String] = []
    if (isEmpty && shape != [0]) || count > Self.summaryThreshold { extras.append("shape=\(describe(shape: shape))") }
    let isImplied =
      switch Element.elementKind {
      case .float64, .int64, .bool: true
      case .float32, .uint8: false
      }
    if !isImplied || isEmpty { extras.append("dtype=\(Element.elementKind.name)") }
    if extras.isEmpty { return prefix + body + ")" }
    let start = prefix + body + ","
    let end = extras.joined(separator: ", ") + ")"
    let lastLine = start.utf8.count - (start.utf8.lastIndex(of: UInt8(ascii: "\n")).map {
      start.utf8.distance(from: start.startIndex, to: $0) + 1
    } ?? 0)
    let spacer = lastLine + end.utf8.count + 1 > Self.lineWidth ? "\n" + String(repeating: " ", count: prefix.utf8.count) : " "
    return start + spacer + end
  }

  static var summaryThreshold: Int { 1000 }
  static var edgeItems: Int { 3 }
  static var lineWidth: Int { 75 }

  /// Brackets and elements, wrapped and summarised.
  private func text(separator: String, prefix: String, suffix: String) -> String {
    if isEmpty { return "[]" }
    let isSummarized = count > Self.summaryThreshold
    let shown = isSummarized ? corners() : self
    let printer = ArrayPrinter(
      array: self, format: ElementFormat(shown.elements, isScalar: rank == 0), separator: separator,
      isSummarized: isSummarized)
    return printer.text(
      axis: 0, offset: 0, indent: String(repeating: " ", count: prefix.utf8.count + 1),
      width: Self.lineWidth - suffix.utf8.count)
  }

  /// The elements that a summary shows: the first and last three along each axis.
  private func corners() -> Self {
    var result = self
    for axis in 0..<rank where shape[axis] > 2 * Self.edgeItems {
      var (first, last) = (result, result)
      first.shape[axis] = Self.edgeItems
      last.shape[axis] = Self.edgeItems
      last.offset += (shape[axis] - Self.edgeItems) * last.strides[axis]
      first.count = first.shape.reduce(1, *)
      last.count = first.count
      result = join([first, last], axis: axis, operation: "description")
    }
    return result
  }
}

/// One number as NumPy prints it alone: the shortest digits that read back.
private func scalarText<Element: ArrayElement>(_ element: Element) -> String {
  switch Element.elementKind {
  case .bool: return element.asInt == 0 ? "False" : "True"
  case .int64, .uint8: return String(element.asInt)
  case .float64, .float32:
    let number = element.asDouble
    guard number.isFinite else { return ElementFormat.nonFinite(number) }
    let digits = DecimalDigits(element.description)
    let cutoff = Element.elementKind == .float32 ? 1e6 : 1e16
    if number != 0 && (number.magnitude >= cutoff || number.magnitude < 1e-4) {
      let parts = digits.scientific
      return parts.integer + (parts.fraction.isEmpty ? "" : "." + parts.fraction) + "e" + parts.exponent
    }
    let parts = digits.positional
    return parts.integer + "." + (parts.fraction.isEmpty ? "0" : parts.fraction)
  }
}

/// Lays out nested brackets as NumPy's `array2string` does.
private struct ArrayPrinter<Element: ArrayElement> {
  let array: NDArrayOf<Element>
  let format: ElementFormat
  let separator: String
  let isSummarized: Bool

  /// The part of the array below an axis.
  ///
  /// - Parameters:
  ///   - offset: Where the part starts, in elements.
  ///   - indent: What a new line starts with.
  ///   - width: How long a line may be.
  func text(axis: Int, offset: Int, indent: String, width: Int) -> String {
    if axis == array.rank { return format.text(array.pointer[offset]) }
    let length = array.shape[axis]
    let stride = array.strides[axis]
    let edge = NDArrayOf<Element>.edgeItems
    let isCut = isSummarized && 2 * edge < length
    let places = isCut ? Array(0..<edge) + [-1] + Array((length - edge)..<length) : Array(0..<length)
    var result = ""
    if axis == array.rank - 1 {
      let trimmed = separator == " " ? 0 : 1
      let limit = width - Swift.max(trimmed, 1)
      var line = indent
      var lineLength = indent.utf8.count
      for (position, place) in places.enumerated() {
        let word = place < 0 ? "..." : format.text(array.pointer[offset + place * stride])
        if lineLength + word.utf8.count > limit && lineLength > indent.utf8.count {
          while line.utf8.last == UInt8(ascii: " ") { line.removeLast() }
          result += line + "\n"
          line = indent
          lineLength = indent.utf8.count
        }
        line += word
        lineLength += word.utf8.count
        if position < places.count - 1 {
          line += separator
          lineLength += separator.utf8.count
        }
      }
      result += line
    } else {
      let between = (separator == " " ? "" : ",") + String(repeating: "\n", count: array.rank - axis - 1)
      for (position, place) in places.enumerated() {
        result += indent
        result += place < 0
          ? "..." : text(axis: axis + 1, offset: offset + place * stride, indent: indent + " ", width: width - 1)
        if position < places.count - 1 { result += between }
      }
    }
    return "[" + result.dropFirst(indent.utf8.count) + "]"
  }
}
