internal import SwiftSyntax

/// What has to be put into a cell so that its last expression is shown and its top-level awaits are waited for.
///
/// The entry of a module is a synchronous function, so a top-level `await` becomes a blocking call of the
/// runtime around the expression (where it initialises a variable) or around the whole statement.
func insertions(in tree: SourceFileSyntax) -> [Insertion] {
  var result: [Insertion] = []
  let asynchronous = asyncLetNames(in: tree)
  for item in tree.statements {
    let isLast = item.id == tree.statements.last?.id
    if !asynchronous.isEmpty { result += asyncLetInsertions(in: item, names: asynchronous) }
    let awaits = hasTopLevelAwait(Syntax(item.item))
    switch item.item {
    case .expr(let expression):
      if isLast, isValue(expression) {
        var pieces = around(Syntax(expression), "_mlnb_value(", ")").map {
          Insertion(offset: $0.offset, text: $0.text, showsValue: true)
        }
        if awaits { pieces.insert(contentsOf: around(Syntax(expression), blockingStart, blockingEnd), at: 1) }
        result += pieces
      } else if awaits {
        result += around(Syntax(expression), blockingStart, blockingEnd)
      }
    case .stmt(let statement):
      if let conditional = statement.as(GuardStmtSyntax.self) {
        // Later modules do not see what a `guard` binds.
        let names = boundNames(in: Syntax(conditional.conditions)).sorted()
        if !names.isEmpty {
          if !capturedNames(in: tree).isDisjoint(with: names), !hasShorthand(conditional) {
            let list = names.map { "`\($0)`" }.joined(separator: ", ")
            result += around(Syntax(statement), "let (\(list)) = try { ", "; return (\(list)) }()")
          }
          let copies = names.map { "; let _mlnb_guarded_\($0) = `\($0)`" }.joined()
          result.append(Insertion(offset: statement.endPositionBeforeTrailingTrivia.utf8Offset, text: copies))
        }
      }
      guard awaits else { break }
      if let conditional = statement.as(GuardStmtSyntax.self) {
        for condition in conditional.conditions {
          guard let expression = awaitedExpression(of: condition) else { continue }
          result += around(Syntax(expression), blockingStart, blockingEnd)
        }
      } else {
        result += around(Syntax(statement), blockingStart, blockingEnd)
      }
    case .decl(let declaration):
      guard awaits, let variable = declaration.as(VariableDeclSyntax.self) else { break }
      for binding in variable.bindings {
        guard let value = binding.initializer?.value, hasTopLevelAwait(Syntax(value)) else { continue }
        result += around(Syntax(value), blockingStart, blockingEnd)
      }
    @unknown default: break
    }
  }
  return result.enumerated().sorted { ($0.element.offset, $0.offset) < ($1.element.offset, $1.offset) }.map(\.element)
}

/// The names that functions and computed properties of a cell use. What a `guard` binds at top level is no global to the
/// compiler: they would get it handed over by whoever calls them, which cells of other modules do not do.
private func capturedNames(in tree: SourceFileSyntax) -> Set<String> {
  final class Finder: SyntaxVisitor {
    var names: Set<String> = []
    var depth = 0
    override func visit(_ node: FunctionDeclSyntax) -> SyntaxVisitorContinueKind {
      depth += 1
      return .visitChildren
    }
    override func visitPost(_ node: FunctionDeclSyntax) { depth -= 1 }
    override func visit(_ node: AccessorBlockSyntax) -> SyntaxVisitorContinueKind {
      depth += 1
      return .visitChildren
    }
    override func visitPost(_ node: AccessorBlockSyntax) { depth -= 1 }
    override func visit(_ node: DeclReferenceExprSyntax) -> SyntaxVisitorContinueKind {
      if depth > 0 { names.insert(node.baseName.identifierText) }
      return .visitChildren
    }
  }
  let finder = Finder(viewMode: .sourceAccurate)
  finder.walk(tree)
  return finder.names
}

/// Whether a `guard let x` without a value of its own is among the conditions.
private func hasShorthand(_ statement: GuardStmtSyntax) -> Bool {
  statement.conditions.contains { $0.condition.as(OptionalBindingConditionSyntax.self).map { $0.initializer == nil } ?? false }
}

private let blockingStart = "try _mlnb_blocking({ "
private let blockingEnd = " })"

private func around(_ node: Syntax, _ opening: String, _ closing: String) -> [Insertion] {
  [
    Insertion(offset: node.positionAfterSkippingLeadingTrivia.utf8Offset, text: opening),
    Insertion(offset: node.endPositionBeforeTrailingTrivia.utf8Offset, text: closing),
  ]
}

