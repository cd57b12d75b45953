internal import SwiftSyntax

/// The names that a pattern, condition or label binds.
func boundNames(in node: Syntax) -> Set<String> {
  final class Finder: SyntaxVisitor {
    var names: Set<String> = []
    override func visit(_ node: IdentifierPatternSyntax) -> SyntaxVisitorContinueKind {
      names.insert(node.identifier.identifierText)
      return .skipChildren
    }
    override func visit(_ node: ClosureExprSyntax) -> SyntaxVisitorContinueKind { .skipChildren }
  }
  let finder = Finder(viewMode: .sourceAccurate)
  finder.walk(node)
  return finder.names
}

/// The names of a closure's parameters and captures.
func closureParameters(of closure: ClosureExprSyntax) -> Set<String> {
  guard let signature = closure.signature else { return [] }
  var names: Set<String> = []
  switch signature.parameterClause {
  case .simpleInput(let parameters): names.formUnion(parameters.map(\.name.identifierText))
  case .parameterClause(let clause):
    names.formUnion(clause.parameters.map { ($0.secondName ?? $0.firstName).identifierText })
  case nil: break
  @unknown default: break
  }
  return names
}

/// The names that the head of a block binds for it: parameters of a function, the variable of a loop, what `if let`
/// unwraps.
func namesBound(before block: CodeBlockSyntax) -> Set<String> {
  if let loop = block.parent?.as(ForStmtSyntax.self) { return boundNames(in: Syntax(loop.pattern)) }
  if let loop = block.parent?.as(WhileStmtSyntax.self) { return boundNames(in: Syntax(loop.conditions)) }
  if let choice = block.parent?.as(IfExprSyntax.self) {
    return choice.body.id == block.id ? boundNames(in: Syntax(choice.conditions)) : []
  }
  let signature =
    block.parent?.as(FunctionDeclSyntax.self)?.signature ?? block.parent?.as(InitializerDeclSyntax.self)?.signature
  return Set(signature?.parameterClause.parameters.map { ($0.secondName ?? $0.firstName).identifierText } ?? [])
}

/// The functions that a block declares: they may be called before they stand there.
func functionNames(in statements: CodeBlockItemListSyntax) -> Set<String> {
  var names: Set<String> = []
  for statement in statements {
    if case .decl(let declaration) = statement.item, let function = declaration.as(FunctionDeclSyntax.self) {
      names.insert(function.name.identifierText)
    }
  }
  return names
}

/// The names that the statements of a block declare for themselves, conditions included.
func localNames(in statements: CodeBlockItemListSyntax) -> Set<String> {
  var names: Set<String> = []
  for statement in statements {
    switch statement.item {
    case .decl(let declaration):
      if let variable = declaration.as(VariableDeclSyntax.self) {
        for binding in variable.bindings { names.formUnion(boundNames(in: Syntax(binding.pattern))) }
      } else if let named = declaration.asProtocol((any NamedDeclSyntax).self) {
        names.insert(named.name.identifierText)
      }
    case .stmt(let statement):
      if let conditional = statement.as(GuardStmtSyntax.self) {
        names.formUnion(boundNames(in: Syntax(conditional.conditions)))
      }
    default: break
    }
  }
  return names
}

/// The members of a type that hide what has their names outside, wherever the type's code uses them unqualified.
///
/// (A method need not: where its parameters do not fit, the compiler may look further out.)
func namesThatHide(in block: MemberBlockSyntax) -> Set<String> {
  var names: Set<String> = []
  for member in block.members {
    if let variable = member.decl.as(VariableDeclSyntax.self) {
      for binding in variable.bindings { names.formUnion(boundNames(in: Syntax(binding.pattern))) }
    } else if !member.decl.is(FunctionDeclSyntax.self), let named = member.decl.asProtocol((any NamedDeclSyntax).self) {
      names.insert(named.name.identifierText)
    }
  }
  return names
}

extension CellVisitor {
  /// Notes what one top-level statement declares.
  func declare(_ item: CodeBlockItemSyntax.Item) {
    switch item {
    case .decl(let declaration): declare(declaration)
    case .stmt(let statement):
      if let conditional = statement.as(GuardStmtSyntax.self) {
        let end = conditional.conditions.endPosition.utf8Offset
        for condition in conditional.conditions {
          let rest = condition.endPosition.utf8Offset..<end
          for name in boundNames(in: Syntax(condition)).sorted() { add(name, .guarded, inForce: rest) }
        }
      }
    default: break
    }
  }

