import CivilTime
import Coverage
import Ledger
import Testing

/// What the nightly job finds of doses that will not fit: coverage too short, units near their limit.
struct NightlyDosingTests {
  private let start = day("2026-03-02")
  private let end = day("2026-09-27")

  private func held(prior: Int? = nil) throws -> CourseBuilder {
    var course = CourseBuilder()
    try course.intake(start, prior: prior)
    return course
  }

  // MARK: Coverage too short

  @Test("an open cycle's 28 dosing days must end with coverage", arguments: [(182, false), (183, true)])
  func openCycle(offset: Int, isRaised: Bool) throws {
    var course = try held(prior: 4)
    try course.cycle(start + offset)
    let flag = course.flag(.coverageTooShort, on: start + offset)
    #expect((flag != nil) == isRaised)
    guard let flag else { return }
    #expect(flag.cause == FlagCause(kind: .coverageTooShort, subject: "A-000001", dueOn: end))
    #expect(flag.message == "cycle 5 doses until 2026-09-28, 1 day past the end of coverage")
    #expect(course.flag(.coverageTooShort, on: end)?.cause == flag.cause)
    #expect(course.flag(.coverageTooShort, on: end + 1) == nil)
  }

  @Test("an extension by the missing day takes the flag away")
  func extended() throws {
    var course = try held(prior: 4)
    try course.cycle(start + 184)
    try course.extend(1, to: end + 1)
    #expect(course.flag(.coverageTooShort, on: start + 184) != nil)
    try course.extend(1, to: end + 2)
    #expect(course.flag(.coverageTooShort, on: start + 184) == nil)
  }

  @Test("coverage that goes on without a gap is long enough", arguments: [(1, false), (2, true)])
  func successor(gap: Int, isRaised: Bool) throws {
    var course = try held(prior: 4)
    try course.cycle(start + 200)
    try course.renew(end - 5, start: end + gap)
    #expect((course.flag(.coverageTooShort, on: start + 200) != nil) == isRaised)
  }

  @Test("several authorizations may carry on from one another")
  func successors() throws {
    var course = try held(prior: 4)
    try course.cycle(start + 200)
    try course.renew(end)
    try course.terminate(2, on: end + 3)
    #expect(course.flag(.coverageTooShort, on: start + 200) != nil)
    try course.renew(end + 4)
    #expect(course.flag(.coverageTooShort, on: start + 200) == nil)
  }

  @Test("dosing days that are over need no coverage")
  func dosingOver() throws {
    var course = try held(prior: 4)
    try course.cycle(start + 10)
    try course.terminate(1, on: start + 36)
    #expect(course.flag(.coverageTooShort, on: start + 36) != nil)
    try course.extend(1, to: start + 45)
    #expect(course.flag(.coverageTooShort, on: start + 38) == nil)
  }

  @Test(
    "the next granted cycle must be able to finish, begun today at the earliest",
    arguments: [(182, false), (183, true)])
  func nextCycle(offset: Int, isRaised: Bool) throws {
    let flag = try held().flag(.coverageTooShort, on: start + offset)
    #expect((flag != nil) == isRaised)
    guard let flag else { return }
    #expect(flag.cause.dueOn == end)
    #expect(flag.message == "cycle 1 from 2026-09-01 would dose until 2026-09-28, 1 day past the end of coverage")
  }

  @Test(
    "the next granted cycle is judged from the day the one before lets it start",
    arguments: [(140, false), (141, true)])
  func nextAfterOpen(offset: Int, isRaised: Bool) throws {
    var course = try held(prior: 3)
    try course.cycle(start + offset)
    #expect((course.flag(.coverageTooShort, on: start + offset) != nil) == isRaised)
  }

  @Test("a granted cycle that cannot even begin before the end cannot finish before it", arguments: [167, 168, 180])
  func nextPastTheEnd(offset: Int) throws {
    var course = try held(prior: 3)
    try course.cycle(start + offset)
    #expect(course.flag(.coverageTooShort, on: start + offset)?.cause.dueOn == end)
  }

