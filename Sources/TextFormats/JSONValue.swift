/// A JSON text as a value.
///
/// Members keep the order in which they were written, so that output reads in the order a report chose and two
/// runs give the same bytes. Strings compare as Swift compares them: by canonical equivalence, not by byte.
public enum JSONValue: Equatable, Sendable {
  /// The word `null`.
  case null
  /// The word `true` or `false`.
  case bool(Bool)
  /// A number without fraction or exponent that fits `Int`.
  case integer(Int)
  /// The literal text of any other number, so that no digit is lost on the way through.
  case decimal(String)
  /// A string, with its escapes resolved.
  case string(String)
  /// A list of values.
  case array([JSONValue])
  /// Members in the order they were written; the reader admits no name twice.
  case object([JSONMember])

  /// A string, or null where there is none.
  public static func optional(_ text: String?) -> JSONValue {
    text.map { .string($0) } ?? .null
  }

  /// An integer, or null where there is none.
  public static func optional(_ number: Int?) -> JSONValue {
    number.map { .integer($0) } ?? .null
  }

  /// The value of the member with this name; nil when there is none or the value is not an object.
  public subscript(name: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.name == name }?.value
  }
}

/// One name and its value inside a JSON object.
public struct JSONMember: Equatable, Sendable {
  /// The name, with its escapes resolved.
  public var name: String
  /// The value that belongs to the name.
  public var value: JSONValue

  /// Pairs a name with its value.
  public init(_ name: String, _ value: JSONValue) {
    self.name = name
    self.value = value
  }
}

extension JSONValue: ExpressibleByNilLiteral {
  /// Writes `nil` for null.
  public init(nilLiteral: ()) {
    self = .null
  }
}

extension JSONValue: ExpressibleByBooleanLiteral {
  /// Writes `true` or `false`.
  public init(booleanLiteral value: Bool) {
    self = .bool(value)
  }
}

extension JSONValue: ExpressibleByIntegerLiteral {
  /// Writes a whole number.
  public init(integerLiteral value: Int) {
    self = .integer(value)
  }
}

extension JSONValue: ExpressibleByStringLiteral {
  /// Writes a string.
  public init(stringLiteral value: String) {
    self = .string(value)
  }
}

extension JSONValue: ExpressibleByArrayLiteral {
  /// Writes a list of values.
  public init(arrayLiteral elements: JSONValue...) {
    self = .array(elements)
  }
}

extension JSONValue: ExpressibleByDictionaryLiteral {
  /// Writes an object whose members keep the order of the literal.
  ///
  /// Give each name once: the members are taken as they stand, and the reader refuses a name that appears twice.
  public init(dictionaryLiteral elements: (String, JSONValue)...) {
    self = .object(elements.map { JSONMember($0.0, $0.1) })
  }
}
