import Testing

@testable import CivilTime

/// Times of the wall clock, to the minute.
struct TimeOfDayTests {
  @Test("every minute of a day is read and written")
  func everyMinute() {
    func padded(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
    for minute in 0..<1440 {
      let text = "\(padded(minute / 60)):\(padded(minute % 60))"
      guard let time = TimeOfDay(text), time.minutes == minute, time.description == text else {
        Issue.record("\(text)")
        return
      }
    }
    #expect(TimeOfDay.midnight.description == "00:00")
  }

  @Test(
    "anything else is refused",
    arguments: [
      "24:00", "12:60", "7:05", "07:5", "0705", "07:05:00", "07.05", " 7:05", "07:05 ", "-7:05", "", "07:0a", "٠٧:05",
      "7:005", "am:pm",
    ])
  func refused(text: String) {
    #expect(TimeOfDay(text) == nil)
  }

  @Test("earlier times come first")
  func order() throws {
    let noon = try #require(TimeOfDay("12:00"))
    #expect(TimeOfDay.midnight < noon)
    #expect(!(noon < noon))
  }
}
