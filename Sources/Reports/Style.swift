import Desk

/// How text is told apart on a terminal. Nothing else in the program writes escape codes.
///
/// Colour only repeats what the words say, so that a screen reads the same without it.
public struct Style: Sendable {
  /// Whether the output is a terminal that shows colour.
  public let isColoured: Bool

  /// Columns of the screen; no page is wider, and only one uses more than 80 where there are more.
  public let columns: Int

  /// A style with or without colour, on a screen of so many columns; 40 at the least, since less holds no words.
  public init(isColoured: Bool, columns: Int = 100) {
    self.isColoured = isColoured
    self.columns = max(40, columns)
  }

  /// Plain text.
  public static let plain = Style(isColoured: false)

  /// A yes: approved, covered, well.
  func good(_ text: String) -> String { marked(text, "1;32") }

  /// A no: denied, refused, broken.
  func bad(_ text: String) -> String { marked(text, "1;31") }

  /// What waits for someone or stands out: pended, an exception.
  func warning(_ text: String) -> String { marked(text, "1;33") }

  /// A heading.
  func strong(_ text: String) -> String { marked(text, "1") }

  /// Words that only name what stands beside them: labels, hints.
  func faint(_ text: String) -> String { marked(text, "2") }

  /// The word of an outcome, in the colour of its meaning.
  func verdict(_ text: String, _ outcome: Outcome) -> String {
    switch outcome {
    case .approved, .started, .covered, .fits, .extended: good(text)
    case .denied, .refused, .doesNotFit: bad(text)
    case .pended, .referred, .cutBack, .terminated, .voided, .withdrawn: warning(text)
    case .recorded, .reported: strong(text)
    }
  }

  private func marked(_ text: String, _ code: String) -> String {
    guard isColoured, !text.isEmpty else { return text }
    return "\u{1B}[\(code)m\(text)\u{1B}[0m"
  }
}

extension Outcome {
  /// The outcome as the first word of a screen, such as `CUT BACK`.
  var heading: String {
    switch self {
    case .cutBack: "CUT BACK"
    case .doesNotFit: "DOES NOT FIT"
    default: rawValue.uppercased()
    }
  }
}
