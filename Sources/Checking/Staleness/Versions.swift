import NotebookModel

/// Whether the toolchain, mlnb and the packages are those that the lesson is for (`swift:`, `mlnb:` and `packages:` in its
/// front matter).
///
/// - Parameters:
///   - swift: The version of the toolchain.
///   - mlnb: The version of mlnb.
///   - package: Gives the version of a package; nil where it is not installed. It is asked only for what the lesson names.
public func versionFindings(
  of document: Document, swift: String, mlnb: String, package: (String) -> String?
) -> [Finding] {
  func finding(_ key: String, _ name: String, _ requirement: String?, _ version: String) -> Finding? {
    guard let requirement, VersionRequirement(requirement)?.admits(version) == false else { return nil }
    return Finding(
      .version, at: document.frontMatterPosition(of: "\(key):"),
      message: "the lesson is for \(name) \(requirement), and this is \(version)",
      remedy: "install another \(key == "swift" ? "toolchain" : key), or check the lesson with this one and say so")
  }
  let frontMatter = document.frontMatter
  let packages = frontMatter.packages.compactMap { wanted -> Finding? in
    let found = package(wanted.name)
    if let found, wanted.requirement.admits(found) { return nil }
    return Finding(
      .version, at: wanted.position,
      message: "the lesson is for \(wanted.name) \(wanted.requirement.text), and "
        + (found.map { "\($0) is installed" } ?? "none is installed"),
      remedy: found == nil
        ? "`mlnb doctor` says how to install it" : "install another \(wanted.name), or check the lesson with this one and say so")
  }
  return [finding("swift", "Swift", frontMatter.swift, swift), finding("mlnb", "mlnb", frontMatter.mlnb, mlnb)]
    .compactMap { $0 } + packages
}
