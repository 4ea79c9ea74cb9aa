import CivilTime
import Coverage
import Testing

/// How long weeks and calendar months last.
@Suite struct CoverageLengthTests {
  @Test(
    "months end on the day before the same day, or on the last day of a month without it",
    arguments: [
      ("2026-03-02", 6, "2026-09-01"), ("2026-01-31", 1, "2026-02-28"), ("2028-01-31", 1, "2028-02-29"),
      ("2026-01-28", 1, "2026-02-27"), ("2026-02-28", 1, "2026-03-27"), ("2026-08-31", 6, "2027-02-28"),
      ("2026-12-01", 1, "2026-12-31"), ("2024-02-29", 12, "2025-02-28"),
    ])
  func months(start: String, months: Int, end: String) throws {
    let first = try #require(CivilDay(start))
    #expect(CoverageLength.months(months).span(from: first) == DaySpan(from: first, to: try #require(CivilDay(end))))
  }

  @Test("the fewest days of months are those of the shortest run") func least() {
    #expect(CoverageLength.months(1).leastDays == 28)
    #expect(CoverageLength.months(2).leastDays == 59)
    #expect(CoverageLength.months(12).leastDays == 365)
    #expect(CoverageLength.weeks(30).leastDays == 210)
  }
}
