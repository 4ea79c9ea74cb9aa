import Coverage
import Storage

extension Sitting {
  func addPatient(_ identity: PatientIdentity) throws -> Answer {
    try IdentifierText.check(identity.memberID.text, "the member id")
    guard try reading.patient(identity.memberID) == nil else {
      throw Fault(
        .conflict, "member \(identity.memberID) is on file already",
        hint: "correct a name or birth date with `patient correct`")
    }
    let number = try transaction().nextPatient()
    let fact = IdentityFact(
      patient: number, memberID: identity.memberID, name: identity.name, birthDate: identity.birthDate, reason: nil,
      sequence: try transaction().nextSequence)
    try append("patient.add", RecordedEntry.subject(of: number), [.identity(fact)], of: number)
    return Answer(outcome: .recorded, subject: .patient(identity.memberID), findings: nil)
  }

  func correctPatient(_ correction: PatientCorrection) throws -> Answer {
    let history = try history(of: correction.memberID)
    guard let identity = history.identity else { throw Sitting.notFound(correction.memberID) }
    guard correction.name != nil || correction.birthDate != nil else {
      throw Fault(.invalid, "nothing to correct", hint: "give --name, --birth-date or both")
    }
    let fact = IdentityFact(
      patient: history.patient, memberID: identity.memberID, name: correction.name ?? identity.name,
      birthDate: correction.birthDate ?? identity.birthDate, reason: correction.reason,
      sequence: try transaction().nextSequence)
    try append("patient.correct", RecordedEntry.subject(of: history.patient), [.identity(fact)], of: history.patient)
    return Answer(outcome: .recorded, subject: .patient(identity.memberID), findings: nil)
  }

  func measurePatient(_ measurement: PatientMeasurement) throws -> Answer {
    let history = try history(of: measurement.memberID)
    guard measurement.weightKg != nil || measurement.heightCm != nil else {
      throw Fault(.invalid, "nothing measured", hint: "give a weight in kg, a height in cm or both")
    }
    let fact = MeasurementFact(
      patient: history.patient, on: measurement.on, weightKg: measurement.weightKg, heightCm: measurement.heightCm,
      sequence: try transaction().nextSequence)
    try append(
      "patient.measure", RecordedEntry.subject(of: history.patient), [.measurement(fact)], of: history.patient)
    return Answer(outcome: .recorded, subject: .measurement(measurement.memberID, fact), findings: nil)
  }
}
