import Coverage
import Desk

/// What one policy says and another does not.
public struct PolicyDiff: Equatable, Sendable {
  /// Something said differently, said anew, or no longer said.
  struct Change: Equatable, Sendable {
    /// The indication; nil for what holds for all.
    let indication: IndicationKey?
    /// What it is about, such as `initial coverage`.
    let subject: String
    /// What the earlier policy says; nil when it says nothing of it.
    let was: String?
    /// What the later policy says; nil when it says nothing of it.
    let now: String?
    /// The section, of the later policy where it still says something.
    let citation: String

    /// `added`, `removed` or `changed`.
    var kind: String { was == nil ? "added" : now == nil ? "removed" : "changed" }
  }

  /// The earlier policy.
  public let old: Policy
  /// The later policy.
  public let new: Policy
  /// What holds for all first, then indication by indication, those that are gone last.
  let changes: [Change]

  /// Compares what two policies say.
  public init(from old: Policy, to new: Policy) {
    self.old = old
    self.new = new
    let before = PolicyStatements(of: old).all
    let after = PolicyStatements(of: new).all
    let added = after.compactMap { statement -> Change? in
      let known = before.first { $0.indication == statement.indication && $0.subject == statement.subject }
      guard known?.text != statement.text || known?.citation != statement.citation else { return nil }
      return Change(
        indication: statement.indication, subject: statement.subject, was: known.map { $0.words(beside: statement) },
        now: known.map { statement.words(beside: $0) } ?? statement.text, citation: statement.citation)
    }
    let removed = before.filter { statement in
      !after.contains { $0.indication == statement.indication && $0.subject == statement.subject }
    }.map { Change(indication: $0.indication, subject: $0.subject, was: $0.text, now: nil, citation: $0.citation) }
    let all = added + removed
    let order: [IndicationKey?] = [nil] + new.indications.map(\.key)
    let gone = old.indications.map(\.key).filter { new.indication($0) == nil }
    changes = (order + gone).flatMap { key in all.filter { $0.indication == key } }
  }

  /// The indication with that key, of the later policy where it still has it.
  func indication(_ key: IndicationKey) -> Indication? { new.indication(key) ?? old.indication(key) }
}

extension PolicyStatement {
  /// The text, with its section where only that tells it from another.
  fileprivate func words(beside other: PolicyStatement) -> String {
    text == other.text ? "\(text), by section \(citation.isEmpty ? "none" : citation)" : text
  }
}
