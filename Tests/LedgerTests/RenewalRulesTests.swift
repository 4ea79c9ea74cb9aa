import CivilTime
import Coverage
import Ledger
import Testing

/// What a continued authorization grants, and when there is none (policy I and IV).
struct RenewalRulesTests {
  private let start = day("2026-03-02")

  /// A patient whose five initial cycles have started, with coverage to 2026-09-27.
  private func afterFiveCycles() throws -> CourseBuilder {
    var course = CourseBuilder()
    try course.reach(cycle: 5, from: start)
    return course
  }

  @Test("twenty-four weeks and two cycles, from the day after coverage ends")
  func granted() throws {
    let verdict = try afterFiveCycles().renewalVerdict("2026-09-10")
    #expect(verdict.outcome == .approved)
    #expect(verdict.grant.span == days("2026-09-28", "2027-03-14"))
    #expect(verdict.grant.span?.days == 168)
    #expect(verdict.grant.cycles == 2)
  }

  @Test("a renewal received after coverage has ended starts on its received date")
  func receivedLate() throws {
    let course = try afterFiveCycles()
    #expect(course.renewalVerdict("2026-09-27").grant.span?.startsOn == day("2026-09-28"))
    #expect(course.renewalVerdict("2026-09-28").grant.span?.startsOn == day("2026-09-28"))
    #expect(course.renewalVerdict("2026-09-29").grant.span?.startsOn == day("2026-09-29"))
  }

  @Test("coverage after a termination or an extension starts the day after the new end")
  func startAfterChange() throws {
    var course = try afterFiveCycles()
    try course.terminate(1, on: "2026-08-31")
    #expect(course.renewalVerdict("2026-08-20").grant.span?.startsOn == day("2026-09-01"))
    try course.extend(1, to: "2026-10-31")
    #expect(course.renewalVerdict("2026-08-20").grant.span?.startsOn == day("2026-11-01"))
  }

