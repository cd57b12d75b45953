import Charting

let folder = CommandLine.arguments[1]
for (name, figure) in examples() {
  try figure.save(to: folder + "/\(name).svg")
  print(name, figure.alternativeText)
}
