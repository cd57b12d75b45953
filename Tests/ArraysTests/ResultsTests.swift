import Arrays
import Foundation
import Testing

/// What NumPy computes, computed by us: reductions, rearranging and indexing to the last bit, functions to a few units
/// in the last place, linear algebra to rounding.
@Suite struct ResultsTests {
  private let archive: ArrayArchive
  private let x, y, v, s, spd, tall, right, nan: NDArray
  private let f: FloatArray
  private let i: IntArray
  private let u: ByteArray
  private let b: BoolArray

  init() throws {
    archive = try ArrayArchive(npz: [UInt8](Reference.data("results.npz")))
    (x, y, v, s) = try (archive["x"], archive["y"], archive["v"], archive["s"])
    (spd, tall, right, nan) = try (archive["spd"], archive["tall"], archive["right"], archive["nan"])
    (f, i, u, b) = try (archive["f"], archive["i"], archive["u"], archive["b"])
  }

  private func expect<Element>(
    _ array: NDArrayOf<Element>, _ name: String, _ location: SourceLocation = #_sourceLocation
  ) throws {
    let wanted: NDArrayOf<Element> = try archive["exact/" + name]
    #expect(array.shape == wanted.shape, "\(name)", sourceLocation: location)
    let (ours, theirs) = (array.elements, wanted.elements)
    guard ours.count == theirs.count else { return }
    let different = ours.indices.filter { ours[$0] != theirs[$0] && ours[$0] == ours[$0] }
    #expect(
      different.isEmpty, "\(name): \(different.prefix(3).map { (ours[$0], theirs[$0]) })", sourceLocation: location)
  }

  @Test func reductionsRoundAsNumPys() throws {
    func check<Element>(_ a: NDArrayOf<Element>, _ name: String) throws {
      try expect(NDArrayOf(a.sum()), "sum \(name)")
      try expect(NDArrayOf(a.mean()), "mean \(name)")
      try expect(NDArrayOf(a.variance()), "variance \(name)")
      try expect(NDArrayOf(a.standardDeviation(degreesOfFreedom: 1)), "deviation \(name)")
      try expect(a.cumulativeSum(), "cumsum \(name)")
      for axis in 0..<a.rank {
        try expect(a.sum(axis: axis), "sum \(name) axis \(axis)")
        try expect(a.mean(axis: axis - a.rank, keepingAxes: true), "mean \(name) axis \(axis)")
        try expect(a.variance(axis: axis, degreesOfFreedom: 1), "variance \(name) axis \(axis)")
        try expect(a.standardDeviation(axis: axis), "deviation \(name) axis \(axis)")
        try expect(a.cumulativeSum(axis: axis), "cumsum \(name) axis \(axis)")
        try expect(a.any(axis: axis), "any \(name) axis \(axis)")
        try expect(a.all(axis: axis), "all \(name) axis \(axis)")
      }
    }
    try check(x, "x")
    try check(x.T, "x.T")
    try check(f, "f")
    try check(i, "i")
    try check(u, "u")
    try check(b, "b")
    try expect(x.sum(axes: [0, 2]), "sum x axes 0 2")
    try expect(y.product(axis: 1), "product y axis 1")
    try expect(y[..<5].cumulativeProduct(axis: 0), "cumprod y axis 0")
  }

  @Test func extremesQuantilesAndOrdersAreNumPys() throws {
    func check<Element: NumericElement>(_ a: NDArrayOf<Element>, _ name: String) throws {
      for axis in 0..<a.rank {
        try expect(a.min(axis: axis), "min \(name) axis \(axis)")
        try expect(a.max(axis: axis), "max \(name) axis \(axis)")
        try expect(a.argmin(axis: axis), "argmin \(name) axis \(axis)")
        try expect(a.argmax(axis: axis), "argmax \(name) axis \(axis)")
        try expect(a.median(axis: axis), "median \(name) axis \(axis)")
        try expect(a.quantile(0.3, axis: axis), "quantile \(name) axis \(axis)")
        try expect(a.sorted(axis: axis), "sort \(name) axis \(axis)")
        try expect(a.argsort(axis: axis), "argsort \(name) axis \(axis)")
      }
    }
    try check(x, "x")
    try check(x.T, "x.T")
    try check(f, "f")
    try check(i, "i")
    try check(u, "u")
    try expect(v.sorted(), "sort v")
    try expect(nan.sorted(), "sort nan")
    try expect(nan.argsort(), "argsort nan")
    #expect(nan.sorted()[-1].isNaN && nan.max().isNaN && nan.argmax() == 1)
  }

  @Test func countingIsNumPys() throws {
    try expect(i.unique(), "unique i")
    try expect(i.uniqueWithCounts().counts, "unique i counts")
    try expect(i.uniqueWithPlaces().firstPlaces, "unique i places")
    try expect(i.uniqueWithPlaces().inverse, "unique i inverse")
    try expect(v.histogram(bins: 17).counts, "histogram v")
    try expect(v.histogram(bins: 17).edges, "histogram v edges")
    try expect(v.histogram(bins: 8, range: -1...1).counts, "histogram v range")
    #expect(v.histogram(edges: v.histogram(bins: 17).edges) == v.histogram(bins: 17).counts)
    try expect(IntArray(u).flattened().binCount(), "bincount")
    try expect(
      IntArray(u).flattened().binCount(weights: NDArray.arange(132) / 7, minimumLength: 300), "bincount weights")
    try expect(v.sorted().searchSorted([-1, 0, 0.3, 99]), "searchsorted")
  }

  @Test func arithmeticIsNumPys() throws {
    try expect(x[..., ..<1, ...] + x[..<1, ..., ...], "x + x.T shapes")
    try expect(i % 7, "remainder i")
    try expect((y - 2.5) % -0.7, "remainder y")
    try expect(i.floorDivided(by: 7), "floor division i")
    try expect((y - 2.5).floorDivided(by: 0.7), "floor division y")
    try expect(i ** 3, "power i")
    try expect(v.rounded(decimals: 2), "round v")
    try expect((v * 1000).rounded(decimals: -1), "round tens")
    try expect(round(v * 3), "rint v")
    try expect(v.clipped(to: -0.5...0.75), "clip v")
    try expect(NDArray(where: y .> 2, then: y, else: -1), "where")
    try expect(sign(v), "sign v")
    try expect(minimum(nan, 1.5), "minimum")
    try expect(maximum(nan, nan.flipped()), "maximum")
    try expect(v[..<5].outer(v[..<7]), "outer")
    try expect(i.matmul(i.T), "matmul i")
  }

  @Test func creationAndRearrangingAreNumPys() throws {
    try expect(NDArray.linspace(from: -1, to: 2.7, count: 37), "linspace")
    try expect(NDArray.linspace(from: 0, to: 1, count: 7, includingEnd: false), "linspace open")
    try expect(NDArray.arange(from: 0.5, to: 9.3, by: 0.3), "arange")
    try expect(IntArray.arange(from: 10, to: -5, by: -3), "arange down")
    try expect(i.padded([(1, 2), (0, 3)], value: 9), "pad")
    try expect(i.repeated(3, axis: 1), "repeat")
    try expect(i.tiled(2, 3), "tile")
    try expect(i.rolled(5, axis: 1), "roll")
    try expect(x.flipped(axis: 1), "flip")
    try expect(v.differences(), "diff")
    try expect(s.upperTriangle(1), "triu")
    try expect(s.lowerTriangle(-1), "tril")
  }

  @Test func indexingIsNumPys() throws {
    try expect(x[.slice(from: 1, to: 6, by: 2), -1, .slice(by: -13)], "x index")
    try expect(x[[0, -1, 3], ..., 5], "x list")
    try expect(x[[0, 1], [2, 3]], "x lists")
    try expect(x[[0, 1], ..., [2, 3]], "x apart")
    try expect(x[..., b[0, ..<5], ...], "x mask")
    try expect(y[y .> 3], "y mask")
    try expect(i[[[0, 1], [2, 3]] as IntArray], "i table")
  }

  /// Within four units in the last place, as libmvec promises.
  private func expectClose<Element: FloatingElement>(_ ours: NDArrayOf<Element>, _ name: String) throws {
    let theirs: NDArrayOf<Element> = try archive[name]
    for (a, b) in zip(ours.elements, theirs.elements) {
      #expect((a - b).magnitude <= 4 * Swift.max(a.ulp, b.ulp), "\(name): \(a) and \(b)")
    }
  }

  @Test func functionsAgreeToAFewUnitsInTheLastPlace() throws {
    func check<Element: FloatingElement>(_ v: NDArrayOf<Element>, _ y: NDArrayOf<Element>, _ kind: String) throws {
      let ofAll: [(String, NDArrayOf<Element>)] = [
        ("exp", exp(v)), ("exp2", exp2(v)), ("expm1", expm1(v)), ("sin", sin(v)), ("cos", cos(v)), ("tan", tan(v)),
        ("sinh", sinh(v)), ("cosh", cosh(v)), ("tanh", tanh(v)), ("arctan", atan(v)), ("arcsinh", asinh(v)),
        ("cbrt", cbrt(v)), ("log", log(y)), ("log2", log2(y)), ("log10", log10(y)), ("log1p", log1p(y)),
        ("sqrt", sqrt(y)),
      ]
      for (name, ours) in ofAll { try expectClose(ours, "\(kind)/\(name)") }
    }
    try check(v, y, "function")
    try check(f, FloatArray(y), "function32")
    let inside = v.clipped(to: -0.99...0.99)
    try expectClose(asin(inside), "function/arcsin")
    try expectClose(acos(inside), "function/arccos")
    try expectClose(atanh(inside), "function/arctanh")
    try expectClose(y ** 2.5, "function/power")
    try expectClose(NDArray.logspace(from: 0, to: 3, count: 7), "function/logspace")
    // Views take another way through the loops.
    #expect(exp(x.T) == exp(x).T)
  }

  @Test func linearAlgebraAgreesWithLapack() throws {
    func close(_ ours: NDArray, _ name: String) throws {
      let theirs: NDArray = try archive["close/" + name]
      #expect(ours.shape == theirs.shape, "\(name)")
      let scale = Swift.max(abs(theirs).max(), 1e-300)
      #expect(abs(ours - theirs).max() <= 1e-10 * scale, "\(name): \(ours) and \(theirs)")
    }
    try close(y.T.matmul(y), "matmul")
    try close(x.matmul(x.swapped(axes: 1, 2)), "stack")
    try close(tall.T.matmul(right), "vector")
    try close(v.dot(v), "dot")
    try close(s.inverse(), "inverse")
    try close(s.solve(s[..., 0]), "solve")
    try close(NDArray(s.determinant()), "determinant")
    try close(spd.cholesky(), "cholesky")
    try close(tall.svd().s, "singular values")
    try close(spd.symmetricEigenvalues(), "eigenvalues")
    try close(tall.leastSquares(right).solution, "least squares")
    try close(tall.leastSquares(right).residuals, "residuals")
    try close(tall.pseudoInverse(), "pseudo-inverse")
    try close(NDArray(s.conditionNumber()), "condition")
    try close(NDArray(s.norm()), "norm")
    try close(NDArray(s.norm(.one)), "norm one")
    try close(NDArray(s.norm(.two)), "norm two")
    try close(NDArray(s.norm(.infinity)), "norm infinity")
    try close(NDArray(s.norm(.nuclear)), "norm nuclear")
    try close(NDArray(v.norm(.power(3))), "norm 3")
    try close(covariance(tall), "covariance")
    try close(correlation(tall, variablesInColumns: true), "correlation")
    try close(s.matrixPower(-3), "power")
    try close(x[0, ...].dot(x[..<3].transposed(0, 2, 1)), "tensordot")
    let eigen = try s.eigen()
    try close(eigen.real.sorted(), "eigen real")
    try close(eigen.imaginary.sorted(), "eigen imaginary")
  }

  @Test func linearAlgebraOfFloatsGivesFloats() throws {
    func close(_ ours: FloatArray, _ name: String) throws {
      let theirs: FloatArray = try archive["close32/" + name]
      #expect(ours.shape == theirs.shape, "\(name)")
      #expect(abs(ours - theirs).max() <= 2e-5 * abs(theirs).max(), "\(name): \(ours) and \(theirs)")
    }
    let (s, spd, tall, right) = (FloatArray(s), FloatArray(spd), FloatArray(tall), FloatArray(right))
    try close(s.inverse(), "inverse")
    try close(s.solve(s[..., 0]), "solve")
    try close(FloatArray(s.determinant()), "determinant")
    try close(FloatArray(s.logDeterminant().sign), "sign")
    try close(FloatArray(s.logDeterminant().logarithm), "log determinant")
    try close(spd.cholesky(), "cholesky")
    try close(tall.svd().s, "singular values")
    try close(spd.symmetricEigenvalues(), "eigenvalues")
    try close(tall.leastSquares(right).solution, "least squares")
    try close(tall.leastSquares(right).residuals, "residuals")
    try close(tall.pseudoInverse(), "pseudo-inverse")
    try close(FloatArray(s.conditionNumber()), "condition")
    try close(FloatArray(s.norm()), "norm")
    try close(FloatArray(s.norm(.one)), "norm one")
    try close(FloatArray(s.norm(.two)), "norm two")
    try close(FloatArray(s.norm(.infinity)), "norm infinity")
    try close(FloatArray(right.norm(.power(3))), "norm 3")
    try close(tall.qr().q, "q")
    try close(tall.qr().r, "r")
    try close(s.matrixPower(-3), "power")
    let eigen = try s.eigen()
    try close(eigen.real.sorted(), "eigen real")
    try close(eigen.imaginary.sorted(), "eigen imaginary")
    #expect(try tall.matrixRank() == 4)
    let (u, values, vt) = try tall.svd(full: false)
    #expect(abs(u.matmul(values.expanded(axis: 1) * vt) - tall).max() < 1e-5)
    #expect(throws: LinearAlgebraError.self) { try FloatArray([[1, 2], [2, 4]]).inverse() }
  }
}
