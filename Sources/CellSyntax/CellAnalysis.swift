/// What the plan of a lesson has to know about the Swift in one cell.
///
/// All offsets are UTF-8 offsets into the cell's source.
public struct CellAnalysis: Equatable, Sendable {
  /// A name that the cell's top level declares.
  public struct Declaration: Equatable, Sendable {
    /// The keyword that a scoped import takes.
    public enum Kind: String, Sendable {
      case variable = "var"
      case function = "func"
      case structure = "struct"
      case `class` = "class"
      case enumeration = "enum"
      case `protocol` = "protocol"
      case `typealias` = "typealias"
      /// Bound by a `guard` at top level, which the compiler shows to no other file.
      case guarded
      case other
    }
    public var name: String
    public var kind: Kind
    /// For functions the labels and parameter types: functions that differ in it are overloads.
    public var signature: String
    /// `private` or `fileprivate`: visible in its own cell only.
    public var isPrivate: Bool
    /// Position of the statement among the cell's top-level statements.
    public var statement: Int
    /// The bytes of its own statement in which the name means it already: the later conditions of a `guard`.
    public var inForce: Range<Int>?
  }

  /// A use of a name at top level (not inside a function or type), outside the scope of a local of that name.
  public struct Reference: Equatable, Sendable {
    public var name: String
    public var offset: Int
    public var statement: Int
    /// `if let x`: nothing can be written before the name.
    public var isShorthand = false
  }

  /// An `extension` at top level.
  public struct Extension: Equatable, Sendable {
    public var typeName: String
    public var addsConformance: Bool
    public var members: Set<String>
    /// Whether all that it adds is reached by the names of its members: not subscripts, initialisers, operators, what the
    /// language calls by itself.
    public var isCalledByName: Bool
    /// Conformances whose members the compiler is to write, which it does only where the type is declared.
    public var derived: Derivation?

    /// `extension Point: Hashable, Codable where ... {}`, as far as the compiler is to write the members.
    public struct Derivation: Equatable, Sendable {
      public var protocols: [String]
      /// The `where` clause; empty if there is none.
      public var condition: String
      /// Where the list of protocols stands, its colon included: offsets.
      public var clause: Range<Int>
      /// The other protocols of the list.
      public var kept: [String]
    }
  }

  /// Whether the parser had nothing to complain about.
  public var isWellFormed = true
  /// Whether there is nothing to run (blank, or comments alone).
  public var isEmpty = false
  public var declarations: [Declaration] = []
  public var references: [Reference] = []
  public var extensions: [Extension] = []
  /// Every name used as a value or a type, anywhere in the cell.
  public var mentions: Set<String> = []
  /// Every name used after a dot, anywhere in the cell.
  public var memberMentions: Set<String> = []
  /// Names of members that types declared here have as `private` or `fileprivate`.
  public var hasPrivateMembers = false
  public var imports: [String] = []
  /// Operators that are declared here or implemented for a type.
  public var operators: Set<String> = []
  /// Operators that are used.
  public var operatorMentions: Set<String> = []
  /// Uses `async`, `await`, `Task`, actors or Dispatch.
  public var usesConcurrency = false
  /// Uses `#line`, `#file` and the like, so that the compiled code depends on where the cell stands.
  public var usesSourceLocation = false
  /// Words by which a cell differs from the same in the braces of a `do`: what ends with a scope, and what may not stand in
  /// one.
  public var wordsOfScope: Set<String> = []
  /// Text to put in so that the cell runs as a part of a module: shows the last expression, waits for awaits.
  public var insertions: [Insertion] = []

  public init() {}
}

/// A piece of text to put into a source, before the byte at `offset`.
public struct Insertion: Equatable, Sendable {
  public var offset: Int
  public var text: String
  /// Whether it only serves to show the last expression: the cell means the same without it.
  public var showsValue: Bool

  public init(offset: Int, text: String, showsValue: Bool = false) {
    self.offset = offset
    self.text = text
    self.showsValue = showsValue
  }
}
