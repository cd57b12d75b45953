// One row a line: name, seconds. Compiled without optimisation, as a cell is; the library is the release one.
import Arrays
import Glibc

func now() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

let only = CommandLine.arguments.dropFirst(2).first

/// The least of several rounds: what the work costs when nothing else is in the way.
func measure(_ name: String, _ work: () throws -> Void) rethrows {
  if let only, !name.contains(only) { return }
  try work()
  var best = Double.infinity
  var spent = 0.0
  var rounds = 0
  while (spent < 0.4 || rounds < 5) && rounds < 2000 {
    let start = now()
    try work()
    let time = now() - start
    best = Swift.min(best, time)
    spent += time
    rounds += 1
  }
  print("\(name)\t\(best)")
}

let folder = CommandLine.arguments[1]
let n = 1_000_000
var random = RandomState(seed: 1)
let a = random.uniform(count: n) + 0.5
let b = random.uniform(count: n)
let normals = random.normal(count: n)
let square = random.uniform(shape: [1000, 1000])
let row = random.uniform(shape: [1, 1000])
let column = random.uniform(shape: [1000, 1])
let integers = random.integers(from: 0, to: 1000, count: n)
let mask = a .> 1
let small = random.normal(shape: [500, 500])
let symmetric = small + small.T
let x16 = FloatArray(random.normal(shape: [16, 784]))
let w784 = FloatArray(random.normal(shape: [784, 1024]))
let m1024 = random.normal(shape: [1024, 1024])
let printed = random.normal(count: 1000)

measure("a + b, 1e6") { _ = a + b }
measure("a + b, 1e3") { for _ in 0..<100 { _ = small[0, ...] + small[1, ...] } }
measure("a * 2 + b, 1e6") { _ = a * 2 + b }
measure("exp, 1e6") { _ = exp(normals) }
measure("log, 1e6") { _ = log(a) }
measure("tanh, 1e6") { _ = tanh(normals) }
measure("sqrt, 1e6") { _ = sqrt(a) }
measure("a ** 2, 1e6") { _ = a ** 2 }
measure("mask a > 1, 1e6") { _ = a .> 1 }
measure("where, 1e6") { _ = NDArray(where: mask, then: a, else: b) }
measure("a[mask], 1e6") { _ = a[mask] }
measure("a[integers], 1e6") { _ = a[integers] }
measure("sum, 1e6") { _ = a.sum() }
measure("sum axis 0, 1000x1000") { _ = square.sum(axis: 0) }
measure("sum axis 1, 1000x1000") { _ = square.sum(axis: 1) }
measure("mean, 1e6") { _ = a.mean() }
measure("standard deviation, 1e6") { _ = a.standardDeviation() }
measure("standard deviation axis 0, 1000x1000") { _ = square.standardDeviation(axis: 0) }
measure("max, 1e6") { _ = normals.max() }
measure("argmax, 1e6") { _ = normals.argmax() }
measure("cumulative sum, 1e6") { _ = a.cumulativeSum() }
measure("sort, 1e6") { _ = normals.sorted() }
measure("argsort, 1e6") { _ = normals.argsort() }
measure("unique of integers, 1e6") { _ = integers.unique() }
measure("unique of doubles, 1e6") { _ = normals.unique() }
measure("median, 1e6") { _ = normals.median() }
measure("histogram, 1e6") { _ = normals.histogram(bins: 50) }
measure("bincount, 1e6") { _ = integers.binCount() }
measure("transposed copy, 1000x1000") { _ = square.T.copied() }
measure("row + column, 1000x1000") { _ = row + column }
measure("matrix + row, 1000x1000") { _ = square + row }
measure("concatenate, 2 x 1e6") { _ = concatenate([a, b]) }
measure("matmul 16x784x1024, Float") { _ = x16.matmul(w784) }
measure("matmul 1024x1024x1024") { _ = m1024.matmul(m1024) }
try measure("inverse, 500x500") { _ = try small.inverse() }
try measure("svd, 500x500") { _ = try small.svd() }
try measure("symmetric eigenvalues, 500x500") { _ = try symmetric.symmetricEigenvalues() }
try measure("solve, 500x500") { _ = try small.solve(small) }
measure("uniforms, 1e6") { _ = random.random(count: n) }
measure("normals, 1e6") { _ = random.standardNormal(count: n) }
measure("integers below 1000, 1e6") { _ = random.integers(from: 0, to: 1000, count: n) }
measure("permutation, 1e6") { _ = random.permutation(n) }
measure("print 1,000 elements") { _ = printed.description }
try a.write(npy: folder + "/bench.npy")
try measure("write .npy, 8 MB") { try a.write(npy: folder + "/written.npy") }
try measure("load .npy, 8 MB") { _ = try NDArray(npy: folder + "/bench.npy") }
try measure("map .npy, 8 MB, one element") { _ = try NDArray(mapping: folder + "/bench.npy")[500_000] }
var usage = rusage()
getrusage(__rusage_who_t(0), &usage)
print("peak memory\t\(Double(usage.ru_maxrss) * 1024)")
