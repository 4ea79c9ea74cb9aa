import Coverage
import Ledger

extension Requirement {
  /// The requirement on one line: `any of (ph-status = negative; tki-intolerant-or-refractory = yes)`.
  var text: String {
    switch self {
    case .all(let branches): "all of (\(branches.map(\.text).joined(separator: "; ")))"
    case .any(let branches): "any of (\(branches.map(\.text).joined(separator: "; ")))"
    case .answer, .atLeast, .age: leafText
    }
  }

  /// A requirement that has no branches; empty for one that has.
  var leafText: String {
    switch self {
    case .answer(let question, let oneOf, let support):
      "\(question) = \(oneOf.joined(separator: " or "))" + Requirement.supported(support)
    case .atLeast(let question, let least, let support):
      "\(question) at least \(least)" + Requirement.supported(support)
    case .age(let age): "age at the start at least \(age)"
    case .all, .any: ""
    }
  }

  private static func supported(_ support: [String]) -> String {
    support.isEmpty ? "" : " (\(support.joined(separator: ", ")))"
  }
}

extension Page {
  /// Adds a requirement as a tree, a line a branch, each level indented by two columns.
  mutating func add(_ requirement: Requirement, indent: Int) {
    // A tree deeper than any a policy file may hold still leaves room for words.
    let lead = String(repeating: " ", count: min(indent, width / 3)) + "- "
    switch requirement {
    case .all(let branches): addBranches(branches, lead: lead, "all of", indent: indent)
    case .any(let branches): addBranches(branches, lead: lead, "any of", indent: indent)
    case .answer, .atLeast, .age: add(lead: lead, requirement.leafText)
    }
  }

  /// Adds a requirement as evaluated, a line a branch with its status, each level indented by two columns.
  mutating func add(_ result: RequirementResult, indent: Int) {
    let lead = String(repeating: " ", count: min(indent, width / 3)) + "- "
    let words =
      switch result.requirement {
      case .all: "all of"
      case .any: "any of"
      case .answer, .atLeast, .age: result.requirement.leafText
      }
    add(lead: lead, "\(words): \(result.status.words)")
    for branch in result.branches { add(branch, indent: indent + 2) }
  }

  private mutating func addBranches(_ branches: [Requirement], lead: String, _ words: String, indent: Int) {
    add(lead: lead, words)
    for branch in branches { add(branch, indent: indent + 2) }
  }
}

extension CriterionStatus {
  /// `met`, `not met`, `unknown`.
  var words: String {
    switch self {
    case .met: "met"
    case .notMet: "not met"
    case .unknown: "unknown"
    }
  }
}
