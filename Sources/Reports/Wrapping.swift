import TextFormats

/// Text cut into lines whose first may have less room than the others.
enum Wrapping {
  /// Lines of the text: the first of at most `first` terminal columns, every other of at most `rest`.
  ///
  /// They are broken at spaces, and not at the no-break spaces `together` puts in, which come out as spaces; a word
  /// longer than a line is cut where it must be. Runs of spaces stay as they are, except where a line is broken. Never
  /// empty.
  static func lines(_ text: String, first: Int, rest: Int) -> [String] {
    if DisplayWidth.columns(text) <= first { return [apart(text)] }
    var lines: [String] = []
    var line = ""
    var used = 0
    var spaces = 0
    func room() -> Int { max(1, lines.isEmpty ? first : rest) }
    func breakLine() {
      lines.append(line)
      line = ""
      used = 0
    }
    for word in words(text, within: rest) {
      guard !word.isEmpty else {
        spaces += 1
        continue
      }
      let width = DisplayWidth.columns(word)
      if used > 0, used + spaces + width > room() {
        breakLine()
      } else if used > 0 || lines.isEmpty {
        line += String(repeating: " ", count: spaces)
        used += spaces
      }
      spaces = 1
      guard used + width > room() else {
        line += word
        used += width
        continue
      }
      for character in word {
        let columns = DisplayWidth.columns(character)
        if used + columns > room(), used > 0 { breakLine() }
        line.append(character)
        used += columns
      }
    }
    return (lines + [line]).map(apart)
  }

  /// The text at its spaces; what is kept together and wider than a line is words like any other.
  private static func words(_ text: String, within columns: Int) -> [Substring] {
    text.split(separator: " ", omittingEmptySubsequences: false).flatMap { word in
      DisplayWidth.columns(word) > columns
        ? word.split(separator: "\u{A0}", omittingEmptySubsequences: false) : [word]
    }
  }

  /// Text that is not to be broken, as far as a line has room for it.
  static func together(_ text: String) -> String { String(text.map { $0 == " " ? "\u{A0}" : $0 }) }

  private static func apart(_ line: String) -> String {
    line.utf8.contains { $0 >= 0x80 } ? String(line.map { $0 == "\u{A0}" ? " " : $0 }) : line
  }
}
