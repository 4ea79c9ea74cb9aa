import Coverage
import Desk

extension Page {
  /// Adds what became of a cycle.
  mutating func add(_ answer: CycleAnswer, outcome: Outcome, findings: [Finding]) {
    let member = Text.shellWord(answer.memberID.text)
    let phase = answer.phase.map { "\($0), " } ?? ""
    verdict(outcome, "cycle \(answer.number) of \(answer.memberID)   \(phase)\(answer.indication.name)")
    switch outcome {
    case .started:
      let own = CycleRange(answer.number, answer.number)
      field("period", Text.period(inDays: answer.span))
      if let authorization = answer.authorization { field("under", authorization.description) }
      let limits = answer.indication.limitsText(of: own)
      if !limits.isEmpty { field("limits", limits) }
      if let day = answer.firstUnfitDay {
        field("warning", "started before its day; \(day) is the first dosing day whose whole vials will not fit")
      }
      let outside = answer.daysOutsideCoverage
      if let first = outside.first, let last = outside.last {
        field(
          "warning",
          "doses until \(last); the \(count(outside.count, "day")) from \(first) on are past the end of coverage")
      }
      command(
        "next",
        [
          "authledger", "administer", member, "--on \(answer.span.startsOn)", "--units …", "--discarded …",
          "--reference …",
        ])
    case .voided:
      field("effect", "it stays on file and counts nowhere")
      command("next", ["authledger", "status", member])
    default:
      for finding in findings { self.finding(finding) }
      command("details", ["authledger", "status", member])
    }
  }
}