  @Test("the last authorization to end is the one that counts, whatever the order they were recorded in")
  func startAfterTheLatest() throws {
    var course = CourseBuilder()
    try course.intake("2026-03-02", start: "2026-10-05")
    try course.intake("2026-03-02")
    #expect(
      RequestRules.defaultStart(.continued, receivedOn: day("2026-04-01"), course: course.course)
        == day("2027-05-03"))
  }

  @Test("a renewal of residual disease is never permitted", arguments: 0...4)
  func notPermitted(cycles: Int) throws {
    var course = CourseBuilder(.residual)
    try course.intake(start)
    try course.cycles(cycles, from: start)
    let verdict = course.renewalVerdict("2026-08-20")
    #expect(verdict.outcome == .denied)
    #expect(verdict.basis == .administrative)
    #expect(verdict.findings.first?.code == .renewalNotPermitted)
    #expect(verdict.findings.first?.citation == "I, IV")
    #expect(verdict.findings.codes.dropFirst() == [cycles < 4 ? .initialCyclesIncomplete : .totalCyclesExhausted])
    #expect(verdict.grant.cycles == 0)
    #expect(verdict.grant.span == nil)
  }

  @Test("there are two renewals, and no third")
  func renewalsExhausted() throws {
    var course = try afterFiveCycles()
    try course.renew("2026-09-28")
    try course.cycle("2026-09-28")
    #expect(course.renewalVerdict("2027-03-15").outcome == .approved)
    try course.renew("2027-03-15")
    let third = course.renewalVerdict("2027-09-01")
    #expect(third.outcome == .denied)
    #expect(third.findings.codes == [.renewalsExhausted])
    #expect(third.findings.first?.message == "2 renewals granted; the policy allows 2")
  }

  @Test("voided renewals and initial authorizations are not renewals granted")
  func voidedRenewals() throws {
    var course = try afterFiveCycles()
    try course.renew("2026-09-28")
    try course.renew("2027-03-15")
    try course.voidAuthorization(3)
    #expect(course.renewalVerdict("2027-03-15").outcome == .approved)
    try course.renew("2027-03-15")
    #expect(course.renewalVerdict("2027-09-01").findings.codes == [.renewalsExhausted])
  }

  @Test("a terminated renewal still counts")
  func terminatedRenewals() throws {
    var course = try afterFiveCycles()
    try course.renew("2026-09-28")
    try course.terminate(2, on: "2026-10-01")
    try course.renew("2026-10-02")
    #expect(course.renewalVerdict("2027-09-01").findings.codes == [.renewalsExhausted])
  }

  @Test("a renewal is too early until the latest authorization has begun")
  func tooEarly() throws {
    var course = try afterFiveCycles()
    try course.renew("2026-09-10")
    let early = course.renewalVerdict("2026-09-27")
    #expect(early.findings.codes == [.renewalTooEarly])
    #expect(early.outcome == .denied)
    #expect(early.findings.first?.hint == "ask again from 2026-09-28 on")
    #expect(course.renewalVerdict("2026-09-28").outcome == .approved)
  }

  @Test("the latest authorization is the one that begins last, not the one recorded last")
  func latestByItsDays() throws {
    var course = CourseBuilder()
    try course.renew(start, start: start + 300, prior: 5)
    try course.renew(start + 300, start: start)
    try course.voidAuthorization(1)
    try course.renew(start + 170, start: start + 300)
    try course.voidAuthorization(2)
    try course.renew(start + 300, start: start)
    #expect(course.course.authorizations.map(\.fact.number.value) == [4, 3])
    let verdict = course.renewalVerdict(start + 200, start: start + 600)
    #expect(verdict.findings.codes == [.renewalsExhausted, .renewalTooEarly])
  }

  @Test("all five cycles before continued therapy come first", arguments: 0...5)
  func initialCyclesIncomplete(cycles: Int) throws {
    var course = CourseBuilder()
    try course.intake(start)
    try course.cycles(cycles, from: start)
    let verdict = course.renewalVerdict("2026-09-10")
    #expect(verdict.findings.codes == (cycles < 5 ? [.initialCyclesIncomplete] : []))
    if cycles == 4 { #expect(verdict.findings.first?.hint?.hasPrefix("start cycle 5 first") == true) }
  }

  @Test(
    "prior cycles count among the five, and may be all of them", arguments: [(4, 0), (5, 2), (6, 2), (7, 2), (8, 1)])
  func priorCycles(prior: Int, granted: Int) {
    let verdict = CourseBuilder().renewalVerdict("2026-03-02", prior: prior)
    #expect(verdict.findings.codes == (granted == 0 ? [.initialCyclesIncomplete] : []))
    #expect(verdict.outcome == (granted == 0 ? .denied : .approved))
    if granted > 0 { #expect(verdict.grant.cycles == granted) }
    #expect(verdict.grant.span?.startsOn == start)
  }

  @Test("nine cycles reach both caps, wherever they were received", arguments: [9, 10])
  func caps(prior: Int) {
    let verdict = CourseBuilder().renewalVerdict("2026-03-02", prior: prior)
    #expect(verdict.outcome == .denied)
    #expect(verdict.findings.codes == [.totalCyclesExhausted, .continuedCyclesExhausted])
    #expect(verdict.findings.map(\.citation) == ["IV, V", "IV"])
    #expect(verdict.grant.cycles == 0)
  }

  @Test("each cap is held by itself", arguments: [(8, 4), (9, 3)])
  func capsApart(total: Int, continued: Int) throws {
    let policy = try Shipped.version(
      "2027-01", effective: "2027-01-01",
      replacing: [
        ("total: {cycles: 9,", "total: {cycles: \(total),"),
        ("continued: {cycles: 4,", "continued: {cycles: \(continued),"),
      ])
    var course = CourseBuilder(under: [policy])
    #expect(course.renewalVerdict("2027-03-01", prior: 7).grant.cycles == 1)
    let full = course.renewalVerdict("2027-03-01", prior: 8)
    #expect(full.findings.codes == [total == 8 ? .totalCyclesExhausted : .continuedCyclesExhausted])
    course.indication = .residual
    #expect(
      course.renewalVerdict("2027-03-01", prior: 4).findings.codes == [.renewalNotPermitted, .totalCyclesExhausted])
  }

  @Test("a cap of one cycle more grants one more, the cap of the policy's own")
  func widerCaps() throws {
    let policy = try Shipped.version(
      "2027-01", effective: "2027-01-01", replacing: [("cycles: 2, times: 2", "cycles: 2, times: 3")])
    var course = CourseBuilder(under: [policy])
    try course.renew("2027-03-01", prior: 5)
    try course.renew("2027-10-01")
    #expect(course.renewalVerdict("2028-10-01").outcome == .approved)
    try course.renew("2028-10-01")
    #expect(course.renewalVerdict("2029-10-01").findings.codes == [.renewalsExhausted])
  }

  @Test("a renewal may not share a day with coverage held")
  func overlap() throws {
    let course = try afterFiveCycles()
    let verdict = course.renewalVerdict("2026-09-10", start: "2026-09-27")
    #expect(verdict.findings.codes == [.authorizationOverlap])
    #expect(verdict.outcome == .denied)
    #expect(course.renewalVerdict("2026-09-10", start: "2026-09-28").outcome == .approved)
  }

  @Test("every finding is given at once")
  func allAtOnce() throws {
    var course = CourseBuilder()
    try course.renew("2026-03-02", prior: 5)
    try course.renew("2026-03-02", start: "2026-12-01")
    try course.voidAuthorization(1)
    try course.voidAuthorization(2)
    try course.renew("2026-03-02", prior: 4 + 1)
    try course.renew("2026-03-02", start: "2026-12-01")
    let verdict = course.renewalVerdict("2026-11-30", start: "2026-12-05", prior: 9)
    #expect(
      verdict.findings.codes == [
        .renewalsExhausted, .renewalTooEarly, .totalCyclesExhausted, .continuedCyclesExhausted, .authorizationOverlap,
      ])
  }
}
