import Foundation

/// The folder in which a patch of a lesson is to be applied, and from which its paths lead: `git apply` takes none that
/// leads out of it.
struct PatchRoot: Equatable {
  /// The working folder if the lesson is below it, else the lesson's repository, else the lesson's own folder.
  let folder: String

  /// - Parameter path: The lesson's path, from the working folder.
  init(ofLesson path: String) {
    let here = URL(fileURLWithPath: FileManager.default.currentDirectoryPath).standardizedFileURL.path
    let lesson = URL(fileURLWithPath: path).standardizedFileURL
    if lesson.path.hasPrefix(Self.prefix(here)) {
      folder = here
      return
    }
    let home = lesson.deletingLastPathComponent()
    var place = home
    while place.path != "/", !FileManager.default.fileExists(atPath: place.appendingPathComponent(".git").path) {
      place = place.deletingLastPathComponent()
    }
    folder = place.path == "/" ? home.path : place.path
  }

  /// The path of a file from this folder.
  func path(of file: String) -> String {
    let whole = URL(fileURLWithPath: file).standardizedFileURL.path
    return whole.hasPrefix(Self.prefix(folder)) ? String(whole.dropFirst(Self.prefix(folder).count)) : whole
  }

  private static func prefix(_ folder: String) -> String { folder.hasSuffix("/") ? folder : folder + "/" }
}