  @Test("coverage is not too short for a cycle that starts under other coverage, which alone must hold it")
  func heldByOther() throws {
    var course = try held()
    try course.cycles(2, from: start)
    try course.cycle(start + 176)
    #expect(course.flag(.coverageTooShort, on: start + 180)?.cause.subject == "A-000001")
    try course.intake(start + 217)
    #expect(course.flag(.coverageTooShort, on: start + 180) == nil)
    // Cycle 4 may start on day 218; the last of its 28 dosing days is day 245.
    try course.terminate(2, on: start + 245)
    #expect(course.flag(.coverageTooShort, on: start + 180) == nil)
    try course.terminate(2, on: start + 244)
    #expect(
      course.flags(on: start + 180).filter { $0.cause.kind == .coverageTooShort }.map(\.cause)
        == [FlagCause(kind: .coverageTooShort, subject: "A-000002", dueOn: start + 244)])
  }

  @Test("short coverage to come need not hold a cycle that may start before it")
  func startsBefore() throws {
    var course = try held()
    try course.intake(start + 210)
    try course.terminate(2, on: start + 215)
    #expect(course.flag(.coverageTooShort, on: start + 100) == nil)
    #expect(course.flag(.coverageTooShort, on: start + 210)?.cause.subject == "A-000002")
  }

  @Test("without a cycle left there is no next one to finish")
  func noneLeft() throws {
    var course = try held(prior: 4)
    try course.cycle(start)
    #expect(course.flag(.coverageTooShort, on: end - 3) == nil)
  }

  @Test("a next cycle that is not granted, or of the other kind, needs no coverage")
  func notGranted() throws {
    var course = CourseBuilder()
    try course.renew(start, prior: 5)
    try course.cycles(2, from: start)
    try course.extend(1, to: start + 180)
    #expect(course.flag(.coverageTooShort, on: start + 170) == nil)

    var voided = CourseBuilder()
    try voided.reach(cycle: 5, from: start)
    try voided.renew(start + 210)
    #expect(voided.flag(.coverageTooShort, on: start + 370)?.cause.subject == "A-000002")
    try voided.voidCycle(5)
    #expect(voided.flag(.coverageTooShort, on: start + 370) == nil)
  }

  @Test("a cycle the caps rule out needs no coverage")
  func ruledOut() throws {
    var course = CourseBuilder()
    try course.renew(start, prior: 7)
    try course.renew(start)
    try course.cycle(start)
    #expect(course.flag(.coverageTooShort, on: start + 320)?.cause.subject == "A-000002")
    try course.cycle(start + 84)
    #expect(course.flag(.coverageTooShort, on: start + 320) == nil)
  }

  // MARK: Units near the limit

  @Test("a vial a day leaves just enough, one unit more does not", arguments: [(26, false), (27, true)])
  func onVial(discarded: Int, isRaised: Bool) throws {
    var course = try held()
    try course.cycle(start)
    try course.units(9, discarded: discarded, on: start)
    for today in [start, start + 1, start + 27] {
      #expect((course.flag(.unitsNearLimit, on: today) != nil) == (isRaised && today < start + 27))
    }
    guard isRaised else { return }
    #expect(course.flag(.unitsNearLimit, on: start + 1)?.cause.dueOn == start + 27)
    #expect(
      course.flag(.unitsNearLimit, on: start + 1)?.message
        == "946 of 980 billable units used in the 42 days to 2026-03-29, doses still to come included; that day's 35 in "
        + "whole vials will not fit")
  }

  @Test("the last dosing day is the last day that needs units", arguments: [(27, true), (28, false)])
  func lastDosingDay(offset: Int, isRaised: Bool) throws {
    var course = try held()
    try course.cycle(start)
    // 946 units that pay for no dose: one vial more is too much.
    try course.units(0, discarded: 946, on: start)
    #expect((course.flag(.unitsNearLimit, on: start + offset) != nil) == isRaised)
  }

  @Test("a bag of several days pays for the days it holds")
  func bag() throws {
    var course = try held()
    try course.cycle(start)
    // Seven days of 9 units and 21 of 28 are 35 units each in whole vials; the bag of the first seven takes 7 vials.
    try course.units(63, discarded: 182, on: start)
    #expect(course.flag(.unitsNearLimit, on: start + 3) == nil)
    try course.units(0, discarded: 1, on: start + 3)
    #expect(course.flag(.unitsNearLimit, on: start + 3) != nil)
  }

  @Test(
    "a bag short of a day's dose does not pay for that day", arguments: [(36, 0, true), (36, -1, false), (35, 0, true)])
  func shortBag(administered: Int, extra: Int, isRaised: Bool) throws {
    var course = try held()
    try course.cycle(start)
    // Four days of 9 are paid for by 36 units: 24 vials of 35 remain, 840 units, and 141 or 140 are used.
    try course.units(administered, discarded: 141 + extra - administered, on: start)
    #expect((course.flag(.unitsNearLimit, on: start) != nil) == isRaised)
  }

  @Test("units of the cycle before are in the window of the last dosing day", arguments: [(27, false), (28, true)])
  func cycleBefore(offset: Int, isRaised: Bool) throws {
    var course = try held()
    try course.cycles(2, from: start)
    try course.units(1, on: start + offset)
    #expect((course.flag(.unitsNearLimit, on: start + 42) != nil) == isRaised)
  }

  @Test("units in the windows of the first dosing days alone are enough to leave no room")
  func earlierWindow() throws {
    var course = try held()
    try course.cycles(2, from: start)
    // Every window that holds day 20 and a day from 42 to 61 is full, though the window of the last dosing day is not.
    try course.units(980, on: start + 20)
    #expect(course.unitsVerdict(28, discarded: 7, on: start + 42).findings.codes == [.unitLimit])
    #expect(course.flag(.unitsNearLimit, on: start + 42) != nil)
  }

  @Test("a dose is in the windows of its own days alone", arguments: [(490, false), (489, true)])
  func shortWindows(most: Int, isRaised: Bool) throws {
    let policy = try Shipped.version(
      "2021-04", effective: "2021-03-01",
      replacing: [("cycles: 1-5, most: 980, days: 42", "cycles: 1-5, most: \(most), days: 14")])
    var course = CourseBuilder(under: [policy])
    try course.intake(start)
    try course.cycle(start)
    #expect((course.flag(.unitsNearLimit, on: start) != nil) == isRaised)
  }

  @Test("a window of basis `cycle` sees the cycle's own units", arguments: [("rolling", true), ("cycle", false)])
  func cycleBasis(basis: String, isRaised: Bool) throws {
    let rolling = "cycles: 1-5, most: 980, days: 42, basis: "
    let policy = try Shipped.version(
      "2021-04", effective: "2021-03-01", replacing: [(rolling + "rolling", rolling + basis)])
    var course = CourseBuilder(under: [policy])
    try course.intake(start)
    try course.cycles(2, from: start)
    try course.units(100, on: start + 41)
    #expect((course.flag(.unitsNearLimit, on: start + 42) != nil) == isRaised)
    try course.units(0, discarded: 1, on: start + 42)
    #expect(course.flag(.unitsNearLimit, on: start + 42) != nil)
  }

  @Test("a limit on another code says nothing of doses, which are billed under the policy's first")
  func otherCode() throws {
    var course = CourseBuilder(under: [try Shipped.billing("J9999", most: 100)])
    try course.reach(cycle: 1, from: start)
    #expect(course.flag(.unitsNearLimit, on: start) == nil)
    try course.units(0, discarded: 100, on: start, code: "J9999")
    #expect(course.flag(.unitsNearLimit, on: start) == nil)
    try course.units(0, discarded: 1, on: start, code: "J9039")
    #expect(course.flag(.unitsNearLimit, on: start) != nil)
  }

  @Test("units are told of though the vials of their days would not fit either")
  func besideVials() throws {
    var course = try held()
    try course.cycle(start)
    try course.units(0, discarded: 1, vials: 20, on: start)
    #expect(course.flag(.unitsNearLimit, on: start) != nil)
  }

  @Test("the doses of a small patient take their own vials")
  func ownDoses() throws {
    var course = try held()
    course.measure(kg: "36", cm: "100", on: start)
    try course.cycle(start)
    try course.units(5, discarded: 30, on: start)
    #expect(course.flag(.unitsNearLimit, on: start + 1) == nil)
    try course.units(0, discarded: 1, on: start)
    #expect(course.flag(.unitsNearLimit, on: start + 1) != nil)
  }

  @Test("no cycle under way, no units needed", arguments: [-1, 42])
  func noOpenCycle(offset: Int) throws {
    var course = try held()
    try course.cycle(start + 5)
    try course.units(0, discarded: 980, on: start + 5)
    #expect(course.flag(.unitsNearLimit, on: start + 5 + offset) == nil)
  }

  @Test("vials that would pass their limit do not bring units near theirs")
  func vialsAlone() throws {
    var course = try held()
    try course.cycle(start)
    try course.units(1, vials: 28, on: start)
    #expect(course.unitsVerdict(9, vials: 1, on: start + 1).findings.codes == [.vialLimit])
    #expect(course.flag(.unitsNearLimit, on: start + 1) == nil)
  }
}
