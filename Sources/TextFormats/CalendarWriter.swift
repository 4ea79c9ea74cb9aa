/// Writes an iCalendar text (RFC 5545) of events that take whole days.
///
/// Lines end in CR and LF and are folded at 75 octets, never within a character; text values are escaped.
public struct CalendarWriter: Sendable {
  /// An event of one day.
  public struct Event: Equatable, Sendable {
    /// What the event is known by, the same whenever it is written again.
    public let identifier: String
    /// The day, `YYYYMMDD`.
    public let day: String
    /// The day after it, `YYYYMMDD`: the end of an event is the first day that is not part of it.
    public let dayAfter: String
    /// What it is, in a few words.
    public let summary: String
    /// More about it; empty when there is nothing more to say.
    public let description: String

    /// An event of one day.
    public init(identifier: String, day: String, dayAfter: String, summary: String, description: String) {
      self.identifier = identifier
      self.day = day
      self.dayAfter = dayAfter
      self.summary = summary
      self.description = description
    }
  }

  /// The most octets a line may have, its line break left out.
  private static let widest = 75

  /// The bytes of a calendar; `stamp` is the day it was made on, `YYYYMMDD`.
  public static func bytes(of events: [Event], product: String, stamp: String) -> [UInt8] {
    var output: [UInt8] = []
    append("BEGIN:VCALENDAR", to: &output)
    append("VERSION:2.0", to: &output)
    append("PRODID:" + escaped(product), to: &output)
    append("CALSCALE:GREGORIAN", to: &output)
    for event in events {
      append("BEGIN:VEVENT", to: &output)
      append("UID:" + escaped(event.identifier), to: &output)
      append("DTSTAMP:\(stamp)T000000Z", to: &output)
      append("DTSTART;VALUE=DATE:" + event.day, to: &output)
      append("DTEND;VALUE=DATE:" + event.dayAfter, to: &output)
      append("SUMMARY:" + escaped(event.summary), to: &output)
      if !event.description.isEmpty { append("DESCRIPTION:" + escaped(event.description), to: &output) }
      // The day is not taken up by it: nobody is busy because coverage ends.
      append("TRANSP:TRANSPARENT", to: &output)
      append("END:VEVENT", to: &output)
    }
    append("END:VCALENDAR", to: &output)
    return output
  }

  /// Text as a value: backslash, semicolon and comma are escaped, a line break is `\n`, other controls are left out.
  private static func escaped(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": escaped += "\\\\"
      case ";": escaped += "\\;"
      case ",": escaped += "\\,"
      case "\n": escaped += "\\n"
      default:
        if scalar.properties.generalCategory != .control { escaped.unicodeScalars.append(scalar) }
      }
    }
    return escaped
  }

  /// Adds a line; what is longer than a line goes on in the next, after a space.
  private static func append(_ line: String, to output: inout [UInt8]) {
    var room = widest
    for scalar in line.unicodeScalars {
      let octets = Array(String(scalar).utf8)
      if octets.count > room {
        output += Array("\r\n ".utf8)
        room = widest - 1
      }
      output += octets
      room -= octets.count
    }
    output += Array("\r\n".utf8)
  }
}
