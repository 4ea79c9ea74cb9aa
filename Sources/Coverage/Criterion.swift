/// What a criterion requires: a tree of `all` and `any` over facts.
public indirect enum Requirement: Equatable, Sendable {
  /// Every branch must hold.
  case all([Requirement])
  /// One branch must hold.
  case any([Requirement])
  /// The answer to a question must be one of these.
  case answer(question: String, oneOf: [String], support: [String])
  /// The answer to a question must be a number of at least this.
  case atLeast(question: String, DecimalNumber, support: [String])
  /// The patient must be at least this old at the wanted start.
  case age(AgeSpan)
}

/// An age in whole days, months or years.
public struct AgeSpan: Equatable, Sendable, CustomStringConvertible {
  /// The unit an age is counted in.
  public enum Unit: String, CaseIterable, Sendable {
    case day, month, year
  }

  /// How many of the unit.
  public let count: Int
  /// The unit.
  public let unit: Unit

  /// An age of `count` units.
  public init(count: Int, unit: Unit) {
    self.count = count
    self.unit = unit
  }

  public var description: String { Coverage.count(count, unit.rawValue) }
}

/// One condition of coverage with its section of the policy.
public struct Criterion: Equatable, Sendable {
  /// Its key, such as `single-agent`.
  public let key: String
  /// The condition in words.
  public let text: String
  /// The section of the policy.
  public let citation: String
  /// The kinds of request it is asked at.
  public let asked: [CoverageKind]
  /// What it requires.
  public let requirement: Requirement

  /// A criterion and what it requires.
  public init(key: String, text: String, citation: String, asked: [CoverageKind], requirement: Requirement) {
    self.key = key
    self.text = text
    self.citation = citation
    self.asked = asked
    self.requirement = requirement
  }
}
