extension NDArrayOf {
  /// A part of the array, one index an axis, for any number of axes. Integers, ranges, strides and new axes share
  /// memory; integer arrays and masks copy.
  ///
  /// Writing replaces the part; what is written broadcasts to the part's shape.
  ///
  /// Traps if an index is out of range, naming index, axis and size, or if there are more indices than axes.
  public subscript(indices indices: [any AxisIndexing]) -> Self {
    get { part(indices.map(\.axisIndex)) }
    set { assign(newValue, to: indices.map(\.axisIndex)) }
  }

  /// The part that indices choose.
  func part(_ indices: [AxisIndex]) -> Self {
    if let view = leadingView(indices) ?? pickedFast(indices) { return view }
    let plan = IndexPlan(indices, shape: shape, strides: strides)
    let view = Self(storage: storage, offset: offset + plan.offset, shape: plan.shape, strides: plan.strides)
    return plan.lists.isEmpty ? view : view.gathered(plan)
  }

  /// The commonest parts: integers for the first axes and all of the rest.
  private func leadingView(_ indices: [AxisIndex]) -> Self? {
    var start = offset
    var axis = 0
    for (position, index) in indices.enumerated() {
      switch index {
      case .integer(let i):
        guard axis < shape.count else { return nil }
        let place = i < 0 ? i + shape[axis] : i
        guard place >= 0, place < shape[axis] else { return nil }
        start += place * strides[axis]
        axis += 1
      case .everything where position == indices.count - 1: break
      default: return nil
      }
    }
    return Self(storage: storage, offset: start, shape: Array(shape[axis...]), strides: Array(strides[axis...]))
  }

  /// Writes `value`, broadcast, to the part that indices choose.
  mutating func assign(_ value: Self, to indices: [AxisIndex]) {
    makeUnique()
    let plan = IndexPlan(indices, shape: shape, strides: strides)
    let view = Self(storage: storage, offset: offset + plan.offset, shape: plan.shape, strides: plan.strides)
    let target = plan.lists.isEmpty ? plan.shape : plan.gatheredShape
    let source = value.rank > target.count ? value.droppingLeadingOnes(to: target.count) : value
    guard broadcastShape(source.shape, target, operation: "assignment") == target else {
      fail(
        "assignment: shape \(describe(shape: value.shape)) "
          + "does not broadcast to the part's shape \(describe(shape: target))"
      )
    }
    if plan.lists.isEmpty {
      view.write(source)
    } else {
      view.scatter(source, plan)
    }
  }

  private func droppingLeadingOnes(to rank: Int) -> Self {
    var result = self
    while result.rank > rank, result.shape.first == 1 {
      result.shape.removeFirst()
      result.strides.removeFirst()
    }
    return result
  }
}

/// Indices worked out against a shape: a view, and lists of places to gather from its axes.
struct IndexPlan {
  /// Where the view starts, in elements.
  var offset = 0
  /// The view's shape, in which an axis that a list indexes still has its full length.
  var shape: [Int] = []
  var strides: [Int] = []
  /// For each indexed axis of the view its places, all broadcast to `listShape`.
  var lists: [(axis: Int, places: IntArray)] = []
  /// The common shape of the lists.
  var listShape: [Int] = []
  /// The place among the other axes where the lists' axes appear.
  var listPosition = 0

