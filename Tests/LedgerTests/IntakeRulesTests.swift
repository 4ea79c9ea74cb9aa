import CivilTime
import Coverage
import Ledger
import Testing

/// What an initial authorization grants, and when there is none (policy I).
struct IntakeRulesTests {
  @Test("thirty weeks and five cycles for relapsed disease, the last day included")
  func relapsed() throws {
    let verdict = CourseBuilder().intakeVerdict("2026-03-01", start: "2026-03-02")
    #expect(verdict.outcome == .approved)
    #expect(verdict.basis == nil)
    #expect(verdict.findings.isEmpty)
    #expect(verdict.grant.span == days("2026-03-02", "2026-09-27"))
    #expect(verdict.grant.span?.days == 210)
    #expect(verdict.grant.cycles == 5)
  }

  @Test("twenty-four weeks and four cycles for residual disease")
  func residual() throws {
    let verdict = CourseBuilder(.residual).intakeVerdict("2026-03-01", start: "2026-03-02")
    #expect(verdict.outcome == .approved)
    #expect(verdict.grant.span == days("2026-03-02", "2026-08-16"))
    #expect(verdict.grant.span?.days == 168)
    #expect(verdict.grant.cycles == 4)
  }

  @Test("coverage starts on the received date unless another day is wanted")
  func defaultStart() {
    #expect(CourseBuilder().intakeVerdict("2026-03-01").grant.span?.startsOn == day("2026-03-01"))
    let held = CourseBuilder().course
    #expect(RequestRules.defaultStart(.initial, receivedOn: day("2026-03-01"), course: held) == day("2026-03-01"))
  }

