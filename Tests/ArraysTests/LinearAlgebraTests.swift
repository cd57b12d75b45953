import Arrays
import Testing

/// What factors and inverses promise, checked by multiplying back.
@Suite struct LinearAlgebraTests {
  private let a: NDArray
  private let tall: NDArray

  init() {
    var random = RandomState(seed: 3)
    a = random.normal(shape: [30, 30])
    tall = random.normal(shape: [25, 7])
  }

  private func expectEqual(_ x: NDArray, _ y: NDArray) {
    #expect(x.shape == y.shape)
    #expect(abs(x - y).max() < 1e-9)
  }

  @Test func factorsMultiplyBack() throws {
    let (q, r) = tall.qr()
    expectEqual(q.matmul(r), tall)
    expectEqual(q.T.matmul(q), .eye(7))
    for full in [true, false] {
      let (u, s, vt) = try tall.svd(full: full)
      let width = full ? 25 : 7
      #expect(u.shape == [25, width] && vt.shape == [7, 7])
      expectEqual(u[..., ..<7].matmul(s.expanded(axis: 1) * vt), tall)
    }
    let spd = a.matmul(a.T) + .eye(30)
    let l = try spd.cholesky()
    expectEqual(l.matmul(l.T), spd)
    let (values, vectors) = try spd.symmetricEigen()
    expectEqual(spd.matmul(vectors), vectors * values)
  }

  @Test func complexEigenvaluesComeInPairs() throws {
    let turn: NDArray = [[0, -1], [1, 0]]
    let eigen = try turn.eigen()
    #expect(!eigen.isReal)
    #expect(eigen.real == [0, 0] && eigen.imaginary.sorted() == [-1, 1])
    let general = try a.eigen()
    // A (x + iy) = (p + iq)(x + iy), in real and imaginary parts.
    let (x, y) = (general.vectors, general.imaginaryVectors)
    expectEqual(a.matmul(x), x * general.real - y * general.imaginary)
    expectEqual(a.matmul(y), x * general.imaginary + y * general.real)
  }

  @Test func inversesSolve() throws {
    expectEqual(try a.inverse().matmul(a), .eye(30))
    expectEqual(try a.solve(a), .eye(30))
    let matrices = stack([a, 2 * a])
    expectEqual(try matrices.inverse()[1, ...], try (2 * a).inverse())
    expectEqual(try a.pseudoInverse(), try a.inverse())
    #expect(try a.matrixRank() == 30)
    #expect(try tall.matmul(tall.T).matrixRank() == 7)
  }

  @Test func largeInversesComeFromTheFactors() throws {
    var random = RandomState(seed: 4)
    let large = random.normal(shape: [400, 400])
    expectEqual(try large.inverse().matmul(large), .eye(400))
    expectEqual(try large.T.inverse(), try large.inverse().T)
    var singular = large
    singular[7, ...] = NDArray.zeros(400)
    #expect(throws: LinearAlgebraError.self) { try singular.inverse() }
  }

  @Test func aSingularMatrixThrowsAndSaysItsCondition() {
    let singular: NDArray = [[1, 2], [2, 4]]
    #expect(throws: LinearAlgebraError.self) { try singular.inverse() }
    #expect(throws: LinearAlgebraError.self) { try singular.solve([1, 2]) }
    do {
      _ = try NDArray.zeros(3, 3).inverse()
      Issue.record("zeros have no inverse")
    } catch {
      #expect("\(error)" == "inverse: the 3 x 3 matrix is singular (condition number infinite)")
    }
    #expect(throws: LinearAlgebraError.notPositiveDefinite(order: 2)) {
      try NDArray([[1.0, 2.0], [2.0, 1.0]]).cholesky()
    }
    #expect(singular.determinant() == 0)
  }

  @Test func productsFollowTheLayoutOfViews() {
    let b = NDArray.arange(60).reshaped(5, 12)
    let every = b[..., .slice(by: 2)]
    expectEqual(every.matmul(every.T), every.copied().matmul(every.T.copied()))
    expectEqual(b[.slice(by: -1), ...].matmul(b.T), b.copied().flipped(axis: 0).copied().matmul(b.T.copied()))
    expectEqual(b[..., 3].matmul(b), b[..., 3].copied().matmul(b))
    #expect(b[0, ...].matmul(b[1, ...]).shape == [])
    let f = FloatArray(b)
    #expect(NDArray(f.matmul(f.T)) == b.matmul(b.T))
    #expect(NDArray(f.T.matmul(f)) == b.T.matmul(b))
    #expect(NDArray.zeros(3, 0).matmul(NDArray.zeros(0, 2)) == NDArray.zeros(3, 2))
  }
}