  init(_ indices: [AxisIndex], shape full: [Int], strides fullStrides: [Int]) {
    var named = 0
    var ellipses = 0
    for index in indices {
      switch index {
      case .everything: ellipses += 1
      case .newAxis: break
      case .mask(let mask): named += max(mask.rank, 1)
      case .integer, .slice, .integers: named += 1
      }
    }
    // One `...` covers all that nothing else names; several cover one axis each, the last one the rest.
    var spare = full.count - named
    if spare < 0 {
      fail("too many indices: \(named) for an array of shape \(describe(shape: full)), which has rank \(full.count)")
    }
    var axis = 0
    var raw: [(axis: Int, places: IntArray)] = []
    var firstList: Int?
    var separated = false
    var previousWasList = false

    func keep(_ this: inout IndexPlan, length: Int, stride: Int) {
      this.shape.append(length)
      this.strides.append(stride)
    }
    func list(_ this: inout IndexPlan, _ places: IntArray) {
      if firstList == nil { firstList = this.shape.count } else if !previousWasList { separated = true }
      raw.append((this.shape.count, places.normalized(axis: axis, size: full[axis])))
      keep(&this, length: full[axis], stride: fullStrides[axis])
      axis += 1
    }

    // NumPy treats an integer beside lists as a list of one.
    let hasLists = indices.contains { index in
      switch index {
      case .integers, .mask: true
      default: false
      }
    }
    for index in indices {
      var isList = false
      switch index {
      case .integer(let i) where hasLists:
        isList = true
        list(&self, IntArray(i))
      case .integer(let i):
        let place = i < 0 ? i + full[axis] : i
        guard place >= 0, place < full[axis] else { outOfRange(i, axis: axis, size: full[axis]) }
        offset += place * fullStrides[axis]
        axis += 1
      case .slice(let from, let to, let step):
        let (first, length) = slicePlaces(from: from, to: to, by: step, size: full[axis])
        offset += first * fullStrides[axis]
        keep(&self, length: length, stride: fullStrides[axis] * step)
        axis += 1
      case .everything:
        ellipses -= 1
        let take = ellipses == 0 ? spare : min(1, spare)
        spare -= take
        for _ in 0..<take {
          keep(&self, length: full[axis], stride: fullStrides[axis])
          axis += 1
        }
      case .newAxis:
        keep(&self, length: 1, stride: 0)
      case .integers(let places):
        isList = true
        list(&self, places)
      case .mask(let mask):
        isList = true
        for dimension in 0..<mask.rank where mask.shape[dimension] != full[axis + dimension] {
          fail("a mask of shape \(describe(shape: mask.shape)) does not fit an array of shape \(describe(shape: full))")
        }
        for places in mask.nonzero() {
          list(&self, places)
          previousWasList = true
        }
      }
      previousWasList = isList
    }
    while axis < full.count {
      keep(&self, length: full[axis], stride: fullStrides[axis])
      axis += 1
    }
    guard let firstList else { return }
    for (_, places) in raw {
      listShape = broadcastShape(listShape, places.shape, operation: "index arrays")
    }
    lists = raw.map { ($0.axis, $0.places.broadcast(to: listShape).contiguous()) }
    listPosition = separated ? 0 : firstList
  }

  /// The axes of the view that no list indexes.
  var otherAxes: [Int] {
    let indexed = Set(lists.map(\.axis))
    return (0..<shape.count).filter { !indexed.contains($0) }
  }

  /// The shape of what the lists gather.
  var gatheredShape: [Int] {
    var result = otherAxes.map { shape[$0] }
    result.insert(contentsOf: listShape, at: listPosition)
    return result
  }
}

/// The first place and the number of places of a slice, as Python's slices count them.
func slicePlaces(from: Int?, to: Int?, by step: Int, size: Int) -> (first: Int, count: Int) {
  guard step != 0 else { fail("a slice needs a step that is not 0") }
  func clamp(_ place: Int, _ low: Int, _ high: Int) -> Int { min(max(place < 0 ? place + size : place, low), high) }
  if step > 0 {
    let start = from.map { clamp($0, 0, size) } ?? 0
    let end = to.map { clamp($0, 0, size) } ?? size
    return (start, max(0, (end - start + step - 1) / step))
  }
  let start = from.map { clamp($0, -1, size - 1) } ?? size - 1
  let end = to.map { clamp($0, -1, size - 1) } ?? -1
  return (max(start, 0), max(0, (start - end - step - 1) / -step))
}

extension NDArrayOf where Element == Int {
  /// Places counted from the front; traps where one is out of range.
  func normalized(axis: Int, size: Int) -> IntArray {
    var result = contiguous()
    var clean = true
    result.withUnsafeElements { for place in $0 where place < 0 || place >= size { clean = false } }
    if clean { return result }
    result.withUnsafeMutableElements { places in
      for i in 0..<places.count {
        let place = places[i] < 0 ? places[i] + size : places[i]
        guard place >= 0, place < size else { outOfRange(places[i], axis: axis, size: size) }
        places[i] = place
      }
    }
    return result
  }
}
