import CivilTime

/// Who a patient is, as recorded or as corrected later.
public struct IdentityFact: Equatable, Sendable {
  /// The patient's number in the ledger.
  public let patient: PatientNumber
  /// The plan's id of the patient.
  public let memberID: MemberID
  /// The patient's name.
  public let name: String
  /// The day of birth.
  public let birthDate: CivilDay
  /// Why the identity was corrected; nil when the patient was added.
  public let reason: String?
  /// The entry that recorded it.
  public let sequence: JournalNumber

  /// Whether name and birth date were erased, as the law may ask; the ledger itself writes no empty name.
  public var isErased: Bool { name.isEmpty }

  /// An identity.
  public init(
    patient: PatientNumber, memberID: MemberID, name: String, birthDate: CivilDay, reason: String?,
    sequence: JournalNumber
  ) {
    self.patient = patient
    self.memberID = memberID
    self.name = name
    self.birthDate = birthDate
    self.reason = reason
    self.sequence = sequence
  }
}

/// A patient's weight, height or both on a day.
public struct MeasurementFact: Equatable, Sendable {
  /// The patient measured.
  public let patient: PatientNumber
  /// The day of the measurement.
  public let on: CivilDay
  /// Weight in kilograms.
  public let weightKg: DecimalNumber?
  /// Height in centimetres.
  public let heightCm: DecimalNumber?
  /// The entry that recorded it.
  public let sequence: JournalNumber

  /// A measurement.
  public init(
    patient: PatientNumber, on: CivilDay, weightKg: DecimalNumber?, heightCm: DecimalNumber?, sequence: JournalNumber
  ) {
    self.patient = patient
    self.on = on
    self.weightKg = weightKg
    self.heightCm = heightCm
    self.sequence = sequence
  }
}
