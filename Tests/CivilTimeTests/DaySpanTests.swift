import Testing

@testable import CivilTime

/// Runs of days with both ends covered.
struct DaySpanTests {
  private let first = CivilDay(ordinal: 20_514)

  @Test("a span of some days is named by either end")
  func lengths() {
    let span = DaySpan(from: first, days: 42)
    #expect(span.startsOn == first)
    #expect(span.endsOn == first + 41)
    #expect(span.days == 42)
    #expect(DaySpan(endingOn: first + 41, days: 42) == span)
    #expect(DaySpan(from: first, to: first + 41) == span)
    #expect(DaySpan(from: first, days: 1) == DaySpan(from: first, to: first))
    #expect(DaySpan(from: first, to: first).days == 1)
  }

  @Test("both ends belong to a span", arguments: [(-1, false), (0, true), (5, true), (9, true), (10, false)])
  func contains(offset: Int, isInside: Bool) {
    #expect(DaySpan(from: first, days: 10).contains(first + offset) == isInside)
  }

  @Test(
    "two spans overlap when they share a day",
    arguments: [
      (-5, 5, false), (-5, 6, true), (9, 5, true), (10, 5, false), (3, 2, true), (-5, 30, true), (0, 10, true),
    ])
  func overlaps(offset: Int, days: Int, isShared: Bool) {
    let span = DaySpan(from: first, days: 10)
    let other = DaySpan(from: first + offset, days: days)
    #expect(span.overlaps(other) == isShared)
    #expect(other.overlaps(span) == isShared)
  }
}
