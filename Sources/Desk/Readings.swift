import CivilTime
import Coverage
import Ledger

/// Who writes: the operating system's user, and the name a person gave beside it.
public struct Actor: Sendable {
  /// The user the operating system knows.
  public let user: String
  /// The name given with `--actor`, recorded as claimed; nil when none was.
  public let claimed: String?

  public init(user: String, claimed: String?) {
    self.user = user
    self.claimed = claimed
  }
}

/// What a command works under: the day, who works, and what was known.
public struct WorkContext: Sendable {
  /// The day the command works on; the plan's own today when nil.
  public var today: CivilDay?
  public var actor: Actor
  /// Up to which entry facts are seen, for reading commands; all of them when nil.
  public var asOf: AsOf?

  public init(today: CivilDay?, actor: Actor, asOf: AsOf? = nil) {
    self.today = today
    self.actor = actor
    self.asOf = asOf
  }
}

/// A vantage point in the journal.
public enum AsOf: Sendable {
  case sequence(JournalNumber)
  case instant(Instant)
}

/// One line of a history: something that happened, when it was recorded, and by whom.
public struct HistoryLine: Sendable {
  /// What kind of fact it is, such as `administration`.
  public let kind: String
  /// The day it happened or holds from.
  public let happenedOn: CivilDay
  public let sequence: JournalNumber
  public let recordedAt: Instant
  public let actor: Actor
  /// What it is about: a number, a cycle, a reference.
  public let subject: String
  /// What happened, in words.
  public let text: String
  /// Marks such as `voided`, `exception`, `denied`.
  public let marks: [String]
  /// What it was voided with: the reason and the entry; nil while it stands.
  public let voided: Voiding?

  /// The kinds a history may be narrowed to.
  public static let kinds = [
    "patient", "measurement", "request", "attestation", "determination", "authorization", "change", "cycle",
    "administration", "void", "note", "flag", "refusal",
  ]
}

/// A history with whose it is.
public struct HistoryAnswer: Sendable {
  public let memberID: MemberID
  public let name: String
  public let lines: [HistoryLine]
}

/// A flag on the worklist.
public struct WorklistLine: Sendable {
  public let flag: FlagNumber
  public let cause: FlagCause
  public let memberID: MemberID
  /// The reason as it stood on the day it was raised.
  public let message: String
  /// The day of the nightly run that raised it.
  public let raisedOn: CivilDay
  public let raisedAt: Instant
}

/// What a nightly run did.
public struct NightlyAnswer: Sendable {
  public let today: CivilDay
  public let withinDays: Int
  /// Whether this day had been run before.
  public let isRepeat: Bool
  public let raised: Int
  public let resolved: Int
  /// Flags that are open after it.
  public let open: Int
}

/// What verification found.
public struct VerifyAnswer: Sendable {
  /// Whether the chain alone was looked at.
  public let isQuick: Bool
  public let entries: Int
  public let facts: Int
  /// The hash of the last entry, in hexadecimal.
  public let head: String
  /// Identities that were erased, as the law may ask; the chain holds without them.
  public let erasedIdentities: Int
  /// What was found, by entry; what concerns no entry comes last.
  public let breaks: [VerifyBreak]

  /// The first entry with a break; nil where none is known.
  public var firstBreak: JournalNumber? { breaks.first?.sequence }
}

/// Something on file that is not as the ledger wrote it, or not as its rules allow.
public struct VerifyBreak: Sendable {
  /// The first entry concerned; nil where none is known.
  public let sequence: JournalNumber?
  /// What kind of check failed, such as `chain`.
  public let check: String
  public let message: String
}

/// One thing `doctor` looked at.
public struct DoctorLine: Sendable {
  public let check: String
  public let isWell: Bool
  public let detail: String
}

/// A patient as shown by `patient show`.
public struct PatientAnswer: Sendable {
  public let memberID: MemberID
  public let name: String
  public let birthDate: CivilDay
  public let measurements: [MeasurementFact]
  public let corrections: [IdentityFact]
}

/// A patient in a list.
public struct PatientLine: Sendable {
  public let memberID: MemberID
  public let name: String
  public let birthDate: CivilDay
}

/// An authorization in a list or by itself.
public struct AuthorizationLine: Sendable {
  public let memberID: MemberID
  public let authorization: Authorization
  public let indication: Indication?
  public let cyclesUsed: Int
}

/// The prescribed days of a cycle.
public struct DoseAnswer: Sendable {
  public let memberID: MemberID?
  public let indication: Indication
  public let policy: Policy
  public let cycle: CycleNumber
  public let phase: String?
  public let size: BodySize
  public let days: [DoseDay]
  public let cycleDays: Int

  /// What the days take when they are put up in bags of every size.
  public var bags: [BagPlan] { BagRules.plans(for: days, policy: policy) }
}

/// The reference tables that stand beside the policies.
public struct ReferenceTables: Sendable {
  public let jurisdictions: [Jurisdiction]
  public let literature: [LiteratureEntry]
  public let bibliography: [BibliographyEntry]
  /// Notes by the table they stand beside.
  public let notes: [(reference: String, text: String)]
}
