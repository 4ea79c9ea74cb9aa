import CivilTime
import Coverage

/// What a projection assumes.
public struct ProjectionPlan: Sendable {
  /// The day it looks from.
  public let today: CivilDay
  /// The day before which the next cycle does not start; the day it looks from when nil.
  public let start: CivilDay?
  /// How many days after the first possible day each cycle starts.
  public let delayDays: Int
  /// A weight in kilograms to dose by; the one on file when nil.
  public let weightKg: DecimalNumber?
  /// Hours a request may wait for its decision.
  public let decisionHours: Int

  /// What a projection assumes.
  public init(today: CivilDay, start: CivilDay?, delayDays: Int, weightKg: DecimalNumber?, decisionHours: Int) {
    self.today = today
    self.start = start
    self.delayDays = delayDays
    self.weightKg = weightKg
    self.decisionHours = decisionHours
  }
}

/// The rest of a course under the policy.
public struct Projection: Sendable {
  /// The indication, as the policy version of its first cycle to come has it.
  public let indication: Indication
  /// Cycles used on the day it looks from.
  public let used: Int
  /// What doses are found from.
  public let size: BodySize
  /// The cycle under way, then every cycle to come.
  public let cycles: [ProjectedCycle]
  /// The coverage that must be asked for, in order.
  public let requests: [ProjectedRequest]
  /// The caps reached, with their days.
  public let caps: [ProjectedCap]
  /// Why no further cycle follows; empty only where the ledger's calendar ends.
  public let ends: [Finding]
}

/// A cycle as it would be.
public struct ProjectedCycle: Sendable {
  /// What covers the day a cycle starts on.
  public enum Cover: Equatable, Sendable {
    case held(AuthorizationNumber)
    /// Coverage still to be asked for, by its place among the requests, counted from 1.
    case asked(Int)
  }

  /// Its number.
  public let number: CycleNumber
  /// The name of its phase; nil past the last phase.
  public let phase: String?
  /// Its days.
  public let span: DaySpan
  /// The first day it may start on; the day it started for one under way.
  public let earliest: CivilDay
  /// The day from which the length of the cycle before lets it start; a later `earliest` waits for coverage.
  public let lengthAllows: CivilDay
  /// Whether it has started already.
  public let isUnderWay: Bool
  /// What covers its first day.
  public let cover: Cover
  /// The days of that coverage.
  public let coverage: DaySpan
  /// The dosing days still to come, each as an entry of units.
  public let doses: [PlannedDose]
  /// Whether the doses rest on the patient's size; else they are the heaviest the policy prescribes.
  public let isSizeKnown: Bool

  /// The dosing days that no coverage reaches.
  public var daysShort: Int { doses.filter(\.isOutsideCoverage).count }
  /// The first dosing day whose whole vials pass a limit.
  public var firstUnfitDay: CivilDay? { doses.first(where: \.isPastLimit)?.entry.on }
}

/// Coverage that must be asked for.
public struct ProjectedRequest: Sendable {
  /// Initial or continued.
  public let kind: CoverageKind
  /// The first day it could be asked for.
  public let askFrom: CivilDay
  /// The last day to ask on that leaves time for the decision before the coverage is needed; no earlier than `askFrom`.
  public let askBy: CivilDay
  /// The days it would cover.
  public let span: DaySpan
  /// The cycles it would grant.
  public let cycles: CycleRange
  /// The policy version that would answer it.
  public let policy: PolicyVersion
}

/// A cap and the day the last cycle it allows starts.
public struct ProjectedCap: Sendable {
  /// The finding that the next cycle would get.
  public let finding: Finding
  /// The last cycle the cap allows.
  public let cycle: CycleNumber
  /// The day that cycle starts.
  public let on: CivilDay
}
