import CivilTime
import Coverage
import Ledger
import Testing

/// By when a request must be decided, and what the nightly job says of it.
struct DecisionClockTests {
  private func clock(at time: String, _ urgency: Urgency = .standard) -> DecisionClock {
    let asked = CourseBuilder().request(.initial, on: "2026-03-02", at: time, urgency: urgency)
    return DecisionClock(of: asked, settings: PlanSettings(timeZone: "America/Chicago"))
  }

  @Test(
    "a request is due 72 hours after receipt, 24 when expedited",
    arguments: [
      ("00:00", Urgency.standard, "2026-03-05 00:00", "2026-03-04 06:00"),
      ("10:30", .standard, "2026-03-05 10:30", "2026-03-04 16:30"),
      ("23:59", .standard, "2026-03-05 23:59", "2026-03-05 05:59"),
      ("00:00", .expedited, "2026-03-03 00:00", "2026-03-02 18:00"),
      ("10:30", .expedited, "2026-03-03 10:30", "2026-03-03 04:30"),
    ])
  func due(time: String, urgency: Urgency, due: String, warn: String) {
    let clock = clock(at: time, urgency)
    #expect(clock.dueAt.description == due)
    #expect(clock.warnAt.description == warn)
  }

  @Test(
    "due once a quarter of the clock is left, overdue from the first morning after it ran out",
    arguments: [
      ("00:00", "2026-03-03", nil), ("00:00", "2026-03-04", FlagKind.decisionDue),
      ("00:00", "2026-03-05", .decisionOverdue), ("00:01", "2026-03-05", .decisionDue),
      ("00:01", "2026-03-06", .decisionOverdue), ("17:59", "2026-03-04", .decisionDue), ("18:00", "2026-03-04", nil),
      ("18:00", "2026-03-05", .decisionDue), ("18:00", "2026-04-30", .decisionOverdue),
    ] as [(String, String, FlagKind?)])
  func flags(time: String, today: String, kind: FlagKind?) {
    var course = CourseBuilder()
    course.submit(course.request(.initial, on: "2026-03-02", at: time), answers: [:])
    let flags = course.flags(on: day(today))
    #expect(flags.map(\.cause.kind) == (kind.map { [$0] } ?? []))
    #expect(flags.allSatisfy { $0.cause.subject == "R-000001" && $0.cause.dueOn == day("2026-03-05") })
  }

  @Test("an expedited request of the night is due the same day")
  func expedited() {
    var course = CourseBuilder()
    course.submit(course.request(.initial, on: "2026-03-02", urgency: .expedited), answers: [:])
    #expect(course.flags(on: day("2026-03-01")).isEmpty)
    #expect(course.flags(on: day("2026-03-02")).map(\.cause.kind) == [.decisionDue])
    #expect(course.flags(on: day("2026-03-03")).map(\.cause.kind) == [.decisionOverdue])
  }

  @Test("the hours are the plan's own")
  func ownHours() {
    let settings = PlanSettings(timeZone: "America/Chicago", standardHours: 48, expeditedHours: 12)
    let standard = CourseBuilder().request(.initial, on: "2026-03-02")
    let expedited = CourseBuilder().request(.initial, on: "2026-03-02", urgency: .expedited)
    #expect(DecisionClock(of: standard, settings: settings).dueAt.description == "2026-03-04 00:00")
    #expect(DecisionClock(of: expedited, settings: settings).dueAt.description == "2026-03-02 12:00")
  }

  @Test("pended and referred requests wait; approved and denied ones do not")
  func openRequests() throws {
    let late = day("2026-04-30")
    var course = CourseBuilder()
    course.submit(course.request(.initial, on: "2026-03-02"), answers: Answers.relapsed.with("single-agent", "no"))
    #expect(course.flag(.decisionOverdue, on: late)?.message.hasPrefix("referred; the 72 hours") == true)
    course.submit(course.request(.initial, on: "2026-03-02"), answers: Answers.relapsed.without("single-agent"))
    #expect(course.flags(on: late).map(\.cause.subject) == ["R-000001", "R-000002"])
    course.submit(course.request(.initial, on: "2026-03-02", diagnosis: "X"))
    try course.intake("2026-03-02")
    #expect(
      course.flags(on: late).filter { $0.cause.kind == .decisionOverdue }.map(\.cause.subject)
        == ["R-000001", "R-000002"])
    try course.voidAuthorization(1)
    try course.approve(RequestNumber(1))
    #expect(
      course.flags(on: late).filter { $0.cause.kind == .decisionOverdue }.map(\.cause.subject) == ["R-000002"])
  }

  @Test("a clock before 1970 counts its minutes as any other")
  func beforeTheEpoch() {
    let asked = CourseBuilder().request(.initial, on: "1969-12-30", at: "12:00")
    let clock = DecisionClock(of: asked, settings: PlanSettings(timeZone: "America/Chicago", standardHours: 24))
    #expect(clock.dueAt.description == "1969-12-31 12:00")
    #expect(clock.isDue(on: day("1969-12-31")))
    #expect(clock.isOverdue(on: day("1970-01-01")))
  }
}
