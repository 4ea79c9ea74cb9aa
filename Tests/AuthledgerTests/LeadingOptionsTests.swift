import Testing

@testable import authledger

/// Where the global options stand before the parser sees them.
@Suite struct LeadingOptionsTests {
  @Test(
    "options before a command are put after its name",
    arguments: [
      ("status M", "status M"),
      ("--db x status M", "status --db x M"),
      ("--db=x --quiet status M", "status --db=x --quiet M"),
      ("--db x patient show M", "patient show --db x M"),
      ("patient --db x show M --today 2026-01-01", "patient show --db x M --today 2026-01-01"),
      ("status --db x M", "status --db x M"),
      ("--db x help status", "help status"),
      ("--db x --help", "--help"),
      ("--db x", ""),
      ("--db", ""),
      ("--other x status M", "--other x status M"),
      ("--db x status -- --db", "status --db x -- --db"),
      ("patient patient show", "patient patient show"),
      ("", ""),
    ])
  func movesBehindTheName(typed: String, expected: String) {
    let words = { (text: String) in text.split(separator: " ").map(String.init) }
    #expect(LeadingOptions.moved(words(typed), groups: ["patient"]) == words(expected))
  }
}
