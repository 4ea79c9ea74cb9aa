// The strings and numbers of a JSON text (RFC 8259 sections 6 and 7).

extension JSONScanner {
  /// Reads the string whose opening quote is at the current position.
  mutating func string() throws(JSONFault) -> String {
    let quote = position
    let start = quote + 1
    var end = start
    var seenBits: UInt8 = 0
    var hasEscapes = false
    while end < bytes.count, bytes[end] != UInt8(ascii: "\"") {
      let byte = bytes[end]
      if byte < 0x20 { throw fault("a control character stands in a string without an escape", at: end) }
      seenBits |= byte
      if byte == UInt8(ascii: "\\") {
        hasEscapes = true
        end += 1  // whatever is escaped, also a quote, does not end the string
      }
      end += 1
    }
    guard end < bytes.count else { throw fault("a string is not closed", at: quote) }
    position = end + 1
    let raw = UnsafeBufferPointer(rebasing: bytes[start..<end])
    // Escapes are ASCII, so the string is valid UTF-8 if its raw bytes are.
    if seenBits >= 0x80, let offset = UTF8Bytes.firstInvalidOffset(in: raw) {
      throw fault("the bytes are not valid UTF-8", at: start + offset)
    }
    return hasEscapes ? try unescaped(start..<end) : String(decoding: raw, as: UTF8.self)
  }

  /// The string these bytes stand for; every backslash in the range has a byte after it.
  private func unescaped(_ range: Range<Int>) throws(JSONFault) -> String {
    var text: [UInt8] = []
    text.reserveCapacity(range.count)
    var index = range.lowerBound
    while index < range.upperBound {
      guard bytes[index] == UInt8(ascii: "\\") else {
        text.append(bytes[index])
        index += 1
        continue
      }
      let escape = index
      index += 2
      switch bytes[escape + 1] {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(bytes[escape + 1])
      case UInt8(ascii: "b"): text.append(0x08)
      case UInt8(ascii: "f"): text.append(0x0C)
      case UInt8(ascii: "n"): text.append(0x0A)
      case UInt8(ascii: "r"): text.append(0x0D)
      case UInt8(ascii: "t"): text.append(0x09)
      case UInt8(ascii: "u"):
        let units = try codeUnits(escapedAt: escape, before: range.upperBound)
        text.append(contentsOf: String(decoding: units, as: UTF16.self).utf8)
        index = escape + 6 * units.count
      default: throw fault("a backslash is followed by something JSON does not escape", at: escape)
      }
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// The UTF-16 code units of the character written `\uXXXX`, or `\uXXXX\uXXXX` above U+FFFF.
  private func codeUnits(escapedAt escape: Int, before end: Int) throws(JSONFault) -> [UInt16] {
    guard let first = codeUnit(escapedAt: escape, before: end) else {
      throw fault("four hexadecimal digits are missing after \\u", at: escape)
    }
    if !UTF16.isSurrogate(first) { return [first] }
    guard UTF16.isLeadSurrogate(first), let second = codeUnit(escapedAt: escape + 6, before: end),
      UTF16.isTrailSurrogate(second)
    else { throw fault("half of a surrogate pair stands alone", at: escape) }
    return [first, second]
  }

  /// The UTF-16 code unit written `\uXXXX` at the offset; nil when that is not what stands there.
  private func codeUnit(escapedAt escape: Int, before end: Int) -> UInt16? {
    guard escape + 6 <= end, bytes[escape] == UInt8(ascii: "\\"), bytes[escape + 1] == UInt8(ascii: "u") else {
      return nil
    }
    var unit: UInt16 = 0
    for index in escape + 2..<escape + 6 {
      guard let digit = Character(Unicode.Scalar(bytes[index])).hexDigitValue else { return nil }
      unit = unit << 4 | UInt16(digit)
    }
    return unit
  }

  /// Reads the number that starts at the current position.
  mutating func number() throws(JSONFault) -> JSONValue {
    let start = position
    let isNegative = take(UInt8(ascii: "-"))
    let firstDigit = position
    // Summed below zero, because the smallest Int has no positive counterpart.
    var negated = 0
    var fits = true
    while position < bytes.count, let digit = decimalDigit(bytes[position]) {
      let (tenfold, overflowsTenfold) = negated.multipliedReportingOverflow(by: 10)
      let (sum, overflowsSum) = tenfold.subtractingReportingOverflow(digit)
      fits = fits && !overflowsTenfold && !overflowsSum
      negated = sum
      position += 1
    }
    if position == firstDigit { throw fault("a number lacks a digit") }
    if position - firstDigit > 1, bytes[firstDigit] == UInt8(ascii: "0") {
      throw fault("a number starts with a needless zero", at: firstDigit)
    }
    let isWhole = try !skipFractionAndExponent()
    let (value, overflows) = isNegative ? (negated, false) : (0).subtractingReportingOverflow(negated)
    if isWhole, fits, !overflows { return .integer(value) }
    return .decimal(String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<position]), as: UTF8.self))
  }

  /// Steps over what may follow a number's whole part; false when nothing does.
  private mutating func skipFractionAndExponent() throws(JSONFault) -> Bool {
    let start = position
    if take(UInt8(ascii: ".")) { try skipDigits() }
    if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
      if !take(UInt8(ascii: "-")) { _ = take(UInt8(ascii: "+")) }
      try skipDigits()
    }
    return position > start
  }

  private mutating func skipDigits() throws(JSONFault) {
    let start = position
    while position < bytes.count, decimalDigit(bytes[position]) != nil {
      position += 1
    }
    if position == start { throw fault("a number lacks a digit") }
  }

  private func decimalDigit(_ byte: UInt8) -> Int? {
    let digit = byte &- UInt8(ascii: "0")
    return digit < 10 ? Int(digit) : nil
  }
}
