// swift-tools-version: 6.1
import Foundation
import PackageDescription

// The toolchain ships SwiftSyntax prebuilt (lib/swift/host). `mlnb` needs the toolchain at run time
// anyway, so only CellSyntax links against it, and no build of ours compiles swift-syntax.
// docs/swift-syntax.md says how to switch to the package.
let hostLibraries: String = {
  let environment = ProcessInfo.processInfo.environment
  for folder in (environment["PATH"] ?? "").split(separator: ":") {
    let compiler = URL(fileURLWithPath: "\(folder)/swiftc").resolvingSymlinksInPath()
    let host = compiler.deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("lib/swift/host").path
    if FileManager.default.fileExists(atPath: host + "/libSwiftParser.so") { return host }
  }
  return "/usr/lib/swift/host"
}()

let usesHostSyntax: [SwiftSetting] = [.unsafeFlags(["-I", hostLibraries])]
let linksHostSyntax: [LinkerSetting] = [
  .unsafeFlags(["-L", hostLibraries, "-Xlinker", "-rpath", "-Xlinker", hostLibraries])
]

let package = Package(
  name: "mlnb",
  products: [
    .executable(name: "mlnb", targets: ["mlnb"]),
    .executable(name: "mlnb-kernel", targets: ["mlnb-kernel"]),
    .library(name: "ML", type: .dynamic, targets: ["ML"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    // MARK: The runtime: what a cell can see.
    .systemLibrary(name: "COpenBLAS"),
    .systemLibrary(name: "CZlib"),
    .systemLibrary(name: "CCairo", pkgConfig: "cairo-ft"),
    .target(name: "CVectorMath", linkerSettings: [.linkedLibrary("m"), .linkedLibrary("mvec", .when(platforms: [.linux]))]),
    .target(name: "CDejaVu", cSettings: [.unsafeFlags(["-Wno-c23-extensions"])]),
    .target(name: "CSystem"),
    .target(name: "CellWire", dependencies: ["CSystem"]),
    .target(name: "Arrays", dependencies: ["COpenBLAS", "CSystem", "CVectorMath", "CZlib"]),
    .target(name: "DataFrames", dependencies: ["Arrays", "CSystem", "CVectorMath"]),
    .systemLibrary(name: "CLBFGSB"),
    .target(name: "Learning", dependencies: ["Arrays", "DataFrames", "COpenBLAS", "CLBFGSB", "CSystem", "CVectorMath"]),
    .target(name: "Charting", dependencies: ["Arrays", "CCairo", "CDejaVu", "CSystem"]),
    .target(name: "ML", dependencies: ["Arrays", "DataFrames", "Learning", "Charting", "CellWire"]),

    // MARK: The tool: the `mlnb` command.
    .target(name: "CCommonMark", linkerSettings: [.linkedLibrary("cmark-gfm"), .linkedLibrary("cmark-gfm-extensions")]),
    .systemLibrary(name: "CDuktape"),
    .target(name: "CXXHash"),
    .target(name: "CProcess"),
    .target(name: "CellSyntax", swiftSettings: usesHostSyntax, linkerSettings: linksHostSyntax),
    .target(name: "NotebookModel", dependencies: ["CellSyntax", "CellWire", "CCommonMark", "Yams"], swiftSettings: usesHostSyntax),
    .target(name: "Execution", dependencies: ["NotebookModel", "CellSyntax", "CellWire", "CXXHash", "CProcess"], swiftSettings: usesHostSyntax),
    .target(name: "Checking", dependencies: ["NotebookModel", "CellWire", "CZlib"], swiftSettings: usesHostSyntax),
    .target(name: "Rendering", dependencies: ["NotebookModel", "CDuktape", "CXXHash"], swiftSettings: usesHostSyntax),
    .target(
      name: "CommandLine",
      dependencies: [
        "NotebookModel", "Execution", "Rendering", "Checking", "CProcess",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: usesHostSyntax),
    .executableTarget(name: "mlnb", dependencies: ["CommandLine"], swiftSettings: usesHostSyntax),
    .executableTarget(name: "mlnb-kernel", linkerSettings: [.unsafeFlags(["-Xlinker", "--export-dynamic"])]),

    // MARK: Benchmarks.
    .executableTarget(name: "charts-benchmark", dependencies: ["Charting"], path: "Benchmarks/charts/Sources"),
    .executableTarget(name: "learning-benchmark", dependencies: ["Learning"], path: "Benchmarks/learning/Sources"),

    // MARK: Tests mirror Sources.
    .testTarget(name: "ArraysTests", dependencies: ["Arrays"], resources: [.copy("Reference")]),
    .testTarget(name: "DataFramesTests", dependencies: ["DataFrames", "Arrays"], exclude: ["Reference"]),
    .testTarget(name: "LearningTests", dependencies: ["Learning"], resources: [.copy("Reference")]),
    .testTarget(name: "ChartingTests", dependencies: ["Charting", "CZlib"]),
    .testTarget(name: "MLTests", dependencies: ["ML"]),
    .testTarget(name: "CellSyntaxTests", dependencies: ["CellSyntax"], swiftSettings: usesHostSyntax),
    .testTarget(name: "NotebookModelTests", dependencies: ["NotebookModel", "CCommonMark"], swiftSettings: usesHostSyntax),
    .testTarget(name: "ExecutionTests", dependencies: ["Execution", "NotebookModel", "CellWire", "CellSyntax"], swiftSettings: usesHostSyntax),
    .testTarget(name: "RenderingTests", dependencies: ["Rendering"], swiftSettings: usesHostSyntax),
    .testTarget(name: "CheckingTests", dependencies: ["Checking", "NotebookModel", "CellWire", "CZlib"], swiftSettings: usesHostSyntax),
    .testTarget(name: "CommandLineTests", dependencies: ["CommandLine", "NotebookModel"], exclude: ["Reference"], swiftSettings: usesHostSyntax),
  ],
  swiftLanguageModes: [.v5]
)
