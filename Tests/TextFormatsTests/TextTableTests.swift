import Testing
import TextFormats

struct TextTableTests {
  @Test func alignsColumnsAndEndsNoLineInASpace() {
    var table = TextTable(columns: [.init("Member"), .init("Units", .right), .init("Note")])
    table.append(["M-70049", "28", "given"])
    table.append(["漢字", "7", ""])
    table.append(["Zoë 😀", "784"])
    #expect(
      table.lines == [
        "Member   Units  Note",
        "M-70049     28  given",
        "漢字         7",
        "Zoë 😀     784",
      ])
  }

  @Test func aRightAlignedLastColumnLinesUp() {
    var table = TextTable(columns: [.init("Drug"), .init("Left", .right)])
    table.append(["a", "5"])
    table.append(["b", "12345"])
    #expect(table.lines == ["Drug   Left", "a         5", "b     12345"])
  }

  @Test func hostileCellsAreShownAndStillAlign() {
    var table = TextTable(columns: [.init("Na\u{1B}me"), .init("Day")])
    table.append(["a\nb", "2023-01-14"])
    #expect(table.lines == [#"Na\u{1B}me  Day"#, #"a\u{0A}b    2023-01-14"#])
  }

  @Test func wrapsTheLastLeftAlignedColumnAtWords() {
    var table = TextTable(columns: [.init("Code"), .init("Meaning"), .init("Units", .right)], maximumWidth: 37)
    table.append(["U-1", "the window holds no more than its limit", "28"])
    table.append(["U-2", "short", "7"])
    #expect(
      table.lines == [
        "Code  Meaning                   Units",
        "U-1   the window holds no more     28",
        "      than its limit",
        "U-2   short                         7",
      ])
  }

  @Test func aWordLongerThanItsColumnIsCut() {
    var table = TextTable(columns: [.init("A"), .init("B")], maximumWidth: 19)
    table.append(["x", "no " + String(repeating: "漢", count: 10) + " end"])
    #expect(table.lines == ["A  B", "x  no", "   漢漢漢漢漢漢漢漢", "   漢漢 end"])
  }

  @Test func wrappedLinesFit() {
    var numbers = RepeatableNumbers(state: 7)
    for _ in 0..<200 {
      var table = TextTable(columns: [.init("A", .right), .init("B"), .init("C", .right)], maximumWidth: 80)
      for _ in 0..<3 {
        table.append([numbers.text(upTo: 3), numbers.text(upTo: 90), numbers.text(upTo: 2)])
      }
      for line in table.lines {
        #expect(DisplayWidth.columns(line) <= 80)
        #expect(line.last != " ")
      }
    }
  }

  @Test func oddShapesAreHarmless() {
    var empty = TextTable(columns: [], maximumWidth: 0)
    empty.append(["x"])
    #expect(empty.lines == ["", ""])
    var narrow = TextTable(columns: [.init("A", .right)], maximumWidth: -5)
    narrow.append(["12345", "past the last column"])
    #expect(narrow.lines == ["    A", "12345"])
  }
}
