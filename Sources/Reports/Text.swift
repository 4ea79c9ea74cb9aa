import CivilTime
import Coverage
import Desk
import TextFormats

/// The small words that several screens share.
enum Text {
  /// `1`, or `1 of mrd-all` where the course is to be named.
  static func cycle(_ number: CycleNumber, of course: IndicationKey?) -> String {
    course.map { "\(number) of \($0)" } ?? "\(number)"
  }

  /// The text with spaces after it, to so many terminal columns.
  static func padded(_ text: String, to columns: Int) -> String {
    text + String(repeating: " ", count: max(0, columns - DisplayWidth.columns(text)))
  }

  /// A citation after a sentence, `  [II.B]`; nothing when there is none.
  static func cited(_ citation: String) -> String {
    citation.isEmpty ? "" : "  [\(citation)]"
  }

  /// `2026-03-02 to 2026-09-27, last day included (30 weeks)`, in days where they make no whole weeks.
  static func period(inWeeks span: DaySpan) -> String {
    guard span.days.isMultiple(of: 7) else { return period(inDays: span) }
    return "\(span.startsOn) to \(span.endsOn), last day included (\(count(span.days / 7, "week")))"
  }

  /// `2026-03-02 to 2026-04-12, last day included (42 days)`.
  static func period(inDays span: DaySpan) -> String {
    "\(span.startsOn) to \(span.endsOn), last day included (\(count(span.days, "day")))"
  }

  /// How far a day's coverage has come: `111 days left`, `ends today`, `ended 12 days ago`, `begins in 5 days`.
  static func left(of span: DaySpan, on today: CivilDay) -> String {
    if today < span.startsOn { return "begins in \(count(span.startsOn - today, "day"))" }
    let left = span.endsOn - today
    if left == 0 { return "ends today" }
    return left > 0 ? "\(count(left, "day")) left" : "ended \(count(-left, "day")) ago"
  }

  /// `2026-03-03 15:00:00 UTC`; milliseconds are in JSON.
  static func moment(_ instant: Instant) -> String { Wrapping.together(instant.words) }

  /// Who worked: `kim`, or `kim as Lee` when a name was claimed.
  static func actor(_ actor: Actor) -> String {
    actor.claimed.map { "\(actor.user) as \($0)" } ?? actor.user
  }

  /// A number rounded to so many places, without zeros at its end.
  static func rounded(_ number: Double, places: Int) -> String {
    let scale = (0..<places).reduce(1) { scale, _ in scale * 10 }
    let scaled = (abs(number) * Double(scale)).rounded()
    guard scaled < 1e15, let whole = Int(exactly: scaled) else { return String(number) }
    var digits = String(whole % scale)
    digits = String(repeating: "0", count: max(0, places - digits.utf8.count)) + digits
    while digits.last == "0" { digits.removeLast() }
    let sign = number < 0 && whole > 0 ? "-" : ""
    return sign + String(whole / scale) + (digits.isEmpty ? "" : "." + digits)
  }

  /// The text as one word of a shell command, quoted where it must be.
  static func shellWord(_ text: String) -> String {
    let isPlain = text.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"):
        true
      default: "-_./:=@%+,".utf8.contains(byte)
      }
    }
    if isPlain, !text.isEmpty { return text }
    return "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
  }
}

extension CoverageKind {
  /// `initial coverage`, `continued coverage`.
  var coverageText: String { "\(rawValue) coverage" }
}
