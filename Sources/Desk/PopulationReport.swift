import CivilTime
import Coverage
import Ledger

/// What the report on all patients counts and lists.
public struct PopulationReportAnswer: Sendable {
  public let today: CivilDay
  public let timeZone: String
  public let settings: PlanSettings
  /// The days that count; nil for everything on file.
  public let period: DaySpan?
  public let vantage: Vantage
  /// Days ahead of today in which coverage that ends is listed.
  public let expiringDays: Int
  public internal(set) var patients = 0
  /// Live authorizations that cover today.
  public internal(set) var covering = 0
  public internal(set) var openRequests = 0
  /// Answers to requests by month, `2026-03`, and what they were.
  public internal(set) var decisions: [String: [DecisionClass: Int]] = [:]
  /// Decisions that closed a request, by urgency and quarter of the clock used.
  public internal(set) var timings: [Urgency: TimingCount] = [:]
  /// Decisions given after their clock had run out.
  public internal(set) var late: [LateDecision] = []
  /// Open requests whose clock ran out before today.
  public internal(set) var overdue = 0
  public internal(set) var expiring: [ExpiringLine] = []
  /// Lines not covered in full, by finding; a line with two findings counts under each.
  public internal(set) var deniedByCode: [FindingCode: DeniedCount] = [:]
  /// Lines not covered in full, each once.
  public internal(set) var denied = DeniedCount()
  public internal(set) var exceptions: [ExceptionLine] = []
  /// Cycles in which more was given than the policy prescribes, the furthest above first.
  public internal(set) var aboveSchedule = ListHead<AboveScheduleLine>()
  /// Lines a limit on vials cannot see, the latest service date first.
  public internal(set) var withoutVials = ListHead<LineWithoutVials>()
}

/// An answer to a request, with denials told apart by their basis and approvals by who gave them.
public enum DecisionClass: String, CaseIterable, Sendable {
  case approved
  case approvedByException = "approved by exception"
  case pended
  case referred
  case deniedAdministratively = "denied, administrative"
  case deniedClinically = "denied, clinical"
  case withdrawn

  init(_ determination: DeterminationFact) {
    self =
      switch determination.outcome {
      case .approved: determination.basis == .exception ? .approvedByException : .approved
      case .pended: .pended
      case .referred: .referred
      case .denied: determination.basis == .clinical ? .deniedClinically : .deniedAdministratively
      case .withdrawn: .withdrawn
      }
  }
}

/// Closed requests by how much of their clock they took.
public struct TimingCount: Sendable {
  /// By quarter of the clock: up to 25, 50, 75 and 100 percent of it, then late.
  public internal(set) var quarters = [0, 0, 0, 0, 0]
  public internal(set) var longestMinutes = 0

  /// No request yet.
  public init() {}

  public var closed: Int { quarters.reduce(0, +) }
  public var late: Int { quarters[4] }

  mutating func add(_ timing: DecisionTiming) {
    let quarter = timing.isLate ? 4 : max(0, timing.takenMinutes * 4 - 1) / timing.allowedMinutes
    quarters[min(quarter, 4)] += 1
    longestMinutes = max(longestMinutes, timing.takenMinutes)
  }
}

/// A decision given after its clock had run out.
public struct LateDecision: Sendable {
  public let request: RequestNumber
  public let memberID: MemberID
  public let urgency: Urgency
  public let outcome: RequestOutcome
  public let on: CivilDay
  public let timing: DecisionTiming
}

/// Coverage that ends soon.
public struct ExpiringLine: Sendable {
  public let memberID: MemberID
  public let authorization: Authorization
  public let cyclesLeft: Int

  /// The last day covered.
  public var endsOn: CivilDay { authorization.span.endsOn }
}

/// Lines and their billable units that were not covered.
public struct DeniedCount: Sendable {
  public internal(set) var lines = 0
  public internal(set) var units = 0

  /// No line yet.
  public init() {}

  mutating func add(_ fact: AdministrationFact) {
    lines += 1
    units += fact.entry.billable.count - fact.covered.billable.count
  }
}

/// What a person decided against the policy's own answer.
public struct ExceptionLine: Sendable {
  /// `early cycle`, `extended`, `terminated` or `approval`.
  public let kind: String
  public let subject: String
  public let memberID: MemberID
  public let on: CivilDay
  public let reason: String
  public let approvedBy: String
  public let sequence: JournalNumber
}
