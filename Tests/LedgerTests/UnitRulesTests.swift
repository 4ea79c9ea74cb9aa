import CivilTime
import Coverage
import Ledger
import Testing

/// Which cycle and coverage a line falls under, and what would fit instead.
struct UnitRulesTests {
  private let start = day("2026-03-02")

  private func reaching(cycle: Int) throws -> CourseBuilder {
    var course = CourseBuilder()
    try course.reach(cycle: cycle, from: start)
    return course
  }

  @Test("before any cycle a line is denied for that alone, and has no window")
  func noCycle() throws {
    var course = CourseBuilder()
    #expect(course.unitsVerdict(5000, vials: 99, on: start).findings.codes == [.noCycle])
    try course.intake(start)
    try course.cycle(start + 1)
    let verdict = course.unitsVerdict(5000, vials: 99, on: start)
    #expect(verdict.findings.codes == [.noCycle])
    #expect(verdict.findings.first?.message == "no cycle had started by 2026-03-02; the first begins on 2026-03-03")
    #expect(verdict.cycle == nil)
    #expect(verdict.window == nil)
    #expect(verdict.fitsThen == nil)
    #expect(verdict.fitsOn == nil)
    #expect(course.unitsVerdict(1, on: start + 1).findings.isEmpty)
  }

  @Test("a voided cycle is no cycle")
  func voidedCycle() throws {
    var course = try reaching(cycle: 2)
    try course.voidCycle(2)
    #expect(course.unitsVerdict(1, on: start + 42).findings.codes == [.outsideCycle])
    try course.voidCycle(1)
    #expect(course.unitsVerdict(1, on: start + 42).findings.codes == [.noCycle])
  }

  @Test("a cycle's last day is its 42nd", arguments: [(0, true), (41, true), (42, false)])
  func outsideCycle(offset: Int, isCovered: Bool) throws {
    let verdict = try reaching(cycle: 1).unitsVerdict(1, on: start + offset)
    #expect(verdict.findings.codes == (isCovered ? [] : [.outsideCycle]))
    #expect(verdict.cycle?.fact.number == CycleNumber(1))
    guard !isCovered else { return }
    #expect(verdict.findings.first?.message == "2026-04-13 is past the last day of cycle 1, 2026-04-12")
    #expect(verdict.fitsOn == nil)
    #expect(verdict.fitsThen == 980)
  }

  @Test("a continued cycle's last day is its 84th", arguments: [(83, true), (84, false)])
  func outsideContinuedCycle(offset: Int, isCovered: Bool) throws {
    let verdict = try reaching(cycle: 6).unitsVerdict(1, on: start + 210 + offset)
    #expect(verdict.findings.codes == (isCovered ? [] : [.outsideCycle]))
  }

  @Test("the last day covered is covered, the day after is not", arguments: [(200, true), (209, true), (210, false)])
  func outsideCoverage(offset: Int, isCovered: Bool) throws {
    var course = CourseBuilder()
    try course.intake(start)
    try course.cycle(start + 180)
    let verdict = course.unitsVerdict(1, on: start + offset)
    #expect(verdict.findings.codes == (isCovered ? [] : [.outsideCoverage]))
  }

