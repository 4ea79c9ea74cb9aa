import CivilTime
import Coverage
import Ledger
import Testing

/// Entries far from the schedule.
@Suite struct DoseWarningRulesTests {
  private func story(kg: String? = "60", cm: String? = nil) throws -> CourseBuilder {
    var story = CourseBuilder()
    if kg != nil || cm != nil { story.measure(kg: kg, cm: cm, on: "2026-03-01") }
    try story.intake("2026-03-01")
    try story.cycle("2026-03-01")
    return story
  }

  private func warnings(_ story: CourseBuilder, _ entry: UnitEntry) -> [DoseWarning] {
    var story = story
    let fact = story.log(entry)
    return DoseWarningRules.warnings(on: fact, history: story.history)
  }

  @Test("what the day prescribes warns of nothing; a unit or a vial more does") func edges() throws {
    let story = try story()
    #expect(warnings(story, story.entry(9, discarded: 26, vials: 1, on: "2026-03-07")).isEmpty)
    #expect(warnings(story, story.entry(28, discarded: 7, vials: 1, on: "2026-03-08")).isEmpty)
    let dose = try #require(warnings(story, story.entry(10, vials: 1, on: "2026-03-07")).first)
    #expect(dose.code == .doseAboveSchedule)
    #expect((dose.given, dose.prescribed, dose.day, dose.cycle) == (10, 9, 7, CycleNumber(1)))
    #expect(dose.citation == "V")
    let vials = warnings(story, story.entry(28, vials: 2, on: "2026-03-08"))
    #expect(vials.map(\.code) == [.vialsAboveSchedule])
    #expect(warnings(story, story.entry(29, vials: 2, on: "2026-03-08")).count == 2)
  }

  @Test("a day after the last dose prescribes nothing") func noDose() throws {
    let story = try story()
    #expect(warnings(story, story.entry(28, vials: 1, on: "2026-03-28")).isEmpty)
    #expect(warnings(story, story.entry(28, vials: 1, on: "2026-03-29")).map(\.prescribed) == [0, 0])
  }

  @Test("a warning denies nothing, and a denied line is warned of too") func neverDenies() throws {
    var story = try story()
    #expect(story.log(story.entry(980, vials: 28, on: "2026-03-08")).outcome == .covered)
    let denied = story.log(story.entry(981, on: "2026-03-09"))
    #expect(denied.outcome == .denied)
    #expect(denied.findings.codes == [.unitLimit])
    #expect(DoseWarningRules.warnings(on: denied, history: story.history).map(\.code) == [.doseAboveSchedule])
  }

  @Test("without a size the heaviest dose is what is held against") func unknownSize() throws {
    let story = try story(kg: nil)
    let warned = try #require(warnings(story, story.entry(29, on: "2026-03-08")).first)
    #expect(!warned.isSizeKnown)
    #expect(warned.prescribed == 28)
    #expect(warnings(story, story.entry(28, on: "2026-03-08")).isEmpty)
  }

  @Test("a child's dose follows from body surface") func child() throws {
    let story = try story(kg: "32", cm: "130")
    // 1.075 m² × 15 = 16.12 mcg, 17 units.
    #expect(warnings(story, story.entry(17, on: "2026-03-08")).isEmpty)
    #expect(warnings(story, story.entry(18, on: "2026-03-08")).map(\.prescribed) == [17])
  }

  @Test("what is measured later changes no warning") func measuredLater() throws {
    var story = try story()
    let fact = story.log(story.entry(28, on: "2026-03-08"))
    story.measure(kg: "20", cm: "110", on: "2026-03-02")
    #expect(DoseWarningRules.warnings(on: fact, history: story.history).isEmpty)
    #expect(warnings(story, story.entry(28, on: "2026-03-09")).map(\.code) == [.doseAboveSchedule])
  }

  @Test("outside a cycle there is no schedule") func noCycle() throws {
    let story = try story()
    #expect(warnings(story, story.entry(500, vials: 20, on: "2026-02-01")).isEmpty)
    // Past the last day of the cycle a finding says so already.
    #expect(warnings(story, story.entry(28, on: "2026-04-11")).count == 1)
    #expect(warnings(story, story.entry(28, on: "2026-04-12")).isEmpty)
  }
}
