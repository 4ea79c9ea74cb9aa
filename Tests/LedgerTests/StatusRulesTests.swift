import CivilTime
import Coverage
import Ledger
import Testing

/// Where a course stands on a day.
struct StatusRulesTests {
  private let start = day("2026-03-02")

  private func status(_ course: CourseBuilder, on today: CivilDay) throws -> CourseStatus {
    try #require(
      StatusRules.courses(of: course.history, on: today).first { $0.indication.key == course.indication })
  }

  @Test("a patient without coverage or cycles has no course")
  func none() throws {
    var course = CourseBuilder()
    #expect(StatusRules.courses(of: course.history, on: start).isEmpty)
    course.submit(course.request(.initial, on: start), answers: [:])
    #expect(StatusRules.courses(of: course.history, on: start).isEmpty)
    try course.intake(start)
    try course.voidAuthorization(1)
    #expect(StatusRules.courses(of: course.history, on: start).isEmpty)
  }

  @Test("coverage without a cycle: the first may start on its first day")
  func covered() throws {
    var course = CourseBuilder()
    try course.intake(start, prior: 1)
    let status = try status(course, on: start)
    #expect(status.isCovered)
    #expect(status.priorCycles == 1)
    #expect(status.used == 1)
    #expect(status.continuedUsed == 0)
    #expect(status.renewal == 0)
    #expect(status.cyclesGranted == CycleRange(CycleNumber(2), CycleNumber(5)))
    #expect(status.cyclesLeft == 4)
    #expect(status.latestCycle == nil)
    #expect(status.nextCycle == CycleNumber(2))
    #expect(status.nextFrom == start)
    #expect(status.unitLimit?.days == 42)
    #expect(status.window == WindowUse(span: DaySpan(endingOn: start, days: 42), used: 0, limit: 980))
  }

  @Test("the example of the specification: cycle 6 under way, seven to follow")
  func continued() throws {
    var course = CourseBuilder()
    try course.reach(cycle: 6, from: start)
    for offset in 0..<28 { try course.units(28, on: start + 210 + offset) }
    let status = try status(course, on: day("2026-11-23"))
    #expect(status.authorization?.fact.number == AuthorizationNumber(2))
    #expect(status.renewal == 1)
    #expect(status.used == 6)
    #expect(status.continuedUsed == 1)
    #expect(status.cyclesGranted == CycleRange(CycleNumber(6), CycleNumber(7)))
    #expect(status.cyclesLeft == 1)
    #expect(status.nextCycle == CycleNumber(7))
    #expect(status.nextFrom == day("2026-12-21"))
    #expect(status.window == WindowUse(span: days("2026-09-01", "2026-11-23"), used: 784, limit: 980))
  }

  @Test("the window ends on the day, and sees its own kind of limit alone", arguments: [(0, 100), (41, 100), (42, 0)])
  func window(offset: Int, used: Int) throws {
    var course = CourseBuilder()
    try course.reach(cycle: 1, from: start)
    try course.units(60, discarded: 40, on: start)
    #expect(try status(course, on: start + offset).window?.used == used)
    #expect(try status(course, on: start - 1).window?.used == 0)
  }

  @Test("the window of continued therapy sees no units of consolidation")
  func windowOfContinued() throws {
    var course = CourseBuilder()
    try course.reach(cycle: 5, from: start)
    try course.units(500, on: start + 209)
    #expect(try status(course, on: start + 209).window?.used == 500)
    try course.renew(start + 210)
    try course.cycle(start + 210)
    #expect(try status(course, on: start + 210).window?.used == 0)
    #expect(try status(course, on: start + 210).window?.span.days == 84)
  }

  @Test("the authorization told is the one that covers the day, else the next to begin, else the last to end")
  func whichAuthorization() throws {
    var course = CourseBuilder()
    try course.intake(start)
    try course.intake(start + 220)
    func told(_ offset: Int) throws -> (Int?, Bool) {
      let status = try status(course, on: start + offset)
      return (status.authorization?.fact.number.value, status.isCovered)
    }
    #expect(try told(-1) == (1, false))
    #expect(try told(0) == (1, true))
    #expect(try told(209) == (1, true))
    #expect(try told(210) == (2, false))
    #expect(try told(220) == (2, true))
    #expect(try told(429) == (2, true))
    #expect(try told(430) == (2, false))
  }

  @Test("renewals are counted in the order of their days")
  func renewals() throws {
    var course = CourseBuilder()
    try course.reach(cycle: 8, from: start)
    #expect(try status(course, on: start).renewal == 0)
    #expect(try status(course, on: start + 300).renewal == 1)
    let second = try status(course, on: start + 378)
    #expect(second.renewal == 2)
    // Cycles 6 and 7 are both started under the first renewal.
    #expect(try status(course, on: start + 300).cyclesGranted == CycleRange(CycleNumber(6), CycleNumber(7)))
    #expect(second.cyclesGranted == CycleRange(CycleNumber(8), CycleNumber(9)))
    #expect(second.continuedUsed == 3)
  }

  @Test("of the cycles granted, those are told that the kind of coverage and the caps can still hold")
  func grantedWithinTheCaps() throws {
    var course = CourseBuilder()
    try course.renew(start, prior: 7)
    try course.renew(start)
    #expect(try status(course, on: start).cyclesGranted == CycleRange(CycleNumber(8), CycleNumber(9)))
    try course.cycle(start)
    #expect(try status(course, on: start + 168).cyclesGranted == CycleRange(CycleNumber(9), CycleNumber(9)))
    try course.cycle(start + 84)
    #expect(try status(course, on: start + 168).cyclesGranted == nil)

    var initial = CourseBuilder()
    try initial.intake(start, prior: 2)
    try initial.intake(start + 210)
    try initial.cycles(2, from: start)
    #expect(try status(initial, on: start + 210).cyclesGranted == CycleRange(CycleNumber(5), CycleNumber(5)))
  }

  @Test("a window of basis `cycle` is the cycle's own, and ends on the day where no cycle has started")
  func windowOfTheCycle() throws {
    let rolling = "cycles: 1-5, most: 980, days: 42, basis: "
    let policy = try Shipped.version(
      "2021-04", effective: "2021-03-01", replacing: [(rolling + "rolling", rolling + "cycle")])
    var course = CourseBuilder(under: [policy])
    try course.intake(start)
    #expect(try status(course, on: start + 5).window?.span == DaySpan(endingOn: start + 5, days: 42))
    try course.cycles(2, from: start)
    try course.units(100, on: start + 41)
    try course.units(30, on: start + 50)
    #expect(
      try status(course, on: start + 60).window
        == WindowUse(span: DaySpan(from: start + 42, days: 42), used: 30, limit: 980))
  }

  @Test("of two limits on units the one that leaves least is told, whichever stands first")
  func leastLeft() throws {
    for policy in try Shipped.withWeeklyLimit() {
      var course = CourseBuilder(under: [policy])
      try course.reach(cycle: 1, from: start)
      for week in 0..<3 { try course.units(300, on: start + 7 * week) }
      let thirdWeek = try status(course, on: start + 20)
      #expect(thirdWeek.unitLimit?.days == 7)
      #expect(thirdWeek.window == WindowUse(span: DaySpan(endingOn: start + 20, days: 7), used: 300, limit: 300))
      let fourthWeek = try status(course, on: start + 21)
      #expect(fourthWeek.unitLimit?.days == 42)
      #expect(fourthWeek.window == WindowUse(span: DaySpan(endingOn: start + 21, days: 42), used: 900, limit: 980))
      let cycle = try #require(course.course.latestCycle)
      let tightest = try #require(WindowSeries.tightest(of: cycle, history: course.history))
      #expect(tightest.limit.days == 7)
      #expect(tightest.window.used == 300)
    }
  }

  @Test("the next cycle waits for the coverage that is granted for it, and says when none is")
  func granted() throws {
    var course = CourseBuilder()
    try course.reach(cycle: 5, from: start)
    let before = try status(course, on: start + 180)
    #expect(before.nextFrom == start + 210 && !before.isNextGranted)
    try course.renew(start + 180, start: start + 220)
    let after = try status(course, on: start + 180)
    #expect(after.authorization?.fact.number == AuthorizationNumber(1))
    #expect(after.nextFrom == start + 220 && after.isNextGranted)
  }

  @Test("at the cap there is no next cycle")
  func atTheCap() throws {
    var course = CourseBuilder()
    try course.reach(cycle: 9, from: start)
    let status = try status(course, on: start + 470)
    #expect(status.used == 9)
    #expect(status.continuedUsed == 4)
    #expect(status.nextCycle == nil)
    #expect(status.nextFrom == nil)
    #expect(status.cyclesLeft == 0)
    #expect(status.latestCycle?.fact.number == CycleNumber(9))
  }

  @Test("residual disease has no continued therapy")
  func residual() throws {
    var course = CourseBuilder(.residual)
    try course.intake(start)
    try course.cycles(4, from: start)
    let status = try status(course, on: start + 130)
    #expect(status.used == 4)
    #expect(status.continuedUsed == 0)
    #expect(status.nextCycle == nil)
  }

  @Test("no cycle of residual disease is continued therapy")
  func noContinuedTherapy() {
    #expect([4, 5, 9].map { Shipped.residual.continuedCycles(used: $0) } == [0, 0, 0])
    #expect([4, 5, 6, 9].map { Shipped.relapsed.continuedCycles(used: $0) } == [0, 0, 1, 4])
  }

  @Test("courses are told by indication")
  func courses() throws {
    var course = CourseBuilder()
    try course.intake(start)
    course.indication = .residual
    try course.intake(start)
    #expect(
      StatusRules.courses(of: course.history, on: start).map(\.indication.key) == [.residual, .relapsed])
  }
}
