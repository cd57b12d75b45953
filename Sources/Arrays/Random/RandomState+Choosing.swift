extension RandomState {
  /// The next integer from `low` to before `high`: NumPy's `randint`.
  public mutating func integer(from low: Int = 0, to high: Int) -> Int {
    integers(from: low, to: high, shape: []).item()
  }

  /// Integers from `low` to before `high`: NumPy's `randint`.
  public mutating func integers(from low: Int = 0, to high: Int, count: Int) -> IntArray {
    integers(from: low, to: high, shape: [count])
  }

  /// Integers from `low` to before `high`: NumPy's `randint`.
  ///
  /// Traps if there is no integer between them.
  public mutating func integers(from low: Int = 0, to high: Int, shape: [Int]) -> IntArray {
    guard low < high else { fail("integers(from: \(low), to: \(high)) has no integers to draw from") }
    let range = UInt64(bitPattern: Int64(high &- 1 &- low))
    return IntArray(shape: shape) { (buffer: UnsafeMutableBufferPointer<Int>) in
      if range == 0 {
        buffer.update(repeating: low)
      } else if range <= UInt64(UInt32.max) {
        let (greatest, mask) = (UInt32(range), Self.mask(UInt32(range)))
        var place = 0
        generator.draw(count: buffer.count) { word in
          let value = word & mask
          if value > greatest { return false }
          buffer[place] = low &+ Int(value)
          place += 1
          return true
        }
      } else {
        let mask = UInt64.max >> UInt64(range.leadingZeroBitCount)
        for place in 0..<buffer.count {
          var value = next() & mask
          while value > range { value = next() & mask }
          buffer[place] = low &+ Int(truncatingIfNeeded: value)
        }
      }
    }
  }

  /// All ones down from the highest bit of a number.
  private static func mask(_ greatest: UInt32) -> UInt32 {
    greatest == 0 ? 0 : UInt32.max >> UInt32(greatest.leadingZeroBitCount)
  }

  /// Swaps for a shuffle of `count` things: from the last place down, each with one at or before it.
  private mutating func swaps(_ count: Int, _ swap: (_ place: Int, _ other: Int) -> Void) {
    guard count > 1 else { return }
    var place = count - 1
    var mask = Self.mask(UInt32(truncatingIfNeeded: place))
    generator.draw(count: count - 1) { word in
      let other = Int(word & mask)
      if other > place { return false }
      swap(place, other)
      place -= 1
      if place & Int(mask >> 1) == place { mask >>= 1 }
      return true
    }
  }

  /// The numbers 0 ..< `count` in random order.
  public mutating func permutation(_ count: Int) -> IntArray {
    var order = IntArray.arange(count)
    shuffle(&order)
    return order
  }

  /// The rows of an array (its elements, if it has one axis) in random order.
  public mutating func permutation<Element: ArrayElement>(_ array: NDArrayOf<Element>) -> NDArrayOf<Element> {
    if array.rank == 1 {
      var copy = array.copied()
      shuffle(&copy)
      return copy
    }
    guard array.rank > 0 else { fail("permutation needs an array with at least one axis") }
    return array[permutation(array.shape[0])]
  }

  /// Puts the rows of an array (its elements, if it has one axis) in random order.
  public mutating func shuffle<Element: ArrayElement>(_ array: inout NDArrayOf<Element>) {
    guard array.rank > 0 else { fail("shuffle needs an array with at least one axis") }
    let rows = array.shape[0]
    let length = rows == 0 ? 0 : array.count / rows
    array.withUnsafeMutableElements { elements in
      swaps(rows) { place, other in
        for i in 0..<length { elements.swapAt(place * length + i, other * length + i) }
      }
    }
  }

  /// Puts a Swift array in random order, as NumPy shuffles a list.
  public mutating func shuffle<Value>(_ values: inout [Value]) {
    values.withUnsafeMutableBufferPointer { values in
      swaps(values.count) { place, other in values.swapAt(place, other) }
    }
  }

  /// Integers 0 ..< `population`: NumPy's `choice`.
  ///
  /// - Parameters:
  ///   - population: How many there are to choose from.
  ///   - count: How many to draw.
  ///   - replacing: Whether one may be drawn again; true by default.
  ///   - probabilities: How likely each is; all the same by default. They add up to 1.
  ///
  /// Traps if more are to be drawn without replacing than there are, or if the probabilities are not as said.
  public mutating func choice(
    _ population: Int, count: Int, replacing: Bool = true, probabilities: NDArray? = nil
  ) -> IntArray {
    guard population > 0 || count == 0 else { fail("choice: there is nothing to choose from") }
    if let probabilities {
      return choice(population, count: count, replacing: replacing, weights: probabilities.elements)
    }
    if replacing { return integers(from: 0, to: Swift.max(population, 1), count: count) }
    guard count <= population else { fail("choice: \(count) of \(population) cannot be drawn without replacing") }
    return permutation(population)[..<count]
  }

  /// Rows of an array (its elements, if it has one axis), drawn at random.
  public mutating func choice<Element: ArrayElement>(
    _ array: NDArrayOf<Element>, count: Int, replacing: Bool = true, probabilities: NDArray? = nil
  ) -> NDArrayOf<Element> {
    guard array.rank > 0 else { fail("choice needs an array with at least one axis") }
    return array[choice(array.shape[0], count: count, replacing: replacing, probabilities: probabilities)]
  }

  private mutating func choice(_ population: Int, count: Int, replacing: Bool, weights: [Double]) -> IntArray {
    guard weights.count == population else {
      fail("choice: \(weights.count) probabilities do not fit a population of \(population)")
    }
    guard weights.allSatisfy({ $0 >= 0 }), (weights.reduce(0, +) - 1).magnitude < 1e-8 else {
      fail("choice: the probabilities must be at least 0 and add up to 1")
    }
    if replacing { return Self.places(of: random(count: count), among: weights) }
    guard count <= weights.count(where: { $0 > 0 }) else {
      fail("choice: fewer probabilities than \(count) are above 0")
    }
    var weights = weights
    var found: [Int] = []
    while found.count < count {
      let numbers = random(count: count - found.count)
      for place in found { weights[place] = 0 }
      var seen = Set<Int>()
      for place in Self.places(of: numbers, among: weights).elements where seen.insert(place).inserted {
        found.append(place)
      }
    }
    return IntArray(found, shape: [count])
  }

  /// Where numbers in [0, 1) fall among running sums of weights.
  private static func places(of numbers: NDArray, among weights: [Double]) -> IntArray {
    var sums: [Double] = []
    var sum = 0.0
    for weight in weights {
      sum += weight
      sums.append(sum)
    }
    for i in sums.indices { sums[i] /= sum }
    return numbers.map { number in
      var (low, high) = (0, sums.count)
      while low < high {
        let middle = (low + high) / 2
        if number < sums[middle] { high = middle } else { low = middle + 1 }
      }
      return low
    }
  }
}
