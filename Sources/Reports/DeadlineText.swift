import Coverage
import Ledger
import TextFormats

extension DecisionDeadline {
  /// `2026-03-05 00:00 America/Chicago, 72 hours after receipt (standard)`.
  var text: String {
    "\(Wrapping.together("\(dueAt)")) \(timeZone), \(count(hours, "hour")) after receipt (\(urgency.rawValue))"
  }

  /// `71 hours left`, `20 minutes left`, `overdue by 2 hours`; on another day than the present one `in 3 days`,
  /// `today` or `overdue`.
  var standing: String {
    guard let minutesLeft else {
      return isOverdue ? "overdue" : daysLeft == 0 ? "today" : "in \(count(daysLeft, "day"))"
    }
    let minutes = abs(minutesLeft)
    let time = minutes < 60 ? count(minutes, "minute") : count(minutes / 60, "hour")
    return isOverdue ? "overdue by \(time)" : "\(time) left"
  }

  /// The moment the clock runs out, as a day and a time on the plan's clock.
  var members: [JSONMember] {
    [
      JSONMember("urgency", .string(urgency.rawValue)), JSONMember("due_on", .day(dueAt.day)),
      JSONMember("due_at", .string(dueAt.timeText)),
    ]
  }
}
