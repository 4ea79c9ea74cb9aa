import Testing

@testable import CivilTime

/// Days of the calendar, each of three centuries.
struct CivilDayTests {
  /// Whether a year has a leap day, by the words of the rule.
  private func isLeap(_ year: Int) -> Bool {
    if year % 400 == 0 { return true }
    if year % 100 == 0 { return false }
    return year % 4 == 0
  }

  @Test("every day of 1899 to 2201 follows the one before it, and is read and written as it is")
  func everyDay() throws {
    let lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    var ordinal = try #require(CivilDay(year: 1899, month: 1, day: 1)).ordinal
    func padded(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
    for year in 1899...2201 {
      for (index, length) in lengths.enumerated() {
        let month = index + 1
        for number in 1...(month == 2 && isLeap(year) ? 29 : length) {
          let day = CivilDay(ordinal: ordinal)
          let text = "\(year)-\(padded(month))-\(padded(number))"
          guard day.components == (year, month, number), day.description == text,
            CivilDay(year: year, month: month, day: number) == day, CivilDay(stored: text) == day,
            CivilDay(text) == ((1900...2199).contains(year) ? day : nil)
          else {
            Issue.record("\(text): \(day), \(day.components)")
            return
          }
          ordinal += 1
        }
      }
    }
  }

  @Test(
    "days count from the first of January 1970",
    arguments: [
      ("1970-01-01", 0), ("1969-12-31", -1), ("1970-03-01", 59), ("2000-02-29", 11_016), ("1900-01-01", -25_567),
      ("2026-03-02", 20_514),
    ])
  func ordinals(text: String, ordinal: Int) {
    #expect(CivilDay(text)?.ordinal == ordinal)
    #expect(CivilDay(ordinal: ordinal).description == text)
  }

  @Test(
    "February has 29 days every fourth year, not every hundredth, but every four hundredth",
    arguments: [(1900, 28), (2000, 29), (2100, 28), (2024, 29), (2023, 28), (2400, 29), (0, 29)])
  func leapYears(year: Int, days: Int) {
    #expect(CivilDay.daysIn(month: 2, year: year) == days)
    #expect((CivilDay(year: year, month: 2, day: 29) != nil) == (days == 29))
  }

  @Test("every other month has its days")
  func months() {
    let lengths = [1, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12].map { CivilDay.daysIn(month: $0, year: 2026) }
    #expect(lengths == [31, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31])
  }

  @Test(
    "the calendar has no such day",
    arguments: [
      (2026, 2, 29), (2026, 4, 31), (2026, 1, 32), (2026, 1, 0), (2026, 0, 1), (2026, 13, 1), (-1, 1, 1),
      (10_000, 1, 1),
      (2026, -1, 1), (2026, 1, -1),
    ])
  func noSuchDay(year: Int, month: Int, day: Int) {
    #expect(CivilDay(year: year, month: month, day: day) == nil)
  }

  @Test("the first and the last year that can be written")
  func ends() {
    #expect(CivilDay(year: 0, month: 1, day: 1)?.description == "0000-01-01")
    #expect(CivilDay(year: 9999, month: 12, day: 31)?.description == "9999-12-31")
    #expect(CivilDay(stored: "0000-01-01")?.ordinal == -719_528)
  }

  @Test(
    "months later is the same day of the month, or its last where it is shorter",
    arguments: [
      ("2026-01-31", 1, "2026-02-28"), ("2024-01-31", 1, "2024-02-29"), ("2026-01-28", 1, "2026-02-28"),
      ("2026-03-31", 1, "2026-04-30"), ("2026-12-15", 1, "2027-01-15"), ("2026-11-30", 3, "2027-02-28"),
      ("2026-05-17", 0, "2026-05-17"), ("2024-02-29", 12, "2025-02-28"), ("2024-02-29", 48, "2028-02-29"),
      ("2026-12-31", 2, "2027-02-28"), ("2026-11-01", 1, "2026-12-01"), ("2026-01-31", 11, "2026-12-31"),
    ])
  func addingMonths(text: String, months: Int, later: String) {
    #expect(CivilDay(text)?.adding(months: months).description == later)
  }

  @Test("days are added, taken away and counted")
  func arithmetic() throws {
    let day = try #require(CivilDay("2026-03-02"))
    #expect((day + 42).description == "2026-04-13")
    #expect((day - 2).description == "2026-02-28")
    #expect((day + 42) - day == 42)
    #expect(day - (day + 1) == -1)
    #expect(day - day == 0)
    #expect(day < day + 1)
    #expect(!(day < day))
    #expect(day + 1 > day)
  }
}
