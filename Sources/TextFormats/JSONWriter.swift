/// A writer of JSON whose output the reader reads back as the same value.
///
/// Every function appends to bytes the caller owns, so that one buffer serves millions of lines.
public enum JSONWriter {
  /// Appends a value on one line, without spaces and without a line break.
  public static func append(_ value: JSONValue, to output: inout [UInt8]) {
    append(value, depth: nil, to: &output)
  }

  /// Appends a value over several lines, each level indented by two spaces, without a line break at the end.
  public static func appendPretty(_ value: JSONValue, to output: inout [UInt8]) {
    append(value, depth: 0, to: &output)
  }

  /// Appends a string in its quotes.
  ///
  /// Control characters, quotes, backslashes, U+2028 and U+2029 are escaped; the rest is written as UTF-8.
  public static func append(string: String, to output: inout [UInt8]) {
    output.append(UInt8(ascii: "\""))
    var string = string
    string.withUTF8 { bytes in
      var start = 0
      var index = 0
      while index < bytes.count {
        // Most of a text is plain, and a look at each byte is enough.
        if isPlain(bytes[index]) {
          index += 1
          continue
        }
        let length = escapedLength(at: index, in: bytes)
        if length == 0 {
          index += 1
          continue
        }
        output.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start..<index]))
        let character = UnsafeBufferPointer(rebasing: bytes[index..<index + length])
        for scalar in String(decoding: character, as: UTF8.self).unicodeScalars {
          appendEscape(of: scalar, to: &output)
        }
        index += length
        start = index
      }
      output.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start...]))
    }
    output.append(UInt8(ascii: "\""))
  }

  /// Appends an integer in decimal digits.
  public static func append(integer: Int, to output: inout [UInt8]) {
    guard (0...9_999).contains(integer) else { return output.append(contentsOf: String(integer).utf8) }
    var divisor = integer > 999 ? 1000 : integer > 99 ? 100 : integer > 9 ? 10 : 1
    while divisor > 0 {
      output.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: integer / divisor % 10))
      divisor /= 10
    }
  }

  /// Appends a value; nested values go on lines of their own when there is a depth to indent by.
  private static func append(_ value: JSONValue, depth: Int?, to output: inout [UInt8]) {
    switch value {
    case .null: output.append(contentsOf: "null".utf8)
    case .bool(let isTrue): output.append(contentsOf: (isTrue ? "true" : "false").utf8)
    case .integer(let number): append(integer: number, to: &output)
    case .decimal(let literal): append(decimal: literal, to: &output)
    case .string(let string): append(string: string, to: &output)
    case .array(let elements):
      appendList(elements, in: "[]", depth: depth, to: &output) { element, inner, output in
        append(element, depth: inner, to: &output)
      }
    case .object(let members):
      appendList(members, in: "{}", depth: depth, to: &output) { member, inner, output in
        append(string: member.name, to: &output)
        output.append(contentsOf: (inner == nil ? ":" : ": ").utf8)
        append(member.value, depth: inner, to: &output)
      }
    }
  }

  /// Appends items between a pair of brackets, with commas between them.
  private static func appendList<Item>(
    _ items: [Item], in brackets: String, depth: Int?, to output: inout [UInt8],
    each: (Item, _ inner: Int?, inout [UInt8]) -> Void
  ) {
    let inner = depth.map { $0 + 1 }
    output.append(contentsOf: brackets.utf8.prefix(1))
    for (index, item) in items.enumerated() {
      if index > 0 { output.append(UInt8(ascii: ",")) }
      appendLineBreak(depth: inner, to: &output)
      each(item, inner, &output)
    }
    if !items.isEmpty { appendLineBreak(depth: depth, to: &output) }
    output.append(contentsOf: brackets.utf8.suffix(1))
  }

  private static func appendLineBreak(depth: Int?, to output: inout [UInt8]) {
    guard let depth else { return }
    output.append(UInt8(ascii: "\n"))
    output.append(contentsOf: repeatElement(UInt8(ascii: " "), count: 2 * depth))
  }

  /// Appends a number as it was written, or as a string if it is no JSON number, so that the output is always JSON.
  private static func append(decimal literal: String, to output: inout [UInt8]) {
    var literal = literal
    let isNumber = literal.withUTF8 { bytes in
      var scanner = JSONScanner(bytes)
      return (try? scanner.number()) != nil && scanner.position == bytes.count
    }
    if isNumber {
      output.append(contentsOf: literal.utf8)
    } else {
      append(string: literal, to: &output)
    }
  }

  /// Whether a byte is an ASCII character that is written as it stands.
  private static func isPlain(_ byte: UInt8) -> Bool {
    (0x20..<0x7F).contains(byte) && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
  }

  /// How many bytes the character at the index has if it must be escaped; zero if it need not.
  private static func escapedLength(at index: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Int {
    switch bytes[index] {
    case 0..<0x20, UInt8(ascii: "\""), UInt8(ascii: "\\"), 0x7F:
      return 1
    case 0xC2 where index + 1 < bytes.count && bytes[index + 1] < 0xA0:
      return 2  // U+0080...U+009F, the second set of control characters
    case 0xE2 where index + 2 < bytes.count && bytes[index + 1] == 0x80 && (0xA8...0xA9).contains(bytes[index + 2]):
      return 3  // U+2028 and U+2029, which end a line in JavaScript
    default:
      return 0
    }
  }

  private static func appendEscape(of scalar: Unicode.Scalar, to output: inout [UInt8]) {
    switch scalar {
    case "\"": output.append(contentsOf: "\\\"".utf8)
    case "\\": output.append(contentsOf: "\\\\".utf8)
    case "\u{08}": output.append(contentsOf: "\\b".utf8)
    case "\u{0C}": output.append(contentsOf: "\\f".utf8)
    case "\n": output.append(contentsOf: "\\n".utf8)
    case "\r": output.append(contentsOf: "\\r".utf8)
    case "\t": output.append(contentsOf: "\\t".utf8)
    default:
      let digits = String(scalar.value, radix: 16)
      output.append(contentsOf: "\\u".utf8)
      output.append(contentsOf: repeatElement(UInt8(ascii: "0"), count: max(0, 4 - digits.utf8.count)))
      output.append(contentsOf: digits.utf8)
    }
  }
}

extension JSONValue {
  /// The value as JSON on one line.
  public var text: String {
    var output: [UInt8] = []
    JSONWriter.append(self, to: &output)
    return String(decoding: output, as: UTF8.self)
  }
}
