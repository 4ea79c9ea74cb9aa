import CivilTime
import Coverage
import Ledger
import Storage

extension Desk {
  /// As many lines as are read of the file at once; and the most an entry of an import holds.
  static let linesLookedAheadTo = 1_000

  /// Reads of the file what lines of units will ask of it.
  func lookAhead(to lines: [Administering], in transaction: WriteTransaction) throws {
    try transaction.makeReadyForMany()
    guard lines.count > 1 else { return }
    try transaction.lookAhead(to: lines.map { ($0.reference, $0.memberID) }, book: book)
  }
}

/// Units: logged, checked, voided.
extension Sitting {
  func administer(_ asked: Administering) throws -> Answer {
    let judged = try judge(asked)
    // The history is let go of before the fact is added to it, so that it need not be copied.
    if !judged.isReplay { try record(judged.fact) }
    return judged.answer
  }

  private func judge(_ asked: Administering) throws -> EntryAnswer {
    let history = try history(of: asked.memberID, scope: .units)
    try check(asked.entry)
    try notAfterToday(asked.entry.on, "the service date")
    let earlier = try entry(asked.reference)
    if let earlier, let replay = try replay(earlier, by: asked, of: history) { return replay }
    // Before the code: a reference nobody can see is the likelier slip.
    if earlier == nil { try IdentifierText.check(asked.reference, "the reference") }
    try checkCode(of: asked.entry, history: history)

    let verdict = UnitRules.judge(asked.entry, history: history)
    let cut = asked.cutBack ? UnitRules.cutBack(asked.entry, by: verdict) : nil
    let outcome: EntryOutcome = verdict.isCovered ? .covered : cut == nil ? .denied : .cutBack
    let fact = AdministrationFact(
      number: try transaction().nextAdministration(), patient: history.patient, reference: asked.reference,
      attempt: (earlier?.fact.attempt ?? 0) + 1, entry: asked.entry, cycle: verdict.cycle?.fact.record,
      outcome: outcome, covered: verdict.isCovered ? asked.entry.whole : cut ?? .nothing, window: verdict.window,
      fitsThen: verdict.fitsThen, fitsOn: verdict.fitsOn, findings: verdict.findings,
      sequence: try transaction().nextSequence)
    return EntryAnswer(fact, in: verdict.cycle?.fact, of: asked.memberID, history: history, isReplay: false)
  }

  func check(_ asked: Checking) throws -> Answer {
    let history = try history(of: asked.memberID)
    try check(asked.entry)
    try checkCode(of: asked.entry, history: history)
    let verdict = UnitRules.judge(asked.entry, history: history)
    return Answer(
      outcome: verdict.isCovered ? .fits : .doesNotFit,
      subject: .check(
        CheckAnswer(
          memberID: asked.memberID, entry: asked.entry, verdict: verdict, namesCourse: history.hasSeveralCourses)),
      findings: verdict.findings)
  }

  func void(_ voiding: EntryVoiding) throws -> Answer {
    guard let earlier = try entry(voiding.reference) else { throw Sitting.noEntry(voiding.reference) }
    guard earlier.isLive else {
      throw Fault(
        .conflict, "\(voiding.reference) is voided already", hint: "to enter it anew, send it with --again")
    }
    let fact = Voiding(reason: voiding.reason, sequence: try transaction().nextSequence)
    try append(
      "void", voiding.reference, [.administrationVoid(earlier.fact.number, fact)], of: earlier.fact.patient)
    return Answer(outcome: .voided, subject: .voidedEntry(reference: voiding.reference), findings: nil)
  }

  // MARK: The parts

  static func noEntry(_ reference: String) -> Fault {
    IdentifierText.notFound(
      "administration under reference", reference, hint: "look in `authledger history MEMBER --kind administration`")
  }

  /// The latest administration under a reference; nil when there is none.
  func entry(_ reference: String) throws -> Administration? {
    if let writing { return try writing.administration(reference) }
    return try reading.administration(reference)
  }

  /// The answer to a line that is on file; nil when it is to be judged anew, a fault when it contradicts the file.
  private func replay(
    _ earlier: Administration, by asked: Administering, of history: PatientHistory
  ) throws -> EntryAnswer? {
    let fact = earlier.fact
    let isSame = fact.patient == history.patient && fact.entry.isSameContent(as: asked.entry)
    if !earlier.isLive {
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
    let cycle = fact.cycle.flatMap { record in history.cycles.first { $0.fact.record == record } }
    return EntryAnswer(fact, in: cycle?.fact, of: asked.memberID, history: history, isReplay: true)
  }

  /// A fault when an entry names an unknown indication or code.
  private func check(_ entry: UnitEntry) throws {
    if let indication = entry.indication { try known(indication) }
    guard let code = entry.code else { return }
    let codes = Set(book.policies.flatMap(\.billingCodes).map(\.code)).sorted()
    guard codes.contains(code) else {
      throw Fault(.invalid, "unknown billing code \(code)", hint: Sitting.suggestion(for: code, among: codes))
    }
  }

  /// A fault when an entry leaves open which of several codes is meant. A line that is on file has settled that.
  private func checkCode(of entry: UnitEntry, history: PatientHistory) throws {
    guard entry.code == nil else { return }
    let codes = UnitRules.billingCodes(for: entry.indication, history: history)
    guard codes.count <= 1 else {
      throw Fault(
        .invalid, "the patient has cycles under \(codes.sorted().joined(separator: " and "))",
        hint: "say which code is billed with --code")
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

extension EntryAnswer {
  fileprivate init(
    _ fact: AdministrationFact, in cycle: CycleFact?, of member: MemberID, history: PatientHistory, isReplay: Bool
  ) {
    self.init(
      memberID: member, fact: fact, cycle: cycle?.number, course: history.hasSeveralCourses ? cycle?.indication : nil,
      isReplay: isReplay, warnings: DoseWarningRules.warnings(on: fact, history: history))
  }

  /// The answer as an operation gives it.
  fileprivate var answer: Answer {
    let outcome: Outcome =
      switch fact.outcome {
      case .covered: .covered
      case .denied: .denied
      case .cutBack: .cutBack
      }
    return Answer(outcome: outcome, subject: .entry(self), findings: fact.findings)
  }
}
