import CivilTime
import Coverage
import TextFormats

/// A cycle someone asks to start.
public struct CycleStart: Equatable, Sendable {
  /// The course.
  public let indication: IndicationKey
  /// The first day.
  public let on: CivilDay
  /// Why it may start before its day, and who approved that.
  public let exception: CycleException?

  /// A cycle to start.
  public init(indication: IndicationKey, on: CivilDay, exception: CycleException?) {
    self.indication = indication
    self.on = on
    self.exception = exception
  }
}

/// Whether the next cycle may start, before it is recorded.
public struct CycleVerdict: Sendable {
  /// The terms it is judged by: those of the authorization that covers the day, else those in force on it.
  public let indication: Indication
  /// The number it has.
  public let number: CycleNumber
  /// The name of its phase; nil past the last phase.
  public let phase: String?
  /// Its days.
  public let span: DaySpan
  /// The authorization it is started under; nil when it is refused for want of one.
  public let authorization: Authorization?
  /// The day from which the length of the cycle before lets it start; nil for the first recorded cycle.
  public let earliest: CivilDay?
  /// Every reason against it.
  public let findings: [Finding]

  /// Whether a day lies before the one the cycle before lets this one start on.
  public func isEarly(_ day: CivilDay) -> Bool { earliest.map { day < $0 } ?? false }
}

/// When the next cycle of a course may start (policy I, IV and V).
public enum CycleRules {
  /// Judges the next cycle of a course by the policy in force on its first day, or the newest one where none was yet;
  /// nil when no policy knows the indication.
  public static func judge(_ start: CycleStart, history: PatientHistory) -> CycleVerdict? {
    judge(start, course: Course(of: start.indication, in: history), history: history)
  }

  static func judge(_ start: CycleStart, course: Course, history: PatientHistory) -> CycleVerdict? {
    guard let indication = history.book.terms(start.indication, on: start.on) else { return nil }
    return judge(start, indication: indication, course: course, history: history)
  }

  /// Judges the next cycle of a course; every finding is returned at once.
  ///
  /// `indication` is the one of the policy in force, for courses that no authorization covers.
  public static func judge(
    _ start: CycleStart, indication: Indication, history: PatientHistory
  ) -> CycleVerdict {
    judge(
      start, indication: indication, course: Course(of: start.indication, in: history), history: history)
  }

  private static func judge(
    _ start: CycleStart, indication inForce: Indication, course: Course, history: PatientHistory
  ) -> CycleVerdict {
    let covering = course.authorization(covering: start.on)
    let indication = covering.flatMap { terms(of: $0, in: history) } ?? inForce
    let number = CycleNumber(course.used + 1)
    let authorization = covering.flatMap { suits($0, number: number, indication: indication) ? $0 : nil }

    let caps = CapRules.reached(used: course.used, by: indication)
    let next = course.authorizations.first {
      $0.span.startsOn > start.on && suits($0, number: number, indication: indication)
    }
    var findings: [Finding] = []
    if let authorization {
      findings += grantFindings(
        authorization, next: next, course: course, citation: indication.initial.citation, isLast: !caps.isEmpty)
    } else {
      findings.append(
        notAuthorized(start, number: number, covering: covering, next: next, course: course, indication: indication))
    }
    findings += caps
    let earliest = course.latestCycle.map { $0.span.endsOn + 1 }
    if let earliest, let latest = course.latestCycle, start.on < earliest {
      // An exception waives the length of the cycle before, once that cycle is under way, and nothing else.
      let waived = start.exception != nil && start.on > latest.fact.startsOn
      if !waived { findings.append(tooEarly(start, earliest: earliest, latest: latest, isLast: !caps.isEmpty)) }
    }
    return CycleVerdict(
      indication: indication, number: number, phase: indication.phase(of: number)?.name,
      span: DaySpan(from: start.on, days: indication.cycleDays(of: number)), authorization: authorization,
      earliest: earliest, findings: findings)
  }

  /// The codes of the rules a next cycle is judged by.
  public static func codes(for indication: Indication) -> [FindingCode] {
    let caps: [FindingCode] =
      indication.continuedCap == nil
      ? [.totalCyclesExhausted] : [.totalCyclesExhausted, .continuedCyclesExhausted]
    return [.notAuthorized, .authorizedCyclesExhausted] + caps + [.cycleTooEarly]
  }

