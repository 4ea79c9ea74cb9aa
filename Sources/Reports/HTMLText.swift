import CivilTime
import TextFormats

/// Text as HTML that is well-formed XML too.
enum HTMLText {
  /// The text as content of an element or of an attribute in double quotes.
  static func escaped(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result.append(contentsOf: "&amp;".unicodeScalars)
      case "<": result.append(contentsOf: "&lt;".unicodeScalars)
      case ">": result.append(contentsOf: "&gt;".unicodeScalars)
      case "\"": result.append(contentsOf: "&quot;".unicodeScalars)
      case "'": result.append(contentsOf: "&#39;".unicodeScalars)
      // Control characters and noncharacters stand in no XML document; they are shown as on a terminal.
      case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}":
        result.append(contentsOf: TerminalText.visible(String(scalar)).unicodeScalars)
      case "\u{FFFE}", "\u{FFFF}": result.append("\u{FFFD}")
      default: result.append(scalar)
      }
    }
    return String(result)
  }

  /// Text that people have written: its reading direction cannot reach the text around it.
  static func isolated(_ text: String) -> String { "<bdi>\(escaped(text))</bdi>" }

  /// A word that stands out: something to look at.
  static func mark(_ word: String) -> String { "<span class=\"mark\">\(escaped(word))</span>" }

  /// What there is of several parts, in a row. Parts are HTML.
  static func joined(_ parts: [String]) -> String { parts.filter { !$0.isEmpty }.joined(separator: "; ") }

  /// Words that stay on one line.
  static func together(_ text: String) -> String { "<span class=\"w\">\(escaped(text))</span>" }

  /// A day, which a browser knows for one.
  static func day(_ day: CivilDay) -> String { "<time datetime=\"\(day)\">\(day)</time>" }
}

/// A table with a caption, a head, and a head cell in every row. Cells are HTML.
struct HTMLTable {
  let caption: String
  let columns: [String]
  /// The columns that hold numbers, which stand at the right.
  var numbers: Set<Int> = []
  var rows: [[String]] = []

  /// The table, which scrolls by itself on a narrow screen; a sentence where there is no row.
  var html: String {
    let caption = HTMLText.escaped(caption)
    guard !rows.isEmpty else { return "<p class=\"none\">\(caption): none.</p>\n" }
    let head = columns.enumerated().map { index, column in
      "<th scope=\"col\"\(mark(index))>\(HTMLText.escaped(column))</th>"
    }
    let body = rows.map { row in
      let cells = row.enumerated().map { index, cell in
        index == 0 ? "<th scope=\"row\"\(mark(0))>\(cell)</th>" : "<td\(mark(index))>\(cell)</td>"
      }
      return "<tr>\(cells.joined())</tr>"
    }
    return """
      <div class="scroll" role="region" aria-label="\(caption)" tabindex="0"><table>
      <caption>\(caption)</caption>
      <thead><tr>\(head.joined())</tr></thead>
      <tbody>
      \(body.joined(separator: "\n"))
      </tbody></table></div>

      """
  }

  private func mark(_ column: Int) -> String { numbers.contains(column) ? " class=\"n\"" : "" }
}
