import CellSyntax

/// How a lesson's cells become modules: values only, nothing is compiled here.
public struct CompilePlan: Equatable, Sendable {
  public var modules: [ModulePlan]
}

/// Cells that are compiled together.
public struct ModulePlan: Equatable, Sendable {
  /// What is to be done with the module.
  public enum Purpose: String, Sendable {
    /// Compiled and run.
    case run
    /// Compiled only: `no-run` and `compile-fail` cells.
    case compileOnly
    /// Run, and then undone: `should-throw` and `should-crash` cells.
    case undone
  }

  /// The module's Swift name.
  public var name: String
  public var purpose: Purpose
  /// Indices in `Document.cells`, ascending but for tests that are tried on starters.
  public var cells: [Int]
  public var isOptimized: Bool
  /// Import declarations of cells of earlier modules, which stay in force.
  public var imports: [String]
  /// Earlier modules that this one imports: those that declare what it mentions, and what these import.
  public var dependencies: [String]
  /// All modules before this one that cells can see.
  public var predecessors: [String]
  /// Names of earlier modules that this one uses: `import KIND MODULE.NAME` picks the newest.
  public var scopedImports: [ScopedImport]
  /// Uses of a redefined name before its redefinition: they mean the older one.
  public var qualifications: [Qualification]
  /// Whether a cell up to here has used Swift concurrency: a fork would not be whole.
  public var followsConcurrency: Bool
  /// For cells that are to fail and are judged together: how each of them would be compiled by itself.
  public var parts: [ModulePlan] = []
  /// Cells that are to throw or to crash, amidst others: each runs in a process of its own.
  public var attempts: Set<Int> = []
  /// Cells of which nothing is left: each stands in a scope of its own, with the test that is tried on it.
  public var scopes: Set<Int> = []
  /// Tests that are tried on the starters before them, in the same way.
  public var trials: Set<Int> = []
  /// Whether compiled code may name lines of the lesson (`#line`): it then depends on where the cells stand.
  public var usesSourceLocation: Bool

  public struct ScopedImport: Hashable, Sendable, Comparable {
    public var module: String
    public var kind: CellAnalysis.Declaration.Kind
    public var name: String
    public static func < (a: Self, b: Self) -> Bool { (a.module, a.name) < (b.module, b.name) }
  }

  public struct Qualification: Equatable, Sendable {
    public var cell: Int
    public var name: String
    public var offset: Int
    /// What has to stand before the name.
    public var text: String
  }

  /// The starter on which the module's only cell is tried; nil for the lesson's own cells.
  public var trialOf: Int?

  /// Conformances that later modules ask for and that the compiler can derive only here, where the type is declared.
  public var grants: [Grant] = []
  /// Extensions here whose conformances another module grants.
  public var granted: [GrantedExtension] = []
  /// Names of earlier modules that no import can bring: copies of them are declared here.
  public var copies: [Copy] = []

  public struct Grant: Equatable, Sendable {
    /// The extension without its members.
    public var text: String
    /// The cell that asks for it.
    public var cell: Int
  }

  public struct GrantedExtension: Equatable, Sendable {
    public var cell: Int
    public var derivation: CellAnalysis.Extension.Derivation
  }

  public struct Copy: Equatable, Sendable {
    public var name: String
    public var module: String
  }

  /// The same cells, with all that stands before them in sight; nil if it is already.
  ///
  /// Mentions are found without the compiler's knowledge of types. Should one be missed, this plan compiles still.
  var withAllPredecessors: ModulePlan? {
    guard dependencies != predecessors, parts.isEmpty else { return nil }
    var plan = self
    plan.dependencies = predecessors
    return plan
  }

  /// What stands before the name of a constant that a `guard` binds, where a module shows it to later ones.
  public static let guardedPrefix = "_mlnb_guarded_"

  /// What the names of modules begin with. Readers never see it: it is taken out of all text.
  public static let namePrefix = "mlnb_lesson_"

  /// The C name of the module's entry function.
  public var entryPoint: String { "mlnb_main_\(name)" }
}

extension ModulePlan {
  /// A plan of that name that needs these modules.
  package init(named name: String, dependencies: [String]) {
    self.init(
      name: name, purpose: .run, cells: [], isOptimized: false, imports: [], dependencies: dependencies,
      predecessors: dependencies, scopedImports: [], qualifications: [], followsConcurrency: false, usesSourceLocation: false)
  }
}
