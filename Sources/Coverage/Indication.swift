/// The two kinds of coverage: the first one, and what continues it.
public enum CoverageKind: String, CaseIterable, Sendable {
  case initial
  case continued
}

/// A run of cycle numbers, both ends meant.
public struct CycleRange: Equatable, Sendable, CustomStringConvertible {
  /// The first number.
  public let first: CycleNumber
  /// The last number.
  public let last: CycleNumber

  /// The cycles from one number to another.
  public init(_ first: CycleNumber, _ last: CycleNumber) {
    self.first = first
    self.last = last
  }

  /// Whether a cycle lies in the run.
  public func contains(_ number: CycleNumber) -> Bool { first <= number && number <= last }

  public var description: String { first == last ? "\(first)" : "\(first)–\(last)" }
}

/// A stage of therapy, known by the numbers of its cycles.
public struct Phase: Equatable, Sendable {
  /// Its name, such as `consolidation`.
  public let name: String
  /// The cycles it is made of.
  public let cycles: CycleRange
  /// The kind of coverage its cycles need.
  public let coverage: CoverageKind

  /// A phase and its cycles.
  public init(name: String, cycles: CycleRange, coverage: CoverageKind) {
    self.name = name
    self.cycles = cycles
    self.coverage = coverage
  }
}

/// How many days a cycle lasts.
public struct CycleLength: Equatable, Sendable {
  /// The cycles that last so long.
  public let cycles: CycleRange
  /// Their length in days.
  public let days: Int
  /// The section of the policy.
  public let citation: String

  /// A length and the cycles that have it.
  public init(cycles: CycleRange, days: Int, citation: String) {
    self.cycles = cycles
    self.days = days
    self.citation = citation
  }
}

/// A number of cycles that holds for all time.
public struct CycleCap: Equatable, Sendable {
  /// The most cycles.
  public let cycles: Int
  /// The section of the policy.
  public let citation: String

  /// A cap of `cycles` cycles.
  public init(cycles: Int, citation: String) {
    self.cycles = cycles
    self.citation = citation
  }
}

/// What one authorization grants: a length of coverage and a number of cycles.
public struct CoverageTerms: Equatable, Sendable {
  /// How long it lasts.
  public let length: CoverageLength
  /// Cycles granted.
  public let cycles: Int
  /// The section of the policy.
  public let citation: String

  /// Terms of an authorization.
  public init(length: CoverageLength, cycles: Int, citation: String) {
    self.length = length
    self.cycles = cycles
    self.citation = citation
  }
}

/// Whether and how often coverage may be continued.
public enum Renewal: Equatable, Sendable {
  /// It may not; the section that says so.
  case notPermitted(citation: String)
  /// It may, `times` times at most, or without end when nil.
  case permitted(CoverageTerms, times: Int?)
}

/// What a policy covers, for one use of the drug. An object, because rules pass it on line after line, and it has two
/// dozen parts; it never changes.
public final class Indication: Equatable, Sendable {
  /// Its key, unique over all policies.
  public let key: IndicationKey
  /// Its short name, such as `relapsed or refractory B-ALL`.
  public let name: String
  /// Its full name.
  public let text: String
  /// Further text of the policy; empty when there is none.
  public let note: String
  /// The policy's marks: how the use is supported.
  public let support: [String]
  /// The stages of therapy, in order.
  public let phases: [Phase]
  /// The lengths of its cycles.
  public let cycleLengths: [CycleLength]
  /// The cap on all cycles.
  public let totalCap: CycleCap
  /// The cap on continued cycles; nil without continued therapy.
  public let continuedCap: CycleCap?
  /// What an initial authorization grants.
  public let initial: CoverageTerms
  /// What a continued one grants.
  public let continued: Renewal
  /// The limits on units and vials.
  public let limits: [Limit]
  /// The criteria of this indication alone.
  public let criteria: [Criterion]
  /// The prescribed doses.
  public let dosing: Dosing

  /// An indication with all its parts.
  public init(
    key: IndicationKey, name: String, text: String, note: String, support: [String], phases: [Phase],
    cycleLengths: [CycleLength], totalCap: CycleCap, continuedCap: CycleCap?, initial: CoverageTerms,
    continued: Renewal, limits: [Limit], criteria: [Criterion], dosing: Dosing
  ) {
    self.key = key
    self.name = name
    self.text = text
    self.note = note
    self.support = support
    self.phases = phases
    self.cycleLengths = cycleLengths
    self.totalCap = totalCap
    self.continuedCap = continuedCap
    self.initial = initial
    self.continued = continued
    self.limits = limits
    self.criteria = criteria
    self.dosing = dosing
  }

  public static func == (left: Indication, right: Indication) -> Bool {
    left === right
      || (left.key, left.name, left.text, left.note, left.totalCap, left.initial)
        == (right.key, right.name, right.text, right.note, right.totalCap, right.initial)
        && left.support == right.support && left.phases == right.phases && left.cycleLengths == right.cycleLengths
        && left.continuedCap == right.continuedCap && left.continued == right.continued && left.limits == right.limits
        && left.criteria == right.criteria && left.dosing == right.dosing
  }
}
