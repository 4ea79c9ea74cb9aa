import CivilTime
import Coverage
import Ledger
import Testing

/// Units and vials within their windows (policy II).
struct UnitLimitTests {
  private let start = day("2026-03-02")

  private func reaching(cycle: Int) throws -> CourseBuilder {
    var course = CourseBuilder()
    try course.reach(cycle: cycle, from: start)
    return course
  }

  @Test("980 units fit in a window, 981 do not")
  func atTheLimit() throws {
    let course = try reaching(cycle: 1)
    #expect(course.unitsVerdict(980, on: start).findings.isEmpty)
    let past = course.unitsVerdict(981, on: start)
    #expect(past.findings.codes == [.unitLimit])
    #expect(past.findings.first?.citation == "II.B")
    #expect(past.fitsThen == 980)
    #expect(past.window == WindowUse(span: days("2026-01-20", "2026-03-02"), used: 0, limit: 980))
  }

  @Test("waste counts: the limit is on administered and discarded together", arguments: [(979, 0), (980, 1), (0, 981)])
  func waste(administered: Int, discarded: Int) throws {
    let verdict = try reaching(cycle: 1).unitsVerdict(administered, discarded: discarded, on: start)
    #expect(verdict.findings.codes == (administered + discarded > 980 ? [.unitLimit] : []))
  }

  @Test("28 days of one vial, and the next cycle exactly 42 days later, peak at 980 every day")
  func onTime() throws {
    var course = try reaching(cycle: 2)
    try course.fourWeeks(from: start)
    for offset in 0..<28 {
      let on = start + 42 + offset
      let verdict = course.unitsVerdict(28, discarded: 7, vials: 1, on: on)
      #expect(verdict.findings.isEmpty)
      #expect(verdict.window?.used == 945)
      #expect(verdict.fitsThen == 35)
      #expect(course.unitsVerdict(29, discarded: 7, vials: 1, on: on).findings.codes == [.unitLimit])
      try course.units(28, discarded: 7, vials: 1, on: on)
    }
  }

