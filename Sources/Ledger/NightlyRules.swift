import CivilTime
import Coverage

/// A flag that ought to stand, with its reason in words.
public struct StandingFlag: Sendable {
  /// What it is about, and by when.
  public let cause: FlagCause
  /// The reason in a sentence.
  public let message: String
}

/// What the nightly job finds for one patient on a day.
///
/// What this file keeps true
/// (1) The flags depend on the facts and the day alone, so a missed night changes nothing.
/// (2) A flag's due date does not move while its cause stands, so that an acknowledgement holds.
public struct NightlyRules {
  let history: PatientHistory
  let today: CivilDay
  let withinDays: Int
  let settings: PlanSettings

  /// The rules for a patient's history on a day, looking `withinDays` ahead for what expires.
  public init(history: PatientHistory, today: CivilDay, withinDays: Int, settings: PlanSettings) {
    self.history = history
    self.today = today
    self.withinDays = withinDays
    self.settings = settings
  }

  /// Every flag that ought to stand.
  public var flags: [StandingFlag] {
    history.requests.filter(\.outcome.isOpen).compactMap(decision)
      + Set(history.authorizations.map(\.fact.indication)).sorted().flatMap(courseFlags)
  }

  private func decision(_ request: Request) -> StandingFlag? {
    let clock = DecisionClock(of: request.fact, settings: settings)
    let kind: FlagKind
    if clock.isOverdue(on: today) {
      kind = .decisionOverdue
    } else if clock.isDue(on: today) {
      kind = .decisionDue
    } else {
      return nil
    }
    let hours = settings.hours(for: request.fact.urgency)
    return StandingFlag(
      cause: FlagCause(kind: kind, subject: request.fact.number.description, dueOn: clock.dueAt.day),
      message: "\(request.outcome.rawValue); the \(hours) hours to decide "
        + (kind == .decisionOverdue ? "ran out at \(clock.dueAt)" : "run out at \(clock.dueAt)"))
  }

  private func courseFlags(_ indication: IndicationKey) -> [StandingFlag] {
    let course = Course(of: indication, in: history)
    let next = NextCycle(of: course, on: today, history: history)
    return course.authorizations.flatMap { authorization -> [StandingFlag] in
      guard let terms = CycleRules.terms(of: authorization, in: history) else { return [] }
      let view = AuthorizationView(
        rules: self, course: course, next: next, authorization: authorization, indication: terms)
      return [view.expiring, view.expired, view.capReached, view.unitsNearLimit, view.cycleOverdue].compactMap { $0 }
        + [view.coverageTooShort].compactMap { $0 }
    }
  }
}

/// When the next cycle of a course may start, and could have.
struct NextCycle {
  /// The first day from today on which coverage on file lets it start; nil when there is none.
  let mayStartOn: CivilDay?
  /// Where it may start today, the first day on which it could have under the coverage that runs to today without a gap.
  let couldStartOn: CivilDay?

  init(of course: Course, on today: CivilDay, history: PatientHistory) {
    mayStartOn = FirstDayRules.cycleStart(of: course, from: today, history: history)
    couldStartOn =
      mayStartOn == today
      ? course.coveredSince(today).flatMap { FirstDayRules.cycleStart(of: course, from: $0, history: history) } : nil
  }
}

/// One live authorization as the nightly job looks at it.
struct AuthorizationView {
  let rules: NightlyRules
  let course: Course
  let next: NextCycle
  let authorization: Authorization
  let indication: Indication

  private var today: CivilDay { rules.today }
  private var endsOn: CivilDay { authorization.span.endsOn }
  private var number: String { authorization.fact.number.description }
  private var cyclesLeft: Int { course.cyclesLeft(under: authorization) }
  private var successor: Authorization? { course.authorizations.first { $0.span.startsOn > endsOn } }
  private var hasEnded: Bool { endsOn < today }

  private func flag(_ kind: FlagKind, dueOn: CivilDay, _ message: String) -> StandingFlag {
    StandingFlag(cause: FlagCause(kind: kind, subject: number, dueOn: dueOn), message: message)
  }

  /// It ends within the days; what remains, and what may follow.
  var expiring: StandingFlag? {
    guard !hasEnded, endsOn - today <= rules.withinDays else { return nil }
    return flag(
      .expiring, dueOn: endsOn, "ends on \(endsOn); \(count(max(0, cyclesLeft), "granted cycle")) left; \(whatFollows)")
  }

  /// It ended with granted cycles unused, and nothing follows.
  var expired: StandingFlag? {
    guard hasEnded, cyclesLeft > 0, successor == nil else { return nil }
    return flag(.expired, dueOn: endsOn, "ended on \(endsOn) with \(count(cyclesLeft, "granted cycle")) unused")
  }

  /// The last cycle a cap allows was started under it.
  var capReached: StandingFlag? {
    guard !hasEnded, let last = course.latestCycle, last.fact.authorization == authorization.fact.number,
      let reason = CapRules.reached(used: course.used, by: indication).first
    else { return nil }
    return flag(
      .capReached, dueOn: last.fact.startsOn,
      "cycle \(last.fact.number) is the last one the policy allows: \(reason.message)")
  }

