import Testing

@testable import CivilTime

/// Moments in UTC, read with an offset and written without.
struct InstantTests {
  @Test(
    "a moment is read with its offset",
    arguments: [
      ("2026-03-03T15:00:00Z", "2026-03-03T15:00:00.000Z"), ("2026-03-03T15:00Z", "2026-03-03T15:00:00.000Z"),
      ("2026-03-03T15:00:07.5Z", "2026-03-03T15:00:07.500Z"), ("2026-03-03T15:00:07.042Z", "2026-03-03T15:00:07.042Z"),
      ("2026-03-03T15:00:07.0429Z", "2026-03-03T15:00:07.042Z"),
      ("2026-03-03T09:00:00-06:00", "2026-03-03T15:00:00.000Z"),
      ("2026-03-03T20:30:00+05:30", "2026-03-03T15:00:00.000Z"),
      ("2026-03-03T00:30+01:00", "2026-03-02T23:30:00.000Z"), ("2026-12-31T23:30:00-01:00", "2027-01-01T00:30:00.000Z"),
      ("2026-03-03T23:59:59.999+00:00", "2026-03-03T23:59:59.999Z"),
      ("1969-12-31T23:59:59.999Z", "1969-12-31T23:59:59.999Z"), ("1900-01-01T00:00Z", "1900-01-01T00:00:00.000Z"),
      ("2026-03-03T15:00:00+14:00", "2026-03-03T01:00:00.000Z"),
    ])
  func read(text: String, written: String) throws {
    let instant = try #require(Instant(text))
    #expect(instant.description == written)
    #expect(Instant(instant.description) == instant)
  }

  @Test("milliseconds count from the first of January 1970")
  func milliseconds() {
    #expect(Instant("1970-01-01T00:00:00Z")?.milliseconds == 0)
    #expect(Instant("1970-01-02T01:02:03.004Z")?.milliseconds == 90_123_004)
    #expect(Instant("1969-12-31T23:59:59.999Z")?.milliseconds == -1)
    #expect(Instant(milliseconds: -1).description == "1969-12-31T23:59:59.999Z")
    #expect(Instant(milliseconds: -86_400_000).description == "1969-12-31T00:00:00.000Z")
  }

  @Test(
    "anything else is refused",
    arguments: [
      "2026-03-03", "2026-03-03T15:00:00", "2026-03-03 15:00:00Z", "2026-03-03T15Z", "2026-03-03T24:00:00Z",
      "2026-03-03T15:60:00Z", "2026-03-03T15:00:60Z", "2026-03-03T15:00:00.Z", "2026-03-03T15:00:00z",
      "2026-03-03T15:00:00+0600", "2026-03-03T15:00:00+15:00", "2026-03-03T15:00:00+06:60", "2026-03-03T15:00:00+06",
      "2026-03-03T15:00:00Z ", " 2026-03-03T15:00:00Z", "2026-02-30T15:00:00Z", "2200-01-01T15:00:00Z",
      "2026-03-03T5:00:00Z", "2026-03-03T15:0:00Z", "2026-03-03T15:00:0Z", "2026-03-03T15:00:00ZZ", "", "T",
      "2026-03-03t15:00:00Z", "2026-03-03T15-00-00Z", "2026-03-03T15:00:00.000000000000000000Z",
      "2026-03-03T１５:00:00Z", "2026-03-03T15:00:00 Z", "2026-03-03T15:00:00-06:00Z", "2026-03-03T15:00-06:001",
    ])
  func refused(text: String) {
    #expect(Instant(text) == nil)
  }

  @Test(
    "a moment from people lies in the accepted years in UTC too",
    arguments: [
      "2199-12-31T23:30:00-05:00", "1900-01-01T00:00:00+01:00", "2200-01-01T03:00:00+05:00",
      "1899-12-31T23:00:00-05:00",
    ])
  func pastTheAcceptedYears(text: String) {
    #expect(Instant(text) == nil)
    #expect(Instant(stored: text) != nil)
  }

  @Test("what the ledger has written is read, even beyond the accepted years")
  func stored() {
    #expect(Instant(stored: "2200-01-01T04:30:00.000Z")?.description == "2200-01-01T04:30:00.000Z")
    #expect(WallMoment(stored: "2200-01-02 00:00")?.description == "2200-01-02 00:00")
  }

  @Test("earlier moments come first")
  func order() {
    #expect(Instant(milliseconds: 1) < Instant(milliseconds: 2))
    #expect(!(Instant(milliseconds: 2) < Instant(milliseconds: 2)))
  }

  @Test("a moment of every hour of some days is written and read again")
  func everyHour() {
    for hour in stride(from: -50_000, to: 50_000, by: 7) {
      let instant = Instant(milliseconds: hour * 3_600_000 + 61_001)
      guard Instant(instant.description) == instant else {
        Issue.record("\(instant)")
        return
      }
    }
  }
}
