func drawCourse(file: String, into folder: String) throws {
  for (name, figure) in examples() { try figure.save(to: folder + "/\(name).svg") }
}