  /// The open or the next granted cycle cannot finish its dosing days before coverage ends.
  var coverageTooShort: StandingFlag? {
    guard !hasEnded else { return nil }
    if let open = openCycle {
      let last = open.fact.startsOn + (max(1, doses(of: open).count) - 1)
      if last >= today, !isCovered(through: last) {
        return flag(
          .coverageTooShort, dueOn: endsOn,
          "cycle \(open.fact.number) doses until \(last), \(count(last - endsOn, "day")) past the end of coverage")
      }
    }
    guard cyclesLeft > 0, suitsNext, CapRules.left(used: course.used, by: indication) > 0,
      let start = next.mayStartOn ?? course.latestCycle.map({ $0.span.endsOn + 1 })
    else { return nil }
    // Where another authorization lets the cycle start, that one must hold it.
    guard next.mayStartOn == nil || authorization.span.contains(start) else { return nil }
    let number = CycleNumber(course.used + 1)
    let last = start + (max(1, plannedDays(of: number)) - 1)
    guard !isCovered(through: last) else { return nil }
    return flag(
      .coverageTooShort, dueOn: endsOn,
      "cycle \(number) from \(start) would dose until \(last), \(count(last - endsOn, "day")) past the end of coverage")
  }

  /// The units left in the window would not hold the open cycle's remaining dosing days.
  var unitsNearLimit: StandingFlag? {
    guard !hasEnded, let open = openCycle else { return nil }
    let doses = doses(of: open)
    let lastDay = open.fact.startsOn + (doses.count - 1)
    guard lastDay >= today else { return nil }
    let remaining = DoseRules.remaining(doses, of: open, on: today, history: rules.history)
    guard let unfit = FitRules.firstPastUnitLimit(remaining, of: open.fact, history: rules.history),
      let window = unfit.window
    else { return nil }
    let day = window.span.endsOn == unfit.entry.on ? "that day" : "\(unfit.entry.on)"
    return flag(
      .unitsNearLimit, dueOn: lastDay,
      "\(window.used) of \(window.limit) billable units used in the \(window.span.days) days to \(window.span.endsOn), "
        + "doses still to come included; \(day)'s \(unfit.entry.billable) in whole vials will not fit")
  }

  /// The next cycle could have started 14 days ago under this authorization, and has not; coverage may have gone on
  /// under another since.
  var cycleOverdue: StandingFlag? {
    guard let first = next.couldStartOn, authorization.span.contains(first), today >= first + 14 else { return nil }
    return flag(
      .cycleOverdue, dueOn: first,
      "cycle \(course.used + 1) could have started on \(first)")
  }

  /// The cycle under way today that was started under this authorization.
  private var openCycle: Cycle? {
    guard let latest = course.latestCycle, latest.fact.authorization == authorization.fact.number,
      latest.span.contains(today)
    else { return nil }
    return latest
  }

  private var suitsNext: Bool {
    CycleRules.suits(authorization, number: CycleNumber(course.used + 1), indication: indication)
  }

  private func doses(of cycle: Cycle) -> [DoseDay] { DoseRules.planned(cycle, history: rules.history) }

  private func plannedDays(of number: CycleNumber) -> Int {
    guard let policy = rules.history.book.policy(authorization.fact.policy) else { return 0 }
    return DoseRules.planned(
      indication, cycle: number, size: BodySize(of: rules.history, on: today), policy: policy
    ).count
  }

  /// Whether coverage runs without a gap from this authorization through a day.
  private func isCovered(through last: CivilDay) -> Bool {
    var covered = endsOn
    for other in course.authorizations where other.span.startsOn == covered + 1 { covered = other.span.endsOn }
    return last <= covered
  }

  /// Whether a renewal is granted, open, possible, or ruled out and why.
  private var whatFollows: String {
    if let successor { return "\(successor.fact.number) follows from \(successor.span.startsOn)" }
    let open = rules.history.requests.last { $0.outcome.isOpen && $0.fact.indication == course.indication }
    if let open { return "\(open.fact.number) is \(open.outcome.rawValue)" }
    // The version in force on the received date answers, not the one this authorization was granted under.
    guard let policy = rules.history.book.inForce(for: course.indication, on: today),
      let terms = policy.indication(course.indication)
    else { return "a renewal is ruled out: no policy for \(course.indication) is in force on \(today)" }
    let wanted = RequestRules.defaultStart(.continued, receivedOn: today, course: course)
    let asked = RequestRules.supposed(
      .continued, for: course.indication, receivedOn: today, beginningOn: wanted, policy: policy.version,
      history: rules.history)
    let reasons = RequestRules.grant(asked, indication: terms, history: rules.history).findings
    guard let first = reasons.first else { return "a renewal is possible" }
    return "a renewal is ruled out: \(first.message)"
  }
}
