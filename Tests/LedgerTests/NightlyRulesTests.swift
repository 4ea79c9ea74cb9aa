import CivilTime
import Coverage
import Ledger
import Testing

/// What the nightly job finds of coverage and cycles, each flag on its edge day.
///
/// Coverage in these stories runs over 210 days from 2026-03-02, the last one 2026-09-27.
struct NightlyRulesTests {
  private let start = day("2026-03-02")
  private let end = day("2026-09-27")

  private func held(prior: Int? = nil) throws -> CourseBuilder {
    var course = CourseBuilder()
    try course.intake(start, prior: prior)
    return course
  }

  @Test(
    "coverage expires within thirty days, its last day included",
    arguments: [(31, false), (30, true), (0, true), (-1, false)])
  func expiring(daysBefore: Int, isRaised: Bool) throws {
    var course = try held(prior: 4)
    try course.cycle(start)
    let flag = course.flag(.expiring, on: end - daysBefore)
    #expect((flag != nil) == isRaised)
    guard let flag else { return }
    #expect(flag.cause == FlagCause(kind: .expiring, subject: "A-000001", dueOn: end))
  }

  @Test("the days looked ahead are a choice", arguments: [(60, 60), (61, 60), (7, 7), (8, 7), (0, 0), (1, 0)])
  func within(daysBefore: Int, within: Int) throws {
    let course = try held()
    #expect((course.flag(.expiring, on: end - daysBefore, within: within) != nil) == (daysBefore <= within))
  }

