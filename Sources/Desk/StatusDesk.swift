import Coverage
import Ledger

extension Sitting {
  func status(_ member: MemberID) throws -> Answer {
    Answer(
      outcome: .reported, subject: .status(try status(of: try history(of: member), member: member)), findings: nil)
  }

  /// Where a patient stands on the day worked on.
  func status(of history: PatientHistory, member: MemberID) throws -> StatusAnswer {
    StatusAnswer(
      memberID: member, today: today, timeZone: settings.timeZone,
      courses: StatusRules.courses(of: history, on: today),
      openRequests: try history.requests.filter(\.outcome.isOpen).map {
        OpenRequest(request: $0, deadline: try deadline(of: $0.fact))
      })
  }
}
