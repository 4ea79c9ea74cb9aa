import CivilTime
import Coverage
import Ledger
import Testing

/// Every short sequence of moves, from several points of a course, against an independent count of what may never be
/// (policy I, IV and V).
struct ExhaustiveCapsTests {
  private static let start = day("2026-03-02")

  /// Something someone tries; the rules may refuse it.
  private enum Move: CaseIterable {
    case cycleInTime
    case cycleOneDayEarly
    case renew
    case renewOneDayEarly
    case intake
    case intakeAfterCoverage
    case voidLastCycle
    case voidLastAuthorization
    case transferWithFourPrior
    case transferWithFivePrior
  }

  /// A course from which moves are tried: how many cycles it has reached, and how many came from elsewhere.
  struct Opening: CustomTestStringConvertible, Sendable {
    let indication: IndicationKey
    let prior: Int
    let cycles: Int
    let moves: Int

    var testDescription: String { "\(indication), \(prior) prior, \(cycles) cycles, \(moves) moves" }

    func course() throws -> CourseBuilder {
      var course = CourseBuilder(indication)
      guard prior + cycles > 0 else { return course }
      if prior >= 5 {
        try course.renew(start, prior: prior)
        try course.cycles(cycles, from: start)
      } else if indication == .relapsed {
        try course.reach(cycle: cycles, from: start)
      } else {
        try course.intake(start, prior: prior)
        try course.cycles(cycles, from: start)
      }
      return course
    }
  }

  @Test(
    "whatever is tried, in any order, no cap is passed and nothing overlaps",
    arguments: [
      Opening(indication: .relapsed, prior: 0, cycles: 0, moves: 9),
      Opening(indication: .relapsed, prior: 0, cycles: 4, moves: 9),
      Opening(indication: .relapsed, prior: 0, cycles: 7, moves: 9),
      Opening(indication: .relapsed, prior: 7, cycles: 1, moves: 9),
      Opening(indication: .residual, prior: 0, cycles: 0, moves: 9),
      Opening(indication: .residual, prior: 3, cycles: 0, moves: 9),
    ])
  func neverMore(opening: Opening) throws {
    var reached: Set<String> = []
    var most = (cycles: 0, renewals: 0)
    var states = [try opening.course()]
    for _ in 0..<opening.moves {
      var next: [CourseBuilder] = []
      for state in states {
        for move in Move.allCases {
          guard let course = ExhaustiveCapsTests.after(move, state), reached.insert(key(course)).inserted else {
            continue
          }
          if let wrong = whatMayNeverBe(course) {
            Issue.record("\(wrong) after \(move): \(key(course))")
            return
          }
          most.cycles = max(most.cycles, used(course))
          most.renewals = max(most.renewals, live(course, .continued).count)
          next.append(course)
        }
      }
      states = next
    }
    // The caps are met, or never passing them would say little.
    #expect(most.cycles == (opening.indication == .residual ? 4 : 9))
    #expect(most.renewals == (opening.indication == .residual ? 0 : 2))
  }

  // MARK: The independent count

  private func whatMayNeverBe(_ course: CourseBuilder) -> String? {
    let isRelapsed = course.indication == .relapsed
    let cycles = course.history.cycles.filter(\.isLive).map(\.fact)
    let held = live(course, .initial) + live(course, .continued)
    if used(course) > (isRelapsed ? 9 : 4) { return "too many cycles" }
    if cycles.contains(where: { $0.number.value > (isRelapsed ? 9 : 4) }) { return "a cycle past the last" }
    if isRelapsed, used(course) - 5 > 4 { return "too many cycles of continued therapy" }
    if live(course, .continued).count > (isRelapsed ? 2 : 0) { return "too many renewals" }
    for (index, one) in held.enumerated()
    where held[(index + 1)...].contains(where: { $0.contains(one.startsOn) || one.contains($0.startsOn) }) {
      return "two authorizations on one day"
    }
    for (one, next) in zip(cycles, cycles.dropFirst())
    where next.startsOn - one.startsOn < (one.number.value > 5 ? 84 : 42) { return "a cycle too early" }
    if cycles.contains(where: { cycle in !held.contains { $0.contains(cycle.startsOn) } }) {
      return "a cycle uncovered"
    }
    return nil
  }

  private func used(_ course: CourseBuilder) -> Int {
    (course.history.authorizations.first(where: \.isLive)?.fact.priorCycles ?? 0)
      + course.history.cycles.filter(\.isLive).count
  }

  private func live(_ course: CourseBuilder, _ kind: CoverageKind) -> [DaySpan] {
    course.history.authorizations.filter { $0.isLive && $0.fact.kind == kind }.map(\.span)
  }

  /// What the rules look at, so that a state met again is not gone into again.
  private func key(_ course: CourseBuilder) -> String {
    let held = course.history.authorizations.filter(\.isLive)
    return held.map { "\($0.fact.kind) \($0.span.startsOn.ordinal) \($0.fact.cyclesGranted) \($0.fact.priorCycles)" }
      .joined(separator: ",")
      + course.history.cycles.filter(\.isLive).map { "/\($0.fact.startsOn.ordinal)" }.joined()
  }

  // MARK: The moves

  /// The course after a move; nil when the rules refuse it.
  private static func after(_ move: Move, _ before: CourseBuilder) -> CourseBuilder? {
    var course = before
    let held = course.history.authorizations.filter(\.isLive)
    let last = course.history.cycles.last(where: \.isLive)
    let due = last.map { $0.fact.startsOn + ($0.fact.number.value > 5 ? 84 : 42) } ?? held.first?.span.startsOn ?? start
    let today = max(due, held.last?.span.startsOn ?? due)
    let covered = held.contains { $0.span.contains(due) } ? due : today
    do {
      switch move {
      case .cycleInTime: try course.cycle(covered)
      case .cycleOneDayEarly: try course.cycle(due - 1)
      case .renew: try course.renew(today)
      case .renewOneDayEarly: try course.renew(today, start: (held.map(\.span.endsOn).max() ?? today) - 1)
      case .intake: try course.intake(today)
      case .intakeAfterCoverage: try course.intake((held.map(\.span.endsOn).max() ?? today) + 1)
      case .voidLastCycle:
        guard let last, try course.voidCycle(last.fact.number.value).isEmpty else { return nil }
      case .voidLastAuthorization:
        guard let last = held.last, try course.voidAuthorization(last.fact.number.value).isEmpty else { return nil }
      case .transferWithFourPrior:
        // Another number than the one on file is a conflict the desk answers before the rules are asked.
        guard course.course.priorOnFile ?? 4 == 4 else { return nil }
        try course.intake(today, prior: 4)
      case .transferWithFivePrior:
        guard course.course.priorOnFile ?? 5 == 5 else { return nil }
        try course.renew(today, prior: 5)
      }
    } catch {
      return nil
    }
    return course
  }
}
