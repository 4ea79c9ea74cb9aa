import CivilTime
import Coverage
import Desk
import TextFormats

/// The open flags, most urgent first as they come.
public enum WorklistReport {
  /// The flags as text, each with how far its day is from today.
  public static func lines(of flags: [WorklistLine], today: CivilDay, style: Style) -> [String] {
    var page = Page(style: style)
    page.add(flags, today: today)
    return page.lines
  }
}

/// What a nightly run did.
public enum NightlyReport {
  /// The run's counts, then the flags open after it.
  public static func lines(of answer: NightlyAnswer, open: [WorklistLine], style: Style) -> [String] {
    var page = Page(style: style)
    page.add(
      "nightly run of \(answer.today), looking \(count(answer.withinDays, "day")) ahead: \(answer.raised) raised, "
        + "\(answer.resolved) resolved, \(answer.open) open"
        + (answer.isRepeat ? "; this day had been run before" : ""))
    page.space()
    page.add(open, today: answer.today)
    return page.lines
  }

  /// The run as an object, with its open flags.
  public static func value(of answer: NightlyAnswer, open: [WorklistLine]) -> JSONValue {
    [
      "today": .day(answer.today), "within_days": .integer(answer.withinDays), "repeated": .bool(answer.isRepeat),
      "raised": .integer(answer.raised), "resolved": .integer(answer.resolved), "open": Records(open).value,
    ]
  }
}

extension Page {
  fileprivate mutating func add(_ flags: [WorklistLine], today: CivilDay) {
    guard let first = flags.first else { return add("no open flags") }
    for flag in flags {
      let cause = flag.cause
      add(
        lead: "\(flag.flag)  ", shown: cause.dueOn < today ? style.bad : style.strong,
        "\(cause.kind.rawValue)  \(cause.subject)  \(flag.memberID)   due \(cause.dueOn), "
          + Text.distance(from: today, to: cause.dueOn))
      // What was said on another day is said to be of that day.
      add(lead: "          ", flag.message + (flag.raisedOn == today ? "" : " (as of \(flag.raisedOn))"))
    }
    space()
    command("close", ["authledger", "acknowledge", "\(first.flag)", "--note …"])
  }
}

extension Text {
  /// `today`, `in 12 days`, `3 days ago`.
  static func distance(from today: CivilDay, to day: CivilDay) -> String {
    let days = day - today
    if days == 0 { return "today" }
    return days > 0 ? "in \(count(days, "day"))" : "\(count(-days, "day")) ago"
  }
}
