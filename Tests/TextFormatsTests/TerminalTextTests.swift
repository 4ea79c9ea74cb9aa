import Testing
import TextFormats

struct TerminalTextTests {
  @Test(arguments: [
    ("", ""),
    ("José 漢字 😀 ❤\u{FE0F}", "José 漢字 😀 ❤\u{FE0F}"),
    ("\u{1B}[2J", #"\u{1B}[2J"#),
    ("a\tb\r\nc", #"a\u{09}b\u{0D}\u{0A}c"#),
    ("\0\u{07}\u{7F}\u{9B}", #"\u{00}\u{07}\u{7F}\u{9B}"#),
    ("\u{200E}\u{200F}\u{202A}\u{202E}\u{2066}\u{2069}", #"\u{200E}\u{200F}\u{202A}\u{202E}\u{2066}\u{2069}"#),
    ("\u{2028}\u{2029}", #"\u{2028}\u{2029}"#),
    ("\u{200B}\u{200D}\u{FEFF}\u{AD}\u{61C}", #"\u{200B}\u{200D}\u{FEFF}\u{AD}\u{61C}"#),
    ("x\u{E0041}\u{E0100}\u{3164}", #"x\u{E0041}\u{E0100}\u{3164}"#),
    ("\u{A0}\u{301}", "\u{A0}\u{301}"),
    (#"C:\u{1B}"#, #"C:\u{1B}"#),
  ])
  func shows(text: String, visible: String) {
    #expect(Array(TerminalText.visible(text).unicodeScalars) == Array(visible.unicodeScalars))
  }

  @Test func nothingThatActsIsLeft() {
    var numbers = RepeatableNumbers(state: 6)
    for _ in 0..<2_000 {
      let visible = TerminalText.visible(numbers.text(upTo: 20))
      #expect(visible.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control })
      #expect(TerminalText.visible(visible) == visible)
    }
  }
}
