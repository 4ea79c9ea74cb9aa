import CivilTime
import Coverage

/// Where one course stands on a day, folded from the facts each time.
public struct CourseStatus: Sendable {
  /// The indication as the policy of its latest authorization has it, or the newest one.
  public let indication: Indication
  /// Cycles received elsewhere.
  public let priorCycles: Int
  /// Cycles used, those received elsewhere included.
  public let used: Int
  /// Of these, cycles of continued therapy.
  public let continuedUsed: Int
  /// The authorization that covers the day; else the next to begin, else the last to end.
  public let authorization: Authorization?
  /// Whether that authorization covers the day.
  public let isCovered: Bool
  /// Of the continued authorizations granted, which one that is; 0 for initial coverage.
  public let renewal: Int
  /// The authorizations held that begin after that one and after the day, by first day.
  public let coming: [Authorization]
  /// Cycle numbers the authorization still grants, or granted when all are used.
  public let cyclesGranted: CycleRange?
  /// Cycles the authorization still grants.
  public let cyclesLeft: Int
  /// The latest cycle started.
  public let latestCycle: Cycle?
  /// The number of the next cycle; nil when a cap is reached.
  public let nextCycle: CycleNumber?
  /// The first day on which the next cycle may start under coverage already granted; where none is, the day from which
  /// the length of the cycle before lets it start.
  public let nextFrom: CivilDay?
  /// Whether coverage for the next cycle is granted.
  public let isNextGranted: Bool
  /// Of the limits on units of the latest cycle, or of the first when none has started, the one whose window leaves
  /// least.
  public let unitLimit: Limit?
  /// What its window that ends on the day holds.
  public let window: WindowUse?
  /// What the window of the limit on vials holds that ends on the day.
  public let vialWindow: WindowUse?

  /// Whether vials run out before units do.
  public var doVialsBind: Bool {
    guard let window, let vialWindow else { return vialWindow != nil }
    return vialWindow.left * window.limit < window.left * vialWindow.limit
  }
}

/// How a patient's courses stand on a day.
public enum StatusRules {
  /// Every course with a live authorization or cycle, by indication.
  public static func courses(of history: PatientHistory, on today: CivilDay) -> [CourseStatus] {
    let keys = Set(
      history.authorizations.filter(\.isLive).map(\.fact.indication)
        + history.cycles.filter(\.isLive).map(\.fact.indication))
    return keys.sorted().compactMap { status(of: Course(of: $0, in: history), history: history, today: today) }
  }

  private static func status(of course: Course, history: PatientHistory, today: CivilDay) -> CourseStatus? {
    let covering = course.authorization(covering: today)
    let authorization =
      covering ?? course.authorizations.first { $0.span.startsOn > today } ?? course.authorizations.last
    guard
      let indication = authorization.flatMap({ CycleRules.terms(of: $0, in: history) })
        ?? history.book.newest(knowing: course.indication)?.indication(course.indication)
    else { return nil }
    let used = course.used
    let latest = course.latestCycle
    let left = CapRules.left(used: used, by: indication)
    let lengthAllows = latest.map { $0.span.endsOn + 1 } ?? authorization?.span.startsOn
    let granted = lengthAllows.flatMap {
      FirstDayRules.cycleStart(of: course.indication, from: $0, history: history)
    }
    let limits = latest?.limits ?? indication.limits(of: CycleNumber(used + 1))
    func window(_ limit: Limit) -> WindowUse {
      WindowRules.use(of: limit, on: today, inCycleFrom: latest?.span.startsOn, history: history)
    }
    let tightest = limits.filter(\.isOnUnits).map { (limit: $0, window: window($0)) }
      .min { $0.window.left < $1.window.left }
    return CourseStatus(
      indication: indication, priorCycles: course.priorOnFile ?? 0, used: used,
      continuedUsed: indication.continuedCycles(used: used), authorization: authorization,
      isCovered: covering != nil, renewal: renewal(authorization, in: course),
      coming: course.authorizations.filter {
        $0.span.startsOn > today && $0.fact.number != authorization?.fact.number
      },
      cyclesGranted: authorization.flatMap { cyclesGranted($0, in: course, used: used, by: indication) },
      cyclesLeft: authorization.map { max(0, course.cyclesLeft(under: $0)) } ?? 0, latestCycle: latest,
      nextCycle: left > 0 ? CycleNumber(used + 1) : nil,
      nextFrom: left > 0 ? granted ?? lengthAllows : nil, isNextGranted: granted != nil, unitLimit: tightest?.limit,
      window: tightest?.window, vialWindow: limits.first { !$0.isOnUnits }.map(window))
  }

  private static func renewal(_ authorization: Authorization?, in course: Course) -> Int {
    guard let authorization, authorization.fact.kind == .continued else { return 0 }
    return course.authorizations.filter {
      $0.fact.kind == .continued && $0.span.startsOn <= authorization.span.startsOn
    }.count
  }

  /// The numbers of the cycles of an authorization: those started under it, then those it still grants.
  private static func cyclesGranted(
    _ authorization: Authorization, in course: Course, used: Int, by indication: Indication
  ) -> CycleRange? {
    let started = course.cycles(under: authorization.fact.number)
    let first = started.first?.fact.number ?? CycleNumber(used + 1)
    // Of what was granted, what its kind of coverage can still hold.
    let most = authorization.fact.kind == .initial ? indication.lastPreContinued.value : indication.totalCap.cycles
    let last = min(first.value + authorization.fact.cyclesGranted - 1, most)
    return last >= first.value ? CycleRange(first, CycleNumber(last)) : nil
  }
}
