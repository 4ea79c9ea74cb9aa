import CivilTime
import Coverage
import Ledger
import Testing

/// The first day something is accepted, against every day tried by itself.
@Suite struct FirstDayRulesTests {
  /// The first day from one on that the rules let the next cycle start, tried one by one.
  private func firstStart(_ story: CourseBuilder, from: CivilDay) -> CivilDay? {
    (0..<900).map { from + $0 }.first { story.cycleVerdict($0).findings.isEmpty }
  }

  @Test("the next cycle waits for the one before, and for coverage") func cycles() throws {
    var story = CourseBuilder()
    #expect(FirstDayRules.cycleStart(of: .relapsed, from: day("2026-03-01"), history: story.history) == nil)
    try story.intake("2026-03-01", start: "2026-03-10")
    #expect(
      FirstDayRules.cycleStart(of: .relapsed, from: day("2026-03-01"), history: story.history) == day("2026-03-10"))
    try story.cycle("2026-03-10")
    for from in ["2026-03-10", "2026-04-20", "2026-04-21", "2026-05-30", "2026-10-05", "2026-10-06"] {
      let first = FirstDayRules.cycleStart(of: .relapsed, from: day(from), history: story.history)
      #expect(first == firstStart(story, from: day(from)), "from \(from)")
    }
    #expect(
      FirstDayRules.cycleStart(of: .relapsed, from: day("2026-03-11"), history: story.history) == day("2026-04-21"))
    #expect(FirstDayRules.cycleStart(of: .relapsed, from: day("2026-10-06"), history: story.history) == nil)
  }

  @Test("the next cycle does not wait for coverage granted for later") func laterCoverage() throws {
    var story = CourseBuilder()
    try story.intake("2026-03-01")
    try story.cycle("2026-03-01")
    // 30 weeks from March 1 end on September 26.
    try story.intake("2026-03-02", start: "2026-09-27")
    let first = FirstDayRules.cycleStart(of: .relapsed, from: day("2026-03-05"), history: story.history)
    #expect(first == day("2026-04-12"))
    #expect(first == firstStart(story, from: day("2026-03-05")))
  }

  @Test("units wait for a window to empty, within the cycles on file") func units() throws {
    var story = CourseBuilder()
    try story.intake("2026-03-01")
    try story.cycles(2, from: "2026-03-01")
    try story.units(980, on: "2026-03-20")
    let entry = story.entry(35, on: "2026-03-20")
    let first = FirstDayRules.units(entry, from: day("2026-03-01"), history: story.history)
    // A window of 42 days that holds 2026-03-20 is full; the first day past all of them is 2026-05-01.
    #expect(first == day("2026-05-01"))
    #expect(!story.unitsVerdict(35, on: "2026-04-30").isCovered)
    #expect(story.unitsVerdict(35, on: "2026-05-01").isCovered)
    let all = (0..<100).map { day("2026-03-01") + $0 }.first { story.unitsVerdict(35, on: $0).isCovered }
    #expect(first == all)
    #expect(FirstDayRules.units(entry, from: day("2026-05-24"), history: story.history) == nil)
  }

  @Test("a renewal waits for the fifth cycle, and begins after the coverage held") func renewals() throws {
    var story = CourseBuilder()
    try story.intake("2026-03-01")
    try story.cycles(4, from: "2026-03-01")
    let before = FirstDayRules.request(
      .continued, for: .relapsed, receivedFrom: day("2026-03-01"), beginningFrom: day("2026-03-01"),
      history: story.history)
    #expect(before == nil)
    try story.cycle("2026-08-16")
    let possible = try #require(
      FirstDayRules.request(
        .continued, for: .relapsed, receivedFrom: day("2026-08-16"), beginningFrom: day("2026-08-16"),
        history: story.history))
    #expect(possible.fact.receivedOn == day("2026-08-16"))
    #expect(possible.span == days("2026-09-27", "2027-03-13"))
    #expect(possible.cycles == 2)
    #expect(story.renewalVerdict("2026-08-16", start: "2026-09-26").outcome == .denied)
    #expect(story.renewalVerdict("2026-08-16", start: "2026-09-27").outcome == .approved)
  }

  @Test("a renewal waits until the latest coverage has begun") func latestBegins() throws {
    var story = CourseBuilder()
    try story.intake("2026-03-01", start: "2026-06-01", prior: 5 - 1)
    try story.cycle("2026-06-01")
    let possible = FirstDayRules.request(
      .continued, for: .relapsed, receivedFrom: day("2026-04-01"), beginningFrom: day("2026-04-01"),
      history: story.history)
    #expect(possible?.fact.receivedOn == day("2026-06-01"))
    #expect(story.renewalVerdict("2026-05-31", start: "2027-06-01").outcome == .denied)
  }

  @Test("a request waits for the first policy version to take effect") func firstVersion() throws {
    let possible = FirstDayRules.request(
      .initial, for: .relapsed, receivedFrom: day("2021-02-01"), beginningFrom: day("2021-02-10"),
      history: CourseBuilder().history)
    #expect(possible?.fact.receivedOn == day("2021-03-01"))
    #expect(possible?.span.startsOn == day("2021-03-01"))
  }

  @Test("an intake waits for the age the policy asks for") func age() throws {
    let story = CourseBuilder(born: "2026-01-31")
    let possible = FirstDayRules.request(
      .initial, for: .residual, receivedFrom: day("2026-02-01"), beginningFrom: day("2026-02-01"),
      history: story.history)
    #expect(possible?.fact.receivedOn == day("2026-02-01"))
    #expect(possible?.span.startsOn == day("2026-02-28"))
  }

  @Test("of the days that matter the earliest is the first, whatever makes it matter") func earliest() throws {
    var story = CourseBuilder(born: "2026-01-31")
    story.indication = .residual
    // Coverage held for later ends long after the patient is old enough.
    try story.intake("2026-02-01", start: "2027-06-01")
    let possible = FirstDayRules.request(
      .initial, for: .residual, receivedFrom: day("2026-02-01"), beginningFrom: day("2026-02-01"),
      history: story.history)
    #expect(possible?.span.startsOn == day("2026-02-28"))
  }
}
