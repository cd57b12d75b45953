// One subscript for each arrangement of indices and `...`, because Swift has no type that both fit.
// Reading gives a part of the array; writing replaces it.

extension NDArrayOf {
  /// A part of the array; integers, ranges, strides and new axes share memory, integer arrays and masks copy.
  public subscript(_ first: some AxisIndexing) -> Self {
    get { part([first.axisIndex]) }
    set { assign(newValue, to: [first.axisIndex]) }
  }
  /// The whole array; writing to it fills it.
  public subscript(_ first: UnboundedRange) -> Self {
    get { part([.everything]) }
    set { assign(newValue, to: [.everything]) }
  }
  /// A part of the array; integers, ranges, strides and new axes share memory, integer arrays and masks copy.
  public subscript(_ first: some AxisIndexing, _ second: some AxisIndexing) -> Self {
    get { part([first.axisIndex, second.axisIndex]) }
    set { assign(newValue, to: [first.axisIndex, second.axisIndex]) }
  }
  /// A part of the array; `...` stands for all the axes that nothing else names.
  public subscript(_ first: some AxisIndexing, _ second: UnboundedRange) -> Self {
    get { part([first.axisIndex, .everything]) }
    set { assign(newValue, to: [first.axisIndex, .everything]) }
  }
  /// A part of the array; `...` stands for all the axes that nothing else names.
  public subscript(_ first: UnboundedRange, _ second: some AxisIndexing) -> Self {
    get { part([.everything, second.axisIndex]) }
    set { assign(newValue, to: [.everything, second.axisIndex]) }
  }
  /// A part of the array; `...` stands for all the axes that nothing else names.
  public subscript(_ first: UnboundedRange, _ second: UnboundedRange) -> Self {
    get { part([.everything, .everything]) }
    set { assign(newValue, to: [.everything, .everything]) }
  }
  /// A part of the array; integers, ranges, strides and new axes share memory, integer arrays and masks copy.
  public subscript(_ first: some AxisIndexing, _ second: some AxisIndexing, _ third: some AxisIndexing) -> Self {
    get { part([first.axisIndex, second.axisIndex, third.axisIndex]) }
    set { assign(newValue, to: [first.axisIndex, second.axisIndex, third.axisIndex]) }
  }
  /// A part of the array; `...` stands for all the axes that nothing else names.
  public subscript(_ first: some AxisIndexing, _ second: some AxisIndexing, _ third: UnboundedRange) -> Self {
    get { part([first.axisIndex, second.axisIndex, .everything]) }
    set { assign(newValue, to: [first.axisIndex, second.axisIndex, .everything]) }
  }
  /// A part of the array; `...` stands for all the axes that nothing else names.
  public subscript(_ first: some AxisIndexing, _ second: UnboundedRange, _ third: some AxisIndexing) -> Self {
    get { part([first.axisIndex, .everything, third.axisIndex]) }
    set { assign(newValue, to: [first.axisIndex, .everything, third.axisIndex]) }
  }
  /// A part of the array; `...` stands for all the axes that nothing else names.
  public subscript(_ first: some AxisIndexing, _ second: UnboundedRange, _ third: UnboundedRange) -> Self {
    get { part([first.axisIndex, .everything, .everything]) }
    set { assign(newValue, to: [first.axisIndex, .everything, .everything]) }
  }
  /// A part of the array; `...` stands for all the axes that nothing else names.
  public subscript(_ first: UnboundedRange, _ second: some AxisIndexing, _ third: some AxisIndexing) -> Self {
    get { part([.everything, second.axisIndex, third.axisIndex]) }
    set { assign(newValue, to: [.everything, second.axisIndex, third.axisIndex]) }
  }
  /// A part of the array; `...` stands for all the axes that nothing else names.
  public subscript(_ first: UnboundedRange, _ second: some AxisIndexing, _ third: UnboundedRange) -> Self {
    get { part([.everything, second.axisIndex, .everything]) }
    set { assign(newValue, to: [.everything, second.axisIndex, .everything]) }
  }
  /// A part of the array; `...` stands for all the axes that nothing else names.
  public subscript(_ first: UnboundedRange, _ second: UnboundedRange, _ third: some AxisIndexing) -> Self {
    get { part([.everything, .everything, third.axisIndex]) }
    set { assign(newValue, to: [.everything, .everything, third.axisIndex]) }
  }
  /// A part of the array; `...` stands for all the axes that nothing else names.
  public subscript(_ first: UnboundedRange, _ second: UnboundedRange, _ third: UnboundedRange) -> Self {
    get { part([.everything, .everything, .everything]) }
    set { assign(newValue, to: [.everything, .everything, .everything]) }
  }
  /// A part of the array; integers, ranges, strides and new axes share memory, integer arrays and masks copy.
  public subscript(_ first: some AxisIndexing, _ second: some AxisIndexing, _ third: some AxisIndexing,
    _ fourth: some AxisIndexing
  ) -> Self {
    get { part([first.axisIndex, second.axisIndex, third.axisIndex, fourth.axisIndex]) }
    set { assign(newValue, to: [first.axisIndex, second.axisIndex, third.axisIndex, fourth.axisIndex]) }
  }
  /// A part of the array; `...` stands for all the axes that nothing else names.
  public subscript(_ first: some AxisIndexing, _ second: some AxisIndexing, _ third: some AxisIndexing,
    _ fourth: UnboundedRange
  ) -> Self {
    get { part([first.axisIndex, second.axisIndex, third.axisIndex, .everything]) }
    set { assign(newValue, to: [first.axisIndex, second.axisIndex, third.axisIndex, .everything]) }
  }
  /// A part of the array; `...` stands for all the axes that nothing else names.
  public subscript(_ first: some AxisIndexing, _ second: some AxisIndexing, _ third: UnboundedRange,
    _ fourth: some AxisIndexing
  ) -> Self {
    get { part([first.axisIndex, second.axisIndex, .everything, fourth.axisIndex]) }
    set { assign(newValue, to: [first.axisIndex, second.axisIndex, .everything, fourth.axisIndex]) }
  }
  /// A part of the array; `...` stands for all the axes that nothing else names.
  public subscript(_ first: some AxisIndexing, _ second: some AxisIndexing, _ third: UnboundedRange,
    _ fourth: UnboundedRange
  ) -> Self {
    get { part([first.axisIndex, second.axisIndex, .everything, .everything]) }
    set { assign(newValue, to: [first.axisIndex, second.axisIndex, .everything, .everything]) }
  }
  /// A part of the array; `...` stands for all the axes that nothing else names.
  public subscript(_ first: some AxisIndexing, _ second: UnboundedRange, _ third: some AxisIndexing,
    _ fourth: some AxisIndexing
  ) -> Self {
    get { part([first.axisIndex, .everything, third.axisIndex, fourth.axisIndex]) }
    set { assign(newValue, to: [first.axisIndex, .everything, third.axisIndex, fourth.axisIndex]) }
  }
  /// A part of the array; `...` stands for all the axes that nothing else names.
  public subscript(_ first: some AxisIndexing, _ second: UnboundedRange, _ third: some AxisIndexing,
    _ fourth: UnboundedRange
  ) -> Self {
    get { part([first.axisIndex, .everything, third.axisIndex, .everything]) }
    set { assign(newValue, to: [first.axisIndex, .everything, third.axisIndex, .everything]) }
  }
  /// A part of the array; `...` stands for all the axes that nothing else names.
  public subscript(_ first: some AxisIndexing, _ second: UnboundedRange, _ third: UnboundedRange,
    _ fourth: some AxisIndexing
  ) -> Self {
    get { part([first.axisIndex, .everything, .everything, fourth.axisIndex]) }
    set { assign(newValue, to: [first.axisIndex, .everything, .everything, fourth.axisIndex]) }
  }
  /// A part of the array; `...` stands for all the axes that nothing else names.
  public subscript(_ first: UnboundedRange, _ second: some AxisIndexing, _ third: some AxisIndexing,
    _ fourth: some AxisIndexing
  ) -> Self {
    get { part([.everything, second.axisIndex, third.axisIndex, fourth.axisIndex]) }
    set { assign(newValue, to: [.everything, second.axisIndex, third.axisIndex, fourth.axisIndex]) }
  }
  /// A part of the array; `...` stands for all the axes that nothing else names.
  public subscript(_ first: UnboundedRange, _ second: some AxisIndexing, _ third: some AxisIndexing,
    _ fourth: UnboundedRange
  ) -> Self {
    get { part([.everything, second.axisIndex, third.axisIndex, .everything]) }
    set { assign(newValue, to: [.everything, second.axisIndex, third.axisIndex, .everything]) }
  }
  /// A part of the array; `...` stands for all the axes that nothing else names.
  public subscript(_ first: UnboundedRange, _ second: some AxisIndexing, _ third: UnboundedRange,
    _ fourth: some AxisIndexing
  ) -> Self {
    get { part([.everything, second.axisIndex, .everything, fourth.axisIndex]) }
    set { assign(newValue, to: [.everything, second.axisIndex, .everything, fourth.axisIndex]) }
  }
  /// A part of the array; `...` stands for all the axes that nothing else names.
  public subscript(_ first: UnboundedRange, _ second: UnboundedRange, _ third: some AxisIndexing,
    _ fourth: some AxisIndexing
  ) -> Self {
    get { part([.everything, .everything, third.axisIndex, fourth.axisIndex]) }
    set { assign(newValue, to: [.everything, .everything, third.axisIndex, fourth.axisIndex]) }
  }
}
