/// A table of aligned columns for a terminal, with two spaces between columns.
///
/// Titles and cells pass through `TerminalText`, and widths are those of `DisplayWidth`. No line ends in a space.
public struct TextTable: Sendable {
  /// The side of a column on which its cells line up.
  public enum Alignment: Sendable {
    /// For words.
    case left
    /// For numbers.
    case right
  }

  /// A title and the alignment of what stands below it.
  public struct Column: Sendable {
    let title: String
    let alignment: Alignment

    /// Describes a column.
    public init(_ title: String, _ alignment: Alignment = .left) {
      self.title = TerminalText.visible(title)
      self.alignment = alignment
    }
  }

  private let columns: [Column]
  private let maximumWidth: Int?
  private var rows: [[String]] = []

  /// The fewest terminal columns that wrapping leaves a column, even if the table is wider than asked for then.
  private static let narrowestWrap = 16

  /// Starts a table that has only its titles.
  ///
  /// - Parameters:
  ///   - columns: The columns from left to right.
  ///   - maximumWidth: Terminal columns a line may take. A table that would be wider has its last left-aligned column
  ///     wrapped at words; nothing is wrapped when this is nil.
  public init(columns: [Column], maximumWidth: Int? = nil) {
    self.columns = columns
    self.maximumWidth = maximumWidth
  }

  /// Adds a row; cells that are missing at its end are empty, and cells past the last column are left out.
  public mutating func append(_ cells: [String]) {
    let missing = repeatElement("", count: max(0, columns.count - cells.count))
    rows.append(cells.prefix(columns.count).map(TerminalText.visible) + missing)
  }

  /// The titles and the rows as lines without line breaks.
  public var lines: [String] {
    let rows = [columns.map(\.title)] + rows
    var widths = columns.indices.map { column in
      rows.reduce(0) { max($0, DisplayWidth.columns($1[column])) }
    }
    let wrapped = columns.lastIndex { $0.alignment == .left }
    if let wrapped, let room = room(for: wrapped, widths: widths) { widths[wrapped] = min(widths[wrapped], room) }
    return rows.flatMap { cells in
      let parts = wrapped.map { TextWrap.lines(cells[$0], width: widths[$0]) } ?? []
      return (0..<max(1, parts.count)).map { number in
        line(widths: widths) { column in
          if column == wrapped { return number < parts.count ? parts[number] : "" }
          return number == 0 ? cells[column] : ""
        }
      }
    }
  }

  /// Terminal columns the other columns leave to this one; nil when the table may be of any width.
  private func room(for column: Int, widths: [Int]) -> Int? {
    guard let maximumWidth else { return nil }
    let others = widths.reduce(0, +) - widths[column] + 2 * (columns.count - 1)
    return max(Self.narrowestWrap, maximumWidth - min(others, maximumWidth))
  }

  private func line(widths: [Int], cell: (Int) -> String) -> String {
    var line = ""
    for (column, width) in widths.enumerated() {
      if column > 0 { line += "  " }
      let text = cell(column)
      let padding = String(repeating: " ", count: max(0, width - DisplayWidth.columns(text)))
      line += columns[column].alignment == .left ? text + padding : padding + text
    }
    while line.last == " " {
      line.removeLast()
    }
    return line
  }
}
