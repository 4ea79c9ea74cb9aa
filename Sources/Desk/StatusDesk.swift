import Coverage
import Ledger

extension Sitting {
  func status(_ member: MemberID) throws -> Answer {
    let history = try history(of: member)
    return Answer(
      outcome: .reported,
      subject: .status(
        StatusAnswer(
          memberID: member, today: today, timeZone: settings.timeZone,
          courses: StatusRules.courses(of: history, on: today), openRequests: history.requests.filter(\.outcome.isOpen))
      ),
      findings: nil)
  }
}
