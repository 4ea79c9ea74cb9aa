import CivilTime
import Coverage
import Desk
import TextFormats

/// Arguments as values. Every function throws a fault that names the option as it was typed.
enum ArgumentReader {
  static func text(_ text: String, _ option: String) throws -> String { try PlainText.read(text, field: option) }

  static func text(_ text: String?, _ option: String) throws -> String? {
    try text.map { try PlainText.read($0, field: option) }
  }

  static func member(_ text: String) throws -> MemberID { MemberID(try self.text(text, "the member id")) }

  static func indication(_ text: String) throws -> IndicationKey {
    IndicationKey(try self.text(text, "--indication"))
  }

  static func indication(_ text: String?) throws -> IndicationKey? { try text.map { try indication($0) } }

  static func day(_ text: String, _ option: String) throws -> CivilDay { try DayArgument.read(text, field: option) }

  static func day(_ text: String?, _ option: String) throws -> CivilDay? {
    try text.map { try DayArgument.read($0, field: option) }
  }

  static func moment(_ text: String, _ option: String) throws -> Instant {
    guard let instant = Instant(text) else {
      throw Fault(
        .invalid, "\(option) \(text) is not a moment",
        hint: "write moments as 2026-03-09T17:00:00Z, or with an offset such as 2026-03-09T11:00:00-06:00")
    }
    return instant
  }

  /// A moment, or the number of an entry of the journal.
  static func vantage(_ text: String, _ option: String) throws -> AsOf {
    if !text.isEmpty, text.utf8.allSatisfy({ (48...57).contains($0) }) {
      return .sequence(JournalNumber(try whole(text, option, in: 0...999_999_999_999)))
    }
    do {
      return .instant(try moment(text, option))
    } catch let fault as Fault {
      throw Fault(.invalid, fault.message, hint: fault.hint + "; or give the number of an entry")
    }
  }

  static func time(_ text: String, _ option: String) throws -> TimeOfDay {
    guard let time = TimeOfDay(text) else {
      throw Fault(.invalid, "\(option) \(text) is not a time", hint: "write times as HH:MM, such as 14:30")
    }
    return time
  }

  static func whole(_ text: String, _ option: String, in range: ClosedRange<Int>) throws -> Int {
    try WholeArgument.read(text, field: option, in: range)
  }

  static func whole(_ text: String?, _ option: String, in range: ClosedRange<Int>) throws -> Int? {
    try text.map { try whole($0, option, in: range) }
  }

  /// A weight, height or surface, above 0 and at most `most`.
  static func measure(_ text: String?, _ option: String, most: Int) throws -> DecimalNumber? {
    try text.map { try MeasureArgument.read($0, field: option, most: most) }
  }

  /// One of a few words.
  static func word<Word: RawRepresentable<String>>(
    _ text: String, _ option: String, of words: [Word]
  ) throws -> Word {
    guard let word = words.first(where: { $0.rawValue == text }) else {
      throw unknown(text, option, among: words.map(\.rawValue))
    }
    return word
  }

  /// The fault of a word that is none of those there are.
  static func unknown(_ text: String, _ option: String, among words: [String]) -> Fault {
    let near = Nearest.word(to: text.lowercased(), in: words)
    return Fault(
      .invalid, "\(option) cannot be \(text)",
      hint: near.map { "did you mean \($0)?" } ?? "use one of: \(words.joined(separator: ", "))")
  }

  /// Answers written `question=answer`, each question once.
  static func attestations(_ texts: [String], source: String?) throws -> [Attestation] {
    let source = try text(source, "--source")
    var seen: Set<String> = []
    return try texts.map { text in
      let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else {
        throw Fault(
          .invalid, "--attest \(text) is not an answer",
          hint: "write the question, an equals sign and the answer: --attest single-agent=yes")
      }
      guard seen.insert(parts[0]).inserted else {
        throw Fault(.invalid, "\(parts[0]) is answered twice", hint: "give one answer a question")
      }
      return Attestation(
        question: try self.text(parts[0], "the question"), answer: try self.text(parts[1], parts[0]), source: source)
    }
  }
}
