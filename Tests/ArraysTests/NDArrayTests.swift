import Arrays
import Testing

/// Arrays as values: literals, copies, views, writing.
@Suite struct NDArrayTests {
  @Test func literalsAreDoublesUnlessAskedOtherwise() {
    let a: NDArray = [[1, 2], [3, 4.5]]
    #expect(a.shape == [2, 2] && a.elements == [1, 2, 3, 4.5])
    let i: IntArray = [[1, 2], [3, 4]]
    #expect(i.sum() == 10)
    let mask: BoolArray = [true, false]
    #expect(mask.elements == [true, false])
    let bytes: ByteArray = [0, 255]
    #expect(bytes.elements == [0, 255])
    let x = 2.0
    let mixed: NDArray = [x, 2 * x, a[0, 1]]
    #expect(mixed.elements == [2, 4, 2])
    let rows: NDArray = [a[0, ...], a[1, ...]]
    #expect(rows == a)
    let none: NDArray = []
    #expect(none.shape == [0])
    #expect(NDArray([[[1.0], [2.0]]]).shape == [1, 2, 1])
    #expect(NDArray([1, 2, 3]).elements == [1, 2, 3])
    #expect(IntArray(0..<4).elements == [0, 1, 2, 3])
    #expect(NDArray(shape: [2, 3]) { Double(10 * $0[0] + $0[1]) }.elements == [0, 1, 2, 10, 11, 12])
  }

  @Test func copiesAreIndependent() {
    let a = NDArray.arange(6).reshaped(2, 3)
    var b = a
    b[0, 0] = 100
    #expect(a[0, 0] == 0 && b[0, 0] == 100)
    var view = a.T
    view[0, 1] = -1
    #expect(a[1, 0] == 3 && view[0, 1] == -1)
    var row = b[1, ...]
    row += 1
    #expect(b[1, 0] == 3 && row[0] == 4)
    let spread = NDArray([1.0, 2.0]).broadcast(to: [3, 2])
    var written = spread
    written[0, 0] = 9
    #expect(spread[1, 0] == 1 && written[1, 0] == 1 && written[0, 0] == 9)
  }

  @Test func viewsShareMemory() {
    let a = NDArray.arange(24).reshaped(2, 3, 4)
    a.withUnsafeElements { whole in
      let base = whole.baseAddress!
      func start(_ view: NDArray) -> Int? {
        view.flattenedStart().map { $0 - base }
      }
      #expect(start(a[1, ...]) == 12)
      #expect(start(a[1, 2, ...]) == 20)
      #expect(start(a.reshaped(6, 4)[2..., ...]) == 8)
    }
  }

