/// Text cut into lines that fit a width.
enum TextWrap {
  /// Lines of at most this many terminal columns, broken at spaces; a longer word is cut where it must be.
  ///
  /// Text that fits is left as it is; where it is broken, runs of spaces become one. Never empty.
  static func lines(_ text: String, width: Int) -> [String] {
    if DisplayWidth.columns(text) <= width { return [text] }
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ") {
      for piece in pieces(of: word, width: width) {
        if line.isEmpty {
          line = piece
        } else if DisplayWidth.columns(line) + 1 + DisplayWidth.columns(piece) <= width {
          line += " " + piece
        } else {
          lines.append(line)
          line = piece
        }
      }
    }
    return lines + [line]
  }

  /// The word in parts of at most this many terminal columns, at least one character each.
  private static func pieces(of word: Substring, width: Int) -> [String] {
    if DisplayWidth.columns(word) <= width { return [String(word)] }
    var pieces: [String] = []
    var piece = ""
    var used = 0
    for character in word {
      let columns = DisplayWidth.columns(character)
      if used + columns > width, !piece.isEmpty {
        pieces.append(piece)
        piece = ""
        used = 0
      }
      piece.append(character)
      used += columns
    }
    return pieces + [piece]
  }
}
