import CivilTime
import Coverage

/// An intake or a renewal to take in.
public struct Submission: Sendable {
  public let kind: CoverageKind
  public let memberID: MemberID
  /// What the drug is for; the only indication there is when nil.
  public let indication: IndicationKey?
  /// The policy by id, drug, billing code or NDC; the one of the indication when nil.
  public let policy: String?
  public let diagnosis: String?
  /// The received day; the day worked on when nil.
  public let receivedOn: CivilDay?
  public let receivedAt: TimeOfDay
  public let wantedStart: CivilDay?
  /// Cycles received elsewhere; the number on file, or 0, when nil.
  public let priorCycles: Int?
  public let urgency: Urgency
  public let attestations: [Attestation]
  public let requester: String?
  public let appeals: String?

  public init(
    kind: CoverageKind, memberID: MemberID, indication: IndicationKey?, policy: String? = nil, diagnosis: String?,
    receivedOn: CivilDay?,
    receivedAt: TimeOfDay, wantedStart: CivilDay?, priorCycles: Int?, urgency: Urgency,
    attestations: [Attestation], requester: String?, appeals: String?
  ) {
    self.kind = kind
    self.memberID = memberID
    self.indication = indication
    self.policy = policy
    self.diagnosis = diagnosis
    self.receivedOn = receivedOn
    self.receivedAt = receivedAt
    self.wantedStart = wantedStart
    self.priorCycles = priorCycles
    self.urgency = urgency
    self.attestations = attestations
    self.requester = requester
    self.appeals = appeals
  }
}

/// An answer to a question of the policy.
public struct Attestation: Sendable {
  public let question: String
  public let answer: String
  public let source: String?

  public init(question: String, answer: String, source: String?) {
    self.question = question
    self.answer = answer
    self.source = source
  }
}

/// Answers to add to a pended request.
public struct AnswersGiven: Sendable {
  public let request: String
  public let attestations: [Attestation]

  public init(request: String, attestations: [Attestation]) {
    self.request = request
    self.attestations = attestations
  }
}

/// A reviewer's determination of a pended or referred request.
public struct Decision: Sendable {
  public let request: String
  public let outcome: RequestOutcome
  public let review: Review

  public init(request: String, outcome: RequestOutcome, review: Review) {
    self.request = request
    self.outcome = outcome
    self.review = review
  }
}
