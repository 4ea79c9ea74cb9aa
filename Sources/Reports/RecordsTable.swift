import TextFormats

extension Records {
  /// The rows as a table for people, no wider than asked for.
  ///
  /// Titles are the columns' names in words; a column no row has a value for is left out. Where the columns do not
  /// fit side by side, every row is a block with a line a column, so that nothing is cut off.
  public func table(maximumWidth: Int = 80) -> [String] {
    guard !rows.isEmpty else { return [emptyText] }
    let shown = columns.indices.filter { column in
      !hidden.contains(columns[column]) && rows.contains { column < $0.count && !$0[column].isEmpty }
    }
    let cells = rows.map { row in
      shown.map { $0 < row.count ? row[$0].cell(yes: "yes", no: "no", separator: ", ") : "" }
    }
    let headings = shown.map { titles[columns[$0]] ?? Records.title(columns[$0]) }
    let areNumbers = shown.map { column in
      rows.allSatisfy { column >= $0.count || $0[column].isNumber || $0[column].isEmpty }
    }
    guard fits(titles: headings, cells: cells, areNumbers: areNumbers, maximumWidth: maximumWidth) else {
      return blocks(titles: headings, cells: cells, width: maximumWidth)
    }
    var table = TextTable(
      columns: zip(headings, areNumbers).map { TextTable.Column($0, $1 ? .right : .left) }, maximumWidth: maximumWidth)
    for row in cells { table.append(row) }
    return table.lines
  }

  /// `starts_on` as `starts on`.
  private static func title(_ column: String) -> String {
    column.split(separator: "_", omittingEmptySubsequences: false).joined(separator: " ")
  }

  /// Whether the columns fit side by side when the last column of words, which wraps, takes 24 columns or fewer.
  private func fits(titles: [String], cells: [[String]], areNumbers: [Bool], maximumWidth: Int) -> Bool {
    let wrapped = areNumbers.lastIndex(of: false)
    var total = 2 * max(0, titles.count - 1)
    for column in titles.indices {
      let width = cells.reduce(DisplayWidth.columns(titles[column])) {
        max($0, DisplayWidth.columns(TerminalText.visible($1[column])))
      }
      total += column == wrapped ? min(width, 24) : width
    }
    return total <= maximumWidth
  }

  private func blocks(titles: [String], cells: [[String]], width: Int) -> [String] {
    var page = Page(style: .plain, width: width)
    let labelWidth = titles.reduce(0) { max($0, DisplayWidth.columns($1)) } + 2
    for row in cells {
      page.space()
      for (title, cell) in zip(titles, row) where !cell.isEmpty {
        page.add(lead: Text.padded(title, to: labelWidth), cell)
      }
    }
    return page.lines
  }
}
