import CivilTime
import Coverage
import Ledger
import Storage

/// What a patient's report is drawn from: the status, the facts behind it, and what happened.
public struct PatientReportAnswer: Sendable {
  public let status: StatusAnswer
  public let history: PatientHistory
  /// What was given in each cycle, held against the policy's doses.
  public let doses: DoseReview
  /// The limit on units that leaves least in each cycle, and its fullest window with a day of the cycle.
  public let tightest: [CycleRecordNumber: (limit: Limit, window: WindowUse)]
  /// What the windows of each course held, up to the day of the report.
  public let series: [IndicationKey: [WindowSeries]]
  /// What happened, in the order recorded.
  public let lines: [HistoryLine]
  /// The last entry of the journal that was seen.
  public let vantage: Vantage
}

/// The last entry of the journal a report has seen.
public struct Vantage: Sendable {
  public let sequence: JournalNumber
  /// When it was recorded; nil when the journal was empty.
  public let recordedAt: Instant?
}

extension Desk {
  /// What a patient's report is drawn from.
  public func patientReport(of member: MemberID, context: WorkContext) throws -> PatientReportAnswer {
    let today = try today(context)
    return try read(context) { reading in
      let sitting = try Sitting(reading: reading, desk: self, today: today)
      let history = try sitting.history(of: member)
      let courses = Set(history.cycles.map(\.fact.indication)).map { Course(of: $0, in: history) }
      return PatientReportAnswer(
        status: try sitting.status(of: history, member: member), history: history, doses: DoseReview(of: history),
        tightest: Dictionary(
          uniqueKeysWithValues: history.cycles.compactMap { cycle in
            WindowSeries.tightest(of: cycle, history: history).map { (cycle.fact.record, $0) }
          }),
        series: Dictionary(
          uniqueKeysWithValues: courses.map { course in
            (course.indication, WindowSeries.all(of: course, history: history, until: today))
          }),
        lines: try HistoryLines(reading: reading, history: history).all(under: nil),
        vantage: try vantage(of: context, reading: reading))
    }
  }

  /// The last entry seen at a context's vantage point.
  func vantage(of context: WorkContext, reading: ReadTransaction) throws -> Vantage {
    let last = try reading.lastEntry()
    let seen: JournalNumber
    switch context.asOf {
    case nil: seen = last
    case .sequence(let number): seen = min(number, last)
    case .instant(let instant): seen = try reading.lastEntry(by: instant)
    }
    return Vantage(sequence: seen, recordedAt: try reading.entry(seen)?.recordedAt)
  }
}
