/// What is refused in a YAML text before it is parsed.
enum YAMLCharacters {
  /// Whether a text may be parsed; the first thing in its way is a fault.
  ///
  /// Anchors are looked for here because the parser compares keys with all that aliases put into them, which a small
  /// text can make larger than any memory; without anchors there are no aliases.
  static func check(_ text: String, _ faults: FaultList) -> Bool {
    guard text.utf8.count <= DocumentNode.mostBytes else {
      faults.add("the file is larger than 1 MiB", at: .start)
      return false
    }
    var line = 1
    var column = 1
    var previous: Unicode.Scalar = "\n"
    var beforePrevious: Unicode.Scalar = "\n"
    for scalar in text.unicodeScalars {
      if !isAllowed(scalar) {
        faults.add(
          "the character \(quoted(String(scalar))) may not stand in a file", at: Place(line: line, column: column))
        return false
      }
      if previous == "&", isAnchorName(scalar), mayPrecedeAnchor(beforePrevious) {
        faults.add(
          "an anchor stands here; write values out where they are used, and put a space after & in a text",
          at: Place(line: line, column: column - 1))
        return false
      }
      switch scalar {
      case "\n" where previous == "\r": break
      case "\n", "\r": (line, column) = (line + 1, 1)
      default: column += 1
      }
      (beforePrevious, previous) = (previous, scalar)
    }
    return true
  }

  /// Control characters, and the line breaks that editors do not count as such, would make places ambiguous.
  private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A, 0x0D: true
    case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF: false
    default: true
    }
  }

  private static func isAnchorName(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "a"..."z", "A"..."Z", "0"..."9", "_", "-": true
    default: false
    }
  }

  private static func mayPrecedeAnchor(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case " ", "\t", "\n", "\r", "[", "]", "{", "}", ",", ":", "?", "-", "\"", "'": true
    default: false
    }
  }
}
