import CivilTime
import Coverage
import Ledger
import Testing

/// What would fit instead, when, and how a line is cut back.
struct FitTests {
  private let start = day("2026-03-02")

  private func reaching(cycle: Int) throws -> CourseBuilder {
    var course = CourseBuilder()
    try course.reach(cycle: cycle, from: start)
    return course
  }

  @Test("the first later day is the one on which the fullest window has let go")
  func fitsOn() throws {
    var course = try reaching(cycle: 2)
    try course.units(500, on: start + 10)
    try course.units(480, on: start + 42)
    let verdict = course.unitsVerdict(1, on: start + 45)
    #expect(verdict.findings.codes == [.unitLimit])
    #expect(verdict.fitsThen == 0)
    #expect(verdict.fitsOn == start + 52)
    #expect(course.unitsVerdict(501, on: start + 45).fitsOn == nil)
  }

  @Test("a covered line fits on no later day, for it need not")
  func fitsOnWhenCovered() throws {
    let verdict = try reaching(cycle: 1).unitsVerdict(980, on: start)
    #expect(verdict.fitsOn == nil)
    #expect(verdict.fitsThen == 980)
  }

  @Test("a later day is within the cycle, its last one included")
  func withinTheCycle() throws {
    var course = try reaching(cycle: 2)
    try course.units(980, on: start + 41)
    #expect(course.unitsVerdict(1, on: start + 42).fitsOn == start + 83)
    try course.voidUnits("L1")
    try course.cycle(start + 84)
    try course.units(980, on: start + 84)
    // The next cycle's units are in every window of this one's last 41 days.
    #expect(course.unitsVerdict(1, on: start + 60).fitsOn == nil)
    #expect(course.unitsVerdict(1, on: start + 42).findings.isEmpty)
  }

  @Test("a day of the next cycle is none of this one's, though the line would be covered then")
  func notInTheNextCycle() throws {
    var course = try reaching(cycle: 2)
    try course.units(980, on: start)
    #expect(course.unitsVerdict(980, on: start + 10).fitsOn == nil)
    #expect(course.unitsVerdict(980, on: start + 42).findings.isEmpty)
  }

  @Test("a day that falls to another course's cycle is judged in that one, past its last day too")
  func otherCourseMeanwhile() throws {
    var course = try reaching(cycle: 6)
    let sixth = start + 210
    try course.units(1, vials: 28, on: sixth + 20)
    course.indication = .residual
    try course.intake(sixth)
    try course.cycle(sixth + 10)
    // Unnamed, the line falls to the other cycle from day 10 on; that one ends on day 51, the vials let go on day 62.
    #expect(course.unitsVerdict(1, vials: 1, on: sixth + 5).fitsOn == nil)
    #expect(course.unitsVerdict(1, vials: 1, on: sixth + 5, of: .relapsed).fitsOn == sixth + 62)
  }

  @Test("a day outside coverage is no day that fits")
  func outsideCoverage() throws {
    var course = CourseBuilder()
    try course.intake(start)
    try course.cycle(start + 180)
    try course.units(980, on: start + 180)
    #expect(course.unitsVerdict(1, on: start + 181).fitsOn == nil)
    try course.intake(start + 215)
    #expect(course.unitsVerdict(1, on: start + 211).fitsOn == nil)
  }

  @Test("the days before a renewal begins are skipped")
  func coverageLater() throws {
    var course = CourseBuilder()
    try course.intake(start)
    try course.cycle(start + 200)
    try course.intake(start + 215)
    #expect(course.unitsVerdict(1, on: start + 211).fitsOn == start + 215)
  }

  @Test("a vial limit has its own day")
  func vials() throws {
    var course = try reaching(cycle: 2)
    try course.units(1, vials: 28, on: start + 20)
    let verdict = course.unitsVerdict(1, vials: 1, on: start + 42)
    #expect(verdict.findings.codes == [.vialLimit])
    #expect(verdict.fitsOn == start + 62)
  }

  @Test("a line that can never fit has no day")
  func never() throws {
    let verdict = try reaching(cycle: 1).unitsVerdict(981, on: start)
    #expect(verdict.fitsOn == nil)
    #expect(verdict.fitsThen == 980)
  }

