import CivilTime

/// Units given on one service date, as sent.
public struct UnitEntry: Equatable, Sendable {
  /// The service date; the first day of a line from one day through another.
  public let on: CivilDay
  /// Units given to the patient.
  public let administered: Units
  /// Units thrown away.
  public let discarded: Units
  /// Whole vials; nil when the line names none.
  public let vials: Vials?
  /// The indication, when the line names one.
  public let indication: IndicationKey?
  /// The billing code, when the line names one.
  public let code: String?

  /// An entry of units.
  public init(
    on: CivilDay, administered: Units, discarded: Units, vials: Vials?, indication: IndicationKey?, code: String?
  ) {
    self.on = on
    self.administered = administered
    self.discarded = discarded
    self.vials = vials
    self.indication = indication
    self.code = code
  }

  /// Billable units: what was administered and what was discarded (policy II.B counts both).
  public var billable: Units { administered + discarded }

  /// All of it as a covered part; of an entry that names no vials, none are covered.
  public var whole: CoveredPart { CoveredPart(administered: administered, discarded: discarded, vials: vials ?? 0) }

  /// The same entry on another day.
  public func moved(to day: CivilDay) -> UnitEntry {
    UnitEntry(
      on: day, administered: administered, discarded: discarded, vials: vials, indication: indication, code: code)
  }
}

/// What a window holds before an entry: the fullest one that has the entry's day in it.
public struct WindowUse: Equatable, Sendable {
  /// The window's days.
  public let span: DaySpan
  /// Units or vials in it, the entry's own left out.
  public let used: Int
  /// The most it may hold.
  public let limit: Int

  /// A window with what it holds.
  public init(span: DaySpan, used: Int, limit: Int) {
    self.span = span
    self.used = used
    self.limit = limit
  }

  /// What is left of the limit.
  public var left: Int { limit - used }
}

/// Whether an entry is paid for.
public enum EntryOutcome: String, CaseIterable, Sendable {
  case covered
  case denied
  /// The units that fit are covered, the rest are denied.
  case cutBack = "cut-back"
}

/// The part of an entry that is covered: all of it, some, or nothing.
public struct CoveredPart: Equatable, Sendable {
  /// Administered units covered.
  public let administered: Units
  /// Discarded units covered.
  public let discarded: Units
  /// Vials covered.
  public let vials: Vials

  /// A covered part.
  public init(administered: Units, discarded: Units, vials: Vials) {
    self.administered = administered
    self.discarded = discarded
    self.vials = vials
  }

  /// Nothing.
  public static let nothing = CoveredPart(administered: 0, discarded: 0, vials: 0)

  /// Billable units covered.
  public var billable: Units { administered + discarded }
}

/// The ledger's own number of an administration, in the order recorded.
public struct AdministrationNumber: Hashable, Comparable, Sendable {
  /// 1 for the first administration on file.
  public let value: Int

  /// The administration with that number.
  public init(_ value: Int) { self.value = value }

  public static func < (left: AdministrationNumber, right: AdministrationNumber) -> Bool { left.value < right.value }
}

/// An administration as recorded, with the answer it got.
public struct AdministrationFact: Equatable, Sendable {
  /// The record's own number.
  public let number: AdministrationNumber
  /// Who was treated.
  public let patient: PatientNumber
  /// The claim and line.
  public let reference: String
  /// 1 for the first entry under the reference; each later one replaces the one before.
  public let attempt: Int
  /// The entry as sent.
  public let entry: UnitEntry
  /// The cycle it lies in, and stays in; nil when none had started.
  public let cycle: CycleRecordNumber?
  /// Whether it is paid for.
  public let outcome: EntryOutcome
  /// The part that is covered.
  public let covered: CoveredPart
  /// The fullest window with the day in it; nil without a cycle.
  public let window: WindowUse?
  /// The most units that would have fitted on that day; nil without a cycle.
  public let fitsThen: Units?
  /// The first later day of the cycle on which the line would have been covered.
  public let fitsOn: CivilDay?
  /// Every reason, with its citation.
  public let findings: [Finding]
  /// The entry of the journal that recorded it.
  public let sequence: JournalNumber

  /// An administration with its answer.
  public init(
    number: AdministrationNumber, patient: PatientNumber, reference: String, attempt: Int, entry: UnitEntry,
    cycle: CycleRecordNumber?, outcome: EntryOutcome, covered: CoveredPart, window: WindowUse?, fitsThen: Units?,
    fitsOn: CivilDay?, findings: [Finding], sequence: JournalNumber
  ) {
    self.number = number
    self.patient = patient
    self.reference = reference
    self.attempt = attempt
    self.entry = entry
    self.cycle = cycle
    self.outcome = outcome
    self.covered = covered
    self.window = window
    self.fitsThen = fitsThen
    self.fitsOn = fitsOn
    self.findings = findings
    self.sequence = sequence
  }
}
