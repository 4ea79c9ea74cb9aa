import CivilTime
import Coverage
import Ledger
import Storage

/// Units: logged, checked, voided.
extension Sitting {
  func administer(_ asked: Administering) throws -> Answer {
    let history = try history(of: asked.memberID)
    try check(asked.entry, history: history)
    try notAfterToday(asked.entry.on, "the service date")
    let earlier = try earlier(asked.reference)
    if let earlier, let replay = try replay(earlier, by: asked, of: history) { return replay }

    let verdict = UnitRules.judge(asked.entry, history: history)
    let cut = asked.cutBack ? UnitRules.cutBack(asked.entry, by: verdict) : nil
    let outcome: EntryOutcome = verdict.isCovered ? .covered : cut == nil ? .denied : .cutBack
    let whole = CoveredPart(
      administered: asked.entry.administered, discarded: asked.entry.discarded, vials: asked.entry.vials ?? 0)
    let fact = AdministrationFact(
      number: try transaction().nextAdministration(), patient: history.patient, reference: asked.reference,
      attempt: (earlier?.record.fact.attempt ?? 0) + 1, entry: asked.entry, cycle: verdict.cycle?.fact.record,
      outcome: outcome, covered: verdict.isCovered ? whole : cut ?? .nothing, window: verdict.window,
      fitsThen: verdict.fitsThen, fitsOn: verdict.fitsOn, findings: verdict.findings,
      sequence: try transaction().nextSequence)
    try record(fact)
    return answer(fact, cycle: verdict.cycle, member: asked.memberID, isReplay: false)
  }

  func check(_ asked: Checking) throws -> Answer {
    let history = try history(of: asked.memberID)
    try check(asked.entry, history: history)
    let verdict = UnitRules.judge(asked.entry, history: history)
    return Answer(
      outcome: verdict.isCovered ? .fits : .doesNotFit,
      subject: .check(CheckAnswer(memberID: asked.memberID, entry: asked.entry, verdict: verdict)),
      findings: verdict.findings)
  }

  func void(_ voiding: EntryVoiding) throws -> Answer {
    guard let earlier = try earlier(voiding.reference) else { throw Sitting.noEntry(voiding.reference) }
    guard earlier.record.isLive else {
      throw Fault(
        .conflict, "\(voiding.reference) is voided already", hint: "to enter it anew, send it with --again")
    }
    let fact = Voiding(reason: voiding.reason, sequence: try transaction().nextSequence)
    try append(
      "void", voiding.reference, [.administrationVoid(earlier.record.fact.number, fact)],
      of: earlier.record.fact.patient)
    return Answer(outcome: .voided, subject: .voidedEntry(reference: voiding.reference), findings: nil)
  }

  // MARK: The parts

  static func noEntry(_ reference: String) -> Fault {
    Fault(
      .notFound, "no administration under reference \(reference)",
      hint: "look in `authledger history MEMBER --kind administration`")
  }

  /// The latest administration under a reference, with its patient's history.
  func earlier(_ reference: String) throws -> (record: Administration, history: PatientHistory)? {
    guard let (patient, number) = try administration(reference) else { return nil }
    let history = try history(of: patient)
    guard let record = history.administrations.last(where: { $0.fact.number == number }) else { return nil }
    return (record, history)
  }

  private func administration(_ reference: String) throws -> (PatientNumber, AdministrationNumber)? {
    if let writing { return try writing.administration(reference) }
    return try reading.administration(reference)
  }

  /// The answer to a line that is on file; nil when it is to be judged anew, a fault when it contradicts the file.
  private func replay(
    _ earlier: (record: Administration, history: PatientHistory), by asked: Administering, of history: PatientHistory
  ) throws -> Answer? {
    let fact = earlier.record.fact
    let isSame = fact.patient == history.patient && fact.entry.isSameContent(as: asked.entry)
    if !earlier.record.isLive {
      // A voided line of any content may be sent anew, but only on purpose.
      if asked.again { return nil }
      throw Fault(
        .conflict, "\(asked.reference) is on file and voided", hint: "send it with --again to have it judged anew")
    }
    guard isSame else {
      throw Fault(
        .conflict, "\(asked.reference) is on file with other content",
        hint: "void it first, or use the claim line's own reference")
    }
    if asked.again, fact.outcome == .denied { return nil }
    let cycle = fact.cycle.flatMap { record in earlier.history.cycles.first { $0.fact.record == record } }
    return answer(fact, cycle: cycle, member: asked.memberID, isReplay: true)
  }

  private func answer(_ fact: AdministrationFact, cycle: Cycle?, member: MemberID, isReplay: Bool) -> Answer {
    let outcome: Outcome =
      switch fact.outcome {
      case .covered: .covered
      case .denied: .denied
      case .cutBack: .cutBack
      }
    return Answer(
      outcome: outcome,
      subject: .entry(EntryAnswer(memberID: member, fact: fact, cycle: cycle, isReplay: isReplay)),
      findings: fact.findings)
  }

  /// A fault when an entry names an unknown indication or code, or leaves open which of several codes is meant.
  private func check(_ entry: UnitEntry, history: PatientHistory) throws {
    if let indication = entry.indication { try known(indication) }
    if let code = entry.code {
      let codes = Set(book.policies.flatMap(\.billingCodes).map(\.code)).sorted()
      guard codes.contains(code) else {
        throw Fault(
          .invalid, "unknown billing code \(code)", hint: Sitting.suggestion(for: code, among: codes))
      }
    } else {
      let codes = UnitRules.billingCodes(for: entry.indication, history: history)
      guard codes.count <= 1 else {
        throw Fault(
          .invalid, "the patient has cycles under \(codes.sorted().joined(separator: " and "))",
          hint: "say which code is billed with --code")
      }
    }
  }
}

extension UnitEntry {
  /// Whether two entries say the same: no vials is as good as 0, and the billing code is not part of it.
  func isSameContent(as other: UnitEntry) -> Bool {
    on == other.on && administered == other.administered && discarded == other.discarded
      && (vials ?? 0) == (other.vials ?? 0) && indication == other.indication
  }
}
