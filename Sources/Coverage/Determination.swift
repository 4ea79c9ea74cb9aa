import CivilTime

/// The answer to a request.
public enum RequestOutcome: String, CaseIterable, Sendable {
  case approved
  case pended
  case referred
  case denied
  case withdrawn

  /// Whether the request still waits for someone.
  public var isOpen: Bool { self == .pended || self == .referred }
}

/// What an answer rests on, where that is not simply the criteria.
public enum DeterminationBasis: String, CaseIterable, Sendable {
  /// Caps, renewals, overlap or diagnosis: no clinical judgement is involved.
  case administrative
  /// A physician's denial.
  case clinical
  /// A physician's approval of a request that does not meet every criterion.
  case exception
}

/// A physician's or another reviewer's part in a determination.
public struct Review: Equatable, Sendable {
  /// The reviewer's name.
  public let reviewer: String
  /// The reviewer's credential, such as `MD`.
  public let credential: String?
  /// The reason.
  public let rationale: String?

  /// A reviewer with credential and reason.
  public init(reviewer: String, credential: String?, rationale: String?) {
    self.reviewer = reviewer
    self.credential = credential
    self.rationale = rationale
  }
}

/// A three-valued truth: a fact that is not known makes a criterion unknown, not failed.
public enum CriterionStatus: String, CaseIterable, Sendable {
  case met
  case notMet = "not-met"
  case unknown
}

/// One criterion as evaluated, with the facts it looked at.
public struct CriterionResult: Equatable, Sendable {
  /// The key of the criterion.
  public let key: String
  /// The criterion in words.
  public let text: String
  /// The section of the policy.
  public let citation: String
  /// Whether it is met.
  public let status: CriterionStatus
  /// The facts it looked at, such as `ph-status = negative`.
  public let facts: [String]

  /// A criterion's result.
  public init(key: String, text: String, citation: String, status: CriterionStatus, facts: [String]) {
    self.key = key
    self.text = text
    self.citation = citation
    self.status = status
    self.facts = facts
  }
}

/// An answer to a request, with every criterion's result.
public struct DeterminationFact: Equatable, Sendable {
  /// The request answered.
  public let request: RequestNumber
  /// The answer.
  public let outcome: RequestOutcome
  /// What it rests on, where that is not simply the criteria.
  public let basis: DeterminationBasis?
  /// Every reason, with its citation.
  public let findings: [Finding]
  /// Every criterion's result.
  public let criteria: [CriterionResult]
  /// The fewest answers that could complete an approval.
  public let missing: [String]
  /// Who reviewed; nil where the ledger answered.
  public let review: Review?
  /// The entry that recorded it.
  public let sequence: JournalNumber

  /// An answer to a request.
  public init(
    request: RequestNumber, outcome: RequestOutcome, basis: DeterminationBasis?, findings: [Finding],
    criteria: [CriterionResult], missing: [String], review: Review?, sequence: JournalNumber
  ) {
    self.request = request
    self.outcome = outcome
    self.basis = basis
    self.findings = findings
    self.criteria = criteria
    self.missing = missing
    self.review = review
    self.sequence = sequence
  }
}

/// When an answer to a request was given, against the clock it ran under.
public struct DecisionTimeFact: Equatable, Sendable {
  /// The request answered.
  public let request: RequestNumber
  /// When it was answered, on the plan's clock.
  public let decidedAt: WallMoment
  /// By when it had to be decided, on the plan's clock.
  public let dueAt: WallMoment
  /// The entry that recorded it.
  public let sequence: JournalNumber

  /// Whether the clock had run out; an answer in the last minute is in time.
  public var isLate: Bool { decidedAt > dueAt }

  /// The time of an answer.
  public init(request: RequestNumber, decidedAt: WallMoment, dueAt: WallMoment, sequence: JournalNumber) {
    self.request = request
    self.decidedAt = decidedAt
    self.dueAt = dueAt
    self.sequence = sequence
  }
}