  @Test("expiring coverage tells what remains and what may follow")
  func whatFollows() throws {
    var course = try held()
    #expect(
      course.flag(.expiring, on: end)?.message.hasPrefix(
        "ends on 2026-09-27; 5 granted cycles left; a renewal is ruled out: 0 cycles used") == true)
    try course.cycles(5, from: start)
    #expect(
      course.flag(.expiring, on: end)?.message
        == "ends on 2026-09-27; 0 granted cycles left; a renewal is possible")
    course.submit(course.request(.continued, on: "2026-09-20", diagnosis: nil), answers: [:])
    #expect(course.flag(.expiring, on: end)?.message.hasSuffix("R-000002 is pended") == true)
    try course.renew("2026-09-20")
    #expect(course.flag(.expiring, on: end)?.message.hasSuffix("A-000002 follows from 2026-09-28") == true)
  }

  @Test("what may follow is said by the version in force on the day, not by the one coverage was granted under")
  func whatFollowsNow() throws {
    let twice = "continued: {weeks: 24, cycles: 2, times: 2"
    let later = try Shipped.version(
      "2026-06", effective: "2026-06-01", replacing: [(twice, twice.replacing("times: 2", with: "times: 3"))])
    var course = CourseBuilder(under: [Shipped.policy, later])
    try course.renew(start, prior: 5)
    try course.renew(start)
    #expect(course.flag(.expiring, on: start + 330)?.message.hasSuffix("left; a renewal is possible") == true)
    let today = start + 330
    #expect(course.renewalVerdict(today).outcome == .approved)
  }

  @Test("where no version is in force on the day, no renewal is possible")
  func whatFollowsBefore() throws {
    let course = try held()
    let flag = course.flag(.expiring, on: day("2021-02-28"), within: 9_999)
    #expect(flag?.message.hasSuffix("a renewal is ruled out: no policy for rr-all is in force on 2021-02-28") == true)
  }

  @Test("a request of the other indication, or one decided, is no open renewal")
  func noOpenRequest() throws {
    var course = try held()
    try course.cycles(5, from: start)
    course.indication = .residual
    course.submit(course.request(.initial, on: "2026-09-20"), answers: [:])
    #expect(course.flag(.expiring, on: end)?.message.hasSuffix("a renewal is possible") == true)
  }

  @Test(
    "coverage that has ended with cycles unused is told of, from the day after on",
    arguments: [(0, false), (1, true), (400, true)])
  func expired(daysAfter: Int, isRaised: Bool) throws {
    var course = try held()
    try course.cycles(4, from: start)
    let flag = course.flag(.expired, on: end + daysAfter)
    #expect((flag != nil) == isRaised)
    guard let flag else { return }
    #expect(flag.cause == FlagCause(kind: .expired, subject: "A-000001", dueOn: end))
    #expect(flag.message == "ended on 2026-09-27 with 1 granted cycle unused")
    #expect(course.flag(.expiring, on: end + daysAfter) == nil)
  }

  @Test("coverage whose cycles are all used, or that another follows, has not expired")
  func notExpired() throws {
    var course = try held()
    try course.cycles(4, from: start)
    var followed = course
    try followed.intake(end + 60)
    #expect(followed.flag(.expired, on: end + 1) == nil)
    try course.cycle(start + 168)
    #expect(course.flag(.expired, on: end + 1) == nil)
  }

  @Test("what was voided is not looked at")
  func voided() throws {
    var course = try held()
    try course.voidAuthorization(1)
    #expect(course.flags(on: end).isEmpty)
    #expect(course.flags(on: end + 1).isEmpty)
  }

  @Test("the last cycle a cap allows has started", arguments: [(7, false), (8, true)])
  func capReached(prior: Int, isRaised: Bool) throws {
    var course = CourseBuilder()
    try course.renew(start, prior: prior)
    #expect(course.flag(.capReached, on: start + 5) == nil)
    try course.cycle(start + 5)
    let flag = course.flag(.capReached, on: start + 5)
    #expect((flag != nil) == isRaised)
    guard let flag else { return }
    #expect(flag.cause == FlagCause(kind: .capReached, subject: "A-000001", dueOn: start + 5))
    #expect(course.flag(.capReached, on: start + 167)?.cause == flag.cause)
    #expect(course.flag(.capReached, on: start + 168) == nil)
    try course.voidCycle(9)
    #expect(course.flag(.capReached, on: start + 5) == nil)
  }

  @Test("the cap of residual disease is four cycles")
  func capReachedResidual() throws {
    var course = CourseBuilder(.residual)
    try course.intake(start)
    try course.cycles(3, from: start)
    #expect(course.flag(.capReached, on: start + 130) == nil)
    try course.cycle(start + 126)
    #expect(course.flag(.capReached, on: start + 130)?.cause.dueOn == start + 126)
  }

  @Test("a cap is told of under the authorization of its last cycle alone")
  func capReachedOnce() throws {
    var course = CourseBuilder()
    try course.renew(start, prior: 7)
    try course.renew(start)
    try course.cycles(2, from: start)
    #expect(course.flags(on: start + 90).filter { $0.cause.kind == .capReached }.map(\.cause.subject) == ["A-000001"])
  }

  @Test(
    "a next cycle is overdue fourteen days after it could have started",
    arguments: [(13, false), (14, true), (60, true)])
  func cycleOverdue(daysAfter: Int, isRaised: Bool) throws {
    var course = try held()
    try course.cycle(start)
    let flag = course.flag(.cycleOverdue, on: start + 42 + daysAfter)
    #expect((flag != nil) == isRaised)
    guard let flag else { return }
    #expect(flag.cause == FlagCause(kind: .cycleOverdue, subject: "A-000001", dueOn: start + 42))
  }

  @Test("a first cycle is overdue fourteen days after coverage begins", arguments: [(13, false), (14, true)])
  func firstCycleOverdue(daysAfter: Int, isRaised: Bool) throws {
    #expect((try held().flag(.cycleOverdue, on: start + daysAfter) != nil) == isRaised)
  }

  @Test("under a renewal the next cycle could start on its first day, not before")
  func overdueUnderRenewal() throws {
    var course = CourseBuilder()
    try course.reach(cycle: 5, from: start)
    try course.renew(start + 240)
    #expect(course.flag(.cycleOverdue, on: start + 253) == nil)
    let flag = course.flag(.cycleOverdue, on: start + 254)
    #expect(flag?.cause == FlagCause(kind: .cycleOverdue, subject: "A-000002", dueOn: start + 240))
  }

  @Test("an overdue cycle stays so when other coverage carries on, and names the day it first could have started")
  func overdueAcross() throws {
    var course = try held()
    try course.cycle(start + 141)
    try course.intake(start + 210)
    let cause = FlagCause(kind: .cycleOverdue, subject: "A-000001", dueOn: start + 183)
    #expect(course.flag(.cycleOverdue, on: start + 196) == nil)
    for today in [start + 197, end, end + 1, end + 100] {
      #expect(course.flags(on: today).filter { $0.cause.kind == .cycleOverdue }.map(\.cause) == [cause])
    }
    #expect(course.flag(.cycleOverdue, on: end + 211) == nil)
  }

  @Test("after a gap in coverage the days are counted from the new coverage on")
  func overdueAfterGap() throws {
    var course = try held()
    try course.cycle(start + 141)
    try course.intake(start + 215)
    #expect(course.flag(.cycleOverdue, on: end)?.cause.subject == "A-000001")
    #expect(course.flag(.cycleOverdue, on: end + 1) == nil)
    #expect(course.flag(.cycleOverdue, on: start + 228) == nil)
    #expect(
      course.flag(.cycleOverdue, on: start + 229)?.cause
        == FlagCause(kind: .cycleOverdue, subject: "A-000002", dueOn: start + 215))
  }

  @Test("no cycle is overdue when none is left, none is covered, or none would suit")
  func notOverdue() throws {
    var course = try held(prior: 4)
    try course.cycle(start)
    #expect(course.flag(.cycleOverdue, on: start + 60) == nil)
    #expect(try held().flag(.cycleOverdue, on: end)?.cause.dueOn == start)
    #expect(try held().flag(.cycleOverdue, on: end + 1) == nil)
    #expect(try held().flag(.cycleOverdue, on: start - 1) == nil)
  }

  @Test("a cycle the authorization does not grant is not overdue, nor one of the other kind")
  func notGranted() throws {
    var course = CourseBuilder()
    try course.renew(start, prior: 5)
    try course.cycles(2, from: start)
    try course.extend(1, to: start + 250)
    #expect(course.flag(.cycleOverdue, on: start + 200) == nil)

    var voided = CourseBuilder()
    try voided.reach(cycle: 5, from: start)
    try voided.renew(start + 210)
    #expect(voided.flag(.cycleOverdue, on: start + 224)?.cause.subject == "A-000002")
    try voided.voidCycle(5)
    #expect(voided.flag(.cycleOverdue, on: start + 224) == nil)
  }

  @Test("a cycle the caps rule out is not overdue")
  func ruledOut() throws {
    var course = CourseBuilder()
    try course.renew(start, prior: 7)
    try course.renew(start)
    try course.cycle(start)
    #expect(course.flag(.cycleOverdue, on: start + 200)?.cause.subject == "A-000001")
    try course.cycle(start + 84)
    #expect(course.flag(.cycleOverdue, on: start + 200) == nil)
  }

  @Test("flags depend on the facts and the day alone, and their due dates do not move")
  func steady() throws {
    var course = try held()
    try course.cycle(start)
    let early = Set(course.flags(on: start + 56).map(\.cause))
    let late = Set(course.flags(on: start + 100).map(\.cause))
    #expect(early == late)
    #expect(early.map(\.kind) == [.cycleOverdue])
  }

  @Test("each course has its own flags, by indication")
  func bothCourses() throws {
    var course = try held()
    course.indication = .residual
    try course.intake(start)
    #expect(course.flags(on: start + 14).map(\.cause.subject) == ["A-000002", "A-000001"])
    #expect(course.flags(on: start + 14).allSatisfy { $0.cause.kind == .cycleOverdue })
  }
}

extension CourseBuilder {
  /// Every flag that ought to stand on a day.
  func flags(on today: CivilDay, within: Int = 30) -> [StandingFlag] {
    NightlyRules(
      history: history, today: today, withinDays: within, settings: PlanSettings(timeZone: "America/Chicago")
    ).flags
  }

  /// The flag of a kind that ought to stand on a day.
  func flag(_ kind: FlagKind, on today: CivilDay, within: Int = 30) -> StandingFlag? {
    flags(on: today, within: within).first { $0.cause.kind == kind }
  }
}
