import CivilTime
import Coverage
import Ledger
import Testing

/// When an authorization's last day may move, and when it may be voided.
struct AuthorizationRulesTests {
  private let start = day("2026-03-02")

  private func held() throws -> CourseBuilder {
    var course = CourseBuilder()
    try course.intake(start)
    return course
  }

  @Test("an extension moves the last day, and what was granted stays on file")
  func extended() throws {
    var course = try held()
    #expect(try course.extend(1, to: "2026-10-31").isEmpty)
    let authorization = try course.authorization(1)
    #expect(authorization.span == days("2026-03-02", "2026-10-31"))
    #expect(authorization.fact.span == days("2026-03-02", "2026-09-27"))
    #expect(authorization.changes.map(\.kind) == [.extended])
    #expect(authorization.isLive)
  }

  @Test("the last change stands")
  func lastChange() throws {
    var course = try held()
    try course.extend(1, to: "2026-10-31")
    try course.terminate(1, on: "2026-06-30")
    #expect(try course.authorization(1).span.endsOn == day("2026-06-30"))
    try course.extend(1, to: "2026-07-31")
    #expect(try course.authorization(1).span.endsOn == day("2026-07-31"))
  }

  @Test("an extension may touch the course's next authorization, not meet it", arguments: [(239, true), (240, false)])
  func extensionMeets(offset: Int, isMoved: Bool) throws {
    var course = try held()
    try course.intake(start + 240)
    let findings = try course.extend(1, to: start + offset)
    #expect(findings.codes == (isMoved ? [] : [.authorizationOverlap]))
    guard !isMoved else { return }
    #expect(findings.first?.hint == "extend to 2026-10-27 at the latest")
    #expect(try course.authorization(1).changes.isEmpty)
  }

  @Test("an extension that the next authorization leaves no day for has no hint")
  func extensionGainsNothing() throws {
    var course = try held()
    try course.intake("2026-09-28")
    let findings = try course.extend(1, to: "2026-10-05")
    #expect(findings.codes == [.authorizationOverlap])
    #expect(findings.first?.hint == nil)
  }

  @Test("a voided authorization, or one of the other indication, is not met")
  func extensionMeetsNone() throws {
    var course = try held()
    try course.intake(start + 240)
    try course.voidAuthorization(2)
    course.indication = .residual
    try course.intake(start + 220)
    #expect(try course.extend(1, to: start + 300).isEmpty)
  }

  @Test("a termination keeps its day covered and gives up those after it")
  func terminated() throws {
    var course = try held()
    try course.cycle(start)
    #expect(try course.terminate(1, on: start + 10).isEmpty)
    #expect(course.unitsVerdict(1, on: start + 10).findings.isEmpty)
    #expect(course.unitsVerdict(1, on: start + 11).findings.codes == [.outsideCoverage])
    #expect(try course.authorization(1).isLive)
  }

  @Test("a termination is refused before a covered line in the days given up", arguments: [(9, false), (10, true)])
  func terminationBeforeUnits(offset: Int, isMoved: Bool) throws {
    var course = try held()
    try course.cycle(start)
    try course.units(1, on: start + 10)
    let findings = try course.terminate(1, on: start + offset)
    #expect(findings.codes == (isMoved ? [] : [.authorizationHasUnits]))
    guard !isMoved else { return }
    #expect(findings.first?.message == "1 covered administration after 2026-03-11: L1")
    #expect(findings.first?.details.first?.value == .array([.string("L1")]))
  }

  @Test("a termination is refused before the first day of a cycle under it", arguments: [(9, false), (10, true)])
  func terminationBeforeCycle(offset: Int, isMoved: Bool) throws {
    var course = try held()
    try course.cycle(start + 10)
    let findings = try course.terminate(1, on: start + offset)
    #expect(findings.codes == (isMoved ? [] : [.authorizationHasCycles]))
    guard !isMoved else { return }
    #expect(findings.first?.details.first?.value == .array([.integer(1)]))
  }

  @Test("both reasons are told at once, with every line and cycle")
  func bothReasons() throws {
    var course = try held()
    try course.cycles(3, from: start)
    try course.units(1, on: start + 50)
    try course.units(1, on: start + 90)
    let findings = try course.terminate(1, on: start + 20)
    #expect(findings.codes == [.authorizationHasUnits, .authorizationHasCycles])
    #expect(findings.first?.message == "2 covered administrations after 2026-03-22: L1, L2")
    #expect(findings.last?.message == "2 cycles after 2026-03-22: 2, 3")
    #expect(findings.last?.details.first?.value == .array([.integer(2), .integer(3)]))
  }

  @Test("the last day itself may be covered by a line on it")
  func lastDay() throws {
    var course = try held()
    try course.cycle(start + 180)
    try course.units(1, on: start + 209)
    #expect(try course.terminate(1, on: start + 208).codes == [.authorizationHasUnits])
  }

  @Test("denied and voided lines and voided cycles hold nothing")
  func nothingHeld() throws {
    var course = try held()
    try course.cycle(start)
    try course.units(1, on: start + 1)
    try course.deniedUnits(981, on: start + 20)
    try course.voidUnits("L1")
    #expect(try course.terminate(1, on: start).isEmpty)
    #expect(try course.voidAuthorization(1).codes == [.authorizationHasCycles])
    try course.voidCycle(1)
    #expect(try course.voidAuthorization(1).isEmpty)
    #expect(try !course.authorization(1).isLive)
  }

  @Test("lines of the other indication hold nothing")
  func otherIndication() throws {
    var course = try held()
    course.indication = .residual
    try course.intake(start)
    try course.cycle(start)
    try course.units(1, on: start + 10)
    #expect(try course.terminate(1, on: start).isEmpty)
    #expect(try course.voidAuthorization(1).isEmpty)
    #expect(try course.voidAuthorization(2).codes == [.authorizationHasUnits, .authorizationHasCycles])
  }

  @Test("voiding is refused while a covered line of the course lies in its span, whatever its cycle's authorization")
  func voidWithUnits() throws {
    var course = try held()
    try course.cycle(start + 190)
    try course.intake(start + 210)
    try course.units(1, on: start + 209)
    try course.units(1, on: start + 210)
    #expect(try course.voidAuthorization(2).codes == [.authorizationHasUnits])
    try course.voidUnits("L2")
    #expect(try course.voidAuthorization(2).isEmpty)
    #expect(try course.voidAuthorization(1).codes == [.authorizationHasUnits, .authorizationHasCycles])
  }

  @Test("a cycle under an earlier authorization does not hold a later one")
  func voidBesideCycle() throws {
    var course = try held()
    try course.cycle(start + 190)
    try course.intake(start + 210)
    #expect(try course.voidAuthorization(2).isEmpty)
  }

  @Test("prior cycles go on file with the first approval and stay while any authorization is live")
  func priorOnFile() throws {
    var course = CourseBuilder()
    course.submit(course.request(.initial, on: start, prior: 2), answers: [:])
    #expect(course.course.priorOnFile == nil)
    #expect(course.course.used == 0)
    try course.intake(start, prior: 3)
    #expect(course.course.priorOnFile == 3)
    #expect(course.course.used == 3)
    try course.intake(start + 210)
    try course.voidAuthorization(1)
    #expect(course.course.priorOnFile == 3)
    try course.terminate(2, on: start + 211)
    #expect(course.course.priorOnFile == 3)
    try course.voidAuthorization(2)
    #expect(course.course.priorOnFile == nil)
    #expect(course.course.used == 0)
  }
}
