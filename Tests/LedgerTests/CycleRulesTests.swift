import CivilTime
import Coverage
import Ledger
import Testing

/// When the next cycle may start (policy I, IV and V).
struct CycleRulesTests {
  private let start = day("2026-03-02")

  private func initialCoverage(prior: Int? = nil) throws -> CourseBuilder {
    var course = CourseBuilder()
    try course.intake(start, prior: prior)
    return course
  }

  @Test("a cycle starts on the first covered day and lasts 42 days")
  func first() throws {
    let verdict = try initialCoverage().cycleVerdict(start)
    #expect(verdict.findings.isEmpty)
    #expect(verdict.number == CycleNumber(1))
    #expect(verdict.phase == "induction")
    #expect(verdict.span == days("2026-03-02", "2026-04-12"))
    #expect(verdict.authorization?.fact.number == AuthorizationNumber(1))
    #expect(verdict.earliest == nil)
  }

  @Test("without coverage there is no cycle")
  func withoutCoverage() throws {
    let verdict = CourseBuilder().cycleVerdict(start)
    #expect(verdict.findings.codes == [.notAuthorized])
    #expect(verdict.authorization == nil)
    #expect(verdict.findings.first?.hint == "ask for coverage with `intake`, or extend an authorization")
  }

  @Test("coverage is needed on the first day itself", arguments: [(-1, false), (0, true), (209, true), (210, false)])
  func edges(offset: Int, isStarted: Bool) throws {
    let verdict = try initialCoverage().cycleVerdict(start + offset)
    #expect(verdict.findings.codes == (isStarted ? [] : [.notAuthorized]))
  }

  @Test("before coverage begins the hint names its first day")
  func beforeCoverage() throws {
    let finding = try #require(try initialCoverage().cycleVerdict(start - 1).findings.first)
    #expect(finding.hint == "start from 2026-03-02 on, under A-000001")
    #expect(finding.message.contains("A-000001 (2026-03-02 to 2026-09-27)"))
  }

  @Test("a voided authorization covers no cycle, and a terminated one none past its end")
  func voidedAndTerminated() throws {
    var course = try initialCoverage()
    try course.terminate(1, on: "2026-03-31")
    #expect(course.cycleVerdict("2026-03-31").findings.isEmpty)
    #expect(course.cycleVerdict("2026-04-01").findings.codes == [.notAuthorized])
    try course.voidAuthorization(1)
    #expect(course.cycleVerdict("2026-03-31").findings.codes == [.notAuthorized])
  }

  @Test("coverage of one indication is none of the other")
  func otherIndication() throws {
    var course = try initialCoverage()
    course.indication = .residual
    #expect(course.cycleVerdict(start).findings.codes == [.notAuthorized])
  }

  @Test("the next cycle is 42 days after the one before", arguments: [(41, false), (42, true), (43, true)])
  func fortyTwoDays(offset: Int, isStarted: Bool) throws {
    var course = try initialCoverage()
    try course.cycle(start + 3)
    let verdict = course.cycleVerdict(start + 3 + offset)
    #expect(verdict.findings.codes == (isStarted ? [] : [.cycleTooEarly]))
    #expect(verdict.earliest == start + 45)
    #expect(verdict.number == CycleNumber(2))
  }

  @Test("the next continued cycle is 84 days after the one before", arguments: [(83, false), (84, true), (85, true)])
  func eightyFourDays(offset: Int, isStarted: Bool) throws {
    var course = CourseBuilder()
    try course.renew(start, prior: 5)
    let sixth = try course.cycle(start)
    #expect(sixth.number == CycleNumber(6))
    #expect(sixth.phase == "continued")
    #expect(sixth.span.days == 84)
    let verdict = course.cycleVerdict(start + offset)
    #expect(verdict.findings.codes == (isStarted ? [] : [.cycleTooEarly]))
  }

  @Test("cycle 6 is 42 days after cycle 5, whose length it is that counts", arguments: [(41, false), (42, true)])
  func fifthToSixth(offset: Int, isStarted: Bool) throws {
    var course = try initialCoverage(prior: 4)
    try course.cycle(start)
    try course.terminate(1, on: start + 20)
    try course.renew(start + 21)
    #expect(course.cycleVerdict(start + offset).findings.codes == (isStarted ? [] : [.cycleTooEarly]))
  }

