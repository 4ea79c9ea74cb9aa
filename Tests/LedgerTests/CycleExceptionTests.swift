import CivilTime
import Coverage
import Ledger
import Testing

/// Restarts before a cycle's day, cycles entered late, and versions of the policy.
struct CycleExceptionTests {
  private let start = day("2026-03-02")

  private func inFirstCycle() throws -> CourseBuilder {
    var course = CourseBuilder()
    try course.intake(start)
    try course.cycle(start + 10)
    return course
  }

  @Test("a dosing day that coverage alone is lacking for stays in the windows of the days after it")
  func uncoveredDaysStay() throws {
    var course = try inFirstCycle()
    try course.units(392, discarded: 98, vials: 14, on: start + 10)
    try course.cycle(start + 30, exception: true)
    // Ten dosing days are left under coverage; 490 units and fourteen days of 35 make 980.
    try course.terminate(1, on: start + 39)
    let restarted = try #require(course.history.cycles.last).fact
    #expect(FitRules.firstUnfitDay(of: restarted, history: course.history) == start + 44)
  }

  @Test("an exception waives the length of the cycle before, from the day after its first", arguments: 1...41)
  func waived(offset: Int) throws {
    let course = try inFirstCycle()
    #expect(course.cycleVerdict(start + 10 + offset).findings.codes == [.cycleTooEarly])
    let verdict = course.cycleVerdict(start + 10 + offset, exception: true)
    #expect(verdict.findings.isEmpty)
    #expect(verdict.isEarly(start + 10 + offset))
  }

  @Test("an exception waives nothing on the previous cycle's first day or before it", arguments: [0, -1, -10])
  func notBefore(offset: Int) throws {
    let verdict = try inFirstCycle().cycleVerdict(start + 10 + offset, exception: true)
    #expect(verdict.findings.codes == [.cycleTooEarly])
  }

  @Test("a cycle on its day is not early")
  func onItsDay() throws {
    let course = try inFirstCycle()
    #expect(!course.cycleVerdict(start + 52, exception: true).isEarly(start + 52))
    #expect(course.cycleVerdict(start + 51, exception: true).isEarly(start + 51))
    let first = CourseBuilder().cycleVerdict(start)
    #expect(!first.isEarly(start))
  }

  @Test("an exception waives no coverage")
  func coverage() throws {
    var course = try inFirstCycle()
    try course.terminate(1, on: start + 30)
    #expect(course.cycleVerdict(start + 30, exception: true).findings.isEmpty)
    #expect(course.cycleVerdict(start + 31, exception: true).findings.codes == [.notAuthorized])
  }

  @Test("an exception waives no cap and no grant")
  func caps() throws {
    var course = CourseBuilder()
    try course.renew(start, prior: 8)
    try course.cycle(start)
    let verdict = course.cycleVerdict(start + 20, exception: true)
    #expect(verdict.findings.codes == [.authorizedCyclesExhausted, .totalCyclesExhausted, .continuedCyclesExhausted])
  }

  @Test("an exception is kept only with a cycle that started early, and the next is counted from it")
  func recorded() throws {
    var course = try inFirstCycle()
    try course.cycle(start + 20, exception: true)
    #expect(course.course.latestCycle?.fact.exception == CourseBuilder.exception)
    #expect(course.cycleVerdict(start + 61).findings.codes == [.cycleTooEarly])
    try course.cycle(start + 62, exception: true)
    #expect(course.course.latestCycle?.fact.exception == nil)
  }

  @Test("a cycle entered late, before one on file, is too early: it would be the next number")
  func enteredLate() throws {
    var course = CourseBuilder()
    try course.intake(start)
    try course.cycle(start + 100)
    let verdict = course.cycleVerdict(start, exception: true)
    #expect(verdict.number == CycleNumber(2))
    #expect(verdict.findings.codes == [.cycleTooEarly])
    try course.voidCycle(1)
    try course.cycle(start)
    try course.cycle(start + 100)
    #expect(course.course.cycles.map(\.fact.number.value) == [1, 2])
  }

  @Test("a cycle entered late on a past day is judged by the file as it is")
  func enteredInOrder() throws {
    var course = CourseBuilder()
    try course.intake(start)
    try course.cycle(start + 60)
    #expect(course.cycleVerdict(start + 101).findings.codes == [.cycleTooEarly])
    #expect(course.cycleVerdict(start + 102).findings.isEmpty)
  }

  @Test("the days of the next cycle count from the latest cycle, not from a voided one")
  func voidedCycle() throws {
    var course = try inFirstCycle()
    try course.cycle(start + 52)
    try course.voidCycle(2)
    let verdict = course.cycleVerdict(start + 52)
    #expect(verdict.findings.isEmpty)
    #expect(verdict.number == CycleNumber(2))
  }

  @Test("a cycle's length and limits are those of the version its authorization was granted under")
  func versionOfTheAuthorization() throws {
    let later = try Shipped.version(
      "2026-06", effective: "2026-06-01",
      replacing: Shipped.smallDoses + [
        ("{cycles: 1-5, days: 42, citation: V}", "{cycles: 1-5, days: 35, citation: V}"),
        ("cycles: 1-5, most: 980, days: 42", "cycles: 1-5, most: 700, days: 42"),
        ("total: {cycles: 9,", "total: {cycles: 8,"),
      ])
    var course = CourseBuilder(under: [Shipped.policy, later])
    try course.intake(start)
    try course.cycle("2026-07-01")
    #expect(course.course.latestCycle?.span.days == 42)
    #expect(course.course.latestCycle?.limits.first?.most == 980)
    #expect(course.cycleVerdict(day("2026-07-01") + 35).findings.codes == [.cycleTooEarly])
    try course.intake("2026-09-28")
    try course.cycle("2026-09-28")
    #expect(course.course.latestCycle?.span.days == 35)
    #expect(course.course.latestCycle?.limits.first?.most == 700)
    #expect(course.cycleVerdict(day("2026-09-28") + 34).findings.codes == [.cycleTooEarly])
    #expect(course.cycleVerdict(day("2026-09-28") + 35).findings.isEmpty)
  }

  @Test("the caps are those of the version the covering authorization was granted under")
  func capsOfTheAuthorization() throws {
    let later = try Shipped.version(
      "2026-06", effective: "2026-06-01", replacing: [("total: {cycles: 9,", "total: {cycles: 8,")])
    var course = CourseBuilder(under: [Shipped.policy, later])
    try course.renew(start, prior: 8)
    #expect(course.cycleVerdict("2026-07-01").findings.isEmpty)
    // No authorization covers the day: the version in force then answers.
    #expect(course.cycleVerdict("2026-08-17").findings.codes == [.notAuthorized, .totalCyclesExhausted])
    #expect(course.cycleVerdict("2026-02-27").findings.codes == [.notAuthorized])
  }
}
