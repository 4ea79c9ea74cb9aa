import Coverage

/// What a member id, a reference or a diagnosis code may not have in it when it comes on file.
///
/// Two of them that look the same must be the same: a claim whose reference gets a blank at its end on the way would
/// count twice. Looked up is what was given, as it stands: what older programs took in is found, voided and replayed.
enum IdentifierText {
  /// A fault that names the field when its text has something in it that cannot be seen.
  static func check(_ text: String, _ field: String) throws {
    guard let flaw = flaw(in: text) else { return }
    throw Fault(.invalid, "\(field) \(flaw)", hint: "write it without")
  }

  /// The fault of a text under which nothing is on file; what cannot be seen in it is the likeliest reason.
  static func notFound(_ what: String, _ text: String, hint: String) -> Fault {
    guard let flaw = flaw(in: text) else { return Fault(.notFound, "no \(what) \(text)", hint: hint) }
    return Fault(.notFound, "no \(what) \(text), which \(flaw)", hint: "write it without")
  }

  /// What of a text cannot be seen; plain blanks within it may stay.
  private static func flaw(in text: String) -> String? {
    // Nearly all are ASCII without a blank.
    if text.utf8.allSatisfy({ (0x21..<0x7f).contains($0) }) { return nil }
    if text.utf8.first == 0x20 { return "begins with a blank" }
    if text.utf8.last == 0x20 { return "ends with a blank" }
    let hidden = text.unicodeScalars.first { $0 != " " && $0.isBlank }
    return hidden.map { scalar in
      let digits = String(scalar.value, radix: 16, uppercase: true)
      return "has an unseen U+" + String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits + " in it"
    }
  }
}

extension Unicode.Scalar {
  /// Whether it shows as a blank or as nothing.
  var isBlank: Bool {
    // Of ASCII, tab to carriage return and the blank itself; asking Unicode costs more than all else of reading a text.
    if isASCII { return self == " " || (9...13).contains(value) }
    return properties.isWhitespace || properties.isDefaultIgnorableCodePoint
  }
}
