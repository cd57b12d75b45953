internal import SwiftSyntax

/// The conformances of an extension whose members the compiler is to write: those that it can write, and of which the
/// extension brings none itself.
func derivation(in type: ExtensionDeclSyntax, members: Set<String>) -> CellAnalysis.Extension.Derivation? {
  guard let clause = type.inheritanceClause else { return nil }
  var protocols: [String] = []
  var kept: [String] = []
  for inherited in clause.inheritedTypes.map(\.type.trimmedDescription) {
    if let written = writtenMembers[inherited], written.isDisjoint(with: members) {
      protocols.append(inherited)
    } else {
      kept.append(inherited)
    }
  }
  guard !protocols.isEmpty else { return nil }
  return .init(
    protocols: protocols, condition: type.genericWhereClause?.trimmedDescription ?? "",
    clause: clause.positionAfterSkippingLeadingTrivia.utf8Offset..<clause.endPositionBeforeTrailingTrivia.utf8Offset,
    kept: kept)
}

/// For each protocol that the compiler can derive the members that stop it where they are written by hand.
private let writtenMembers: [String: Set<String>] = [
  "Equatable": ["=="], "Hashable": ["hash", "hashValue"], "Comparable": ["<"], "CaseIterable": ["allCases"],
  "Encodable": ["encode"], "Decodable": ["init"], "Codable": ["encode", "init"],
]