  /// The authorization a cycle is under: of a cycle started the one it was started under, of one to come the one that
  /// holds the first day from `day` on which the next may start, where that one grants it too; nil when none does.
  public static func authorization(
    of number: CycleNumber, in course: Course, from day: CivilDay, history: PatientHistory
  ) -> Authorization? {
    if let started = course.cycles.last(where: { $0.fact.number == number }) {
      return history.authorizations.last { $0.fact.number == started.fact.authorization }
    }
    let first = FirstDayRules.cycleStart(of: course.indication, from: day, history: history)
    guard let next = first.flatMap(course.authorization(covering:)), let terms = terms(of: next, in: history),
      number.value > course.used, number.value <= course.used + course.cyclesLeft(under: next),
      suits(next, number: number, indication: terms)
    else { return nil }
    return next
  }

  /// The indication under the policy version an authorization was granted under, and keeps.
  static func terms(of authorization: Authorization, in history: PatientHistory) -> Indication? {
    history.book.indication(authorization.fact.indication, of: authorization.fact.policy)
  }

  /// Initial authorizations cover the phases before continued therapy, continued ones continued therapy; past the
  /// last phase either kind will do.
  static func suits(_ authorization: Authorization, number: CycleNumber, indication: Indication) -> Bool {
    guard let phase = indication.phase(of: number) else { return true }
    return phase.coverage == authorization.fact.kind
  }

  /// `isLast` says that a cap is reached, so that there is no further coverage to ask for.
  private static func grantFindings(
    _ authorization: Authorization, next: Authorization?, course: Course, citation: String, isLast: Bool
  ) -> [Finding] {
    guard course.cyclesLeft(under: authorization) <= 0 else { return [] }
    let granted = authorization.fact.cyclesGranted
    return [
      Finding(
        .authorizedCyclesExhausted,
        "the \(count(granted, "cycle")) of \(authorization.fact.number) are started", citation: citation,
        hint: isLast ? nil : next.map(beginning) ?? "ask for further coverage with `intake` or `renew`",
        details: [
          JSONMember("authorization", .string(authorization.fact.number.description)),
          JSONMember("cycles_granted", .integer(granted)),
        ])
    ]
  }

  private static func notAuthorized(
    _ start: CycleStart, number: CycleNumber, covering: Authorization?, next: Authorization?, course: Course,
    indication: Indication
  ) -> Finding {
    let kind = indication.phase(of: number)?.coverage
    let ask = kind == .continued ? "renew" : "intake"
    if let covering {
      return Finding(
        .notAuthorized,
        "\(covering.fact.number) covers \(start.on) but is \(covering.fact.kind.rawValue) coverage; cycle \(number) "
          + "needs \(kind?.rawValue ?? "another") coverage",
        citation: indication.initial.citation, hint: next.map(beginning) ?? "ask for coverage with `\(ask)`",
        details: [JSONMember("authorization", .string(covering.fact.number.description))])
    }
    let held = course.authorizations.map { "\($0.fact.number) (\($0.span.startsOn) to \($0.span.endsOn))" }
    return Finding(
      .notAuthorized,
      "no authorization covers \(start.on)" + (held.isEmpty ? "" : "; held: \(held.joined(separator: ", "))"),
      citation: indication.initial.citation,
      hint: next.map(beginning) ?? "ask for coverage with `\(ask)`, or extend an authorization")
  }

  /// From when coverage that is held and begins later can be used.
  private static func beginning(_ next: Authorization) -> String {
    "start from \(next.span.startsOn) on, under \(next.fact.number)"
  }

  private static func tooEarly(
    _ start: CycleStart, earliest: CivilDay, latest: Cycle, isLast: Bool
  ) -> Finding {
    let number = latest.fact.number
    let exception =
      start.on > latest.fact.startsOn
      ? "give --exception and --approved-by for a restart after an interruption"
      : "with an exception on a day after \(latest.fact.startsOn)"
    return Finding(
      .cycleTooEarly,
      "cycle \(number) began on \(latest.fact.startsOn) and lasts \(latest.span.days) days; the next may start on "
        + "\(earliest), \(count(earliest - start.on, "day")) after \(start.on)",
      citation: latest.indication?.cycleDaysCitation(of: number) ?? "",
      hint: isLast ? nil : "start on \(earliest), or \(exception)",
      details: [JSONMember("earliest", .string(earliest.description))])
  }
}
