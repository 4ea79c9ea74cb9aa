import CivilTime
import Coverage

/// One thing staff ask of the ledger, with every value read and checked for form.
///
/// Commands and `apply` both come down to these, so that they cannot answer differently.
public enum Operation: Sendable {
  case addPatient(PatientIdentity)
  case correctPatient(PatientCorrection)
  case measurePatient(PatientMeasurement)
  case submit(Submission)
  case answer(AnswersGiven)
  case decide(Decision)
  case extendAuthorization(AuthorizationMove)
  case terminateAuthorization(AuthorizationMove)
  case voidAuthorization(AuthorizationVoiding)
  case startCycle(CycleStarting)
  case voidCycle(CycleVoiding)
  case administer(Administering)
  case void(EntryVoiding)
  case note(NoteTaking)
  case acknowledge(Acknowledging)
  case check(Checking)
  case status(MemberID)

  /// The name `apply` knows it by.
  public var name: String {
    switch self {
    case .addPatient: "patient.add"
    case .correctPatient: "patient.correct"
    case .measurePatient: "patient.measure"
    case .submit(let submission): submission.kind == .initial ? "intake" : "renew"
    case .answer: "answer"
    case .decide: "decide"
    case .extendAuthorization: "authorization.extend"
    case .terminateAuthorization: "authorization.terminate"
    case .voidAuthorization: "authorization.void"
    case .startCycle: "cycle.start"
    case .voidCycle: "cycle.void"
    case .administer: "administer"
    case .void: "void"
    case .note: "note"
    case .acknowledge: "acknowledge"
    case .check: "check"
    case .status: "status"
    }
  }

  /// Whether it only looks.
  public var isReading: Bool {
    switch self {
    case .check, .status: true
    default: false
    }
  }
}

/// A patient to add.
public struct PatientIdentity: Sendable {
  public let memberID: MemberID
  public let name: String
  public let birthDate: CivilDay

  public init(memberID: MemberID, name: String, birthDate: CivilDay) {
    self.memberID = memberID
    self.name = name
    self.birthDate = birthDate
  }
}

/// A correction of who a patient is: a new name, birth date or both, and why.
public struct PatientCorrection: Sendable {
  public let memberID: MemberID
  public let name: String?
  public let birthDate: CivilDay?
  public let reason: String

  public init(memberID: MemberID, name: String?, birthDate: CivilDay?, reason: String) {
    self.memberID = memberID
    self.name = name
    self.birthDate = birthDate
    self.reason = reason
  }
}

/// A weight, a height or both on a day.
public struct PatientMeasurement: Sendable {
  public let memberID: MemberID
  public let on: CivilDay
  public let weightKg: DecimalNumber?
  public let heightCm: DecimalNumber?

  public init(memberID: MemberID, on: CivilDay, weightKg: DecimalNumber?, heightCm: DecimalNumber?) {
    self.memberID = memberID
    self.on = on
    self.weightKg = weightKg
    self.heightCm = heightCm
  }
}

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

/// A new last covered day of an authorization, with its reason and a name.
public struct AuthorizationMove: Sendable {
  public let authorization: String
  public let day: CivilDay
  public let reason: String
  public let approvedBy: String

  public init(authorization: String, day: CivilDay, reason: String, approvedBy: String) {
    self.authorization = authorization
    self.day = day
    self.reason = reason
    self.approvedBy = approvedBy
  }
}

/// An authorization entered in error.
public struct AuthorizationVoiding: Sendable {
  public let authorization: String
  public let reason: String

  public init(authorization: String, reason: String) {
    self.authorization = authorization
    self.reason = reason
  }
}

/// A cycle to start, with an exception where the one before is not over.
public struct CycleStarting: Sendable {
  public let memberID: MemberID
  public let indication: IndicationKey
  public let on: CivilDay
  public let exception: String?
  public let approvedBy: String?

  public init(memberID: MemberID, indication: IndicationKey, on: CivilDay, exception: String?, approvedBy: String?) {
    self.memberID = memberID
    self.indication = indication
    self.on = on
    self.exception = exception
    self.approvedBy = approvedBy
  }
}

/// A cycle entered in error.
public struct CycleVoiding: Sendable {
  public let memberID: MemberID
  public let indication: IndicationKey
  public let number: Int
  public let reason: String

  public init(memberID: MemberID, indication: IndicationKey, number: Int, reason: String) {
    self.memberID = memberID
    self.indication = indication
    self.number = number
    self.reason = reason
  }
}

/// Units to log.
public struct Administering: Sendable {
  public let memberID: MemberID
  public let reference: String
  public let entry: UnitEntry
  /// Whether a denied or voided line is to be judged anew.
  public let again: Bool
  /// Whether the units that fit are to be covered when the whole does not.
  public let cutBack: Bool

  public init(memberID: MemberID, reference: String, entry: UnitEntry, again: Bool, cutBack: Bool) {
    self.memberID = memberID
    self.reference = reference
    self.entry = entry
    self.again = again
    self.cutBack = cutBack
  }
}

/// An administration entered in error.
public struct EntryVoiding: Sendable {
  public let reference: String
  public let reason: String

  public init(reference: String, reason: String) {
    self.reference = reference
    self.reason = reason
  }
}

/// A notice or outreach to record.
public struct NoteTaking: Sendable {
  public let subject: String
  public let kind: NoteFact.Kind
  /// When it was done; now when nil.
  public let at: Instant?
  public let text: String

  public init(subject: String, kind: NoteFact.Kind, at: Instant?, text: String) {
    self.subject = subject
    self.kind = kind
    self.at = at
    self.text = text
  }
}

/// A flag to close for good.
public struct Acknowledging: Sendable {
  public let flag: String
  public let note: String

  public init(flag: String, note: String) {
    self.flag = flag
    self.note = note
  }
}

/// Units someone thinks of logging.
public struct Checking: Sendable {
  public let memberID: MemberID
  public let entry: UnitEntry

  public init(memberID: MemberID, entry: UnitEntry) {
    self.memberID = memberID
    self.entry = entry
  }
}