  @Test("one day earlier makes 1,015 and is denied")
  func oneDayEarly() throws {
    var course = try reaching(cycle: 1)
    try course.fourWeeks(from: start)
    try course.cycle(start + 41, exception: true)
    let verdict = course.unitsVerdict(28, discarded: 7, vials: 1, on: start + 41)
    #expect(verdict.findings.codes == [.unitLimit, .vialLimit])
    #expect(verdict.window == WindowUse(span: DaySpan(from: start, to: start + 41), used: 980, limit: 980))
    #expect(verdict.fitsThen == 0)
    #expect(verdict.fitsOn == start + 42)
    #expect(
      verdict.findings.first?.message.hasPrefix(
        "980 billable units used from 2026-03-02 to 2026-04-12; 35 more would make 1015, past the limit of 980") == true
    )
  }

  @Test("a window is 42 days, both ends counted", arguments: [(41, false), (42, true)])
  func windowDays(offset: Int, isCovered: Bool) throws {
    var course = try reaching(cycle: 1)
    try course.units(980, on: start)
    try course.cycle(start + 41, exception: true)
    #expect(course.unitsVerdict(1, on: start + offset).findings.codes == (isCovered ? [] : [.unitLimit]))
    let from = max(start, start + offset - 41)
    #expect(course.unitsVerdict(1, on: start + offset).window?.used == (from == start ? 980 : 0))
  }

  @Test(
    "windows that end after the date count too: a late entry meets later doses", arguments: [(41, false), (42, true)])
  func laterDoses(offset: Int, isCovered: Bool) throws {
    var course = try reaching(cycle: 2)
    try course.units(980, on: start + 42)
    let late = start + 42 - offset
    let verdict = course.unitsVerdict(1, on: late)
    #expect(verdict.findings.codes == (isCovered ? [] : [.unitLimit]))
    guard !isCovered else { return }
    #expect(verdict.window == WindowUse(span: DaySpan(from: start + 1, to: start + 42), used: 980, limit: 980))
    let finding = try #require(verdict.findings.first)
    #expect(
      finding.message.contains("980 billable units used from 2026-03-03 to 2026-04-13, of which 980 on later days"))
    guard case .array(let later)? = finding.details.first(where: { $0.name == "later" })?.value else {
      Issue.record("the finding lists no later doses")
      return
    }
    #expect(later.map { $0["reference"] } == [.string("L1")])
  }

  @Test("a window between two lines holds both of them when they are 41 days apart", arguments: [(41, 300), (42, 200)])
  func betweenLines(offset: Int, used: Int) throws {
    var course = try reaching(cycle: 2)
    try course.units(100, on: start)
    try course.units(200, on: start + offset)
    #expect(course.unitsVerdict(1, on: start + 20).window?.used == used)
  }

  @Test("a window that an earlier version of the policy let grow past the limit leaves nothing")
  func pastTheLimitAlready() throws {
    let later = try Shipped.version(
      "2026-04", effective: "2026-04-01",
      replacing: Shipped.smallDoses + [
        ("cycles: 1-5, most: 980, days: 42", "cycles: 1-5, most: 700, days: 42"),
        ("cycles: 1-9, most: 28, days: 42", "cycles: 1-9, most: 20, days: 42"),
      ])
    var course = CourseBuilder(under: [Shipped.policy, later])
    try course.reach(cycle: 1, from: start)
    try course.units(800, vials: 28, on: start + 5)
    try course.terminate(1, on: start + 41)
    try course.intake(start + 42)
    try course.cycle(start + 42)
    let verdict = course.unitsVerdict(1, on: start + 42)
    #expect(verdict.window == WindowUse(span: DaySpan(endingOn: start + 42, days: 42), used: 800, limit: 700))
    #expect(verdict.fitsThen == 0)
    // A line that names no vials asks nothing of the vial limit, however full it is.
    #expect(verdict.findings.codes == [.unitLimit])
    #expect(course.unitsVerdict(1, vials: 1, on: start + 42).findings.codes == [.unitLimit, .vialLimit])
  }

  @Test("the fullest window is named, neither the first nor the last")
  func fullestWindow() throws {
    var course = try reaching(cycle: 2)
    try course.units(100, on: start)
    try course.units(300, on: start + 30)
    try course.units(200, on: start + 50)
    try course.units(50, on: start + 69)
    let verdict = course.unitsVerdict(600, on: start + 41)
    #expect(verdict.window == WindowUse(span: DaySpan(endingOn: start + 69, days: 42), used: 550, limit: 980))
    #expect(verdict.fitsThen == 430)
    #expect(course.unitsVerdict(430, on: start + 41).findings.isEmpty)
    #expect(course.unitsVerdict(431, on: start + 41).findings.codes == [.unitLimit])
  }

  @Test("of equally full windows the one that ends first is named")
  func equallyFull() throws {
    var course = try reaching(cycle: 2)
    try course.units(100, on: start + 30)
    try course.units(100, on: start + 72)
    #expect(course.unitsVerdict(1, on: start + 50).window?.span.endsOn == start + 50)
  }

  @Test("denied lines are in no sum")
  func deniedLines() throws {
    var course = try reaching(cycle: 1)
    try course.units(500, on: start)
    try course.deniedUnits(481, on: start + 1)
    #expect(course.unitsVerdict(480, on: start + 2).findings.isEmpty)
    #expect(course.unitsVerdict(480, on: start + 2).window?.used == 500)
  }

  @Test("voided lines are in no sum, and their units may be given again")
  func voidedLines() throws {
    var course = try reaching(cycle: 1)
    try course.units(500, on: start)
    try course.units(480, on: start)
    try course.voidUnits("L1")
    #expect(course.unitsVerdict(500, on: start).findings.isEmpty)
    #expect(course.unitsVerdict(501, on: start).findings.codes == [.unitLimit])
  }

  @Test("of a line cut back only the covered part is in the sum")
  func cutBackLines() throws {
    var course = try reaching(cycle: 1)
    try course.units(900, on: start)
    course.log(course.entry(100, on: start + 1), cutBack: true)
    #expect(course.unitsVerdict(1, on: start + 2).window?.used == 980)
    #expect(course.unitsVerdict(1, on: start + 2).fitsThen == 0)
  }

  @Test("the indications share the 42-day limit", arguments: [(479, true), (480, true), (481, false)])
  func indicationsTogether(units: Int, isCovered: Bool) throws {
    var course = try reaching(cycle: 1)
    try course.units(500, on: start)
    course.indication = .residual
    try course.intake(start)
    try course.cycle(start + 5)
    let verdict = course.unitsVerdict(units, on: start + 5)
    #expect(verdict.cycle?.fact.indication == .residual)
    #expect(verdict.findings.codes == (isCovered ? [] : [.unitLimit]))
    #expect(verdict.window?.used == 500)
  }

  @Test("the 84-day limit of continued therapy does not see consolidation")
  func consolidation() throws {
    var course = try reaching(cycle: 5)
    try course.fourWeeks(from: start + 168)
    try course.renew(start + 210)
    try course.cycle(start + 210)
    let verdict = course.unitsVerdict(980, on: start + 210)
    #expect(verdict.findings.isEmpty)
    #expect(verdict.window == WindowUse(span: DaySpan(endingOn: start + 210, days: 84), used: 0, limit: 980))
  }

  @Test("the 42-day limit does not see continued therapy")
  func continuedUnseen() throws {
    var course = try reaching(cycle: 6)
    try course.units(980, on: start + 210)
    course.indication = .residual
    try course.intake(start + 211)
    try course.cycle(start + 211)
    #expect(course.unitsVerdict(980, on: start + 211).findings.isEmpty)
  }

  @Test("continued therapy is under its limit for 84 days", arguments: [(83, false), (84, true)])
  func continued(offset: Int, isCovered: Bool) throws {
    var course = try reaching(cycle: 6)
    try course.units(980, on: start + 210)
    try course.cycle(start + 290, exception: true)
    #expect(course.unitsVerdict(1, on: start + 210 + offset).findings.codes == (isCovered ? [] : [.unitLimit]))
  }

  @Test("a tenth-cycle unit would be under the limits of the last cycle")
  func pastTheLastPhase() {
    #expect(Shipped.relapsed.limits(of: CycleNumber(10)) == Shipped.relapsed.limits(of: CycleNumber(9)))
    #expect(Shipped.relapsed.limits(of: CycleNumber(5)).map(\.days) == [42, 42])
    #expect(Shipped.relapsed.limits(of: CycleNumber(6)).map(\.days) == [84, 42])
  }
}
