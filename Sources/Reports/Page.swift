import Coverage
import Desk
import TextFormats

/// A screen under construction: lines no wider than a terminal, all of them safe for a terminal.
///
/// What this file keeps true
/// (1) Every text goes through `TerminalText` here, whoever wrote it; only `Style` adds escape codes.
/// (2) No line is wider than `width`, whatever it is given.
struct Page {
  /// Terminal columns a line may take.
  let width: Int
  /// Columns of a label with the spaces around it.
  static let labelWidth = 12

  /// How the words are told apart.
  let style: Style
  /// What is written so far.
  private(set) var lines: [String] = []

  init(style: Style, width: Int = 80) {
    self.style = style
    self.width = min(width, style.columns)
  }

  /// Adds text after a lead that may be coloured; further lines are indented by `hang` columns.
  mutating func add(
    lead: String = "", shown: (String) -> String = { $0 }, _ text: String, hang: Int? = nil
  ) {
    let lead = TerminalText.visible(lead)
    let text = TerminalText.visible(text)
    let leadWidth = DisplayWidth.columns(lead)
    let hang = hang ?? leadWidth
    guard leadWidth < width / 2 else {
      // A lead that leaves no room is text like any other.
      append(Wrapping.lines(lead + text, first: width, rest: width - hang), hang: hang)
      return
    }
    let parts = Wrapping.lines(text, first: width - leadWidth, rest: width - hang)
    append([shown(lead) + parts[0]] + parts.dropFirst(), hang: hang)
  }

  private mutating func append(_ parts: [String], hang: Int) {
    for (index, part) in parts.enumerated() {
      lines.append(index == 0 ? part : String(repeating: " ", count: hang) + part)
    }
  }

  /// Adds an empty line, unless the page is empty or ends in one.
  mutating func space() {
    if let last = lines.last, !last.isEmpty { lines.append("") }
  }

  /// Adds a heading on a line of its own.
  mutating func heading(_ text: String) {
    for line in Wrapping.lines(TerminalText.visible(text), first: width, rest: width) {
      lines.append(style.strong(line))
    }
  }

  /// Adds the word of an outcome and what it is about.
  mutating func verdict(_ outcome: Outcome, _ text: String) {
    add(lead: outcome.heading + "  ", shown: { [style] in style.verdict($0, outcome) }, text, hang: 4)
  }

  /// Adds a label and its text, which lines up with that of other labels; an empty label continues the one above.
  mutating func field(_ label: String, _ text: String) {
    add(lead: Text.padded("  " + label, to: Page.labelWidth), shown: style.faint, text, hang: Page.labelWidth)
  }

  /// Adds a label and a command to type, whose words stay whole where they can.
  mutating func command(_ label: String, _ words: [String]) {
    let words = words.map(TerminalText.visible)
    let room = width - Page.labelWidth
    var parts: [String] = []
    var part = ""
    for (index, word) in words.enumerated() {
      // The line keeps two columns for the backslash that carries the command on.
      let isLast = index == words.count - 1
      let grown = part.isEmpty ? word : part + " " + word
      if !part.isEmpty, DisplayWidth.columns(grown) > room - (isLast ? 0 : 2) {
        parts.append(part + " \\")
        part = "  " + word
      } else {
        part = grown
      }
    }
    parts.append(part)
    for (index, part) in parts.enumerated() {
      field(index == 0 ? label : "", part)
    }
  }

  /// Adds a finding: its code, its sentence and citation, and on a line of its own what would work instead.
  mutating func finding(_ finding: Finding) {
    add(
      lead: "  " + finding.code.rawValue + "  ", shown: style.bad, finding.message + Text.cited(finding.citation),
      hang: 6)
    if let hint = finding.hint, !hint.isEmpty {
      add(lead: "      hint: ", shown: style.faint, hint)
    }
  }

  /// Adds every line of a table, indented.
  mutating func table(_ table: TextTable, indent: Int) {
    for line in table.lines {
      // A table that cannot be narrow enough is wrapped like prose, so that nothing of it is lost.
      append(
        Wrapping.lines(String(repeating: " ", count: indent) + line, first: width, rest: width - indent - 2),
        hang: indent + 2)
    }
  }
}
