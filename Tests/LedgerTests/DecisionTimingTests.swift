import CivilTime
import Coverage
import Testing

@testable import Ledger

@Suite struct DecisionTimingTests {
  private func timing(_ urgency: Urgency, at time: String, minutesLater: Int) throws -> DecisionTiming {
    let day = try #require(CivilDay("2024-01-02"))
    let clock = try #require(TimeOfDay(time))
    let request = RequestFact(
      number: RequestNumber(1), patient: PatientNumber(1), indication: IndicationKey("any"), kind: .initial,
      receivedOn: day, receivedAt: clock, urgency: urgency, diagnosis: nil, wantedStart: day, priorCycles: 0,
      requester: nil, appeals: nil, policy: PolicyVersion(policy: "p", version: "1"), sequence: JournalNumber(1))
    let received = day.ordinal * 1440 + clock.minutes
    return DecisionTiming(
      of: request,
      DecisionTimeFact(
        request: request.number, decidedAt: WallMoment(minutesSinceEpoch: received + minutesLater),
        dueAt: DecisionClock(of: request, settings: PlanSettings(timeZone: "UTC")).dueAt, sequence: JournalNumber(2)))
  }

  @Test(
    "the last minute of the clock is in time, the next is late", arguments: [(Urgency.standard, 72), (.expedited, 24)])
  func boundary(urgency: Urgency, hours: Int) throws {
    let last = try timing(urgency, at: "10:30", minutesLater: hours * 60)
    #expect(!last.isLate && last.takenMinutes == hours * 60 && last.allowedMinutes == hours * 60)
    #expect(try timing(urgency, at: "10:30", minutesLater: hours * 60 + 1).isLate)
  }

  @Test("a decision entered for a moment before the receipt took no time") func before() throws {
    #expect(try timing(.standard, at: "10:30", minutesLater: -60).takenMinutes == 0)
  }
}
