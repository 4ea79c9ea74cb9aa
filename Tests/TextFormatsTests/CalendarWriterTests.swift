import Testing
import TextFormats

/// Calendars as RFC 5545 has them.
@Suite struct CalendarWriterTests {
  private func text(_ summary: String, description: String = "") -> String {
    let event = CalendarWriter.Event(
      identifier: "1@authledger", day: "20260228", dayAfter: "20260301", summary: summary, description: description)
    return String(
      decoding: CalendarWriter.bytes(of: [event], product: "-//authledger//test//EN", stamp: "20260227"),
      as: UTF8.self)
  }

  /// The lines as a reader has them: what begins with a space goes on with the line before.
  private func unfolded(_ text: String) -> [String] {
    text.replacing("\r\n ", with: "").split(separator: "\r\n").map(String.init)
  }

  @Test("a day is an event from it to the day after") func wholeDay() {
    #expect(
      unfolded(text("start")) == [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//authledger//test//EN", "CALSCALE:GREGORIAN", "BEGIN:VEVENT",
        "UID:1@authledger", "DTSTAMP:20260227T000000Z", "DTSTART;VALUE=DATE:20260228", "DTEND;VALUE=DATE:20260301",
        "SUMMARY:start", "TRANSP:TRANSPARENT", "END:VEVENT", "END:VCALENDAR",
      ])
  }

  @Test("every line ends in CR and LF, and nothing else breaks a line") func lineEnds() {
    let written = text("one\ntwo", description: "a\rb\u{7}c")
    #expect(written.hasSuffix("END:VCALENDAR\r\n"))
    #expect(written.unicodeScalars.filter { $0 == "\n" }.count == written.unicodeScalars.filter { $0 == "\r" }.count)
    #expect(unfolded(written).contains("SUMMARY:one\\ntwo"))
    #expect(unfolded(written).contains("DESCRIPTION:abc"))
  }

  @Test("marks that part values are escaped") func escapes() {
    #expect(unfolded(text(#"a, b; c\d"#)).contains(#"SUMMARY:a\, b\; c\\d"#))
  }

  @Test("no line is longer than 75 octets, and no character is cut", arguments: 0..<12)
  func folding(shift: Int) {
    let long = String(repeating: "x", count: shift) + String(repeating: "é€😀", count: 40)
    let written = text(long)
    for line in written.split(separator: "\r\n") {
      #expect(line.utf8.count <= 75)
      #expect(!line.contains("\u{FFFD}"))
    }
    #expect(unfolded(written).contains("SUMMARY:" + long))
  }
}
