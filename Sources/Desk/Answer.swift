import CivilTime
import Coverage
import Ledger

/// What became of an operation, in one word.
public enum Outcome: String, CaseIterable, Sendable {
  case recorded
  case approved
  case pended
  case referred
  case denied
  case withdrawn
  case refused
  case extended
  case terminated
  case started
  case covered
  case cutBack = "cut-back"
  case voided
  case fits
  case doesNotFit = "does-not-fit"
  case reported

  /// Whether the policy, or the ledger, did not say yes.
  public var isRefusal: Bool {
    switch self {
    case .pended, .referred, .denied, .refused, .cutBack, .doesNotFit: true
    default: false
    }
  }
}

/// The answer to an operation: its outcome, what was recorded, and every finding.
public struct Answer: Sendable {
  /// What became of it.
  public let outcome: Outcome
  /// What there is to show.
  public let subject: Subject
  /// Every reason, with its citation; nil where no rule was asked.
  public let findings: [Finding]?

  /// What an answer is about. The wide ones lie apart, because an import keeps the answers to thousands of entries.
  public enum Subject: Sendable {
    case patient(MemberID)
    case measurement(MemberID, MeasurementFact)
    indirect case request(RequestAnswer)
    case authorization(AuthorizationAnswer)
    indirect case cycle(CycleAnswer)
    case entry(EntryAnswer)
    case check(CheckAnswer)
    case voidedEntry(reference: String)
    case note(NoteFact)
    case flag(FlagNumber)
    case status(StatusAnswer)
  }
}

/// A request with the answer that stands and what it granted.
public struct RequestAnswer: Sendable {
  public let memberID: MemberID
  public let request: RequestFact
  /// The determination just made; nil when a decision was refused.
  public let determination: DeterminationFact?
  public let authorization: AuthorizationFact?
  public let indication: Indication
  /// Continued authorizations granted in the course, this one included.
  public let renewalsGranted: Int
  /// Cycles used when it was answered.
  public let cyclesUsed: Int
  /// The latest authorization, where a renewal is answered under another policy version than it; nil otherwise.
  public let replaced: AuthorizationFact?
  /// By when it must be decided.
  public let deadline: DecisionDeadline
  /// When this answer was given, and by when it was due; nil when a decision was refused.
  public let time: DecisionTimeFact?
  /// What in it is more likely a slip than meant; it denies nothing.
  public var warnings: [SlipWarning] = []
}

/// An authorization after a change, or as it stands when the change was refused.
public struct AuthorizationAnswer: Sendable {
  public let memberID: MemberID
  public let authorization: Authorization
  /// What in the change is more likely a slip than meant; it refuses nothing.
  public var warnings: [SlipWarning] = []
}

/// A cycle started, refused or voided.
public struct CycleAnswer: Sendable {
  public let memberID: MemberID
  public let indication: Indication
  public let number: CycleNumber
  public let phase: String?
  public let span: DaySpan
  public let authorization: AuthorizationNumber?
  /// The first dosing day whose whole vials will not fit the limit, for a cycle that starts before its day.
  public let firstUnfitDay: CivilDay?
  /// The dosing days that no coverage on file reaches, for a cycle just started.
  public var daysOutsideCoverage: [CivilDay] = []
}

/// An entry as recorded.
public struct EntryAnswer: Sendable {
  public let memberID: MemberID
  public let fact: AdministrationFact
  /// The number of the cycle it lies in; nil when none had started.
  public let cycle: CycleNumber?
  /// The course to say with the cycle's number, where the patient has cycles of several; nil otherwise.
  public let course: IndicationKey?
  /// Whether it was on file already, and nothing was written.
  public let isReplay: Bool
  /// What is far from the doses the policy prescribes; it denies nothing.
  public let warnings: [DoseWarning]

  init(
    memberID: MemberID, fact: AdministrationFact, cycle: CycleNumber?, course: IndicationKey? = nil, isReplay: Bool,
    warnings: [DoseWarning] = []
  ) {
    self.memberID = memberID
    self.fact = fact
    self.cycle = cycle
    self.course = course
    self.isReplay = isReplay
    self.warnings = warnings
  }
}

/// An entry that was only looked at.
public struct CheckAnswer: Sendable {
  public let memberID: MemberID
  public let entry: UnitEntry
  public let verdict: UnitVerdict
  /// Whether the course must be said with the cycle's number.
  public var namesCourse = false
}

/// Where a patient's courses stand on a day.
public struct StatusAnswer: Sendable {
  public let memberID: MemberID
  public let today: CivilDay
  public let timeZone: String
  public let courses: [CourseStatus]
  /// Requests that wait for someone.
  public let openRequests: [OpenRequest]
}

/// A request that waits for someone.
public struct OpenRequest: Sendable {
  public let request: Request
  /// By when it must be decided.
  public let deadline: DecisionDeadline
}
