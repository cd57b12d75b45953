import NotebookModel

/// Whether the toolchain and mlnb are those that the lesson is for (`swift:` and `mlnb:` in its front matter).
public func versionFindings(of document: Document, swift: String, mlnb: String) -> [Finding] {
  func finding(_ name: String, _ requirement: String?, _ version: String, _ remedy: String) -> Finding? {
    guard let requirement else { return nil }
    let condition = OutputCondition("swift \(requirement)") ?? OutputCondition("swift == \(requirement)")
    // A toolchain of the day before a release counts as that release.
    let number = String(version.prefix { $0.isNumber || $0 == "." })
    guard let condition, !condition.holds(swift: number, os: "", arch: "") else { return nil }
    return Finding(
      .version, at: document.frontMatterPosition(of: "\(name):"),
      message: "the lesson is for \(name == "swift" ? "Swift" : name) \(requirement), and this is \(version)", remedy: remedy)
  }
  return [
    finding("swift", document.frontMatter.swift, swift, "install another toolchain, or check the lesson with this one and say so"),
    finding("mlnb", document.frontMatter.mlnb, mlnb, "install another mlnb, or check the lesson with this one and say so"),
  ].compactMap { $0 }
}
