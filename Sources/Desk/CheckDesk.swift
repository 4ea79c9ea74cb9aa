import CivilTime
import Coverage
import Ledger

/// What would be answered, and the first day it would be yes; nothing is written.
extension Desk {
  /// Whether the next cycle of a course could start on a day; today when none is named.
  public func checkCycle(
    of member: MemberID, indication key: IndicationKey, on day: CivilDay?, context: WorkContext
  ) throws -> CycleCheckAnswer {
    try look(at: member, key, context: context) { history, today in
      let start = CycleStart(indication: key, on: day ?? today, exception: nil)
      guard let verdict = CycleRules.judge(start, history: history) else {
        throw Fault(.invalid, "no policy knows \(key)")
      }
      return CycleCheckAnswer(
        memberID: member, indication: verdict.indication, on: start.on, verdict: verdict,
        earliest: FirstDayRules.cycleStart(of: key, from: start.on, history: history))
    }
  }

  /// Whether continued coverage could be asked for on a day, and what it would need; today when none is named.
  public func checkRenewal(
    of member: MemberID, indication key: IndicationKey, on day: CivilDay?, context: WorkContext
  ) throws -> RenewalCheckAnswer {
    try look(at: member, key, context: context) { history, today in
      let day = day ?? today
      guard let policy = history.book.inForce(for: key, on: day), let indication = policy.indication(key) else {
        throw Fault(.invalid, "no policy for \(key) was in force on \(day)", hint: "see `authledger policy list`")
      }
      let course = Course(of: key, in: history)
      let request = RequestRules.supposed(
        .continued, for: key, receivedOn: day,
        beginningOn: RequestRules.defaultStart(.continued, receivedOn: day, course: course), policy: policy.version,
        history: history)
      let possible = FirstDayRules.request(
        .continued, for: key, receivedFrom: day, beginningFrom: day, history: history)
      let projection = possible == nil ? ProjectionRules.project(key, plan: plan(today: day), history: history) : nil
      return RenewalCheckAnswer(
        memberID: member, indication: indication, request: request,
        verdict: RequestRules.evaluate(request, answers: [:], policy: policy, indication: indication, history: history),
        possible: possible, projected: projection?.requests.first { $0.kind == .continued })
    }
  }

  /// The first day from today on which units fit, and what every day to the end of coverage would hold.
  public func checkUnits(
    of member: MemberID, entry: UnitEntry, context: WorkContext
  ) throws -> UnitsCheckAnswer {
    try look(at: member, entry.indication, context: context) { history, today in
      let entry = entry.moved(to: today)
      let covered = history.authorizations.filter {
        $0.isLive && (entry.indication == nil || $0.fact.indication == entry.indication)
      }
      let last = max(covered.map(\.span.endsOn).max() ?? today, today)
      return UnitsCheckAnswer(
        memberID: member, entry: entry, fitsOn: FirstDayRules.units(entry, from: today, history: history),
        days: UnitCalendar.days(of: DaySpan(from: today, to: last), for: entry, history: history),
        namesCourse: history.hasSeveralCourses)
    }
  }

  /// Looks at a member's history on the day worked on; a fault when no policy knows the indication.
  func look<Result>(
    at member: MemberID, _ indication: IndicationKey?, context: WorkContext,
    _ work: (PatientHistory, CivilDay) throws -> Result
  ) throws -> Result {
    let today = try today(context)
    return try read(context) { reading in
      let sitting = try Sitting(reading: reading, desk: self, today: today)
      let history = try sitting.history(of: member)
      if let indication { try sitting.known(indication) }
      return try work(history, today)
    }
  }
}

/// Whether a cycle could start on a day.
public struct CycleCheckAnswer: Sendable {
  public let memberID: MemberID
  public let indication: Indication
  public let on: CivilDay
  public let verdict: CycleVerdict
  /// The first day from `on` that coverage held lets it start; nil when there is none.
  public let earliest: CivilDay?

  /// Whether it could start on the day.
  public var outcome: Outcome { verdict.findings.isEmpty ? .fits : .doesNotFit }
}

/// Whether continued coverage could be asked for on a day.
public struct RenewalCheckAnswer: Sendable {
  public let memberID: MemberID
  public let indication: Indication
  /// The request as it would be received.
  public let request: RequestFact
  /// What it would be answered without any answers to the policy's questions.
  public let verdict: RequestVerdict
  /// The first renewal the facts on file allow; nil when they allow none.
  public let possible: PossibleRequest?
  /// The first renewal once the cycles before it are started on their first days; nil when there is none to come.
  public let projected: ProjectedRequest?

  /// Whether only answers to questions are missing.
  public var outcome: Outcome { verdict.outcome == .approved || verdict.outcome == .pended ? .fits : .doesNotFit }
}

/// When units would fit.
public struct UnitsCheckAnswer: Sendable {
  public let memberID: MemberID
  public let entry: UnitEntry
  /// The first day all of it would be covered; nil when the cycles on file hold none.
  public let fitsOn: CivilDay?
  /// Every day from today to the end of coverage.
  public let days: [FreeDay]
  /// Whether the course must be said with a cycle's number.
  public let namesCourse: Bool

  /// Whether there is such a day.
  public var outcome: Outcome { fitsOn == nil ? .doesNotFit : .fits }
}
