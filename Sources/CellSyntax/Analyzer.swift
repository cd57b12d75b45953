internal import SwiftParser
internal import SwiftSyntax

/// Reads one cell: what it declares, uses and needs.
///
/// Complexity: linear in the length of the source.
public func analyze(cell source: String) -> CellAnalysis {
  let tree = Parser.parse(source: source)
  let visitor = CellVisitor()
  visitor.analysis.isWellFormed = !tree.hasError
  visitor.analysis.isEmpty = tree.statements.isEmpty
  for (index, item) in tree.statements.enumerated() {
    visitor.statement = index
    visitor.declare(item.item)
    visitor.walk(item)
  }
  if !tree.hasError { visitor.analysis.insertions = insertions(in: tree) }
  return visitor.analysis
}

/// Walks a cell's syntax and notes names: where they are declared, where they are used, what hides them.
final class CellVisitor: SyntaxVisitor {
  var analysis = CellAnalysis()
  var statement = 0
  /// Names that locals hide, innermost scope last.
  private var scopes: [Set<String>] = []
  /// Names that mean a local wherever they are used from here on, innermost block last: parameters, and what has been
  /// declared in a block so far. (`scopes` holds what a block declares anywhere.)
  var locals: [Set<String>] = []
  /// How many functions and types surround the node: a use there is resolved when it runs, not where it stands.
  private var depthOfDeclarations = 0

  init() { super.init(viewMode: .sourceAccurate) }

  // MARK: Uses

  override func visit(_ node: DeclReferenceExprSyntax) -> SyntaxVisitorContinueKind {
    let name = node.baseName.identifierText
    if let member = node.parent?.as(MemberAccessExprSyntax.self), member.declName.id == node.id {
      analysis.memberMentions.insert(name)
      return .visitChildren
    }
    if node.baseName.tokenKind.isOperator {
      analysis.operatorMentions.insert(name)
    } else {
      mention(name, at: node.baseName)
    }
    return .visitChildren
  }

  override func visit(_ node: BinaryOperatorExprSyntax) -> SyntaxVisitorContinueKind {
    analysis.operatorMentions.insert(node.operator.text)
    return .visitChildren
  }

  override func visit(_ node: PrefixOperatorExprSyntax) -> SyntaxVisitorContinueKind {
    analysis.operatorMentions.insert(node.operator.text)
    return .visitChildren
  }

  override func visit(_ node: PostfixOperatorExprSyntax) -> SyntaxVisitorContinueKind {
    analysis.operatorMentions.insert(node.operator.text)
    return .visitChildren
  }

  override func visit(_ node: IdentifierTypeSyntax) -> SyntaxVisitorContinueKind {
    mention(node.name.identifierText, at: node.name)
    return .visitChildren
  }

  override func visit(_ node: MemberTypeSyntax) -> SyntaxVisitorContinueKind {
    analysis.memberMentions.insert(node.name.identifierText)
    return .visitChildren
  }

  override func visit(_ node: MacroExpansionExprSyntax) -> SyntaxVisitorContinueKind {
    if ["line", "file", "fileID", "filePath", "column"].contains(node.macroName.text) { analysis.usesSourceLocation = true }
    return .visitChildren
  }

  /// `\(value, width: 8)` calls a method that takes a `width`.
  override func visit(_ node: ExpressionSegmentSyntax) -> SyntaxVisitorContinueKind {
    for argument in node.expressions {
      analysis.memberMentions.insert(interpolation(taking: argument.label?.identifierText))
    }
    return .visitChildren
  }

  override func visit(_ token: TokenSyntax) -> SyntaxVisitorContinueKind {
    switch token.tokenKind {
    case .keyword(.async), .keyword(.await), .keyword(.actor): analysis.usesConcurrency = true
    case .identifier("Task"), .identifier("MainActor"), .identifier("DispatchQueue"): analysis.usesConcurrency = true
    case .keyword(.deinit), .keyword(.weak), .keyword(.defer), .keyword(.public), .keyword(.open), .keyword(.protocol), .atSign:
      analysis.wordsOfScope.insert(token.text)
    default: break
    }
    return .visitChildren
  }

  private func isLocal(_ name: String) -> Bool { locals.contains { $0.contains(name) } }

  private func mention(_ name: String, at token: TokenSyntax, isShorthand: Bool = false) {
    if !isLocal(name) { analysis.mentions.insert(name) }
    guard depthOfDeclarations == 0, !scopes.contains(where: { $0.contains(name) }) else { return }
    analysis.references.append(
      .init(
        name: name, offset: token.positionAfterSkippingLeadingTrivia.utf8Offset, statement: statement, isShorthand: isShorthand))
  }

  // MARK: Scopes

  private func enter(_ names: Set<String>) -> SyntaxVisitorContinueKind {
    scopes.append(names)
    return .visitChildren
  }

