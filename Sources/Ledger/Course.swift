import CivilTime
import Coverage

/// One patient's therapy for one indication, over all authorizations.
public struct Course: Sendable {
  /// The indication treated.
  public let indication: IndicationKey
  /// The live authorizations, by first day.
  public let authorizations: [Authorization]
  /// The live cycles, by number.
  public let cycles: [Cycle]

  /// The course of an indication in a patient's history.
  public init(of indication: IndicationKey, in history: PatientHistory) {
    self.indication = indication
    authorizations = history.authorizations.filter { $0.isLive && $0.fact.indication == indication }
      .sorted { $0.span.startsOn < $1.span.startsOn }
    cycles = history.cycles.filter { $0.isLive && $0.fact.indication == indication }
      .sorted { $0.fact.number < $1.fact.number }
  }

  /// Cycles received elsewhere, as they went on file with an approval; nil while no authorization is live.
  public var priorOnFile: Int? { authorizations.first?.fact.priorCycles }

  /// Cycles used: those received elsewhere and those started here.
  public var used: Int { (priorOnFile ?? 0) + cycles.count }

  /// The latest cycle started here.
  public var latestCycle: Cycle? { cycles.last }

  /// The authorization that covers a day.
  public func authorization(covering day: CivilDay) -> Authorization? {
    authorizations.first { $0.span.contains(day) }
  }

  /// The first day of the coverage that runs without a gap to a day; nil when the day is not covered.
  func coveredSince(_ day: CivilDay) -> CivilDay? {
    guard var first = authorization(covering: day)?.span.startsOn else { return nil }
    for earlier in authorizations.reversed() where earlier.span.endsOn + 1 == first { first = earlier.span.startsOn }
    return first
  }

  /// Live cycles started under an authorization.
  public func cycles(under number: AuthorizationNumber) -> [Cycle] {
    cycles.filter { $0.fact.authorization == number }
  }

  /// Cycles an authorization still grants.
  public func cyclesLeft(under authorization: Authorization) -> Int {
    authorization.fact.cyclesGranted - cycles.count { $0.fact.authorization == authorization.fact.number }
  }

  /// The live authorizations that share a day with a span.
  public func overlapping(_ span: DaySpan) -> [Authorization] {
    authorizations.filter { $0.span.overlaps(span) }
  }

  /// Covered lines of this course on the days of a span, by day.
  public func coveredLines(in span: DaySpan, of history: PatientHistory) -> [CoveredLine] {
    history.coveredLines(in: span).filter { history.cycles[$0.cycleIndex].fact.indication == indication }
  }
}

extension Indication {
  /// Of so many cycles used, those of continued therapy.
  public func continuedCycles(used: Int) -> Int {
    hasContinuedTherapy ? max(0, used - lastPreContinued.value) : 0
  }
}
