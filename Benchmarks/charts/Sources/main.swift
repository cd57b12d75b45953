import Charting
import Glibc

// charts-benchmark times                     prints the seconds of CPU and the bytes of each case as lines of text
// charts-benchmark bytes                     prints the size and hash of figures in every format, to be compared
// charts-benchmark draw FILE FOLDER          draws the figures that FILE describes (see Course.swift)

let arguments = Array(CommandLine.arguments.dropFirst())
switch arguments.first {
case "times":
  for (name, figure) in benchmarkCases() where arguments.count < 2 || name == arguments[1] {
    for format in ["png", "svg"] {
      var seconds: [Double] = []
      var size = 0
      // What takes milliseconds is done more often: the first times are still those of a cold cache.
      while seconds.count < 7 || (seconds.reduce(0, +) < 0.3 && seconds.count < 51) {
        let start = clock()
        let made = figure()
        size = format == "png" ? made.png(scale: 1).count : made.svg.utf8.count
        seconds.append(Double(clock() - start) / Double(CLOCKS_PER_SEC))
      }
      print(name, format, seconds.sorted()[seconds.count / 2], size, separator: "\t")
    }
  }
case "bytes":
  printBytes()
case "draw" where arguments.count == 3:
  try drawCourse(file: arguments[1], into: arguments[2])
default:
  print("usage: charts-benchmark times | bytes | draw FILE FOLDER")
}
