import CivilTime

/// The ledger's own number of a cycle record, in the order recorded.
public struct CycleRecordNumber: Hashable, Comparable, Sendable {
  /// 1 for the first cycle on file.
  public let value: Int

  /// The cycle record with that number.
  public init(_ value: Int) { self.value = value }

  public static func < (left: CycleRecordNumber, right: CycleRecordNumber) -> Bool { left.value < right.value }
}

/// One numbered step of a course, as started.
public struct CycleFact: Equatable, Sendable {
  /// The record's own number.
  public let record: CycleRecordNumber
  /// Whose cycle it is.
  public let patient: PatientNumber
  /// The course it belongs to.
  public let indication: IndicationKey
  /// Its number within the course.
  public let number: CycleNumber
  /// Its first day.
  public let startsOn: CivilDay
  /// The authorization it was started under.
  public let authorization: AuthorizationNumber
  /// Why it may start before its day, and who approved that; nil when it started in time.
  public let exception: CycleException?
  /// The entry that recorded it.
  public let sequence: JournalNumber

  /// A started cycle.
  public init(
    record: CycleRecordNumber, patient: PatientNumber, indication: IndicationKey, number: CycleNumber,
    startsOn: CivilDay, authorization: AuthorizationNumber, exception: CycleException?, sequence: JournalNumber
  ) {
    self.record = record
    self.patient = patient
    self.indication = indication
    self.number = number
    self.startsOn = startsOn
    self.authorization = authorization
    self.exception = exception
    self.sequence = sequence
  }
}

/// Why a cycle may start before its day, and who approved it.
public struct CycleException: Equatable, Sendable {
  /// Why.
  public let reason: String
  /// Who approved it.
  public let approvedBy: String

  /// An exception with its reason and name.
  public init(reason: String, approvedBy: String) {
    self.reason = reason
    self.approvedBy = approvedBy
  }
}
