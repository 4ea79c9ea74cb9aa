import CivilTime
import Coverage

/// A patient to add.
public struct PatientIdentity: Sendable {
  public let memberID: MemberID
  public let name: String
  public let birthDate: CivilDay

  public init(memberID: MemberID, name: String, birthDate: CivilDay) {
    self.memberID = memberID
    self.name = name
    self.birthDate = birthDate
  }
}

/// A correction of who a patient is: a new name, birth date or both, and why.
public struct PatientCorrection: Sendable {
  public let memberID: MemberID
  public let name: String?
  public let birthDate: CivilDay?
  public let reason: String

  public init(memberID: MemberID, name: String?, birthDate: CivilDay?, reason: String) {
    self.memberID = memberID
    self.name = name
    self.birthDate = birthDate
    self.reason = reason
  }
}

/// A weight, a height or both on a day.
public struct PatientMeasurement: Sendable {
  public let memberID: MemberID
  public let on: CivilDay
  public let weightKg: DecimalNumber?
  public let heightCm: DecimalNumber?

  public init(memberID: MemberID, on: CivilDay, weightKg: DecimalNumber?, heightCm: DecimalNumber?) {
    self.memberID = memberID
    self.on = on
    self.weightKg = weightKg
    self.heightCm = heightCm
  }
}
