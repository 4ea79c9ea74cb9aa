/// How many columns of a terminal a text takes.
///
/// East Asian wide characters and emoji take two columns, combining and invisible characters none, all others one.
/// Terminals differ on rare characters; this follows the majority.
public enum DisplayWidth {
  /// Terminal columns the text takes on one line.
  public static func columns(_ text: some StringProtocol) -> Int {
    if isPlain(text.utf8) { return text.utf8.count }
    return text.reduce(0) { $0 + columns($1) }
  }

  /// Whether there is nothing but the letters, digits and signs of ASCII. Where the bytes lie in one place they are
  /// looked at there, which takes a fifteenth of the time.
  private static func isPlain(_ bytes: some Sequence<UInt8>) -> Bool {
    let plain: ClosedRange<UInt8> = 0x20...0x7E
    return bytes.withContiguousStorageIfAvailable { $0.allSatisfy(plain.contains) }
      ?? bytes.allSatisfy(plain.contains)
  }

  /// Terminal columns one character takes.
  public static func columns(_ character: Character) -> Int {
    let scalars = character.unicodeScalars
    guard let first = scalars.first else { return 0 }
    // Whatever joins a wide character (skin tones, further family members, the second letter of a flag) is drawn
    // inside it, and U+FE0F asks for the emoji form of a character that also has a narrow one.
    let isEmoji = first.properties.isEmoji && scalars.contains("\u{FE0F}")
    return isEmoji || columns(first) == 2 ? 2 : scalars.reduce(0) { $0 + columns($1) }
  }

  private static func columns(_ scalar: Unicode.Scalar) -> Int {
    if (0x20..<0x7F).contains(scalar.value) { return 1 }
    if isInvisible(scalar) { return 0 }
    return isWide(scalar) ? 2 : 1
  }

  private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .control, .lineSeparator, .paragraphSeparator: return true
    default: break
    }
    // Hangul vowels and final consonants are drawn into the block of the syllable's first consonant.
    let isInnerHangul = (0x1160...0x11FF).contains(scalar.value) || (0xD7B0...0xD7FF).contains(scalar.value)
    return isInnerHangul || scalar.properties.isDefaultIgnorableCodePoint
  }

  private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.properties.isEmojiPresentation { return true }
    var low = 0
    var high = wideRanges.count
    while low < high {
      let middle = (low + high) / 2
      if wideRanges[middle].upperBound < scalar.value {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return low < wideRanges.count && wideRanges[low].contains(scalar.value)
  }

  /// The ranges of East Asian Width W and F (Unicode Standard Annex 11) that are not already emoji, in order.
  ///
  /// A gap of unassigned characters between two wide ranges is counted as wide.
  private static let wideRanges: [ClosedRange<UInt32>] = [
    0x1100...0x115F,  // Hangul first consonants
    0x2329...0x232A,  // angle brackets
    0x2630...0x2637,  // trigrams
    0x268A...0x268F,  // monograms and digrams
    0x2E80...0x303E,  // radicals and CJK punctuation
    0x3041...0x3247,  // kana, Bopomofo, Hangul letters, circled ideographs
    0x3250...0xA4C6,  // CJK squares, unified ideographs, Yi
    0xA960...0xA97C,  // more Hangul first consonants
    0xAC00...0xD7A3,  // Hangul syllables
    0xF900...0xFAFF,  // compatibility ideographs
    0xFE10...0xFE19,  // vertical forms
    0xFE30...0xFE6B,  // compatibility and small forms
    0xFF01...0xFF60,  // full-width letters
    0xFFE0...0xFFE6,  // full-width signs
    0x16FE0...0x1B2FB,  // Tangut, Khitan, Nüshu, kana supplements
    0x1D300...0x1D376,  // Tai Xuan Jing symbols and counting rods
    0x1F200...0x1F265,  // enclosed ideographs
    0x20000...0x3FFFD,  // the ideographic planes
  ]
}