  @Test("a gap between two authorizations is no coverage")
  func gap() throws {
    var course = CourseBuilder()
    try course.intake(start)
    try course.cycle(start + 180)
    try course.intake(start + 213)
    #expect(
      (208...214).map { course.unitsVerdict(1, on: start + $0).findings.isEmpty } == [
        true, true, false, false, false, true, true,
      ])
  }

  @Test("before the first covered day there is no coverage, though a cycle has started")
  func beforeCoverage() throws {
    var course = try reaching(cycle: 1)
    try course.intake(start + 210)
    try course.voidCycle(1)
    try course.cycle(start + 200)
    try course.terminate(1, on: start + 205)
    let verdict = course.unitsVerdict(1, on: start + 209)
    #expect(verdict.findings.codes == [.outsideCoverage])
    #expect(verdict.fitsOn == start + 210)
  }

  @Test("coverage of the other indication is none")
  func otherCoverage() throws {
    var course = CourseBuilder()
    try course.intake(start)
    try course.cycle(start)
    course.indication = .residual
    try course.intake(start)
    try course.cycle(start + 1)
    try course.terminate(2, on: start + 10)
    #expect(course.unitsVerdict(1, on: start + 11).findings.codes == [.outsideCoverage])
    #expect(course.unitsVerdict(1, on: start + 11, of: .relapsed).findings.isEmpty)
  }

  @Test("a voided authorization covers nothing")
  func voidedCoverage() throws {
    var course = try reaching(cycle: 1)
    course.history.void(AuthorizationNumber(1), Voiding(reason: "entered in error", sequence: course.nextEntry()))
    #expect(course.unitsVerdict(1, on: start).findings.codes == [.outsideCoverage])
  }

  @Test("everything but a missing cycle is told at once")
  func allAtOnce() throws {
    var course = CourseBuilder()
    try course.intake(start)
    try course.cycle(start + 200)
    let verdict = course.unitsVerdict(981, vials: 29, on: start + 242)
    #expect(verdict.findings.codes == [.outsideCycle, .outsideCoverage, .unitLimit, .vialLimit])
  }

  @Test("a line lies in the latest cycle to have started, on its first day already")
  func latestCycle() throws {
    let course = try reaching(cycle: 3)
    #expect(
      [0, 41, 42, 83, 84].map { course.unitsVerdict(1, on: start + $0).cycle?.fact.number.value } == [1, 1, 2, 2, 3])
  }

  @Test("a line that names its indication lies in a cycle of that, else in the latest of any")
  func namedIndication() throws {
    var course = try reaching(cycle: 1)
    course.indication = .residual
    try course.intake(start)
    try course.cycle(start + 5)
    #expect(course.unitsVerdict(1, on: start + 5).cycle?.fact.indication == .residual)
    #expect(course.unitsVerdict(1, on: start + 4).cycle?.fact.indication == .relapsed)
    #expect(course.unitsVerdict(1, on: start + 5, of: .relapsed).cycle?.fact.indication == .relapsed)
    #expect(course.unitsVerdict(1, on: start + 4, of: .residual).findings.codes == [.noCycle])
  }

  @Test("of cycles that start on one day the higher number has the line")
  func higherNumber() throws {
    var course = CourseBuilder()
    try course.intake(start, prior: 2)
    try course.cycle(start)
    course.indication = .residual
    try course.intake(start, prior: 1)
    try course.cycle(start)
    #expect(course.unitsVerdict(1, on: start).cycle?.fact.number == CycleNumber(3))

    var other = CourseBuilder(.residual)
    try other.intake(start, prior: 1)
    try other.cycle(start)
    other.indication = .relapsed
    try other.intake(start, prior: 2)
    try other.cycle(start)
    #expect(other.unitsVerdict(1, on: start).cycle?.fact.number == CycleNumber(3))
  }

  @Test("of equal cycles the one recorded first has the line", arguments: [IndicationKey.relapsed, .residual])
  func recordedFirst(first: IndicationKey) throws {
    var course = CourseBuilder(first)
    try course.intake(start)
    try course.cycle(start)
    course.indication = first == .relapsed ? .residual : .relapsed
    try course.intake(start)
    try course.cycle(start)
    #expect(course.unitsVerdict(1, on: start + 3).cycle?.fact.indication == first)
  }

  @Test("a recorded line stays in its cycle when a later cycle is entered")
  func staysInItsCycle() throws {
    var course = CourseBuilder()
    try course.intake(start)
    try course.cycle(start)
    try course.units(10, on: start + 30)
    try course.cycle(start + 20, exception: true)
    #expect(course.history.coveredLines.map { course.history.cycles[$0.cycleIndex].fact.number.value } == [1])
    #expect(course.unitsVerdict(1, on: start + 30).cycle?.fact.number == CycleNumber(2))
  }

  @Test("a line under a code the cycle's policy does not bill finds no cycle")
  func code() throws {
    let course = try reaching(cycle: 1)
    #expect(course.unitsVerdict(1, on: start, code: "J9039").findings.isEmpty)
    #expect(course.unitsVerdict(1, on: start, code: "J0000").findings.codes == [.noCycle])
    #expect(UnitRules.billingCodes(for: nil, history: course.history) == ["J9039"])
    #expect(UnitRules.billingCodes(for: .residual, history: course.history).isEmpty)
    #expect(UnitRules.billingCodes(for: .relapsed, history: course.history) == ["J9039"])
  }

  @Test("of two codes one policy bills, each is under its own limit alone")
  func twoCodesOfOnePolicy() throws {
    var course = CourseBuilder(under: [try Shipped.billing("J9999", most: 100)])
    try course.reach(cycle: 1, from: start)
    #expect(UnitRules.billingCodes(for: nil, history: course.history) == ["J9039", "J9999"])
    try course.units(900, on: start, code: "J9039")
    #expect(course.unitsVerdict(100, on: start, code: "J9999").window?.used == 0)
    #expect(course.unitsVerdict(101, on: start, code: "J9999").findings.codes == [.unitLimit])
    try course.units(100, on: start, code: "J9999")
    #expect(course.unitsVerdict(80, on: start, code: "J9039").findings.isEmpty)
    #expect(course.unitsVerdict(81, on: start, code: "J9039").findings.codes == [.unitLimit])
  }

  @Test("the vials of a product are those of lines under the code it is billed as")
  func vialsOfOneCode() throws {
    var course = CourseBuilder(under: [try Shipped.billing("J9999", most: 100)])
    try course.reach(cycle: 1, from: start)
    try course.units(1, vials: 20, on: start)
    try course.units(1, vials: 29, on: start, code: "J9999")
    #expect(course.unitsVerdict(1, vials: 8, on: start).findings.isEmpty)
    #expect(course.unitsVerdict(1, vials: 9, on: start).findings.codes == [.vialLimit])
  }

  @Test("the lines told of a window are those of the entry's own code, where another code has a limit of equal figures")
  func linesOfOneCode() throws {
    var course = CourseBuilder(under: [try Shipped.billing("J9999", most: 980)])
    try course.reach(cycle: 1, from: start)
    try course.units(10, on: start, code: "J9039")
    try course.units(20, on: start, code: "J9999")
    let before = course.history
    let other = course.log(course.entry(30, on: start, code: "J9999"))
    #expect(other.window?.used == 20)
    #expect(UnitRules.lines(of: other, history: before).map(\.reference) == ["L2"])
    let unnamed = course.log(course.entry(40, on: start))
    #expect(unnamed.window?.used == 10)
    #expect(UnitRules.lines(of: unnamed, history: before).map(\.reference) == ["L1"])
  }

  @Test("of two limits on one code the one that leaves least is shown, whichever stands first")
  func tightestLimit() throws {
    for policy in try Shipped.withWeeklyLimit() {
      var course = CourseBuilder(under: [policy])
      try course.reach(cycle: 1, from: start)
      try course.units(200, on: start)
      let verdict = course.unitsVerdict(101, on: start + 1)
      #expect(verdict.findings.codes == [.unitLimit])
      #expect(verdict.window?.limit == 300)
      #expect(verdict.fitsThen == 100)
      #expect(verdict.fitsOn == start + 7)
    }
  }

  @Test("a voided cycle bills nothing")
  func codesOfVoidedCycles() throws {
    var course = try reaching(cycle: 1)
    try course.voidCycle(1)
    #expect(UnitRules.billingCodes(for: nil, history: course.history).isEmpty)
    #expect(UnitRules.billingCodes(for: .relapsed, history: course.history).isEmpty)
  }

  @Test("lines of another code are in no sum of this one's")
  func otherCode() throws {
    let other = try Shipped.version(
      "2021-03", effective: "2021-03-01",
      replacing: [
        ("policy: blinatumomab", "policy: other"), ("J9039", "J1234"), ("55513-0160", "55513-0999"),
        ("key: rr-all", "key: other-rr"), ("key: mrd-all", "key: other-mrd"),
      ])
    var course = CourseBuilder(under: [Shipped.policy, other])
    try course.reach(cycle: 1, from: start)
    course.indication = IndicationKey("other-rr")
    try course.intake(start, answers: Answers.relapsed)
    try course.cycle(start)
    #expect(UnitRules.billingCodes(for: nil, history: course.history) == ["J9039", "J1234"])
    try course.units(980, vials: 28, on: start, code: "J9039")
    let verdict = course.unitsVerdict(980, vials: 28, on: start, code: "J1234")
    #expect(verdict.findings.isEmpty)
    #expect(verdict.cycle?.fact.indication == IndicationKey("other-rr"))
    #expect(verdict.window?.used == 0)
  }
}
