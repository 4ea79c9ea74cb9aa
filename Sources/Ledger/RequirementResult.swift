import Coverage

/// A requirement as evaluated: a tree with the status of every branch, and at its leaves the facts looked at.
public struct RequirementResult: Sendable {
  /// What is required.
  public let requirement: Requirement
  /// Whether it is met.
  public let status: CriterionStatus
  /// The fact it looked at, such as `ph-status = negative`; nil where it has branches.
  public let fact: String?
  /// The results of its branches, in the order of the policy.
  public let branches: [RequirementResult]

  /// The facts of all its leaves.
  var facts: [String] { (fact.map { [$0] } ?? []) + branches.flatMap(\.facts) }
}
