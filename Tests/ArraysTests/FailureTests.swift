import Arrays
import Testing

/// What a learner reads when an array is misused: one sentence that names the operation and the shapes.
@Suite struct FailureTests {
  private func expect(_ result: ExitTest.Result?, says sentence: String, _ location: SourceLocation = #_sourceLocation)
  {
    let said = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    #expect(said.contains(sentence), sourceLocation: location)
  }

  @Test func shapesThatDoNotBroadcast() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = NDArray.zeros(2, 3) + NDArray.zeros(4)
    }
    expect(result, says: "+: shapes (2, 3) and (4,) do not broadcast together")
  }

  @Test func matricesThatDoNotFit() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = NDArray.zeros(2, 3).matmul(NDArray.zeros(2, 3))
    }
    expect(result, says: "matmul: shapes (2, 3) and (2, 3) do not fit: 3 columns meet 2 rows")
  }

  @Test func anIndexOutOfRange() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = NDArray.zeros(2, 3)[1, 3]
    }
    expect(result, says: "index 3 is out of range for axis 1 with size 3")
    let fromTheEnd = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = NDArray.zeros(2, 3)[-3, ...]
    }
    expect(fromTheEnd, says: "index -3 is out of range for axis 0 with size 2")
    let list = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = NDArray.zeros(5)[[0, 5]]
    }
    expect(list, says: "index 5 is out of range for axis 0 with size 5")
  }

  @Test func tooFewOrTooManyIndices() async {
    let few = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = NDArray.zeros(2, 3)[1] + 1.0
    }
    expect(
      few,
      says:
        "an element of an array of shape (2, 3) needs 2 numbers, and [1] has 1: for a part of the array write [1, ...]")
    let many = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = NDArray.zeros(3)[1, 0]
    }
    expect(many, says: "too many indices: [1, 0] has 2 for an array of shape (3,)")
  }

  @Test func shapesThatCannotBeTaken() async {
    let reshaped = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = NDArray.zeros(2, 3).reshaped(4, -1)
    }
    expect(reshaped, says: "reshaped: an array of shape (2, 3) cannot take the shape (4, -1)")
    let assigned = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      var a = NDArray.zeros(2, 3)
      a[0, ...] = NDArray.zeros(2)
    }
    expect(assigned, says: "shapes (2,) and (3,) do not broadcast together")
    let joined = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = vstack([NDArray.zeros(2, 3), NDArray.zeros(2, 2)])
    }
    expect(joined, says: "vstack: shapes (2, 3) and (2, 2) do not join along axis 0")
    let rows = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let a: NDArray = [[1, 2], [3]]
      _ = a
    }
    expect(rows, says: "here are rows of shapes (2,) and (1,)")
  }

  @Test func otherMisuse() async {
    let axis = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = NDArray.zeros(2, 3).sum(axis: 2)
    }
    expect(axis, says: "sum: axis 2 is out of range for an array of rank 2 with shape (2, 3)")
    let empty = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = NDArray.zeros(0).max()
    }
    expect(empty, says: "max: an array of shape (0,) has no elements to choose from")
    let zero = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = IntArray([1, 2]) / 0
    }
    expect(zero, says: "/: integers cannot be divided by zero")
    let item = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = NDArray.zeros(2).item()
    }
    expect(item, says: "item() needs an array with one element, and this one has shape (2,)")
    let square = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = try NDArray.zeros(2, 3).inverse()
    }
    expect(square, says: "inverse needs a square matrix, and this one has shape (2, 3)")
    let fraction = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let a: IntArray = [1, 2.5]
      _ = a
    }
    expect(fraction, says: "an array of Int cannot hold 2.5")
  }
}