/// Whether an expression at the end of a cell is a value to show: not an assignment, not `if` or `switch`.
private func isValue(_ expression: ExprSyntax) -> Bool {
  if expression.is(IfExprSyntax.self) || expression.is(SwitchExprSyntax.self) { return false }
  if expression.is(DiscardAssignmentExprSyntax.self) || expression.is(MacroExpansionExprSyntax.self) {
    return !expression.is(DiscardAssignmentExprSyntax.self)
  }
  if let sequence = expression.as(SequenceExprSyntax.self) {
    return !sequence.elements.contains { element in
      if element.is(AssignmentExprSyntax.self) { return true }
      guard let binary = element.as(BinaryOperatorExprSyntax.self) else { return false }
      return compoundAssignments.contains(binary.operator.text)
    }
  }
  return true
}

private let compoundAssignments: Set<String> = [
  "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "<<=", ">>=", "&+=", "&-=", "&*=",
]

/// Whether `node` awaits in its own right, not inside a function, type or closure.
private func hasTopLevelAwait(_ node: Syntax) -> Bool {
  final class Finder: SyntaxVisitor {
    var found = false
    override func visit(_ node: AwaitExprSyntax) -> SyntaxVisitorContinueKind {
      found = true
      return .skipChildren
    }
    override func visit(_ node: ForStmtSyntax) -> SyntaxVisitorContinueKind {
      if node.awaitKeyword != nil { found = true }
      return .visitChildren
    }
    override func visit(_ node: ClosureExprSyntax) -> SyntaxVisitorContinueKind { .skipChildren }
    override func visit(_ node: FunctionDeclSyntax) -> SyntaxVisitorContinueKind { .skipChildren }
    override func visit(_ node: StructDeclSyntax) -> SyntaxVisitorContinueKind { .skipChildren }
    override func visit(_ node: ClassDeclSyntax) -> SyntaxVisitorContinueKind { .skipChildren }
    override func visit(_ node: EnumDeclSyntax) -> SyntaxVisitorContinueKind { .skipChildren }
    override func visit(_ node: ActorDeclSyntax) -> SyntaxVisitorContinueKind { .skipChildren }
    override func visit(_ node: ProtocolDeclSyntax) -> SyntaxVisitorContinueKind { .skipChildren }
    override func visit(_ node: ExtensionDeclSyntax) -> SyntaxVisitorContinueKind { .skipChildren }
    override func visit(_ node: AccessorBlockSyntax) -> SyntaxVisitorContinueKind { .skipChildren }
  }
  let finder = Finder(viewMode: .sourceAccurate)
  finder.walk(node)
  return finder.found
}

/// The expression of a condition that awaits.
private func awaitedExpression(of element: ConditionElementSyntax) -> ExprSyntax? {
  let expression: ExprSyntax? =
    switch element.condition {
    case .expression(let expression): expression
    case .optionalBinding(let binding): binding.initializer?.value
    case .matchingPattern(let pattern): pattern.initializer.value
    default: nil
    }
  return expression.flatMap { hasTopLevelAwait(Syntax($0)) ? $0 : nil }
}

// MARK: async let

/// The names that `async let` declares at top level.
private func asyncLetNames(in tree: SourceFileSyntax) -> Set<String> {
  var names: Set<String> = []
  for item in tree.statements {
    guard case .decl(let declaration) = item.item, let variable = declaration.as(VariableDeclSyntax.self),
      variable.modifiers.contains(where: { $0.name.tokenKind == .keyword(.async) })
    else { continue }
    for binding in variable.bindings { names.formUnion(boundNames(in: Syntax(binding.pattern))) }
  }
  return names
}

/// `async let a = f()` cannot stand at the top level of a synchronous entry: it becomes a started task, and
/// each use of `a` its value.
private func asyncLetInsertions(in item: CodeBlockItemSyntax, names: Set<String>) -> [Insertion] {
  if case .decl(let declaration) = item.item, let variable = declaration.as(VariableDeclSyntax.self),
    let modifier = variable.modifiers.first(where: { $0.name.tokenKind == .keyword(.async) })
  {
    var result = [
      Insertion(offset: modifier.name.positionAfterSkippingLeadingTrivia.utf8Offset, text: "/*"),
      Insertion(offset: modifier.name.endPositionBeforeTrailingTrivia.utf8Offset, text: "*/"),
    ]
    for binding in variable.bindings {
      guard let value = binding.initializer?.value else { continue }
      result += around(Syntax(value), "_mlnb_task { try await ", " }")
    }
    return result
  }
  final class Finder: SyntaxVisitor {
    var names: Set<String> = []
    var result: [Insertion] = []
    override func visit(_ node: DeclReferenceExprSyntax) -> SyntaxVisitorContinueKind {
      if names.contains(node.baseName.identifierText),
        node.parent?.as(MemberAccessExprSyntax.self)?.declName.id != node.id
      {
        result.append(Insertion(offset: node.endPositionBeforeTrailingTrivia.utf8Offset, text: ".value"))
      }
      return .visitChildren
    }
  }
  let finder = Finder(viewMode: .sourceAccurate)
  finder.names = names
  finder.walk(item)
  return finder.result
}
