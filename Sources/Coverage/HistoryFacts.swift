extension PatientHistory {
  /// Every fact of the history in the order of the journal; within an entry, in the order it was written.
  public var facts: [(sequence: JournalNumber, fact: Fact)] {
    var all: [(sequence: JournalNumber, fact: Fact)] = []
    for fact in identities { all.append((fact.sequence, .identity(fact))) }
    for fact in measurements { all.append((fact.sequence, .measurement(fact))) }
    for request in requests {
      all.append((request.fact.sequence, .request(request.fact)))
      for fact in request.attestations { all.append((fact.sequence, .attestation(fact))) }
      for fact in request.determinations { all.append((fact.sequence, .determination(fact))) }
    }
    for held in authorizations {
      all.append((held.fact.sequence, .authorization(held.fact)))
      for fact in held.changes { all.append((fact.sequence, .authorizationChange(fact))) }
      if let voided = held.voided { all.append((voided.sequence, .authorizationVoid(held.fact.number, voided))) }
    }
    for cycle in cycles {
      all.append((cycle.fact.sequence, .cycle(cycle.fact)))
      if let voided = cycle.voided { all.append((voided.sequence, .cycleVoid(cycle.fact.record, voided))) }
    }
    for record in administrations {
      all.append((record.fact.sequence, .administration(record.fact)))
      if let voided = record.voided {
        all.append((voided.sequence, .administrationVoid(record.fact.number, voided)))
      }
    }
    for fact in notes { all.append((fact.sequence, .note(fact))) }
    return all.enumerated().sorted { ($0.element.sequence, $0.offset) < ($1.element.sequence, $1.offset) }
      .map(\.element)
  }

  /// The history as it was when an administration was judged.
  public func before(_ number: AdministrationNumber) -> PatientHistory {
    var history = PatientHistory(patient: patient, book: book)
    for (_, fact) in facts {
      if case .administration(let fact) = fact, fact.number == number { break }
      history.add(fact)
    }
    return history
  }

  /// The history as it was before an entry of the journal.
  public func before(_ sequence: JournalNumber) -> PatientHistory {
    var history = PatientHistory(patient: patient, book: book)
    for (recorded, fact) in facts where recorded < sequence { history.add(fact) }
    return history
  }

  /// The same facts, read by other policies.
  public func read(by book: PolicyBook) -> PatientHistory {
    var history = PatientHistory(patient: patient, book: book)
    for (_, fact) in facts { history.add(fact) }
    return history
  }
}
