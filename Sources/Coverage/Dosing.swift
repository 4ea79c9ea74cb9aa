/// The doses a policy prescribes for an indication (policy V). They are advice, never a limit.
public struct Dosing: Equatable, Sendable {
  /// The section of the policy.
  public let citation: String
  /// Further text of the policy; empty when there is none.
  public let note: String
  /// The schedules, one for each band of weight.
  public let schedules: [DoseSchedule]

  /// The doses of an indication.
  public init(citation: String, note: String, schedules: [DoseSchedule]) {
    self.citation = citation
    self.note = note
    self.schedules = schedules
  }
}

/// The doses for patients of some weight.
public struct DoseSchedule: Equatable, Sendable {
  /// Which patients it is for.
  public enum Band: Equatable, Sendable {
    /// Of this weight in kilograms, or more.
    case atLeast(DecimalNumber)
    /// Under this weight in kilograms.
    case under(DecimalNumber)
    /// Of any weight.
    case any
  }

  /// Which patients it is for.
  public let band: Band
  /// The steps of each run of cycles.
  public let cycles: [CycleDoses]

  /// A schedule for a band of weight.
  public init(band: Band, cycles: [CycleDoses]) {
    self.band = band
    self.cycles = cycles
  }
}

/// The steps of dosing in a run of cycles.
public struct CycleDoses: Equatable, Sendable {
  /// The cycles dosed so.
  public let cycles: CycleRange
  /// The steps in order, from the first day of the cycle.
  public let steps: [DoseStep]

  /// The steps of some cycles.
  public init(cycles: CycleRange, steps: [DoseStep]) {
    self.cycles = cycles
    self.steps = steps
  }
}

/// Some days at one daily dose.
public struct DoseStep: Equatable, Sendable {
  /// How a day's dose is found, in the billing code's measure.
  public enum Amount: Equatable, Sendable {
    /// The same for every patient.
    case fixed(DecimalNumber)
    /// So much for each square metre of body surface, but no more than a maximum.
    case perSquareMetre(DecimalNumber, atMost: DecimalNumber?)
  }

  /// How many days.
  public let days: Int
  /// The dose of each day.
  public let amount: Amount

  /// Some days at one dose.
  public init(days: Int, amount: Amount) {
    self.days = days
    self.amount = amount
  }
}
