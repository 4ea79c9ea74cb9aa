import CivilTime
import Coverage
import Ledger
import Testing

/// The rest of a course, with days counted by hand.
@Suite struct ProjectionRulesTests {
  private func project(
    _ story: CourseBuilder, _ today: String, start: String? = nil, delay: Int = 0, weight: String? = nil,
    decisionHours: Int = 72
  ) throws -> Projection {
    try #require(
      ProjectionRules.project(
        story.indication,
        plan: ProjectionPlan(
          today: day(today), start: start.map { day($0) }, delayDays: delay,
          weightKg: weight.map { decimal($0) }, decisionHours: decisionHours), history: story.history))
  }

  @Test("a course from the first request to the last cycle") func wholeCourse() throws {
    let projection = try project(CourseBuilder(), "2026-03-01")
    #expect(projection.cycles.map(\.number.value) == Array(1...9))
    // 5 cycles of 42 days, then 84 days each: 30 weeks = 5 × 42, 24 weeks = 2 × 84.
    let starts = [0, 42, 84, 126, 168, 210, 294, 378, 462].map { day("2026-03-01") + $0 }
    #expect(projection.cycles.map(\.span.startsOn) == starts)
    #expect(projection.cycles.map(\.cover) == [1, 1, 1, 1, 1, 2, 2, 3, 3].map { .asked($0) })
    #expect(projection.requests.map(\.kind) == [.initial, .continued, .continued])
    #expect(projection.requests.map(\.askFrom) == [starts[0], starts[4], starts[6]])
    #expect(projection.requests.map(\.askBy) == [starts[0], starts[5] - 3, starts[7] - 3])
    #expect(projection.requests.map(\.cycles) == [(1, 5), (6, 7), (8, 9)].map { .init(.init($0.0), .init($0.1)) })
    #expect(projection.cycles.allSatisfy { $0.daysShort == 0 && $0.firstUnfitDay == nil && $0.doses.count == 28 })
    #expect(projection.caps.map(\.on) == [starts[8], starts[8]])
    #expect(projection.ends.codes == [.totalCyclesExhausted, .continuedCyclesExhausted])
  }

  @Test(
    "a renewal is asked for while its decision still comes in time, a day begun counted whole",
    arguments: [(24, 1), (25, 2), (72, 3), (73, 4)])
  func decisionHours(hours: Int, days: Int) throws {
    let projection = try project(CourseBuilder(), "2026-03-01", decisionHours: hours)
    #expect(projection.requests.dropFirst().map { $0.span.startsOn - $0.askBy } == [days, days])
  }

  @Test("without renewals a course ends with its coverage") func noRenewal() throws {
    var story = CourseBuilder(.residual)
    try story.intake("2026-03-01", prior: 2)
    let projection = try project(story, "2026-03-01")
    #expect(projection.cycles.map(\.number.value) == [3, 4])
    #expect(projection.cycles.map(\.cover) == [.held(AuthorizationNumber(1)), .held(AuthorizationNumber(1))])
    #expect(projection.requests.isEmpty)
    #expect(projection.ends.codes == [.totalCyclesExhausted])
  }

  @Test("a start, a delay and a weight are heeded") func wishes() throws {
    var story = CourseBuilder()
    try story.intake("2026-03-01")
    try story.cycle("2026-03-01")
    let late = try project(story, "2026-05-01", start: "2026-05-10", delay: 3)
    #expect(late.cycles.map(\.span.startsOn).prefix(3) == [day("2026-05-13"), day("2026-06-27"), day("2026-08-11")])
    #expect(late.cycles.first?.earliest == day("2026-05-10"))
    #expect(late.cycles.allSatisfy { !$0.isSizeKnown })
    #expect(try project(story, "2026-05-01", weight: "61.5").cycles.allSatisfy(\.isSizeKnown))
  }

  @Test("the cycle under way has the doses that are still to come") func underWay() throws {
    var story = CourseBuilder()
    story.measure(kg: "61.5", cm: nil, on: "2026-03-01")
    try story.intake("2026-03-01")
    try story.cycle("2026-03-01")
    // A bag of seven days, entered on its first: the days to 2026-03-07 are paid for.
    try story.units(63, discarded: 7, vials: 2, on: "2026-03-01")
    let open = try #require(try project(story, "2026-03-04").cycles.first)
    #expect(open.isUnderWay)
    #expect(open.doses.first?.entry.on == day("2026-03-08"))
    #expect(open.doses.count == 21)
    #expect(open.doses.first?.entry.billable == 35)
  }

  @Test("doses past the end of coverage are counted, and asked for where something may follow") func short() throws {
    var story = CourseBuilder(.residual)
    try story.intake("2026-03-01")
    try story.cycles(3, from: "2026-03-01")
    // Coverage ends on 2026-08-15; cycle 4 from 2026-08-01 doses until 2026-08-28, and nothing may be asked for.
    let last = try #require(try project(story, "2026-08-01").cycles.last)
    #expect(last.span.startsOn == day("2026-08-01"))
    #expect(last.daysShort == 13)

    var relapsed = CourseBuilder()
    try relapsed.intake("2026-03-01")
    try relapsed.cycles(4, from: "2026-03-01")
    // Cycle 5 from 2026-09-10 doses past 2026-09-26; continued coverage can follow at once.
    let projection = try project(relapsed, "2026-09-10")
    #expect(projection.cycles.first?.daysShort == 0)
    #expect(projection.requests.first?.span.startsOn == day("2026-09-27"))
    #expect(projection.requests.first?.askBy == day("2026-09-24"))
  }

  @Test("a lump billed late leaves doses of the next cycle no room") func unfit() throws {
    var story = CourseBuilder()
    try story.intake("2026-03-01")
    try story.cycle("2026-03-01")
    try story.units(490, on: "2026-04-11")
    let next = try #require(try project(story, "2026-04-12").cycles.first)
    #expect(next.span.startsOn == day("2026-04-12"))
    // 490 + 14 × 35 = 980; the fifteenth day would pass it.
    #expect(next.firstUnfitDay == day("2026-04-26"))
  }

  @Test("coverage to ask for is granted by the version in force when it can be asked for") func newVersion() throws {
    let newer = try Shipped.version(
      "2026-07", effective: "2026-07-01", replacing: [("continued: {weeks: 24", "continued: {weeks: 26")])
    var story = CourseBuilder(under: [Shipped.policy, newer])
    try story.intake("2026-03-01")
    let renewals = try project(story, "2026-03-01").requests
    #expect(renewals.map(\.policy.version) == ["2026-07", "2026-07"])
    #expect(renewals.map(\.span.days) == [182, 182])
    // The first ends two weeks later than cycle 7, and the next may not begin before.
    #expect(renewals.map(\.span.startsOn) == [day("2026-09-27"), day("2027-03-28")])
    let waiting = try project(story, "2026-03-01").cycles.first { $0.number == CycleNumber(8) }
    #expect(waiting?.earliest == day("2027-03-28"))
    #expect(waiting?.lengthAllows == day("2027-03-14"))
  }

  @Test("what is supposed is not left on file") func leavesNothing() throws {
    var story = CourseBuilder()
    try story.intake("2026-03-01")
    let facts = story.history.facts.count
    _ = try project(story, "2026-03-01")
    #expect(story.history.facts.count == facts)
  }
}
