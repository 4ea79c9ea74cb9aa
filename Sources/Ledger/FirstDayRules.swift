import CivilTime
import Coverage

/// A request that would not be denied, and what it would be granted.
public struct PossibleRequest: Sendable {
  /// The request, received on the first day and beginning on the first day the rules accept.
  public let fact: RequestFact
  /// The days it would cover.
  public let span: DaySpan
  /// The cycles it would grant.
  public let cycles: Int
}

/// The first day the rules say yes to something, found by asking them.
///
/// What this file keeps true
/// (1) A day given is one the rules accept, and they refuse every day between the one searched from and it.
/// (2) No rule is repeated here: of the days that follow, those on which an answer can turn are asked about in order.
public enum FirstDayRules {
  /// The first day from `day` on which the next cycle may start; nil when coverage on file holds none.
  public static func cycleStart(
    of indication: IndicationKey, from day: CivilDay, history: PatientHistory
  ) -> CivilDay? {
    cycleStart(of: Course(of: indication, in: history), from: day, history: history)
  }

  static func cycleStart(of course: Course, from day: CivilDay, history: PatientHistory) -> CivilDay? {
    // Every day is refused until the cycle before is over; from then on a refusal ends only where an authorization
    // begins.
    let over = course.latestCycle.map { $0.span.endsOn + 1 } ?? day
    return first(of: course.authorizations.map(\.span.startsOn), from: max(day, over)) { day in
      let start = CycleStart(indication: course.indication, on: day, exception: nil)
      return CycleRules.judge(start, course: course, history: history)?.findings.isEmpty == true
    }
  }

  /// The first day from `day` on which an entry is covered, whatever the day it names; nil when the cycles on file
  /// hold none.
  public static func units(_ entry: UnitEntry, from day: CivilDay, history: PatientHistory) -> CivilDay? {
    guard let last = history.cycles.filter(\.isLive).map(\.span.endsOn).max() else { return nil }
    return UnitRules.firstFit(entry, from: day, through: last, history: history)
  }

  /// The first request of a kind that the ledger's own rules would not deny and no known fact refers: received from
  /// one day on, and beginning from another on, but not before it is received.
  ///
  /// Answers to the policy's questions are taken to be what the policy asks for; age is known. Nil when no day will do.
  public static func request(
    _ kind: CoverageKind, for indication: IndicationKey, receivedFrom received: CivilDay, beginningFrom begin: CivilDay,
    history: PatientHistory
  ) -> PossibleRequest? {
    let course = Course(of: indication, in: history)
    // What the day of receipt decides: whether the latest authorization has begun, and which policy version answers.
    let turns = course.authorizations.map(\.span.startsOn) + history.book.policies.map(\.effectiveOn)
    var found: PossibleRequest?
    _ = first(of: turns, from: received) { day in
      found = request(kind, for: indication, receivedOn: day, beginningFrom: max(begin, day), history: history)
      return found != nil
    }
    return found
  }

  /// The request received on one day with the first beginning that will do.
  private static func request(
    _ kind: CoverageKind, for indication: IndicationKey, receivedOn day: CivilDay, beginningFrom begin: CivilDay,
    history: PatientHistory
  ) -> PossibleRequest? {
    guard let policy = history.book.inForce(for: indication, on: day), let terms = policy.indication(indication)
    else { return nil }
    let course = Course(of: indication, in: history)
    // What the beginning decides: whether it shares days with coverage held, and the age at the start.
    let ages = history.identity.map { CriteriaRules.daysReached(policy.criteria(for: kind, of: terms), $0.birthDate) }
    let turns = course.authorizations.map { $0.span.endsOn + 1 } + (ages ?? [])
    var found: PossibleRequest?
    _ = first(of: turns, from: begin) { start in
      let fact = RequestRules.supposed(
        kind, for: indication, receivedOn: day, beginningOn: start, policy: policy.version, history: history)
      let verdict = RequestRules.evaluate(fact, answers: [:], policy: policy, indication: terms, history: history)
      guard verdict.outcome == .approved || verdict.outcome == .pended, let span = verdict.grant.span else {
        return false
      }
      found = PossibleRequest(fact: fact, span: span, cycles: verdict.grant.cycles)
      return true
    }
    return found
  }

  /// The first of the days from one on that holds, where an answer turns on none but these and the day itself.
  private static func first(
    of turns: [CivilDay], from day: CivilDay, where holds: (CivilDay) -> Bool
  ) -> CivilDay? {
    ([day] + turns.filter { $0 > day }.sorted()).first(where: holds)
  }
}
