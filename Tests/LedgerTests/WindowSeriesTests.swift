import CivilTime
import Coverage
import Ledger
import Testing

/// The fullest window of a cycle, as the patient's page shows it.
@Suite struct WindowSeriesTests {
  private func fullest(_ story: CourseBuilder) -> [Int?] {
    story.history.cycles.map { WindowSeries.tightest(of: $0, history: story.history)?.window.used }
  }

  /// A course with its first cycle, from 2026-03-02, and units in it.
  private func begun(_ units: Int, on day: String) throws -> CourseBuilder {
    var story = CourseBuilder()
    try story.intake("2026-03-02")
    try story.cycle("2026-03-02")
    try story.units(units, on: day)
    return story
  }

  @Test("a window that ended before the cycle began is none of its own") func before() throws {
    var story = try begun(800, on: "2026-03-02")
    try story.units(100, on: "2026-04-10")
    try story.cycle("2026-04-13")
    try story.units(100, on: "2026-04-13")
    // 2026-03-02 to 2026-04-12 holds 900; the first window with a day of cycle 2 begins on 2026-03-03.
    #expect(fullest(story) == [900, 200])
    #expect(story.unitsVerdict(1, on: "2026-04-13").window?.used == 200)
  }

  @Test("a window that ends after the cycle and holds its last day is one of its own") func after() throws {
    var story = try begun(100, on: "2026-04-12")
    try story.cycle("2026-04-13")
    try story.units(700, on: "2026-05-23")
    try story.units(50, on: "2026-05-24")
    #expect(fullest(story) == [800, 800])
  }

  @Test("another course's earlier peak is none of a cycle's, its units in the same window are") func courses() throws {
    var story = try begun(800, on: "2026-03-02")
    try story.units(30, on: "2026-04-10")
    story.indication = .residual
    try story.intake("2026-04-13")
    try story.cycle("2026-04-13")
    try story.units(100, on: "2026-04-13")
    #expect(fullest(story) == [830, 130])
  }
}
