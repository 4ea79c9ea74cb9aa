import CivilTime

/// How soon a request must be decided.
public enum Urgency: String, CaseIterable, Sendable {
  case standard
  case expedited
}

/// An intake or a renewal as received.
public struct RequestFact: Equatable, Sendable {
  /// Its number, in the order recorded.
  public let number: RequestNumber
  /// Whose request it is.
  public let patient: PatientNumber
  /// The indication coverage is asked for.
  public let indication: IndicationKey
  /// Initial or continued coverage.
  public let kind: CoverageKind
  /// The day it was received.
  public let receivedOn: CivilDay
  /// The time it was received, on the plan's clock.
  public let receivedAt: TimeOfDay
  /// How soon it must be decided.
  public let urgency: Urgency
  /// The diagnosis code as sent.
  public let diagnosis: String?
  /// The day coverage is wanted from; left out, it is settled when the request is received.
  public let wantedStart: CivilDay
  /// Cycles received elsewhere that the request rests on.
  public let priorCycles: Int
  /// Who asked.
  public let requester: String?
  /// The request it appeals.
  public let appeals: RequestNumber?
  /// The policy version in force on the received date.
  public let policy: PolicyVersion
  /// The entry that recorded it.
  public let sequence: JournalNumber

  /// A request.
  public init(
    number: RequestNumber, patient: PatientNumber, indication: IndicationKey, kind: CoverageKind,
    receivedOn: CivilDay, receivedAt: TimeOfDay, urgency: Urgency, diagnosis: String?, wantedStart: CivilDay,
    priorCycles: Int, requester: String?, appeals: RequestNumber?, policy: PolicyVersion, sequence: JournalNumber
  ) {
    self.number = number
    self.patient = patient
    self.indication = indication
    self.kind = kind
    self.receivedOn = receivedOn
    self.receivedAt = receivedAt
    self.urgency = urgency
    self.diagnosis = diagnosis
    self.wantedStart = wantedStart
    self.priorCycles = priorCycles
    self.requester = requester
    self.appeals = appeals
    self.policy = policy
    self.sequence = sequence
  }
}

/// An answer given to a question of the policy on a request.
public struct AttestationFact: Equatable, Sendable {
  /// The request it belongs to.
  public let request: RequestNumber
  /// The key of the question.
  public let question: String
  /// The answer.
  public let answer: String
  /// Where the answer comes from, such as a chart note.
  public let source: String?
  /// The entry that recorded it.
  public let sequence: JournalNumber

  /// An answer to a question.
  public init(request: RequestNumber, question: String, answer: String, source: String?, sequence: JournalNumber) {
    self.request = request
    self.question = question
    self.answer = answer
    self.source = source
    self.sequence = sequence
  }
}
