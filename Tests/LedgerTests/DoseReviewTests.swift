import CivilTime
import Coverage
import Ledger
import Testing

/// What was given, held against what the policy prescribes.
@Suite struct DoseReviewTests {
  /// A patient of 60 kg in cycle 1, which takes 7 × 9 + 21 × 28 = 651 units.
  private func story(
    kg: String? = "60", cm: String? = nil, under policy: Policy = Shipped.policy
  ) throws
    -> CourseBuilder
  {
    var story = CourseBuilder(under: [policy])
    if kg != nil || cm != nil { story.measure(kg: kg, cm: cm, on: "2026-03-01") }
    try story.intake("2026-03-01")
    try story.cycle("2026-03-01")
    return story
  }

  private func cycle(_ story: CourseBuilder) throws -> CycleReview {
    try #require(DoseReview(of: story.history).cycles.first)
  }

  @Test("what is prescribed is not above the schedule; a unit more is, and what is thrown away is not given")
  func edges() throws {
    var story = try story()
    try story.units(651, discarded: 300, vials: 28, on: "2026-03-01")
    var review = try cycle(story)
    #expect((review.dosingDays, review.restDays, review.prescribed, review.given) == (28, 14, 651, 651))
    #expect(!review.isAboveSchedule)
    try story.units(1, on: "2026-04-11")
    review = try cycle(story)
    #expect(review.isAboveSchedule)
    #expect(review.given == 652)
  }

  @Test("a denied entry was given too; a voided one, one judged anew and one past the last day do not count")
  func standing() throws {
    var story = try story()
    try story.units(651, on: "2026-03-01")
    try story.deniedUnits(600, on: "2026-03-02")
    #expect(try cycle(story).given == 1251)
    try story.voidUnits("L2")
    #expect(try cycle(story).given == 651)
    try story.deniedUnits(500, on: "2026-03-02")
    let denied = try #require(story.history.administrations.last?.fact)
    story.history.add(
      AdministrationFact(
        number: AdministrationNumber(9), patient: denied.patient, reference: denied.reference, attempt: 2,
        entry: denied.entry, cycle: denied.cycle, outcome: .denied, covered: .nothing, window: denied.window,
        fitsThen: denied.fitsThen, fitsOn: denied.fitsOn, findings: denied.findings, sequence: story.nextEntry()))
    #expect(try cycle(story).given == 1151)
    try story.deniedUnits(40, on: "2026-04-12")
    #expect(story.history.administrations.last?.fact.cycle != nil)
    #expect(try cycle(story).given == 1151)
  }

  @Test("a voided cycle is held against nothing, and each cycle against its own doses") func cycles() throws {
    var story = try story()
    try story.cycle("2026-04-12")
    try story.units(651, on: "2026-03-01")
    try story.units(700, on: "2026-04-20")
    let both = DoseReview(of: story.history).cycles
    #expect(both.map(\.prescribed) == [651, 784])
    #expect(both.map(\.given) == [651, 700])
    try story.voidUnits("L2")
    try story.deniedUnits(1000, on: "2026-04-20")
    #expect(DoseReview(of: story.history).cycles.map(\.isAboveSchedule) == [false, true])
    #expect(try story.voidCycle(2).isEmpty)
    #expect(DoseReview(of: story.history).cycles.map(\.isAboveSchedule) == [false, false])
  }

  @Test("the size known when the cycle began sets the doses; without one the heaviest dose stands") func size() throws {
    #expect(try cycle(story(kg: nil)).prescribed == 651)
    // 1.06 m²: 7 days of 5.3 mcg and 21 of 15.9, a unit begun counted as one.
    #expect(try cycle(story(kg: "30", cm: "135")).prescribed == 378)
    var later = try story(kg: "30", cm: "135")
    later.measure(kg: "60", cm: nil, on: "2026-03-02")
    #expect(try cycle(later).prescribed == 378)
  }

  @Test("a line without vials is found where a limit counts them, covered or denied") func withoutVials() throws {
    var story = try story()
    try story.units(28, on: "2026-03-01")
    try story.units(28, vials: 0, on: "2026-03-02")
    try story.units(28, vials: 1, on: "2026-03-03")
    try story.deniedUnits(981, on: "2026-03-04")
    try story.units(28, on: "2026-03-05")
    try story.voidUnits("L5")
    // Before the first cycle no limit is known.
    try story.deniedUnits(28, on: "2026-02-01")
    #expect(DoseReview(of: story.history).withoutVials.map(\.fact.reference) == ["L1", "L2", "L4"])
  }

  @Test("where no limit counts vials, none are missed") func noVialLimit() throws {
    let lines = Shipped.yaml.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let policy = try Shipped.version(
      "units", effective: "2021-03-01",
      replacing: lines.filter { $0.contains("- {ndc: ") && $0.contains("most:") }.map { ($0 + "\n", "") })
    var story = try story(under: policy)
    try story.units(28, on: "2026-03-01")
    #expect(DoseReview(of: story.history).withoutVials.isEmpty)
  }
}
