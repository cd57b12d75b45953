// One subscript for each arrangement of indices and `...`, because Swift has no type that both fit.
// These fill a part with one number: `a[0, ...] = 1`. They are optionals for the type checker's sake: in arithmetic, where it
// prefers single numbers, a part that could be read as one would be taken for one.

extension NDArrayOf {
  private mutating func fill(_ number: Element?, at indices: [AxisIndex]) {
    guard let number else { fail("a part of an array is filled with a number, and nil is none") }
    assign(Self(number), to: indices)
  }

  /// Writes one number everywhere in a part of the array.
  @_disfavoredOverload
  public subscript(_ first: some AxisIndexing) -> Element? {
    @available(*, unavailable, message: "a part of an array is an array") get { part([first.axisIndex]).item() }
    set { fill(newValue, at: [first.axisIndex]) }
  }
  /// Writes one number everywhere in a part of the array.
  @_disfavoredOverload
  public subscript(_ first: UnboundedRange) -> Element? {
    @available(*, unavailable, message: "a part of an array is an array") get { part([.everything]).item() }
    set { fill(newValue, at: [.everything]) }
  }
  /// Writes one number everywhere in a part of the array.
  @_disfavoredOverload
  public subscript(_ first: some AxisIndexing, _ second: some AxisIndexing) -> Element? {
    @available(*, unavailable, message: "a part of an array is an array") get {
      part([first.axisIndex, second.axisIndex]).item()
    }
    set { fill(newValue, at: [first.axisIndex, second.axisIndex]) }
  }
  /// Writes one number everywhere in a part of the array.
  @_disfavoredOverload
  public subscript(_ first: some AxisIndexing, _ second: UnboundedRange) -> Element? {
    @available(*, unavailable, message: "a part of an array is an array") get {
      part([first.axisIndex, .everything]).item()
    }
    set { fill(newValue, at: [first.axisIndex, .everything]) }
  }
  /// Writes one number everywhere in a part of the array.
  @_disfavoredOverload
  public subscript(_ first: UnboundedRange, _ second: some AxisIndexing) -> Element? {
    @available(*, unavailable, message: "a part of an array is an array") get {
      part([.everything, second.axisIndex]).item()
    }
    set { fill(newValue, at: [.everything, second.axisIndex]) }
  }
  /// Writes one number everywhere in a part of the array.
  @_disfavoredOverload
  public subscript(_ first: UnboundedRange, _ second: UnboundedRange) -> Element? {
    @available(*, unavailable, message: "a part of an array is an array") get {
      part([.everything, .everything]).item()
    }
    set { fill(newValue, at: [.everything, .everything]) }
  }
  /// Writes one number everywhere in a part of the array.
  @_disfavoredOverload
  public subscript(_ first: some AxisIndexing, _ second: some AxisIndexing, _ third: some AxisIndexing) -> Element? {
    @available(*, unavailable, message: "a part of an array is an array") get {
      part([first.axisIndex, second.axisIndex, third.axisIndex]).item()
    }
    set { fill(newValue, at: [first.axisIndex, second.axisIndex, third.axisIndex]) }
  }
  /// Writes one number everywhere in a part of the array.
  @_disfavoredOverload
  public subscript(_ first: some AxisIndexing, _ second: some AxisIndexing, _ third: UnboundedRange) -> Element? {
    @available(*, unavailable, message: "a part of an array is an array") get {
      part([first.axisIndex, second.axisIndex, .everything]).item()
    }
    set { fill(newValue, at: [first.axisIndex, second.axisIndex, .everything]) }
  }
  /// Writes one number everywhere in a part of the array.
  @_disfavoredOverload
  public subscript(_ first: some AxisIndexing, _ second: UnboundedRange, _ third: some AxisIndexing) -> Element? {
    @available(*, unavailable, message: "a part of an array is an array") get {
      part([first.axisIndex, .everything, third.axisIndex]).item()
    }
    set { fill(newValue, at: [first.axisIndex, .everything, third.axisIndex]) }
  }
  /// Writes one number everywhere in a part of the array.
  @_disfavoredOverload
  public subscript(_ first: some AxisIndexing, _ second: UnboundedRange, _ third: UnboundedRange) -> Element? {
    @available(*, unavailable, message: "a part of an array is an array") get {
      part([first.axisIndex, .everything, .everything]).item()
    }
    set { fill(newValue, at: [first.axisIndex, .everything, .everything]) }
  }
  /// Writes one number everywhere in a part of the array.
  @_disfavoredOverload
  public subscript(_ first: UnboundedRange, _ second: some AxisIndexing, _ third: some AxisIndexing) -> Element? {
    @available(*, unavailable, message: "a part of an array is an array") get {
      part([.everything, second.axisIndex, third.axisIndex]).item()
    }
    set { fill(newValue, at: [.everything, second.axisIndex, third.axisIndex]) }
  }
  /// Writes one number everywhere in a part of the array.
  @_disfavoredOverload
  public subscript(_ first: UnboundedRange, _ second: some AxisIndexing, _ third: UnboundedRange) -> Element? {
    @available(*, unavailable, message: "a part of an array is an array") get {
      part([.everything, second.axisIndex, .everything]).item()
    }
    set { fill(newValue, at: [.everything, second.axisIndex, .everything]) }
  }
  /// Writes one number everywhere in a part of the array.
  @_disfavoredOverload
  public subscript(_ first: UnboundedRange, _ second: UnboundedRange, _ third: some AxisIndexing) -> Element? {
    @available(*, unavailable, message: "a part of an array is an array") get {
      part([.everything, .everything, third.axisIndex]).item()
    }
    set { fill(newValue, at: [.everything, .everything, third.axisIndex]) }
  }
  /// Writes one number everywhere in a part of the array.
  @_disfavoredOverload
  public subscript(_ first: UnboundedRange, _ second: UnboundedRange, _ third: UnboundedRange) -> Element? {
    @available(*, unavailable, message: "a part of an array is an array") get {
      part([.everything, .everything, .everything]).item()
    }
    set { fill(newValue, at: [.everything, .everything, .everything]) }
  }
  /// Writes one number everywhere in a part of the array.
  @_disfavoredOverload
  public subscript(_ first: some AxisIndexing, _ second: some AxisIndexing, _ third: some AxisIndexing,
    _ fourth: some AxisIndexing
  ) -> Element? {
    @available(*, unavailable, message: "a part of an array is an array") get {
      part([first.axisIndex, second.axisIndex, third.axisIndex, fourth.axisIndex]).item()
    }
    set { fill(newValue, at: [first.axisIndex, second.axisIndex, third.axisIndex, fourth.axisIndex]) }
  }
  /// Writes one number everywhere in a part of the array.
  @_disfavoredOverload
  public subscript(_ first: some AxisIndexing, _ second: some AxisIndexing, _ third: some AxisIndexing,
    _ fourth: UnboundedRange
  ) -> Element? {
    @available(*, unavailable, message: "a part of an array is an array") get {
      part([first.axisIndex, second.axisIndex, third.axisIndex, .everything]).item()
    }
    set { fill(newValue, at: [first.axisIndex, second.axisIndex, third.axisIndex, .everything]) }
  }
  /// Writes one number everywhere in a part of the array.
  @_disfavoredOverload
  public subscript(_ first: some AxisIndexing, _ second: some AxisIndexing, _ third: UnboundedRange,
    _ fourth: some AxisIndexing
  ) -> Element? {
    @available(*, unavailable, message: "a part of an array is an array") get {
      part([first.axisIndex, second.axisIndex, .everything, fourth.axisIndex]).item()
    }
    set { fill(newValue, at: [first.axisIndex, second.axisIndex, .everything, fourth.axisIndex]) }
  }
  /// Writes one number everywhere in a part of the array.
  @_disfavoredOverload
  public subscript(_ first: some AxisIndexing, _ second: some AxisIndexing, _ third: UnboundedRange,
    _ fourth: UnboundedRange
  ) -> Element? {
    @available(*, unavailable, message: "a part of an array is an array") get {
      part([first.axisIndex, second.axisIndex, .everything, .everything]).item()
    }
    set { fill(newValue, at: [first.axisIndex, second.axisIndex, .everything, .everything]) }
  }
  /// Writes one number everywhere in a part of the array.
  @_disfavoredOverload
  public subscript(_ first: some AxisIndexing, _ second: UnboundedRange, _ third: some AxisIndexing,
    _ fourth: some AxisIndexing
  ) -> Element? {
    @available(*, unavailable, message: "a part of an array is an array") get {
      part([first.axisIndex, .everything, third.axisIndex, fourth.axisIndex]).item()
    }
    set { fill(newValue, at: [first.axisIndex, .everything, third.axisIndex, fourth.axisIndex]) }
  }
  /// Writes one number everywhere in a part of the array.
  @_disfavoredOverload
  public subscript(_ first: some AxisIndexing, _ second: UnboundedRange, _ third: some AxisIndexing,
    _ fourth: UnboundedRange
  ) -> Element? {
    @available(*, unavailable, message: "a part of an array is an array") get {
      part([first.axisIndex, .everything, third.axisIndex, .everything]).item()
    }
    set { fill(newValue, at: [first.axisIndex, .everything, third.axisIndex, .everything]) }
  }
  /// Writes one number everywhere in a part of the array.
  @_disfavoredOverload
  public subscript(_ first: some AxisIndexing, _ second: UnboundedRange, _ third: UnboundedRange,
    _ fourth: some AxisIndexing
  ) -> Element? {
    @available(*, unavailable, message: "a part of an array is an array") get {
      part([first.axisIndex, .everything, .everything, fourth.axisIndex]).item()
    }
    set { fill(newValue, at: [first.axisIndex, .everything, .everything, fourth.axisIndex]) }
  }
  /// Writes one number everywhere in a part of the array.
  @_disfavoredOverload
  public subscript(_ first: UnboundedRange, _ second: some AxisIndexing, _ third: some AxisIndexing,
    _ fourth: some AxisIndexing
  ) -> Element? {
    @available(*, unavailable, message: "a part of an array is an array") get {
      part([.everything, second.axisIndex, third.axisIndex, fourth.axisIndex]).item()
    }
    set { fill(newValue, at: [.everything, second.axisIndex, third.axisIndex, fourth.axisIndex]) }
  }
  /// Writes one number everywhere in a part of the array.
  @_disfavoredOverload
  public subscript(_ first: UnboundedRange, _ second: some AxisIndexing, _ third: some AxisIndexing,
    _ fourth: UnboundedRange
  ) -> Element? {
    @available(*, unavailable, message: "a part of an array is an array") get {
      part([.everything, second.axisIndex, third.axisIndex, .everything]).item()
    }
    set { fill(newValue, at: [.everything, second.axisIndex, third.axisIndex, .everything]) }
  }
  /// Writes one number everywhere in a part of the array.
  @_disfavoredOverload
  public subscript(_ first: UnboundedRange, _ second: some AxisIndexing, _ third: UnboundedRange,
    _ fourth: some AxisIndexing
  ) -> Element? {
    @available(*, unavailable, message: "a part of an array is an array") get {
      part([.everything, second.axisIndex, .everything, fourth.axisIndex]).item()
    }
    set { fill(newValue, at: [.everything, second.axisIndex, .everything, fourth.axisIndex]) }
  }
  /// Writes one number everywhere in a part of the array.
  @_disfavoredOverload
  public subscript(_ first: UnboundedRange, _ second: UnboundedRange, _ third: some AxisIndexing,
    _ fourth: some AxisIndexing
  ) -> Element? {
    @available(*, unavailable, message: "a part of an array is an array") get {
      part([.everything, .everything, third.axisIndex, fourth.axisIndex]).item()
    }
    set { fill(newValue, at: [.everything, .everything, third.axisIndex, fourth.axisIndex]) }
  }
}
