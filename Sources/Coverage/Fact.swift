/// Something recorded, in the form the journal hashes and the file keeps.
public enum Fact: Sendable {
  case setting(name: String, value: String)
  case policy(Policy, document: String, compiled: String)
  case jurisdiction(Jurisdiction)
  case literature(LiteratureEntry)
  case bibliography(BibliographyEntry)
  case referenceNote(reference: String, text: String)
  case identity(IdentityFact)
  case measurement(MeasurementFact)
  case request(RequestFact)
  case attestation(AttestationFact)
  case determination(DeterminationFact)
  case authorization(AuthorizationFact)
  case authorizationChange(AuthorizationChangeFact)
  case authorizationVoid(AuthorizationNumber, Voiding)
  case cycle(CycleFact)
  case cycleVoid(CycleRecordNumber, Voiding)
  case administration(AdministrationFact)
  case administrationVoid(AdministrationNumber, Voiding)
  case note(NoteFact)
  case flag(FlagFact)
  case flagResolution(FlagNumber)
  case acknowledgement(FlagNumber, note: String)
  case nightlyRun(NightlyRunFact)
  case decisionTime(DecisionTimeFact)
}

extension PatientHistory {
  /// Adds a fact; those that say nothing of a patient's coverage change nothing.
  public mutating func add(_ fact: Fact) {
    switch fact {
    case .identity(let fact): add(fact)
    case .measurement(let fact): add(fact)
    case .request(let fact): add(fact)
    case .attestation(let fact): add(fact)
    case .determination(let fact): add(fact)
    case .authorization(let fact): add(fact)
    case .authorizationChange(let fact): add(fact)
    case .authorizationVoid(let number, let voiding): void(number, voiding)
    case .cycle(let fact): add(fact)
    case .cycleVoid(let record, let voiding): void(record, voiding)
    case .administration(let fact): add(fact)
    case .administrationVoid(let number, let voiding): void(number, voiding)
    case .note(let fact): add(fact)
    case .setting, .policy, .jurisdiction, .literature, .bibliography, .referenceNote, .flag, .flagResolution,
      .acknowledgement, .nightlyRun, .decisionTime:
      break
    }
  }
}
