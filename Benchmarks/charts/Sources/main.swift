import Charting
import Dispatch

// charts-benchmark times                     prints the seconds and bytes of each case as lines of text
// charts-benchmark draw FILE FOLDER          draws the figures that FILE describes (see Course.swift)

let arguments = Array(CommandLine.arguments.dropFirst())
switch arguments.first {
case "times":
  for (name, figure) in benchmarkCases() {
    for format in ["png", "svg"] {
      var seconds: [Double] = []
      var size = 0
      for _ in 0..<7 {
        let start = DispatchTime.now().uptimeNanoseconds
        let made = figure()
        size = format == "png" ? made.png(scale: 1).count : made.svg.utf8.count
        seconds.append(Double(DispatchTime.now().uptimeNanoseconds - start) / 1e9)
      }
      print(name, format, seconds.sorted()[seconds.count / 2], size, separator: "\t")
    }
  }
case "draw" where arguments.count == 3:
  try drawCourse(file: arguments[1], into: arguments[2])
default:
  print("usage: charts-benchmark times | draw FILE FOLDER")
}