  override func visit(_ node: ClosureExprSyntax) -> SyntaxVisitorContinueKind {
    locals.append(closureParameters(of: node).union(functionNames(in: node.statements)))
    return enter(closureParameters(of: node).union(localNames(in: node.statements)))
  }
  override func visitPost(_ node: ClosureExprSyntax) {
    locals.removeLast()
    scopes.removeLast()
  }

  override func visit(_ node: CodeBlockSyntax) -> SyntaxVisitorContinueKind {
    locals.append(namesBound(before: node).union(functionNames(in: node.statements)))
    return enter(localNames(in: node.statements))
  }
  override func visitPost(_ node: CodeBlockSyntax) {
    locals.removeLast()
    scopes.removeLast()
  }

  /// Inside a type, its own properties and types come before those of the lesson.
  override func visit(_ node: MemberBlockSyntax) -> SyntaxVisitorContinueKind {
    locals.append(namesThatHide(in: node))
    return .visitChildren
  }
  override func visitPost(_ node: MemberBlockSyntax) { locals.removeLast() }

  /// From here on the name is the local's; in its own initial value it is not.
  override func visitPost(_ node: VariableDeclSyntax) {
    guard node.parent?.is(CodeBlockItemSyntax.self) == true else { return }
    for binding in node.bindings { bind(boundNames(in: Syntax(binding.pattern))) }
  }
  override func visitPost(_ node: GuardStmtSyntax) { bind(boundNames(in: Syntax(node.conditions))) }

  private func bind(_ names: Set<String>) {
    if !locals.isEmpty { locals[locals.count - 1].formUnion(names) }
  }

  /// `if let x` is a use of `x`.
  override func visit(_ node: OptionalBindingConditionSyntax) -> SyntaxVisitorContinueKind {
    if node.initializer == nil, let name = node.pattern.as(IdentifierPatternSyntax.self)?.identifier {
      mention(name.identifierText, at: name, isShorthand: true)
    }
    return .visitChildren
  }

  override func visit(_ node: ForStmtSyntax) -> SyntaxVisitorContinueKind { enter(boundNames(in: Syntax(node.pattern))) }
  override func visitPost(_ node: ForStmtSyntax) { scopes.removeLast() }

  override func visit(_ node: SwitchCaseSyntax) -> SyntaxVisitorContinueKind {
    locals.append(boundNames(in: Syntax(node.label)))
    return enter(boundNames(in: Syntax(node.label)).union(localNames(in: node.statements)))
  }
  override func visitPost(_ node: SwitchCaseSyntax) {
    locals.removeLast()
    scopes.removeLast()
  }

  private func enterDeclaration() -> SyntaxVisitorContinueKind {
    depthOfDeclarations += 1
    return .visitChildren
  }

  override func visit(_ node: FunctionDeclSyntax) -> SyntaxVisitorContinueKind { enterDeclaration() }
  override func visitPost(_ node: FunctionDeclSyntax) { depthOfDeclarations -= 1 }
  override func visit(_ node: StructDeclSyntax) -> SyntaxVisitorContinueKind { enterDeclaration() }
  override func visitPost(_ node: StructDeclSyntax) { depthOfDeclarations -= 1 }
  override func visit(_ node: ClassDeclSyntax) -> SyntaxVisitorContinueKind { enterDeclaration() }
  override func visitPost(_ node: ClassDeclSyntax) { depthOfDeclarations -= 1 }
  override func visit(_ node: EnumDeclSyntax) -> SyntaxVisitorContinueKind { enterDeclaration() }
  override func visitPost(_ node: EnumDeclSyntax) { depthOfDeclarations -= 1 }
  override func visit(_ node: ActorDeclSyntax) -> SyntaxVisitorContinueKind { enterDeclaration() }
  override func visitPost(_ node: ActorDeclSyntax) { depthOfDeclarations -= 1 }
  override func visit(_ node: ProtocolDeclSyntax) -> SyntaxVisitorContinueKind { enterDeclaration() }
  override func visitPost(_ node: ProtocolDeclSyntax) { depthOfDeclarations -= 1 }
  override func visit(_ node: ExtensionDeclSyntax) -> SyntaxVisitorContinueKind { enterDeclaration() }
  override func visitPost(_ node: ExtensionDeclSyntax) { depthOfDeclarations -= 1 }
  override func visit(_ node: AccessorBlockSyntax) -> SyntaxVisitorContinueKind {
    locals.append([])
    return enterDeclaration()
  }
  override func visitPost(_ node: AccessorBlockSyntax) {
    locals.removeLast()
    depthOfDeclarations -= 1
  }
}

extension TokenSyntax {
  /// The identifier without backticks.
  var identifierText: String {
    text.count > 2 && text.hasPrefix("`") && text.hasSuffix("`") ? String(text.dropFirst().dropLast()) : text
  }
}

extension TokenKind {
  var isOperator: Bool {
    switch self {
    case .binaryOperator, .prefixOperator, .postfixOperator: true
    default: false
    }
  }
}