  @Test(
    "a line is cut back to what fits: administered units first, then discarded, and the vials",
    arguments: [
      (30, 10, 35, 30, 5), (30, 10, 30, 30, 0), (30, 10, 29, 29, 0), (30, 10, 31, 30, 1), (0, 40, 20, 0, 20),
      (40, 0, 1, 1, 0),
    ])
  func cutBack(administered: Int, discarded: Int, fits: Int, given: Int, wasted: Int) throws {
    var course = try reaching(cycle: 1)
    try course.units(980 - fits, on: start)
    let fact = course.log(course.entry(administered, discarded: discarded, vials: 2, on: start + 1), cutBack: true)
    #expect(fact.outcome == .cutBack)
    #expect(fact.covered == CoveredPart(administered: Units(given), discarded: Units(wasted), vials: 2))
    #expect(fact.fitsThen == Units(fits))
  }

  @Test("nothing is cut back when nothing fits, or when the line is covered")
  func noCutBack() throws {
    var course = try reaching(cycle: 1)
    let covered = course.unitsVerdict(10, on: start)
    #expect(UnitRules.cutBack(course.entry(10, on: start), by: covered) == nil)
    try course.units(980, on: start)
    #expect(course.log(course.entry(1, on: start), cutBack: true).outcome == .denied)
  }

  @Test("nothing is cut back when another finding stands beside the unit limit")
  func noCutBackBesideOthers() throws {
    var course = try reaching(cycle: 1)
    #expect(course.log(course.entry(981, vials: 29, on: start), cutBack: true).outcome == .denied)
    #expect(course.log(course.entry(981, on: start + 42), cutBack: true).outcome == .denied)
    #expect(course.log(course.entry(1, vials: 29, on: start), cutBack: true).outcome == .denied)
    #expect(course.log(course.entry(1, on: start - 1), cutBack: true).outcome == .denied)
    #expect(course.log(course.entry(981, on: start), cutBack: true).outcome == .cutBack)
  }

  @Test("a restart tells the first dosing day that will not fit")
  func firstUnfitDay() throws {
    var course = try reaching(cycle: 1)
    for offset in 0..<10 { try course.units(28, discarded: 7, vials: 1, on: start + offset) }
    try course.cycle(start + 20, exception: true)
    // 10 vials used on days 0 to 9; 18 more fit on days 20 to 37, the 19th would be the 29th of the window to day 38.
    let restart = try #require(course.course.latestCycle)
    #expect(FitRules.firstUnfitDay(of: restart.fact, history: course.history) == start + 38)
  }

  @Test("a restart whose doses all fit has no such day")
  func everyDayFits() throws {
    var course = try reaching(cycle: 1)
    for offset in 0..<6 { try course.units(28, discarded: 7, vials: 1, on: start + offset) }
    try course.cycle(start + 20, exception: true)
    let restart = try #require(course.course.latestCycle)
    // The window that ends on day 41 holds the six and 22 of the restart; each later one loses as many as it gains.
    #expect(FitRules.firstUnfitDay(of: restart.fact, history: course.history) == nil)
    try course.units(28, discarded: 7, vials: 1, on: start + 6)
    #expect(FitRules.firstUnfitDay(of: restart.fact, history: course.history) == start + 41)
  }

  @Test("vials alone may be what does not fit")
  func unfitVials() throws {
    var course = try reaching(cycle: 1)
    try course.units(1, vials: 27, on: start + 19)
    try course.cycle(start + 20, exception: true)
    let restart = try #require(course.course.latestCycle)
    #expect(FitRules.firstUnfitDay(of: restart.fact, history: course.history) == start + 21)
  }

  @Test("units alone may be what does not fit, and planned doses stay in the windows of later ones")
  func unfitUnits() throws {
    var course = try reaching(cycle: 1)
    for offset in 0..<10 { try course.units(28, discarded: 7, on: start + offset) }
    try course.cycle(start + 20, exception: true)
    let restart = try #require(course.course.latestCycle)
    #expect(FitRules.firstUnfitDay(of: restart.fact, history: course.history) == start + 38)
  }

  @Test("the lines a recorded window held can be told")
  func heldLines() throws {
    var course = try reaching(cycle: 2)
    try course.units(100, on: start)
    try course.units(200, on: start + 30)
    try course.units(300, on: start + 60)
    let fact = course.log(course.entry(700, on: start + 45))
    #expect(fact.window?.used == 500)
    #expect(UnitRules.lines(of: fact, history: course.history).map(\.reference) == ["L2", "L3"])
    let none = course.log(course.entry(1, on: start - 1))
    #expect(UnitRules.lines(of: none, history: course.history).isEmpty)
  }
}
