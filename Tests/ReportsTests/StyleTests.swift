import Coverage
import Testing

@testable import Desk
@testable import Reports

struct StyleTests {
  private func withoutEscapes(_ text: String) -> String {
    var plain = ""
    var isEscape = false
    for character in text {
      if character == "\u{1B}" { isEscape = true }
      if !isEscape { plain.append(character) }
      if isEscape, character == "m" { isEscape = false }
    }
    return plain
  }

  @Test func colourAddsNothingToTheWords() {
    var history = Sample.nearlyFull
    let entry = Sample.answer(Sample.administer(Sample.entry("2026-03-30", 28, 7), "CLM1-28", in: &history))
    let status = Sample.status(of: Sample.continued, on: "2026-11-23")
    let screens: [(Style) -> [String]] = [
      { AnswerText.lines(of: entry, today: day("2026-03-30"), style: $0) },
      { StatusText.lines(of: status, style: $0) },
      { PolicyReport.lines(of: Sample.policy, references: nil, style: $0) },
    ]
    for screen in screens {
      let coloured = screen(Style(isColoured: true))
      #expect(coloured.contains { $0.contains("\u{1B}[") })
      #expect(coloured.map(withoutEscapes) == screen(.plain))
    }
  }

  @Test func plainTextHasNoEscapes() {
    #expect(Style.plain.good("yes") == "yes")
    #expect(Style(isColoured: true).good("") == "")
    #expect(Style(isColoured: true).verdict("DENIED", .denied) == "\u{1B}[1;31mDENIED\u{1B}[0m")
  }
}