  @Test func slicesTransposesAndReshapesCopyNothing() {
    func check<Element>(_ a: NDArrayOf<Element>) {
      let views: [NDArrayOf<Element>] = [
        a[1, ...], a[..., -1], a[0..<1, ...], a[.slice(by: -1), ..., .slice(from: 1, by: 2)], a[.newAxis, ...], a.T,
        a.transposed(2, 0, 1), a.swapped(axes: 0, 2), a.moved(axis: 0, to: 2), a.reshaped(6, 4), a.reshaped(-1),
        a.flattened(), a.flipped(axis: 1), a.expanded(axis: 0).squeezed(), a.broadcast(to: [5, 2, 3, 4]),
        a[0, ...].diagonal(), a.contiguous(),
      ]
      for (number, view) in views.enumerated() { #expect(view.storage === a.storage, "view \(number)") }
      // A copy is made where one is needed, and only then.
      #expect(a.T.reshaped(24).storage !== a.storage)
    }
    check(NDArray.arange(24).reshaped(2, 3, 4))
    check(FloatArray.arange(24).reshaped(2, 3, 4))
    check(IntArray.arange(24).reshaped(2, 3, 4))
    check(ByteArray.arange(24).reshaped(2, 3, 4))
    check(BoolArray.ones(2, 3, 4))
  }

  @Test func assignmentReachesEveryKindOfPart() {
    var a = NDArray.zeros(3, 4)
    a[1, ...] = [1, 2, 3, 4]
    a[..., 0] = 7
    a[0, 1...2] = NDArray([5.0, 6.0])
    a[-1, .slice(by: -2)] = [8, 9]
    #expect(a == [[7, 5, 6, 0], [7, 2, 3, 4], [7, 9, 0, 8]])
    a[a .> 6] = -1
    #expect(a == [[-1, 5, 6, 0], [-1, 2, 3, 4], [-1, -1, 0, -1]])
    a[[0, 2], ...] = 1
    #expect(a[0, ...].sum() == 4 && a[2, ...].sum() == 4)
    a[[0, 1], [1, 2]] = [20, 30]
    #expect(a[0, 1] == 20 && a[1, 2] == 30)
    a[...] = 0
    #expect(!a.any())
    a[0, ...] += 2
    a[0, 0] *= 5
    #expect(a[0, ...] == [10, 2, 2, 2])
    var line = NDArray.arange(5)
    line[1...] = line[..<4]
    #expect(line == [0, 0, 1, 2, 3])
    line[...] = line.flipped()
    #expect(line == [3, 2, 1, 0, 0])
    var cube = IntArray.zeros(2, 2, 2)
    cube[1, 0, 1] = 3
    cube[at: [0, 1, 1]] = 4
    #expect(cube.elements == [0, 0, 0, 4, 0, 3, 0, 0])
  }

  @Test func indexingFromEitherEnd() {
    let a = IntArray.arange(10)
    #expect(a[-1] == 9)
    #expect(a[2..<5] == [2, 3, 4])
    #expect(a[(-3)...] == [7, 8, 9])
    #expect(a[..<(-7)] == [0, 1, 2])
    #expect(a[...(-9)] == [0, 1])
    #expect(a[.slice(from: -2, to: 1, by: -3)] == [8, 5, 2])
    #expect(a[stride(from: 1, to: 9, by: 4)] == [1, 5])
    #expect(a[.newAxis, ...].shape == [1, 10])
    #expect(a[..., .newAxis].shape == [10, 1])
    let b = a.reshaped(1, 2, 5)
    #expect(b[..., 0].shape == [1, 2] && b[0, ...].shape == [2, 5] && b[..., 1, ...].shape == [1, 5])
    #expect(b[indices: [0, 1, 2]].item() == 7)
    let row: IntArray = b[0, 1]
    #expect(row == [5, 6, 7, 8, 9])
    #expect(a[(a % 2 .== 0) .& (a .> 3)] == [4, 6, 8])
    #expect(b[0, ...].rows.map { $0.sum() } == [10, 35])
  }

  @Test func equalityAndMasks() {
    let a: NDArray = [1, Double.nan, 3]
    #expect(a != a)
    #expect((a .== a).elements == [true, false, true])
    #expect(isNaN(a).sum() == 1)
    #expect((a .< 2).elements == [true, false, false])
    #expect((.!(a .< 2)).sum() == 2)
    #expect(NDArray.eye(2) == [[1, 0], [0, 1]])
    #expect(Set([NDArray.eye(2), NDArray.eye(2), NDArray.eye(3)]).count == 2)
    #expect(isClose([1, 2], [1 + 1e-9, 2.1]).elements == [true, false])
  }

  @Test func reshapingAndJoining() {
    let a = NDArray.arange(12)
    #expect(a.reshaped(3, -1).shape == [3, 4])
    #expect(a.reshaped(3, 4).T.reshaped(12)[1] == 4)
    #expect(a.reshaped(2, 3, 2).transposed(2, 0, 1).shape == [2, 2, 3])
    #expect(a.reshaped(1, 12, 1).squeezed().shape == [12])
    #expect(hstack([a, a]).count == 24 && vstack([a, a]).shape == [2, 12] && columnStack([a, a]).shape == [12, 2])
    #expect(stack([a, a], axis: 1).shape == [12, 2])
    #expect(a.split(into: 3).map(\.count) == [4, 4, 4])
    #expect(a.split(at: [2, 5]).map(\.count) == [2, 3, 7])
    let (x, y) = meshgrid(NDArray([1.0, 2.0, 3.0]), NDArray([10.0, 20.0]))
    #expect(x == [[1, 2, 3], [1, 2, 3]] && y == [[10, 10, 10], [20, 20, 20]])
    #expect(a.taking([11, -12]) == [11, 0])
    #expect(NDArray.diagonal([1, 2]).trace() == 3)
  }

  @Test func temporariesAreNotSharedByMistake() {
    let a = NDArray.arange(2000)
    let b = a + 1
    let c = b * 2
    let d = (a + 1) * 2 - b
    #expect(b[1999] == 2000 && c[1999] == 4000 && d[1999] == 2000)
    #expect(exp(a * 0) == NDArray.ones(2000))
    let kept = a * 3
    let other = kept
    let negated = -kept
    #expect(other[1] == 3 && kept[1] == 3 && negated[1] == -3)
    let halves = stack([kept, kept])
    #expect((halves + kept)[1, 1999] == 11994)
  }
}

extension NDArrayOf {
  /// The address of the first element if the elements stand in a row.
  fileprivate func flattenedStart() -> UnsafePointer<Element>? {
    withUnsafeElements { $0.baseAddress }
  }
}
