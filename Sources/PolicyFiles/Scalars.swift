import CivilTime
import Coverage

// The kinds of text a document holds. Each reader gives the value, or nil after adding the fault; a subject names
// the value in the fault's message.

extension DocumentNode {
  /// Unicode characters (scalars) a text may have.
  static let longestText = 2000

  /// A text for people: on one line, and with nothing in it that acts instead of showing.
  func text(_ subject: Subject, mayBeEmpty: Bool = false, _ faults: FaultList) -> String? {
    guard let text = scalar(subject, faults) else { return nil }
    if text.isEmpty, !mayBeEmpty {
      faults.add("\(subject) must not be empty", at: place)
      return nil
    }
    // Most texts are short ASCII, and need no look at their characters.
    let isPlain = text.utf8.count <= Self.longestText && text.utf8.allSatisfy { (0x20..<0x7F).contains($0) }
    if !isPlain, let problem = Self.problem(in: text) {
      faults.add("\(subject) \(problem)", at: place)
      return nil
    }
    return text
  }

  /// A name that is typed in commands: lower case letters, digits, dots and dashes.
  func name(_ subject: Subject, _ faults: FaultList) -> String? {
    let rule = "lower case letters, digits, dots and dashes, with a letter or digit first"
    guard let text = scalar(subject, expected: rule, faults) else { return nil }
    let isName = text.utf8.enumerated().allSatisfy { index, byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
      case UInt8(ascii: "."), UInt8(ascii: "-"): index > 0
      default: false
      }
    }
    guard isName, (1...Self.longestText).contains(text.utf8.count) else {
      faults.add("\(subject) must be \(rule), not \(quoted(text))", at: place)
      return nil
    }
    return text
  }

  /// A whole number in plain digits.
  func count(_ subject: Subject, in range: ClosedRange<Int>, _ faults: FaultList) -> Int? {
    func rule() -> String { "a whole number from \(range.lowerBound) to \(range.upperBound)" }
    guard let text = scalar(subject, expected: rule(), faults) else { return nil }
    guard let number = Self.digits(text), range.contains(number) else {
      faults.add("\(subject) must be \(rule()), not \(quoted(text))", at: place)
      return nil
    }
    return number
  }

  /// A decimal number of at most nine places.
  func decimal(_ subject: Subject, _ faults: FaultList) -> DecimalNumber? {
    guard let text = scalar(subject, expected: "a decimal number", faults) else { return nil }
    guard let number = DecimalNumber(text) else {
      faults.add("\(subject) must be a decimal number, such as 0.1, not \(quoted(text))", at: place)
      return nil
    }
    return number
  }

  /// A decimal number above zero, small enough for any sum of doses.
  func amount(_ subject: Subject, _ faults: FaultList) -> DecimalNumber? {
    guard let number = decimal(subject, faults) else { return nil }
    guard DecimalNumber(thousandths: 0) < number, number <= DecimalNumber(thousandths: 100_000_000) else {
      faults.add("\(subject) must be above 0 and at most 100000, not \(quoted(number.description))", at: place)
      return nil
    }
    return number
  }

  /// A civil day.
  func day(_ subject: Subject, _ faults: FaultList) -> CivilDay? {
    let rule = "a day of the years 1900 to 2199 written YYYY-MM-DD"
    guard let text = scalar(subject, expected: rule, faults) else { return nil }
    guard let day = CivilDay(text) else {
      faults.add("\(subject) must be \(rule), not \(quoted(text))", at: place)
      return nil
    }
    return day
  }

  /// A cycle, such as `1`, or a run of cycles, such as `2-9`.
  func cycles(_ subject: Subject, _ faults: FaultList) -> CycleRange? {
    let rule = "a cycle such as 1, or a run of cycles such as 2-9, up to 999"
    guard let text = scalar(subject, expected: rule, faults) else { return nil }
    let ends = text.split(separator: "-", maxSplits: 2, omittingEmptySubsequences: false).map { Self.digits($0) }
    guard (1...2).contains(ends.count), let first = ends[0], let last = ends[ends.count - 1],
      (1...999).contains(first), (1...999).contains(last)
    else {
      faults.add("\(subject) must be \(rule), not \(quoted(text))", at: place)
      return nil
    }
    guard first <= last else {
      faults.add("\(subject) runs backwards; write \(last)-\(first)", at: place)
      return nil
    }
    return CycleRange(CycleNumber(first), CycleNumber(last))
  }

  /// One of the words of a type.
  func word<Word: RawRepresentable & CaseIterable>(
    _ subject: Subject, as type: Word.Type, _ faults: FaultList
  ) -> Word? where Word.RawValue == String {
    guard case .scalar(let text) = content, let word = Word(rawValue: text) else {
      let rule = listed(Word.allCases.map(\.rawValue), by: "or")
      if let text = scalar(subject, expected: rule, faults) {
        faults.add("\(subject) must be \(rule), not \(quoted(text))", at: place)
      }
      return nil
    }
    return word
  }

  /// The number that plain digits write; nil for signs, needless zeros and more than nine digits.
  private static func digits(_ text: some StringProtocol) -> Int? {
    let bytes = text.utf8
    guard (1...9).contains(bytes.count), bytes.count == 1 || bytes.first != UInt8(ascii: "0") else { return nil }
    var number = 0
    for byte in bytes {
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
      number = number * 10 + Int(byte - UInt8(ascii: "0"))
    }
    return number
  }

  /// Why a text may not stand in a policy; nil when it may.
  private static func problem(in text: String) -> String? {
    var count = 0
    for scalar in text.unicodeScalars {
      count += 1
      if count > longestText { return "is longer than \(longestText) characters" }
      if scalar == "\n" { return "holds a line break; write the text on one line, or over several after >-" }
      if scalar.properties.generalCategory == .control || scalar.properties.isDefaultIgnorableCodePoint
        || scalar == "\u{2028}" || scalar == "\u{2029}"
      {
        return "holds \(quoted(String(scalar))), which does not show; leave it out"
      }
    }
    return nil
  }
}
