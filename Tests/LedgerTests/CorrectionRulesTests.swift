import CivilTime
import Coverage
import Ledger
import Testing

/// When a cycle may be voided: nothing may rest on it.
struct CorrectionRulesTests {
  private let start = day("2026-03-02")

  private func reaching(cycle: Int) throws -> CourseBuilder {
    var course = CourseBuilder()
    try course.reach(cycle: cycle, from: start)
    return course
  }

  @Test("the latest cycle without units is voided, and stays on file")
  func voided() throws {
    var course = try reaching(cycle: 2)
    #expect(try course.voidCycle(2).isEmpty)
    #expect(course.course.cycles.count == 1)
    #expect(course.course.used == 1)
    #expect(course.history.cycles.count == 2)
    #expect(course.history.cycles.last?.voided?.reason == "entered in error")
  }

  @Test("a cycle with a covered line is not voided")
  func withUnits() throws {
    var course = try reaching(cycle: 1)
    try course.units(1, on: start)
    try course.units(1, on: start + 1)
    let findings = try course.voidCycle(1)
    #expect(findings.codes == [.cycleHasUnits])
    #expect(findings.first?.message == "2 covered administrations in cycle 1: L1, L2")
    #expect(findings.first?.details.first?.value == .array([.string("L1"), .string("L2")]))
    try course.voidUnits("L1")
    #expect(try course.voidCycle(1).codes == [.cycleHasUnits])
    try course.voidUnits("L2")
    #expect(try course.voidCycle(1).isEmpty)
  }

  @Test("denied lines rest on nothing; lines cut back do")
  func deniedUnits() throws {
    var course = try reaching(cycle: 1)
    try course.deniedUnits(981, on: start)
    #expect(CorrectionRules.void(try #require(course.course.latestCycle), history: course.history).isEmpty)
    course.log(course.entry(981, on: start), cutBack: true)
    #expect(try course.voidCycle(1).codes == [.cycleHasUnits])
  }

  @Test("a cycle another follows is not voided")
  func followed() throws {
    var course = try reaching(cycle: 3)
    let findings = try course.voidCycle(1)
    #expect(findings.codes == [.laterCycleExists])
    #expect(findings.first?.message == "cycle 2 follows cycle 1")
    #expect(findings.first?.details.first?.value == .array([.integer(2), .integer(3)]))
    #expect(try course.voidCycle(2).codes == [.laterCycleExists])
    #expect(try course.voidCycle(3).isEmpty)
    #expect(try course.voidCycle(2).isEmpty)
  }

  @Test("both reasons are told at once")
  func bothReasons() throws {
    var course = try reaching(cycle: 2)
    try course.units(1, on: start)
    #expect(try course.voidCycle(1).codes == [.cycleHasUnits, .laterCycleExists])
  }

  @Test("units of another cycle and cycles of the other indication do not matter")
  func others() throws {
    var course = try reaching(cycle: 2)
    try course.units(1, on: start)
    course.indication = .residual
    try course.intake(start)
    try course.cycles(3, from: start + 50)
    try course.units(1, on: start + 92, of: .residual)
    course.indication = .relapsed
    // Cycle 2 of the other indication has units, and a third follows it.
    #expect(try course.voidCycle(2).isEmpty)
  }

  @Test("a number whose cycle was voided is given again")
  func numberAgain() throws {
    var course = try reaching(cycle: 2)
    try course.voidCycle(2)
    try course.cycle(start + 60)
    #expect(course.course.cycles.map(\.fact.number.value) == [1, 2])
    #expect(course.course.latestCycle?.fact.startsOn == start + 60)
    #expect(try course.voidCycle(2).isEmpty)
  }

  @Test("what is covered is a sum over live lines, in the order of their days")
  func foldedFromFacts() throws {
    var course = try reaching(cycle: 1)
    try course.units(3, on: start + 3)
    try course.units(1, on: start + 1)
    try course.units(2, on: start + 3)
    try course.deniedUnits(981, on: start + 2)
    #expect(course.history.coveredLines.map(\.reference) == ["L2", "L1", "L3"])
    #expect(course.history.coveredLines(in: days("2026-03-03", "2026-03-04")).map(\.reference) == ["L2"])
    #expect(course.history.coveredLines(in: days("2026-03-04", "2026-03-05")).map(\.reference) == ["L1", "L3"])
    #expect(course.history.coveredLines(in: days("2026-03-06", "2026-03-31")).isEmpty)
    try course.voidUnits("L1")
    #expect(course.history.coveredLines.map(\.reference) == ["L2", "L3"])
    #expect(course.history.administrations.count == 4)
  }
}