  @Test("an intake starts on its received date even where coverage is held already")
  func defaultStartBesideCoverage() throws {
    var course = CourseBuilder()
    try course.intake("2026-03-02")
    #expect(
      RequestRules.defaultStart(.initial, receivedOn: day("2026-05-01"), course: course.course) == day("2026-05-01"))
  }

  @Test("prior cycles leave fewer to grant", arguments: [(0, 5), (1, 4), (4, 1)])
  func priorCycles(prior: Int, granted: Int) {
    let verdict = CourseBuilder().intakeVerdict("2026-03-02", prior: prior)
    #expect(verdict.outcome == .approved)
    #expect(verdict.grant.cycles == granted)
  }

  @Test("with every cycle before continued therapy received elsewhere there is nothing to grant", arguments: 5...9)
  func exhausted(prior: Int) throws {
    let verdict = CourseBuilder().intakeVerdict("2026-03-02", prior: prior)
    #expect(verdict.outcome == .denied)
    #expect(verdict.basis == .administrative)
    #expect(verdict.findings.codes == [.initialCyclesExhausted])
    #expect(verdict.grant.cycles == 0)
    // With nine cycles there is no continued therapy left to ask for either.
    #expect(verdict.findings.first?.hint?.contains("`renew`") == (prior < 9))
  }

  @Test("residual disease has four cycles in all, prior ones included", arguments: [(3, 1), (4, 0), (5, 0)])
  func residualPrior(prior: Int, granted: Int) {
    let verdict = CourseBuilder(.residual).intakeVerdict("2026-03-02", prior: prior)
    #expect(verdict.grant.cycles == granted)
    #expect(verdict.findings.codes == (granted == 0 ? [.initialCyclesExhausted] : []))
    #expect(verdict.findings.allSatisfy { $0.hint == "no further cycle of this indication can be covered" })
  }

  @Test("a second initial authorization takes the cycles left over once the first has ended")
  func leftOver() throws {
    var course = CourseBuilder()
    try course.intake("2026-03-02")
    try course.cycles(2, from: "2026-03-02")
    let verdict = course.intakeVerdict("2026-09-28")
    #expect(verdict.outcome == .approved)
    #expect(verdict.grant.cycles == 3)
    #expect(verdict.grant.span == days("2026-09-28", "2027-04-25"))
  }

  @Test("prior cycles and cycles started here are counted together")
  func priorAndLive() throws {
    var course = CourseBuilder()
    try course.intake("2026-03-02", prior: 2)
    try course.cycles(2, from: "2026-03-02")
    #expect(course.intakeVerdict("2026-09-28").grant.cycles == 1)
    try course.cycle("2026-05-25")
    #expect(course.intakeVerdict("2026-09-28").findings.codes == [.initialCyclesExhausted])
  }

  @Test("voided cycles are not used")
  func voidedCycles() throws {
    var course = CourseBuilder()
    try course.intake("2026-03-02")
    try course.cycles(5, from: "2026-03-02")
    try course.voidCycle(5)
    #expect(course.intakeVerdict("2026-09-28").grant.cycles == 1)
  }

  @Test("cycles of the other indication are not used")
  func otherIndication() throws {
    var course = CourseBuilder(.residual)
    try course.intake("2026-03-02")
    try course.cycles(4, from: "2026-03-02")
    course.indication = .relapsed
    #expect(course.intakeVerdict("2026-05-01").grant.cycles == 5)
    #expect(course.intakeVerdict("2026-05-01").outcome == .approved)
  }

  @Test("two authorizations of a course may not share a day, on either side")
  func overlap() throws {
    var course = CourseBuilder()
    try course.intake("2026-03-02")
    #expect(course.intakeVerdict("2026-09-27").findings.codes == [.authorizationOverlap])
    #expect(course.intakeVerdict("2026-09-28").outcome == .approved)
    // 210 days that end on the first day held, and on the day before it.
    #expect(course.intakeVerdict("2025-08-05").findings.codes == [.authorizationOverlap])
    #expect(course.intakeVerdict("2025-08-04").outcome == .approved)
  }

  @Test("the hint of an overlap names the day the next could start on")
  func overlapHint() throws {
    var course = CourseBuilder()
    try course.intake("2026-03-02")
    let finding = try #require(course.intakeVerdict("2026-05-01").findings.first)
    #expect(finding.hint == "coverage is held already; the next could start on 2026-09-28")
    #expect(finding.details.last?.name == "earliest")
    #expect(finding.details.last?.value == .string("2026-09-28"))
    #expect(finding.details.first?.value == .array([.string("A-000001")]))
  }

  @Test("the day the next could start on leaves room for all its days")
  func overlapHintSkipsShortGaps() throws {
    var course = CourseBuilder()
    try course.intake("2026-03-02")
    try course.intake("2026-03-02", start: "2026-12-01")
    func earliest(_ start: String) -> String? {
      let last = course.intakeVerdict(start).findings.first?.details.last
      guard case .string(let text)? = last?.value else { return nil }
      return text
    }
    // The gap from 2026-09-28 to 2026-11-30 is too short for 30 weeks; the second authorization ends on 2027-06-28.
    #expect(earliest("2026-05-01") == "2027-06-29")
    #expect(earliest("2026-11-30") == "2027-06-29")
    try course.voidAuthorization(2)
    #expect(earliest("2026-05-01") == "2026-09-28")
  }

  @Test("an overlap is measured by the days covered now, not those granted")
  func overlapAfterChange() throws {
    var course = CourseBuilder()
    try course.intake("2026-03-02")
    try course.terminate(1, on: "2026-06-30")
    #expect(course.intakeVerdict("2026-06-30").findings.codes == [.authorizationOverlap])
    #expect(course.intakeVerdict("2026-07-01").outcome == .approved)
  }

  @Test("a voided authorization is in nobody's way")
  func voidedOverlap() throws {
    var course = CourseBuilder()
    try course.intake("2026-03-02")
    try course.voidAuthorization(1)
    #expect(course.intakeVerdict("2026-03-02").outcome == .approved)
  }

  @Test("both findings are given at once")
  func bothFindings() throws {
    var course = CourseBuilder()
    try course.intake("2026-03-02")
    try course.cycles(5, from: "2026-03-02")
    let verdict = course.intakeVerdict("2026-09-01")
    #expect(verdict.findings.codes == [.initialCyclesExhausted, .authorizationOverlap])
    #expect(verdict.grant.cycles == 0)
  }

  @Test("a policy whose numbers differ grants by its own", arguments: [(0, 3), (3, 2)])
  func otherPolicy(prior: Int, granted: Int) throws {
    let policy = try Shipped.version(
      "2027-01", effective: "2027-01-01",
      replacing: [("initial: {weeks: 30, cycles: 5, citation: I}", "initial: {weeks: 18, cycles: 3, citation: I}")])
    let course = CourseBuilder(under: [Shipped.policy, policy])
    let verdict = course.intakeVerdict("2027-01-01", prior: prior)
    #expect(verdict.grant.cycles == granted)
    #expect(verdict.grant.span?.days == 126)
    #expect(course.intakeVerdict("2026-12-31", prior: prior).grant.span?.days == 210)
  }
}
