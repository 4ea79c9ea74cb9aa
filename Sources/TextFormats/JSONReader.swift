// What this file keeps true
// (1) A text is read whole or refused; nothing outside RFC 8259 is let through.
// (2) No member name appears twice in one object, so no reader after this one can pick the other value.
// (3) Nesting is at most `JSONReader.deepestNesting`, so a hostile text cannot exhaust the stack.
// (4) A byte is looked at only after its offset is compared with the count.

/// Why a text is not the JSON this module reads.
public struct JSONFault: Error, Equatable, Sendable {
  /// Where the fault is: 1 for the first Unicode character (scalar) of the text, line breaks counted like any other.
  public let column: Int
  /// What is wrong, as a sentence without capital or full stop; safe to print on a terminal.
  public let message: String

  /// Describes a fault at a column.
  public init(column: Int, message: String) {
    self.column = column
    self.message = message
  }
}

/// A strict reader of JSON as RFC 8259 defines it.
public enum JSONReader {
  /// How many arrays and objects may enclose a value.
  public static let deepestNesting = 64

  /// Reads one JSON text that fills the slice, such as a line of a file without its line break, or says where it first
  /// goes wrong.
  public static func read(_ bytes: ArraySlice<UInt8>) throws(JSONFault) -> JSONValue {
    try bytes.withUnsafeBufferPointer { (buffer) throws(JSONFault) in
      var scanner = JSONScanner(buffer)
      return try scanner.text()
    }
  }

  /// Reads one JSON text that fills the array.
  public static func read(_ bytes: [UInt8]) throws(JSONFault) -> JSONValue {
    try read(bytes[...])
  }
}

/// The reader's place in a text.
///
/// Strings and numbers are read in `JSONTokens.swift`.
struct JSONScanner {
  let bytes: UnsafeBufferPointer<UInt8>
  var position = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
  }

  /// Reads one value with nothing but space around it.
  mutating func text() throws(JSONFault) -> JSONValue {
    if bytes.first == 0xEF, bytes.starts(with: UTF8Bytes.byteOrderMark) {
      throw fault("a byte order mark precedes the value")
    }
    skipSpace()
    let value = try value(depth: 0)
    skipSpace()
    if position < bytes.count { throw fault("text follows the end of the value") }
    return value
  }

  private mutating func value(depth: Int) throws(JSONFault) -> JSONValue {
    guard position < bytes.count else { throw fault("a value is missing") }
    switch bytes[position] {
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): return try number()
    case UInt8(ascii: "{"): return .object(try members(depth: depth + 1))
    case UInt8(ascii: "["): return .array(try elements(depth: depth + 1))
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): return try word()
    default: throw fault("a value is missing")
    }
  }

  private mutating func members(depth: Int) throws(JSONFault) -> [JSONMember] {
    try open(depth: depth)
    if take(UInt8(ascii: "}")) { return [] }
    var members: [JSONMember] = []
    members.reserveCapacity(8)
    var names = JSONNames()
    while true {
      let start = position
      guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else {
        throw fault("a member name in double quotes is missing")
      }
      let name = try string()
      guard names.admit(name, after: members) else {
        let shown = TerminalText.visible(String(name.unicodeScalars.prefix(40)))
        throw fault("the member \"\(shown)\" appears twice", at: start)
      }
      skipSpace()
      guard take(UInt8(ascii: ":")) else { throw fault("a colon after a member name is missing") }
      skipSpace()
      members.append(JSONMember(name, try value(depth: depth)))
      skipSpace()
      if take(UInt8(ascii: "}")) { return members }
      guard take(UInt8(ascii: ",")) else { throw fault("a comma or a closing brace is missing") }
      skipSpace()
    }
  }

  private mutating func elements(depth: Int) throws(JSONFault) -> [JSONValue] {
    try open(depth: depth)
    if take(UInt8(ascii: "]")) { return [] }
    var elements: [JSONValue] = []
    while true {
      elements.append(try value(depth: depth))
      skipSpace()
      if take(UInt8(ascii: "]")) { return elements }
      guard take(UInt8(ascii: ",")) else { throw fault("a comma or a closing bracket is missing") }
      skipSpace()
    }
  }

  /// Steps over an opening brace or bracket and the space after it.
  private mutating func open(depth: Int) throws(JSONFault) {
    guard depth <= JSONReader.deepestNesting else {
      throw fault("arrays and objects are nested more than \(JSONReader.deepestNesting) deep")
    }
    position += 1
    skipSpace()
  }

  private mutating func word() throws(JSONFault) -> JSONValue {
    let start = position
    while position < bytes.count, Character(Unicode.Scalar(bytes[position])).isLetter {
      position += 1
    }
    let letters = bytes[start..<position]
    if letters.elementsEqual("true".utf8) { return true }
    if letters.elementsEqual("false".utf8) { return false }
    if letters.elementsEqual("null".utf8) { return nil }
    throw fault("a word other than true, false or null stands without quotes", at: start)
  }

  mutating func skipSpace() {
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: "\t"): position += 1
      default: return
      }
    }
  }

  /// Steps over the byte if it is the next one.
  mutating func take(_ byte: UInt8) -> Bool {
    guard position < bytes.count, bytes[position] == byte else { return false }
    position += 1
    return true
  }

  /// A fault at an offset in bytes; at the current position unless told otherwise.
  func fault(_ message: String, at offset: Int? = nil) -> JSONFault {
    JSONFault(column: UTF8Bytes.characterCount(bytes.prefix(offset ?? position)) + 1, message: message)
  }
}

/// The names met in one object.
///
/// Few names are compared with each other, which is faster than hashing; many go into a set, so that a hostile
/// object with a million members takes no longer than its length.
private struct JSONNames {
  private var set: Set<String> = []

  /// Notes a name; false when one of the members has it already.
  mutating func admit(_ name: String, after members: [JSONMember]) -> Bool {
    if members.count < 16 { return !members.contains { $0.name == name } }
    if set.isEmpty { set = Set(members.map(\.name)) }
    return set.insert(name).inserted
  }
}
