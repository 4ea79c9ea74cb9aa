import CivilTime
import Coverage
import Ledger
import Testing

/// How the clock of a request stands at a moment of the present day, and on another day.
struct DecisionDeadlineTests {
  private let request = CourseBuilder().request(.initial, on: "2026-03-02", at: "10:30", urgency: .expedited)

  private func deadline(on today: String, at time: String? = nil) -> DecisionDeadline {
    DecisionDeadline(
      of: request, on: day(today), now: time.flatMap { WallMoment(stored: "\(today) \($0)") },
      settings: PlanSettings(timeZone: "America/Chicago"))
  }

  @Test(
    "minutes are left on the present day, and the last one is in time",
    arguments: [("10:30", 0, false), ("10:31", -1, true), ("00:00", 630, false), ("23:59", -809, true)])
  func present(time: String, left: Int, isOverdue: Bool) {
    let deadline = deadline(on: "2026-03-03", at: time)
    #expect(deadline.minutesLeft == left)
    #expect(deadline.isOverdue == isOverdue)
  }

  @Test(
    "on another day the days alone are known, and it is overdue from the next morning on",
    arguments: [("2026-03-02", 1, false), ("2026-03-03", 0, false), ("2026-03-04", -1, true)])
  func another(today: String, days: Int, isOverdue: Bool) {
    let deadline = deadline(on: today)
    #expect(deadline.minutesLeft == nil)
    #expect(deadline.daysLeft == days)
    #expect(deadline.isOverdue == isOverdue)
  }
}
