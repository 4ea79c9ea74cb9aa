import CivilTime
import Coverage
import Desk

extension Page {
  /// Adds what became of an authorization: its days now, and the exception it rests on.
  mutating func add(_ answer: AuthorizationAnswer, outcome: Outcome, findings: [Finding], today: CivilDay) {
    let authorization = answer.authorization
    let fact = authorization.fact
    verdict(outcome, "\(fact.number)   \(fact.kind.coverageText), \(fact.indication), \(answer.memberID)")
    guard outcome != .refused else {
      field("stands", "\(Text.period(inWeeks: authorization.span)), \(Text.left(of: authorization.span, on: today))")
      for finding in findings { self.finding(finding) }
      return
    }
    if let voided = authorization.voided {
      field("period", Text.period(inWeeks: authorization.span))
      field("because", voided.reason)
      field("effect", "it stays on file, covers no day and grants no cycle")
      return
    }
    field("period", "\(Text.period(inWeeks: authorization.span)), \(Text.left(of: authorization.span, on: today))")
    add(answer.warnings)
    if let change = authorization.changes.last {
      let before = authorization.changes.dropLast().last?.endsOn ?? fact.span.endsOn
      field("before", "ended on \(before)")
      field("exception", "\(change.reason) (approved by \(change.approvedBy))")
    }
    field("cycles", "\(fact.cyclesGranted) granted")
  }
}
