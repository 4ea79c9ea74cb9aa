import Testing

@testable import CivilTime

/// Days as people write them: `YYYY-MM-DD`, and nothing else.
struct DayTextTests {
  @Test(
    "anything but the one form is refused",
    arguments: [
      "2026-02-30", "2026-02-29", "2026-04-31", "2026-13-01", "2026-00-10", "2026-01-00", "03/04/26", "2026/03/04",
      "2026-2-3", "26-03-04", "20260304", "2026-03-04 ", " 2026-03-04", "2026-03-04\n", "2026-03-4", "2026-3-04",
      "2026-03-040", "2026-03", "", "-", "2026-03-", "+026-03-04", "-026-03-04", "2026--3-04", "2026-03-04T00:00Z",
      "２０２６-03-04", "٢٠٢٦-03-04", "2026-03-0４", "2026–03–04", "2026-03-04\u{0}", "abcd-ef-gh", "2026-0a-04",
      "today", "2026.03.04", "2026-03/04",
    ])
  func refused(text: String) {
    #expect(CivilDay(text) == nil)
    #expect(CivilDay(stored: text) == nil)
  }

  @Test(
    "days that people give lie in 1900 to 2199; what the ledger computes may lie beyond",
    arguments: [
      ("1899-12-31", false), ("1900-01-01", true), ("2199-12-31", true), ("2200-01-01", false), ("0000-01-01", false),
      ("9999-12-31", false),
    ])
  func acceptedYears(text: String, isAccepted: Bool) {
    #expect((CivilDay(text) != nil) == isAccepted)
    #expect(CivilDay(stored: text)?.description == text)
  }

  @Test("a part of a longer text is read as well")
  func substring() {
    #expect(CivilDay("on 2026-03-02".dropFirst(3))?.description == "2026-03-02")
  }
}
