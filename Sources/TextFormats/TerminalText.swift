/// Text made harmless for a terminal.
///
/// A name from an import file may hold sequences that move the cursor, change colors or reverse the reading
/// direction, so that a clerk sees other text than the ledger holds. Shown as `\u{1B}` they cannot.
public enum TerminalText {
  /// The text on one line, with every character that acts instead of showing written as `\u{…}`.
  ///
  /// These are the C0 and C1 control characters with tab and line breaks, DEL, U+2028 and U+2029, and all characters
  /// that Unicode draws as nothing: bidirectional marks, zero-width spaces and joiners, tags, fillers. The variation
  /// selectors U+FE0E and U+FE0F stay, because plain emoji carry them. Backslashes are not doubled: the result is to
  /// be read, not parsed.
  public static func visible(_ text: String) -> String {
    if !text.unicodeScalars.contains(where: acts) { return text }
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if acts(scalar) {
        result.append(contentsOf: escape(scalar).unicodeScalars)
      } else {
        result.append(scalar)
      }
    }
    return String(result)
  }

  /// Whether the character does something to the display other than show itself.
  private static func acts(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20..<0x7F, 0xFE0E, 0xFE0F: return false
    case 0..<0xA0: return true
    case 0x2028, 0x2029: return true
    case 0xFFF9...0xFFFB: return true  // interlinear annotation, which hides text behind text
    default: return scalar.properties.isDefaultIgnorableCodePoint
    }
  }

  private static func escape(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return "\\u{\(digits.utf8.count < 2 ? "0" : "")\(digits)}"
  }
}
