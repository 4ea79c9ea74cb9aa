import CivilTime
import Coverage
import Ledger
import Testing

/// Limits of basis `cycle`: one window of the limit's days from each cycle's first day.
struct CycleLimitTests {
  private let start = day("2026-03-02")

  @Test("a limit of basis `cycle` looks at the days from the cycle's first")
  func cycleBasis() throws {
    var course = CourseBuilder(under: [try Shipped.byCycle()])
    try course.reach(cycle: 1, from: start)
    try course.units(980, on: start + 41)
    try course.cycle(start + 42)
    let verdict = course.unitsVerdict(980, on: start + 42)
    #expect(verdict.findings.isEmpty)
    #expect(verdict.window == WindowUse(span: DaySpan(from: start + 42, days: 42), used: 0, limit: 980))
    #expect(course.unitsVerdict(1, on: start).findings.codes == [.unitLimit])
    #expect(course.unitsVerdict(1, on: start).window?.span == DaySpan(from: start, days: 42))
  }

  @Test("the one window of a limit by cycle says nothing of a day past it", arguments: [(41, true), (42, false)])
  func pastTheCycle(offset: Int, isLimited: Bool) throws {
    var course = CourseBuilder(under: [try Shipped.byCycle()])
    try course.reach(cycle: 1, from: start)
    try course.units(980, on: start + 5)
    let codes = course.unitsVerdict(1, on: start + offset).findings.codes
    #expect(codes == (isLimited ? [.unitLimit] : [.outsideCycle]))
  }

  /// Two courses under one code: a cycle of one from the first day on, one of the other ten days later.
  private func twoCourses() throws -> CourseBuilder {
    var course = CourseBuilder(under: [try Shipped.byCycle()])
    try course.reach(cycle: 1, from: start)
    course.indication = .residual
    try course.intake(start)
    try course.cycle(start + 10)
    return course
  }

  @Test("a day held by the windows of two cycles is limited by both, in either order", arguments: [true, false])
  func bothWindows(earlierFirst: Bool) throws {
    var course = try twoCourses()
    let days = earlierFirst ? [5, 12] : [12, 5]
    try course.units(980, on: start + days[0])
    let verdict = course.unitsVerdict(1, on: start + days[1])
    #expect(verdict.findings.codes == [.unitLimit])
    #expect(verdict.window == WindowUse(span: DaySpan(from: start, days: 42), used: 980, limit: 980))
    #expect(verdict.fitsThen == 0)
    // The window of the first cycle lets go on day 42; the one of the second holds every day of it.
    let residual = course.unitsVerdict(1, on: start + 12, of: .residual)
    #expect(residual.fitsOn == (earlierFirst ? start + 42 : nil))
    let explained = course.log(course.entry(1, on: start + days[1]))
    #expect(UnitRules.lines(of: explained, history: course.history).map(\.reference) == ["L1"])
  }

  @Test("the window of a voided cycle binds nothing")
  func voidedWindow() throws {
    var course = CourseBuilder(under: [try Shipped.byCycle()])
    try course.reach(cycle: 2, from: start)
    try course.units(980, on: start + 41)
    course.indication = .residual
    try course.intake(start)
    try course.cycle(start + 30)
    #expect(course.unitsVerdict(1, on: start + 42, of: .relapsed).findings.codes == [.unitLimit])
    try course.voidCycle(1)
    #expect(course.unitsVerdict(1, on: start + 42, of: .relapsed).findings.isEmpty)
  }

  @Test("lines entered in any order leave every cycle's window within its limit", arguments: 0..<60)
  func anyOrder(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    var course = try twoCourses()
    try course.cycle(start + 52)
    for _ in 0..<40 {
      let units = Int.random(in: 50...400, using: &random)
      course.log(course.entry(units, on: start + Int.random(in: 0...93, using: &random)), cutBack: true)
    }
    for cycle in course.history.cycles {
      let window = DaySpan(from: cycle.fact.startsOn, days: 42)
      let used = course.history.coveredLines(in: window).reduce(0) { $0 + $1.part.billable.count }
      #expect(used <= 980, "from \(window.startsOn)")
    }
  }
}