  private func declare(_ declaration: DeclSyntax) {
    if let variable = declaration.as(VariableDeclSyntax.self) {
      for binding in variable.bindings {
        for name in boundNames(in: Syntax(binding.pattern)).sorted() {
          add(name, .variable, isPrivate: variable.modifiers.arePrivate)
        }
      }
    } else if let function = declaration.as(FunctionDeclSyntax.self) {
      let parameters = function.signature.parameterClause.parameters
      let signature = parameters.map { "\($0.firstName.text):\($0.type.trimmedDescription)" }.joined(separator: ",")
      if function.name.tokenKind.isOperator { analysis.operators.insert(function.name.text) }
      let generics = function.genericParameterClause?.trimmedDescription ?? ""
      let conditions = function.genericWhereClause?.trimmedDescription ?? ""
      add(
        function.name.identifierText, .function, signature: generics + "(" + signature + ")" + conditions,
        isPrivate: function.modifiers.arePrivate)
    } else if let type = declaration.as(ExtensionDeclSyntax.self) {
      note(type)
    } else if let declared = declaration.as(ImportDeclSyntax.self) {
      analysis.imports.append(declared.trimmedDescription)
    } else if let conditional = declaration.as(IfConfigDeclSyntax.self) {
      for clause in conditional.clauses {
        guard case .statements(let statements)? = clause.elements else { continue }
        for item in statements { declare(item.item) }
      }
    } else if let declared = declaration.as(OperatorDeclSyntax.self) {
      analysis.operators.insert(declared.name.text)
    } else if let named = declaration.asProtocol((any NamedDeclSyntax).self) {
      let kind: CellAnalysis.Declaration.Kind =
        switch declaration.kind {
        case .structDecl: .structure
        case .classDecl, .actorDecl: .class
        case .enumDecl: .enumeration
        case .protocolDecl: .protocol
        case .typeAliasDecl: .typealias
        default: .other
        }
      let modifiers = declaration.asProtocol((any WithModifiersSyntax).self)?.modifiers
      add(named.name.identifierText, kind, isPrivate: modifiers?.arePrivate ?? false)
      if let group = declaration.asProtocol((any DeclGroupSyntax).self) { noteMembers(of: group) }
    }
  }

  private func add(
    _ name: String, _ kind: CellAnalysis.Declaration.Kind, signature: String = "", isPrivate: Bool = false,
    inForce: Range<Int>? = nil
  ) {
    guard name != "_" else { return }
    analysis.declarations.append(
      .init(
        name: name, kind: kind, signature: signature, isPrivate: isPrivate, statement: statement, inForce: inForce))
  }

  private func note(_ type: ExtensionDeclSyntax) {
    noteMembers(of: type)
    var members: Set<String> = []
    var isCalledByName = true
    for member in type.memberBlock.members {
      if let variable = member.decl.as(VariableDeclSyntax.self) {
        for binding in variable.bindings { members.formUnion(boundNames(in: Syntax(binding.pattern))) }
      } else if let method = member.decl.as(FunctionDeclSyntax.self) {
        members.insert(method.nameOfCall)
        if !method.isCalledByName { isCalledByName = false }
      } else if let named = member.decl.asProtocol((any NamedDeclSyntax).self) {
        members.insert(named.name.identifierText)
      } else {
        if member.decl.is(InitializerDeclSyntax.self) { members.insert("init") }
        if member.decl.is(SubscriptDeclSyntax.self) { members.insert("subscript") }
        isCalledByName = false
      }
    }
    if !members.isDisjoint(with: ["wrappedValue", "projectedValue"]) { isCalledByName = false }
    analysis.extensions.append(
      .init(
        typeName: type.extendedType.trimmedDescription, addsConformance: type.inheritanceClause != nil, members: members,
        isCalledByName: isCalledByName, derived: derivation(in: type, members: members)))
  }

  private func noteMembers(of group: any DeclGroupSyntax) {
    for member in group.memberBlock.members {
      if let modifiers = member.decl.asProtocol((any WithModifiersSyntax).self)?.modifiers, modifiers.arePrivate {
        analysis.hasPrivateMembers = true
      }
      if let function = member.decl.as(FunctionDeclSyntax.self), function.name.tokenKind.isOperator {
        analysis.operators.insert(function.name.text)
      }
    }
  }
}

/// The name that stands for a call of `appendInterpolation` with that label; nil: without any.
func interpolation(taking label: String?) -> String { "appendInterpolation(\(label ?? "_"):)" }

extension FunctionDeclSyntax {
  /// The name by which a call of the method is known. Interpolations are told apart by what they cannot do without.
  fileprivate var nameOfCall: String {
    guard name.identifierText == "appendInterpolation" else { return name.identifierText }
    let parameters = signature.parameterClause.parameters
    let labels = parameters.filter { $0.defaultValue == nil && $0.firstName.tokenKind != .wildcard }.map(\.firstName.identifierText)
    return interpolation(taking: labels.first)
  }

  /// Whether whoever calls the method has to say its name: some are called by the language.
  fileprivate var isCalledByName: Bool {
    let calledByLanguage: Set<String> = [
      "callAsFunction", "dynamicallyCall", "appendLiteral", "makeIterator", "makeAsyncIterator", "next",
    ]
    return !name.tokenKind.isOperator && !name.text.hasPrefix("build") && !calledByLanguage.contains(name.identifierText)
  }
}

extension DeclModifierListSyntax {
  /// Whether `private` or `fileprivate` (not `private(set)`) is among them.
  var arePrivate: Bool {
    contains { [.keyword(.private), .keyword(.fileprivate)].contains($0.name.tokenKind) && $0.detail == nil }
  }
}
