import CivilTime
import Coverage
import Storage

/// Notes and acknowledgements.
extension Sitting {
  func take(_ taking: NoteTaking) throws -> Answer {
    let patient = try owner(of: taking.subject)
    let transaction = try transaction()
    let fact = NoteFact(
      subject: patient.subject, patient: patient.number, kind: taking.kind, at: taking.at ?? transaction.instant,
      text: taking.text, sequence: transaction.nextSequence)
    try append("note", patient.subject, [.note(fact)], of: patient.number)
    return Answer(outcome: .recorded, subject: .note(fact), findings: nil)
  }

  func acknowledge(_ acknowledging: Acknowledging) throws -> Answer {
    let flag = try flag(acknowledging.flag)
    let number = flag.fact.number
    guard flag.acknowledgedBy == nil else {
      throw Fault(.conflict, "\(number) is acknowledged already", hint: "look in `authledger worklist`")
    }
    try append(
      "acknowledge", number.description, [.acknowledgement(number, note: acknowledging.note)], of: flag.fact.patient)
    return Answer(outcome: .recorded, subject: .flag(number), findings: nil)
  }

  /// The flag with that number.
  func flag(_ text: String) throws -> RecordedFlag {
    guard let number = FlagNumber(text), let flag = try reading.flag(number) else {
      throw Fault(.notFound, "no flag \(text)", hint: "look in `authledger worklist`")
    }
    return flag
  }

  /// Whose request, authorization or entry it is, and its number as the ledger writes it.
  func owner(of subject: String) throws -> (number: PatientNumber, subject: String) {
    if let number = RequestNumber(subject), let patient = try reading.patient(of: number) {
      return (patient, number.description)
    }
    if let number = AuthorizationNumber(subject), let patient = try reading.patient(of: number) {
      return (patient, number.description)
    }
    if let entry = try reading.administration(subject) { return (entry.fact.patient, subject) }
    throw Fault(
      .notFound, "no request, authorization or entry \(subject)", hint: "give R-000001, A-000001 or a reference")
  }
}
