// The same rows with ours, compiled without optimisation as a cell is: one row a line, name and seconds, then
// the peak memory of the process.
import Arrays
import DataFrames
import Glibc

let folder = CommandLine.arguments[1]
let only = CommandLine.arguments.count > 2 ? CommandLine.arguments[2] : nil

func seconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
}

func measure<Result>(_ name: String, _ work: () throws -> Result) rethrows {
  if let only, only != name { return }
  _ = try work()
  var (best, spent, rounds) = (Double.infinity, 0.0, 0)
  while (spent < 0.6 || rounds < 5) && rounds < 500 {
    let start = seconds()
    _ = try work()
    let took = seconds() - start
    best = min(best, took)
    spent += took
    rounds += 1
  }
  print("\(name)\t\(best)")
  fflush(stdout)
}

func printMemory() {
  var usage = rusage()
  getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
  print("memory\t\(usage.ru_maxrss * 1024)")
}

try measure("CSV, 100 MB of all types") { try DataFrame(csv: folder + "/orders.csv") }
try measure("CSV, 60 MB of numbers") { try DataFrame(csv: folder + "/numbers.csv") }
if let only, only.hasPrefix("CSV, ") {
  printMemory()
  exit(0)
}

let n = 1_000_000
var random = RandomState(seed: 1)
let cities = ["Ulm", "Bern", "Kiel", "Rom", "Graz", "Lyon", "Oslo", "Bristol", "Salamanca", "Rotterdam"]
let frame = DataFrame([
  "x": random.uniform(count: n),
  "y": random.normal(count: n),
  "key": random.integers(to: 1000, count: n),
  "id": random.permutation(n),
  "city": random.integers(to: 10, count: n).elements.map { cities[$0] },
])
let x = try frame["x"]
let y = try frame["y"]
let gaps = x.map { $0 < 0.9 ? $0 : .nan }
let few = DataFrame(["id": (0..<n / 10).map { $0 * 10 }, "z": (0..<n / 10).map { Double($0) * 0.5 }])
var other = RandomState(seed: 2)
let wide = DataFrame(other.normal(shape: [100_000, 10]), columns: (0..<10).map { "c\($0)" })
let holes = frame.adding("x", gaps)

try measure("write CSV, 1e5 rows of 10 numbers") { try wide.write(csv: folder + "/written.csv") }
try measure("group by integer, mean") { try frame.grouped(by: "key")["x"].mean() }
try measure("group by integer, all means") { try frame[["key", "x", "y", "id"]].grouped(by: "key").mean() }
try measure("group by text, sum") { try frame.grouped(by: "city")["x"].sum() }
try measure("group by text and integer, mean") { try frame.grouped(by: "city", "key")["x"].mean() }
try measure("group by integer, deviation") { try frame.grouped(by: "key")["x"].standardDeviation() }
try measure("group by integer, median") { try frame.grouped(by: "key")["x"].median() }
try measure("group by integer, maximum") { try frame.grouped(by: "key")["id"].max() }
try measure("group by 1e6 different, sum") { try frame.grouped(by: "id")["x"].sum() }
try measure("sort by number") { try frame.sorted(by: "x") }
try measure("sort by integer") { try frame.sorted(by: "key") }
try measure("sort by text") { try frame.sorted(by: "city") }
try measure("sort by text and number") { try frame.sorted(by: ["city", "x"]) }
try measure("join with 1e5, inner") { try frame.joined(with: few, on: "id") }
try measure("join with 1e5, left") { try frame.joined(with: few, on: "id", .left) }
try measure("count values, integer") { try frame["key"].valueCounts() }
try measure("count values, text") { try frame["city"].valueCounts() }
try measure("unique, number") { try frame["x"].unique() }
try measure("drop duplicates of two columns") { try frame.droppingDuplicates(in: ["city", "key"]) }
try measure("rows by mask") { frame[try frame["x"] .> 0.5] }
try measure("rows by text mask") { frame[try frame["city"] .== "Bern"] }
measure("x * y + x") { x * y + x }
measure("mean and deviation") { (x.mean(), x.standardDeviation()) }
measure("median") { x.median() }
try measure("describe") { try frame[["x", "y", "key"]].describe() }
measure("correlation of 10 columns") { wide.correlation() }
measure("fill missing") { gaps.filling(0) }
measure("drop missing") { holes.dropMissing() }
measure("sample 1e5") { frame.sample(100_000, seed: 5) }
measure("concatenate") { DataFrame.concatenated([frame, frame]) }
try measure("to an array") { try frame[["x", "y", "key", "id"]].array }
measure("print") { frame.description }
printMemory()
