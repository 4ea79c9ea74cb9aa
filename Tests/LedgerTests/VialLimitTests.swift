import CivilTime
import Coverage
import Ledger
import Testing

/// 28 vials per 42 days, over all cycles and indications (policy II.A).
struct VialLimitTests {
  private let start = day("2026-03-02")

  private func reaching(cycle: Int) throws -> CourseBuilder {
    var course = CourseBuilder()
    try course.reach(cycle: cycle, from: start)
    return course
  }

  @Test("28 vials fit in a window, 29 do not")
  func atTheLimit() throws {
    let course = try reaching(cycle: 1)
    #expect(course.unitsVerdict(1, vials: 28, on: start).findings.isEmpty)
    let past = course.unitsVerdict(1, vials: 29, on: start)
    #expect(past.findings.codes == [.vialLimit])
    #expect(past.findings.first?.citation == "II.A")
    #expect(past.findings.first?.message.contains("0 vials used from 2026-01-20 to 2026-03-02; 29 more") == true)
  }

  @Test("vials are summed over a window of 42 days", arguments: [(41, false), (42, true)])
  func window(offset: Int, isCovered: Bool) throws {
    var course = try reaching(cycle: 1)
    try course.units(1, vials: 28, on: start)
    try course.cycle(start + 41, exception: true)
    #expect(course.unitsVerdict(1, vials: 1, on: start + offset).findings.codes == (isCovered ? [] : [.vialLimit]))
  }

  @Test("vials of consolidation count against those of continued therapy", arguments: [(41, false), (42, true)])
  func acrossPhases(offset: Int, isCovered: Bool) throws {
    var course = try reaching(cycle: 5)
    try course.units(1, vials: 28, on: start + 209)
    try course.renew(start + 210)
    try course.cycle(start + 210)
    let verdict = course.unitsVerdict(1, vials: 1, on: start + 209 + offset)
    #expect(verdict.findings.codes == (isCovered ? [] : [.vialLimit]))
    #expect(verdict.window?.used == 0)
  }

  @Test("vials of both indications are summed")
  func acrossIndications() throws {
    var course = try reaching(cycle: 1)
    try course.units(1, vials: 20, on: start)
    course.indication = .residual
    try course.intake(start)
    try course.cycle(start + 1)
    #expect(course.unitsVerdict(1, vials: 8, on: start + 1).findings.isEmpty)
    #expect(course.unitsVerdict(1, vials: 9, on: start + 1).findings.codes == [.vialLimit])
  }

  @Test("a late entry meets the vials of later doses")
  func laterDoses() throws {
    var course = try reaching(cycle: 1)
    try course.units(1, vials: 28, on: start + 20)
    let verdict = course.unitsVerdict(1, vials: 1, on: start)
    #expect(verdict.findings.codes == [.vialLimit])
    #expect(verdict.findings.first?.message.contains("of which 28 on later days") == true)
  }

  @Test("a line without vials is under no vial limit")
  func withoutVials() throws {
    var course = try reaching(cycle: 1)
    try course.units(1, vials: 28, on: start)
    #expect(course.unitsVerdict(1, on: start).findings.isEmpty)
    #expect(course.unitsVerdict(1, vials: 0, on: start).findings.isEmpty)
  }

  @Test("both limits are told at once, and the window told is that of the units")
  func together() throws {
    let verdict = try reaching(cycle: 1).unitsVerdict(981, vials: 29, on: start)
    #expect(verdict.findings.codes == [.unitLimit, .vialLimit])
    #expect(verdict.window?.limit == 980)
    #expect(verdict.fitsThen == 980)
  }

  @Test("denied and voided vials are in no sum")
  func deniedAndVoided() throws {
    var course = try reaching(cycle: 1)
    try course.units(1, vials: 20, on: start)
    try course.deniedUnits(1, vials: 9, on: start)
    #expect(course.unitsVerdict(1, vials: 8, on: start).findings.isEmpty)
    try course.voidUnits("L1")
    #expect(course.unitsVerdict(1, vials: 28, on: start).findings.isEmpty)
  }

  @Test("the whole vials of a line cut back stay in the sum")
  func cutBack() throws {
    var course = try reaching(cycle: 1)
    try course.units(979, vials: 20, on: start)
    let fact = course.log(course.entry(2, vials: 3, on: start), cutBack: true)
    #expect(fact.outcome == .cutBack)
    #expect(course.unitsVerdict(1, vials: 5, on: start + 1).findings.codes == [.unitLimit])
    #expect(course.unitsVerdict(1, vials: 6, on: start + 1).findings.codes == [.unitLimit, .vialLimit])
  }
}
