import CivilTime
import Coverage
import Ledger
import Testing

@testable import Reports

struct DeadlineTextTests {
  @Test(
    "whole hours are said, and minutes where there is less than one",
    arguments: [
      ("2026-03-01 00:00", "72 hours left"), ("2026-03-01 00:01", "71 hours left"),
      ("2026-03-03 23:00", "1 hour left"), ("2026-03-03 23:01", "59 minutes left"),
      ("2026-03-04 00:00", "0 minutes left"), ("2026-03-04 00:01", "overdue by 1 minute"),
      ("2026-03-05 02:59", "overdue by 26 hours"),
    ])
  func present(now: String, words: String) throws {
    let moment = try #require(WallMoment(stored: now))
    let deadline = DecisionDeadline(
      of: Sample.request(1, receivedOn: "2026-03-01", start: "2026-03-02"), on: moment.day, now: moment,
      settings: PlanSettings(timeZone: "America/Chicago"))
    #expect(deadline.standing == words)
  }
}
