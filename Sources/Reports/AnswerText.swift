import CivilTime
import Coverage
import Desk
import Ledger

/// Answers as screens for people: the outcome and what it is about, then what follows from it.
public enum AnswerText {
  /// The screen of an answer; `today` is the day worked on, from which days left are counted.
  public static func lines(of answer: Answer, today: CivilDay, style: Style) -> [String] {
    if case .status(let status) = answer.subject { return StatusText.lines(of: status, style: style) }
    var page = Page(style: style)
    let findings = answer.findings ?? []
    switch answer.subject {
    case .patient(let member): page.verdict(answer.outcome, "patient \(member)")
    case .measurement(let member, let fact):
      page.verdict(answer.outcome, "patient \(member)")
      page.field("measured", fact.text)
      page.add(SlipRules.warnings(on: fact))
    case .request(let request): page.add(request, outcome: answer.outcome, findings: findings)
    case .authorization(let authorization):
      page.add(authorization, outcome: answer.outcome, findings: findings, today: today)
    case .cycle(let cycle): page.add(cycle, outcome: answer.outcome, findings: findings)
    case .entry(let entry): page.add(entry, outcome: answer.outcome, findings: findings)
    case .check(let check): page.add(check, outcome: answer.outcome, findings: findings)
    case .voidedEntry(let reference):
      page.verdict(answer.outcome, reference)
      page.field("effect", "it stays on file and counts in no sum; no new line may use its reference without --again")
    case .note(let note):
      page.verdict(answer.outcome, "\(note.kind.rawValue) on \(note.subject), \(Text.moment(note.at))")
      page.field("text", note.text)
    case .flag(let flag):
      page.verdict(answer.outcome, "\(flag) acknowledged")
      page.field("effect", "it is not raised again for the same subject, kind and due date")
    case .status: break
    }
    return page.lines
  }
}
