import CivilTime

/// What the nightly job looks for, most urgent first.
public enum FlagKind: String, CaseIterable, Sendable {
  case decisionOverdue = "decision-overdue"
  case decisionDue = "decision-due"
  case expired
  case coverageTooShort = "coverage-too-short"
  case unitsNearLimit = "units-near-limit"
  case expiring
  case cycleOverdue = "cycle-overdue"
  case capReached = "cap-reached"
}

/// Why a flag stands: what it is about, and by when.
public struct FlagCause: Hashable, Sendable {
  /// What was looked for.
  public let kind: FlagKind
  /// The request or authorization it is about, such as `A-000001`.
  public let subject: String
  /// The day by which, or on which, it matters.
  public let dueOn: CivilDay

  /// A cause of a flag.
  public init(kind: FlagKind, subject: String, dueOn: CivilDay) {
    self.kind = kind
    self.subject = subject
    self.dueOn = dueOn
  }
}

/// A flag raised by a nightly run. Once acknowledged it is not raised again for the same kind, subject and due date; once
/// resolved it is, when its cause is back.
public struct FlagFact: Equatable, Sendable {
  /// Its number, in the order raised.
  public let number: FlagNumber
  /// Why it stands.
  public let cause: FlagCause
  /// Whose coverage it is about.
  public let patient: PatientNumber
  /// The reason in a sentence, as it stood when the flag was raised.
  public let message: String
  /// The entry that recorded it.
  public let sequence: JournalNumber

  /// A raised flag.
  public init(
    number: FlagNumber, cause: FlagCause, patient: PatientNumber, message: String, sequence: JournalNumber
  ) {
    self.number = number
    self.cause = cause
    self.patient = patient
    self.message = message
    self.sequence = sequence
  }
}

/// One run of the nightly job.
public struct NightlyRunFact: Equatable, Sendable {
  /// The day it worked on.
  public let today: CivilDay
  /// The days ahead it looked for what expires.
  public let withinDays: Int
  /// Flags it raised.
  public let raised: Int
  /// Flags it resolved, their cause being gone.
  public let resolved: Int
  /// Flags open when it was done.
  public let open: Int
  /// The entry that recorded it.
  public let sequence: JournalNumber

  /// A nightly run with its counts.
  public init(today: CivilDay, withinDays: Int, raised: Int, resolved: Int, open: Int, sequence: JournalNumber) {
    self.today = today
    self.withinDays = withinDays
    self.raised = raised
    self.resolved = resolved
    self.open = open
    self.sequence = sequence
  }
}
