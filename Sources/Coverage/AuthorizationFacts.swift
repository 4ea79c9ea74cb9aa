import CivilTime

/// A granted span of coverage and number of cycles.
public struct AuthorizationFact: Equatable, Sendable {
  /// Its number, in the order recorded.
  public let number: AuthorizationNumber
  /// The request it answers.
  public let request: RequestNumber
  /// Whose coverage it is.
  public let patient: PatientNumber
  /// The indication covered.
  public let indication: IndicationKey
  /// Initial or continued coverage.
  public let kind: CoverageKind
  /// The days covered, as granted.
  public let span: DaySpan
  /// The number of cycles granted.
  public let cyclesGranted: Int
  /// Cycles received elsewhere, as they go on file with the approval.
  public let priorCycles: Int
  /// The policy version it was granted under, and keeps.
  public let policy: PolicyVersion
  /// The entry that recorded it.
  public let sequence: JournalNumber

  /// A granted authorization.
  public init(
    number: AuthorizationNumber, request: RequestNumber, patient: PatientNumber, indication: IndicationKey,
    kind: CoverageKind, span: DaySpan, cyclesGranted: Int, priorCycles: Int, policy: PolicyVersion,
    sequence: JournalNumber
  ) {
    self.number = number
    self.request = request
    self.patient = patient
    self.indication = indication
    self.kind = kind
    self.span = span
    self.cyclesGranted = cyclesGranted
    self.priorCycles = priorCycles
    self.policy = policy
    self.sequence = sequence
  }
}

/// A change of an authorization's last day; always an exception with a reason and a name.
public struct AuthorizationChangeFact: Equatable, Sendable {
  /// The direction of the change.
  public enum Kind: String, CaseIterable, Sendable {
    case extended
    case terminated
  }

  /// The authorization changed.
  public let authorization: AuthorizationNumber
  /// The direction of the change.
  public let kind: Kind
  /// The new last covered day.
  public let endsOn: CivilDay
  /// Why.
  public let reason: String
  /// Who approved it.
  public let approvedBy: String
  /// The entry that recorded it.
  public let sequence: JournalNumber

  /// A change of the last covered day.
  public init(
    authorization: AuthorizationNumber, kind: Kind, endsOn: CivilDay, reason: String, approvedBy: String,
    sequence: JournalNumber
  ) {
    self.authorization = authorization
    self.kind = kind
    self.endsOn = endsOn
    self.reason = reason
    self.approvedBy = approvedBy
    self.sequence = sequence
  }
}

/// That something was entered in error, and why. What is voided stays on file and counts nowhere.
public struct Voiding: Equatable, Sendable {
  /// Why.
  public let reason: String
  /// The entry that recorded it.
  public let sequence: JournalNumber

  /// A voiding with its reason.
  public init(reason: String, sequence: JournalNumber) {
    self.reason = reason
    self.sequence = sequence
  }
}
