/// The name by which a plan knows a patient, for example `M-77120`.
public struct MemberID: Hashable, Sendable, CustomStringConvertible {
  /// The id as the plan writes it.
  public let text: String

  /// The member with that id.
  public init(_ text: String) { self.text = text }

  public var description: String { text }
}

/// The ledger's own number of a patient; the hashed journal holds it in the place of anything personal.
public struct PatientNumber: Hashable, Comparable, Sendable {
  /// 1 for the first patient on file.
  public let value: Int

  /// The patient with that number.
  public init(_ value: Int) { self.value = value }

  public static func < (left: PatientNumber, right: PatientNumber) -> Bool { left.value < right.value }
}

/// The key of an indication in its policy, for example `rr-all`.
public struct IndicationKey: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The key as the policy writes it.
  public let text: String

  /// The indication with that key.
  public init(_ text: String) { self.text = text }

  public var description: String { text }

  public static func < (left: IndicationKey, right: IndicationKey) -> Bool { left.text < right.text }
}

/// The number of a request, written `R-000001`.
public struct RequestNumber: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// 1 for the first request on file.
  public let value: Int

  /// The request with that number.
  public init(_ value: Int) { self.value = value }

  /// Reads `R-000001`.
  public init?(_ text: String) {
    guard let value = NumberText.read(text, letter: "R") else { return nil }
    self.value = value
  }

  public var description: String { NumberText.write(value, letter: "R") }

  public static func < (left: RequestNumber, right: RequestNumber) -> Bool { left.value < right.value }
}

/// The number of an authorization, written `A-000001`.
public struct AuthorizationNumber: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// 1 for the first authorization on file.
  public let value: Int

  /// The authorization with that number.
  public init(_ value: Int) { self.value = value }

  /// Reads `A-000001`.
  public init?(_ text: String) {
    guard let value = NumberText.read(text, letter: "A") else { return nil }
    self.value = value
  }

  public var description: String { NumberText.write(value, letter: "A") }

  public static func < (left: AuthorizationNumber, right: AuthorizationNumber) -> Bool { left.value < right.value }
}

/// The number of a flag of the nightly job, written `F-000001`.
public struct FlagNumber: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// 1 for the first flag on file.
  public let value: Int

  /// The flag with that number.
  public init(_ value: Int) { self.value = value }

  /// Reads `F-000001`.
  public init?(_ text: String) {
    guard let value = NumberText.read(text, letter: "F") else { return nil }
    self.value = value
  }

  public var description: String { NumberText.write(value, letter: "F") }

  public static func < (left: FlagNumber, right: FlagNumber) -> Bool { left.value < right.value }
}

/// The number of a cycle within its course, counted from 1 with the cycles received elsewhere.
public struct CycleNumber: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// 1 for the first cycle of a course.
  public let value: Int

  /// The cycle with that number.
  public init(_ value: Int) { self.value = value }

  public var description: String { String(value) }

  public static func < (left: CycleNumber, right: CycleNumber) -> Bool { left.value < right.value }
}

/// The letter, dash and six digits in which people read the ledger's numbers.
enum NumberText {
  static func write(_ value: Int, letter: String) -> String {
    let digits = String(value)
    return "\(letter)-" + String(repeating: "0", count: max(0, 6 - digits.count)) + digits
  }

  /// Reads only what `write` writes, so that a number has one form.
  static func read(_ text: String, letter: String) -> Int? {
    guard let value = Int(text.dropFirst(2)), value > 0, write(value, letter: letter) == text else { return nil }
    return value
  }
}
