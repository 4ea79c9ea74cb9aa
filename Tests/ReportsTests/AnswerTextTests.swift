import Coverage
import Testing

@testable import Desk
@testable import Reports

struct AnswerTextTests {
  private let today = day("2026-03-01")

  private func text(_ answer: Answer) -> [String] { AnswerText.lines(of: answer, today: today, style: .plain) }

  @Test func dump() {
    var history = Sample.blank
    var all: [Answer] = []
    all.append(Sample.submit(Sample.request(1, receivedOn: "2026-03-01", start: "2026-03-02"), answers: Sample.allYes, in: &history))
    all.append(Sample.submit(Sample.request(2, receivedOn: "2026-03-01", start: "2026-03-02"), answers: Sample.allYes, in: &history))
    history = Sample.blank
    all.append(Sample.submit(Sample.request(1, receivedOn: "2026-03-01", start: "2026-03-02"), answers: ["single-agent": "yes", "ph-status": "positive"], in: &history))
    all.append(Sample.submit(Sample.request(2, receivedOn: "2026-03-01", start: "2026-03-02"), answers: ["single-agent": "no", "ph-status": "positive"], in: &history))
    history = Sample.nearlyFull
    all.append(Sample.answer(Sample.administer(Sample.entry("2026-03-29", 28, 7), "CLM1-28", in: &history)))
    all.append(Sample.answer(Sample.administer(Sample.entry("2026-03-30", 28, 7), "CLM1-29", in: &history)))
    history = Sample.nearlyFull
    Sample.administer(Sample.entry("2026-03-29", 15, 0), "CLM1-28", in: &history)
    all.append(Sample.answer(Sample.administer(Sample.entry("2026-03-30", 28, 7, vials: nil), "CLM1-29", in: &history)))
    all.append(Sample.answer(Sample.administer(Sample.entry("2026-03-30", 18, 17, vials: 0), "CLM1-30", cutBack: true, in: &history)))
    for answer in all { print(text(answer).joined(separator: "\n"), "\n") }
    print(StatusText.lines(of: Sample.status(of: Sample.continued, on: "2026-11-23"), style: .plain).joined(separator: "\n"))
    print(StatusText.lines(of: Sample.status(of: Sample.blank, on: "2026-11-23"), style: .plain).joined(separator: "\n"))
  }
}
