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
    let lastLine =
      start.utf8.count
      - (start.utf8.lastIndex(of: UInt8(ascii: "\n")).map {
        start.utf8.distance(from: start.startIndex, to: $0) + 1
      } ?? 0)
    let spacer =
      lastLine + end.utf8.count + 1 > Self.lineWidth ? "\n" + String(repeating: " ", count: prefix.utf8.count) : " "
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
      shape: shape, shown: shown.shape, texts: ElementFormat.texts(shown.elements, isScalar: rank == 0),
      separator: separator)
    return printer.text(
      axis: 0, first: 0, indent: String(repeating: " ", count: prefix.utf8.count + 1),
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
private struct ArrayPrinter {
  /// The whole array's shape, and the shape of what is shown of it.
  let shape: [Int]
  let shown: [Int]
  /// What is shown, in row-major order.
  let texts: [String]
  let separator: String

  /// The part of the array below an axis.
  ///
  /// - Parameters:
  ///   - first: The place of the part's first text.
  ///   - indent: What a new line starts with.
  ///   - width: How long a line may be.
  func text(axis: Int, first: Int, indent: String, width: Int) -> String {
    if axis == shape.count { return texts[first] }
    let cut = shown[axis] < shape[axis] ? shown[axis] / 2 : -1
    return axis == shape.count - 1
      ? row(first, length: shown[axis], cut: cut, indent: indent, width: width)
      : block(axis, first, cut: cut, indent: indent, width: width)
  }

  /// Words side by side, wrapped.
  private func row(_ first: Int, length: Int, cut: Int, indent: String, width: Int) -> String {
    let limit = width - 1
    var result: [UInt8] = [UInt8(ascii: "[")]
    let margin = indent.utf8.count
    var column = margin
    func add(_ word: String, isLast: Bool) {
      let length = word.utf8.count
      if column + length > limit && column > margin {
        while result.last == UInt8(ascii: " ") { result.removeLast() }
        result.append(UInt8(ascii: "\n"))
        result += indent.utf8
        column = margin
      }
      result += word.utf8
      column += length
      if !isLast {
        result += separator.utf8
        column += separator.utf8.count
      }
    }
    for place in 0..<length {
      if place == cut { add("...", isLast: false) }
      add(texts[first + place], isLast: place == length - 1)
    }
    result.append(UInt8(ascii: "]"))
    return String(decoding: result, as: UTF8.self)
  }

  /// Parts below one another.
  private func block(_ axis: Int, _ first: Int, cut: Int, indent: String, width: Int) -> String {
    let between = (separator == " " ? "" : ",") + String(repeating: "\n", count: shape.count - axis - 1)
    let size = shown[(axis + 1)...].reduce(1, *)
    var result = "["
    for place in 0..<shown[axis] {
      if place == cut { result += indent + "..." + between }
      if place > 0 { result += indent }
      result += text(axis: axis + 1, first: first + place * size, indent: indent + " ", width: width - 1)
      if place < shown[axis] - 1 { result += between }
    }
    return result + "]"
  }
}
