/// A writer of CSV as RFC 4180 defines it.
///
/// Lines end in CRLF. A field is quoted when it holds a comma, a quote or a line break.
public struct CSVWriter: Sendable {
  /// Whether a field that a spreadsheet would run as a formula is made text.
  public let guardsFormulas: Bool

  /// Makes a writer.
  ///
  /// - Parameter guardsFormulas: puts a single quote before a field that starts with `=`, `+`, `-` or `@`, full-width
  ///   or not, with a tab or with a line break. This changes what the field says, negative numbers too, so leave it off
  ///   for files that programs read.
  public init(guardsFormulas: Bool = false) {
    self.guardsFormulas = guardsFormulas
  }

  /// Appends one record and its line end.
  public func append(_ fields: [String], to output: inout [UInt8]) {
    // A record of one empty field needs its quotes: without them it would be an empty line, which readers skip.
    if fields == [""] { output.append(contentsOf: "\"\"".utf8) }
    for (index, field) in fields.enumerated() {
      if index > 0 { output.append(UInt8(ascii: ",")) }
      append(field: field, to: &output)
    }
    output.append(contentsOf: "\r\n".utf8)
  }

  private func append(field: String, to output: inout [UInt8]) {
    let prefix = guardsFormulas && Self.startsFormula(field) ? "'" : ""
    guard Self.needsQuotes(field) else {
      output.append(contentsOf: prefix.utf8)
      output.append(contentsOf: field.utf8)
      return
    }
    output.append(UInt8(ascii: "\""))
    output.append(contentsOf: prefix.utf8)
    for byte in field.utf8 {
      output.append(byte)
      if byte == UInt8(ascii: "\"") { output.append(byte) }
    }
    output.append(UInt8(ascii: "\""))
  }

  private static func startsFormula(_ field: String) -> Bool {
    guard let first = field.unicodeScalars.first else { return false }
    // Spreadsheets set to Japanese or Chinese take the full-width signs for their own.
    return "=+-@\t\r\n＝＋－＠".unicodeScalars.contains(first)
  }

  private static func needsQuotes(_ field: String) -> Bool {
    for byte in field.utf8 {
      switch byte {
      case UInt8(ascii: ","), UInt8(ascii: "\""), UInt8(ascii: "\r"), UInt8(ascii: "\n"): return true
      default: continue
      }
    }
    // U+FEFF would be taken for a byte order mark if the field came first in the file.
    return field.unicodeScalars.first == "\u{FEFF}"
  }
}