  @Test("the finding names the earliest day and the cycle before")
  func tooEarlyFinding() throws {
    var course = try initialCoverage()
    try course.cycle(start)
    let finding = try #require(course.cycleVerdict(start + 40).findings.first)
    #expect(
      finding.message
        == "cycle 1 began on 2026-03-02 and lasts 42 days; the next may start on 2026-04-13, 2 days after 2026-04-11")
    #expect(finding.citation == "V")
    #expect(finding.details.first?.value == .string("2026-04-13"))
  }

  @Test(
    "phases follow from the number",
    arguments: [(0, "induction"), (1, "induction"), (2, "consolidation"), (4, "consolidation")])
  func phases(prior: Int, phase: String) throws {
    #expect(try initialCoverage(prior: prior).cycleVerdict(start).phase == phase)
  }

  @Test("prior cycles shift the numbering", arguments: 0...4)
  func numbering(prior: Int) throws {
    var course = try initialCoverage(prior: prior)
    #expect(course.cycleVerdict(start).number == CycleNumber(prior + 1))
    try course.cycle(start)
    #expect(course.cycleVerdict(start + 42).number == CycleNumber(prior + 2))
  }

  @Test("cycles granted to an authorization are all it covers")
  func authorizedCycles() throws {
    var course = CourseBuilder()
    try course.renew(start, prior: 5)
    try course.cycles(2, from: start)
    try course.extend(1, to: start + 200)
    let verdict = course.cycleVerdict(start + 168)
    #expect(verdict.findings.codes == [.authorizedCyclesExhausted])
    #expect(verdict.findings.first?.message == "the 2 cycles of A-000001 are started")
    try course.voidCycle(7)
    #expect(course.cycleVerdict(start + 168).findings.isEmpty)
  }

  @Test("cycle 6 needs continued coverage, cycle 5 initial coverage")
  func kinds() throws {
    var course = CourseBuilder()
    try course.reach(cycle: 5, from: start)
    try course.extend(1, to: start + 240)
    let sixth = course.cycleVerdict(start + 210)
    #expect(sixth.findings.codes == [.notAuthorized])
    #expect(sixth.authorization == nil)
    #expect(sixth.findings.first?.hint == "ask for coverage with `renew`")
    try course.terminate(1, on: start + 209)
    try course.renew(start + 210)
    #expect(course.cycleVerdict(start + 210).findings.isEmpty)
    try course.voidCycle(5)
    let fifth = course.cycleVerdict(start + 210)
    #expect(fifth.findings.codes == [.notAuthorized])
    #expect(fifth.findings.first?.hint == "ask for coverage with `intake`")
  }

  @Test("cycle 9 is the last: a tenth is refused by every cap")
  func tenth() throws {
    var course = CourseBuilder()
    try course.reach(cycle: 8, from: start)
    let ninth = course.cycleVerdict(start + 462)
    #expect(ninth.findings.isEmpty)
    #expect(ninth.number == CycleNumber(9))
    try course.cycle(start + 462)
    try course.extend(3, to: start + 600)
    let tenth = course.cycleVerdict(start + 546)
    #expect(tenth.number == CycleNumber(10))
    #expect(tenth.phase == nil)
    #expect(
      tenth.findings.codes == [.authorizedCyclesExhausted, .totalCyclesExhausted, .continuedCyclesExhausted])
    #expect(tenth.span.days == 84)
  }

  @Test("a cycle past the last phase is refused by the caps, under either kind of coverage")
  func pastTheLastPhase() throws {
    var course = CourseBuilder(.residual)
    try course.intake(start)
    try course.cycles(4, from: start)
    try course.extend(1, to: start + 200)
    let fifth = course.cycleVerdict(start + 168)
    #expect(fifth.findings.codes == [.authorizedCyclesExhausted, .totalCyclesExhausted])
    #expect(fifth.authorization != nil)
    #expect(fifth.span.days == 42)
  }

  @Test("prior cycles on file count toward the caps of later cycles")
  func priorTowardCaps() throws {
    var course = CourseBuilder()
    try course.renew(start, prior: 8)
    #expect(try course.authorization(1).fact.cyclesGranted == 1)
    try course.cycle(start)
    let tenth = course.cycleVerdict(start + 84)
    #expect(tenth.findings.codes == [.authorizedCyclesExhausted, .totalCyclesExhausted, .continuedCyclesExhausted])
  }

  @Test("everything that stands against a cycle is said at once")
  func allAtOnce() throws {
    var course = CourseBuilder()
    try course.renew(start, prior: 8)
    try course.cycle(start + 100)
    let verdict = course.cycleVerdict(start + 168)
    #expect(
      verdict.findings.codes == [.notAuthorized, .totalCyclesExhausted, .continuedCyclesExhausted, .cycleTooEarly])
  }

  @Test("a second initial authorization carries the numbering on")
  func secondInitial() throws {
    var course = try initialCoverage()
    try course.cycles(2, from: start)
    try course.intake(start + 210)
    let third = course.cycleVerdict(start + 210)
    #expect(third.number == CycleNumber(3))
    #expect(third.authorization?.fact.number == AuthorizationNumber(2))
    try course.cycles(3, from: start + 210)
    #expect(course.cycleVerdict(start + 336).findings.codes == [.notAuthorized])
  }
}
