import CivilTime
import Coverage

/// What a day would hold of an entry.
public struct FreeDay: Equatable, Sendable {
  /// The day.
  public let on: CivilDay
  /// The cycle the day lies in; nil before the first.
  public let cycle: CycleNumber?
  /// The course of that cycle.
  public let indication: IndicationKey?
  /// Billable units that would be covered on the day; 0 where a rule other than a limit on units stands against it.
  public let free: Units
  /// Every reason against the whole entry on the day; none when it fits.
  public let codes: [FindingCode]

  /// Whether the whole entry would be covered.
  public var fits: Bool { codes.isEmpty }
}

/// What every day of a span would hold of an entry (policy II).
public enum UnitCalendar {
  /// The days in order, each judged by itself, as if the entry were the next one logged.
  public static func days(
    of span: DaySpan, for entry: UnitEntry, history: PatientHistory
  ) -> [FreeDay] {
    (0..<max(0, span.days)).map { day(span.startsOn + $0, entry: entry, history: history) }
  }

  private static func day(_ day: CivilDay, entry: UnitEntry, history: PatientHistory) -> FreeDay {
    let entry = entry.moved(to: day)
    guard let cycle = UnitRules.cycle(of: entry, history: history) else {
      return FreeDay(on: day, cycle: nil, indication: nil, free: 0, codes: [.noCycle])
    }
    let reading = UnitRules.reading(of: entry, in: cycle, history: history)
    let codes = UnitFindings.all(reading, of: entry, in: cycle, history: history).map(\.code)
    let isOpen = codes.allSatisfy { $0 == .unitLimit }
    let left = reading.tightest?.left ?? entry.billable.count
    return FreeDay(
      on: day, cycle: cycle.fact.number, indication: cycle.fact.indication, free: isOpen ? Units(max(0, left)) : 0,
      codes: codes)
  }
}
