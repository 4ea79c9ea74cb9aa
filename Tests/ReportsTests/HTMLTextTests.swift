import Testing

@testable import Reports

@Suite struct HTMLTextTests {
  @Test(
    "what means something in a page is written as text",
    arguments: [
      ("<b a=\"1\" c='2'>&amp;", "&lt;b a=&quot;1&quot; c=&#39;2&#39;&gt;&amp;amp;"), ("Åsa \u{202E}", "Åsa \u{202E}"),
      ("a\u{1B}b", "a\\u{1B}b"), ("\u{FFFE}", "\u{FFFD}"),
    ])
  func escaped(text: String, html: String) { #expect(HTMLText.escaped(text) == html) }

  @Test("a table without rows is a sentence") func empty() {
    #expect(HTMLTable(caption: "Cycles", columns: ["Cycle"]).html == "<p class=\"none\">Cycles: none.</p>\n")
  }

  @Test("strokes of a hatch stay in their box", arguments: [2.0, 12, 57.5, 300])
  func hatch(width: Double) throws {
    let drawn = SVG.hatched(x: 10, y: 20, width: width, height: 12)
    let strokes = try Regex("[ML]([0-9.]+) ([0-9.]+)")
    #expect(!drawn.matches(of: strokes).isEmpty)
    for match in drawn.matches(of: strokes) {
      let x = Double(match.output[1].substring ?? "") ?? -1
      let y = Double(match.output[2].substring ?? "") ?? -1
      #expect(x >= 9.9 && x <= 10.1 + width && y >= 19.9 && y <= 32.1)
    }
  }
}
