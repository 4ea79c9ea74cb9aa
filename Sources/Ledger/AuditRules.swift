import CivilTime
import Coverage

/// Judges everything on file once more, in the order of the journal, each answer on the facts before it.
public struct AuditRules {
  private var before: PatientHistory
  private var editions: ArraySlice<BookEdition>
  private var watches: ArraySlice<FlagWatch>
  private var found: [Discrepancy] = []

  private init(_ history: PatientHistory, editions: [BookEdition], watches: [FlagWatch]) {
    before = PatientHistory(patient: history.patient, book: editions.isEmpty ? history.book : PolicyBook([]))
    self.editions = editions[...]
    self.watches = watches.sorted { $0.night.sequence < $1.night.sequence }[...]
  }

  /// Every recorded answer of a patient's that the rules would not give.
  ///
  /// `editions` are the policy books in the order installed; without them the history's own book answers throughout.
  /// `watches` are the nights that left a flag of the patient's open.
  public static func discrepancies(
    in history: PatientHistory, editions: [BookEdition] = [], watches: [FlagWatch] = []
  ) -> [Discrepancy] {
    var rules = AuditRules(history, editions: editions, watches: watches)
    for (sequence, fact) in history.facts {
      rules.turn(to: sequence)
      rules.judge(fact, sequence)
      rules.before.add(fact)
    }
    rules.turn(to: JournalNumber(Int.max))
    for request in history.requests { rules.matchGrants(of: request) }
    return rules.found
  }

  /// Comes to an entry: looks again at the flags of the nights before it, and opens the book it was written under.
  private mutating func turn(to sequence: JournalNumber) {
    while let watch = watches.first, watch.night.sequence < sequence {
      judge(watch)
      watches.removeFirst()
    }
    while let edition = editions.first, edition.sequence <= sequence {
      before.open(edition.book)
      editions.removeFirst()
    }
  }

  private mutating func judge(_ watch: FlagWatch) {
    let (flag, night) = (watch.flag, watch.night)
    let rules = NightlyRules(
      history: before, today: night.today, withinDays: night.withinDays, settings: night.settings)
    guard !rules.flags.contains(where: { $0.cause == flag.cause }) else { return }
    report(
      night.sequence,
      "\(flag.number) (\(flag.cause.kind.rawValue)) is open; what was on file gave \(night.today) no reason for it")
  }

  /// An approval and its authorization are written together, and neither stands without the other.
  private mutating func matchGrants(of request: Request) {
    let number = request.fact.number
    let approvals = Set(request.determinations.filter { $0.outcome == .approved }.map(\.sequence))
    let grants = Set(before.authorizations.filter { $0.fact.request == number }.map(\.fact.sequence))
    for sequence in approvals.subtracting(grants).sorted() {
      report(sequence, "\(number) was approved without an authorization")
    }
    for sequence in grants.subtracting(approvals).sorted() {
      report(sequence, "\(number) was granted an authorization without an approval")
    }
    if request.determinations.first?.sequence != request.fact.sequence {
      report(request.fact.sequence, "\(number) was not answered when it was received")
    }
  }

  private mutating func report(_ sequence: JournalNumber, _ message: String) {
    found.append(Discrepancy(sequence: sequence, message: message))
  }

  private mutating func judge(_ fact: Fact, _ sequence: JournalNumber) {
    switch fact {
    case .determination(let fact): judge(fact)
    case .authorization(let fact): judge(fact)
    case .authorizationChange(let fact): judge(fact)
    case .authorizationVoid(let number, _):
      guard let held = before.authorizations.first(where: { $0.fact.number == number }) else { return }
      reportFindings(AuthorizationRules.void(held, history: before), sequence, "\(number) was voided")
    case .cycle(let fact): judge(fact)
    case .cycleVoid(let record, _):
      guard let cycle = before.cycles.first(where: { $0.fact.record == record }) else { return }
      reportFindings(
        CorrectionRules.void(cycle, history: before), sequence, "cycle \(cycle.fact.number) was voided")
    case .administration(let fact): judge(fact)
    default: break
    }
  }

  private mutating func reportFindings(_ findings: [Finding], _ sequence: JournalNumber, _ what: String) {
    guard let first = findings.first else { return }
    report(sequence, "\(what) although \(first.message) (\(first.code.rawValue))")
  }

  /// A determination without a reviewer is the ledger's own, and must come out the same.
  private mutating func judge(_ fact: DeterminationFact) {
    guard let request = before.requests.last(where: { $0.fact.number == fact.request }),
      let policy = before.book.policy(request.fact.policy),
      let indication = policy.indication(request.fact.indication)
    else { return report(fact.sequence, "\(fact.request) is answered under a policy that is not installed") }
    guard fact.review == nil else {
      if fact.outcome == .approved || fact.outcome == .denied, !RequestRules.isPhysician(fact.review?.credential) {
        report(fact.sequence, "\(fact.request) was \(fact.outcome.rawValue) without a physician's credential")
      }
      if !request.outcome.isOpen { report(fact.sequence, "\(fact.request) was decided already") }
      guard fact.outcome == .approved else { return }
      let grant = RequestRules.grant(request.fact, indication: indication, history: before)
      let against = RequestRules.approvalFindings(request.fact, grant: grant, policy: policy)
      return reportFindings(against, fact.sequence, "\(fact.request) was approved")
    }
    let verdict = RequestRules.evaluate(
      request.fact, answers: request.answers, policy: policy, indication: indication, history: before)
    // With the birth date erased, nothing is left to judge the patient's age by.
    if before.identity?.isErased == true { return }
    if verdict.outcome != fact.outcome {
      report(
        fact.sequence,
        "\(fact.request) was \(fact.outcome.rawValue); its facts give \(verdict.outcome.rawValue)")
    } else if !AuditRules.hasReasons(fact, of: verdict) {
      report(fact.sequence, "\(fact.request) was \(fact.outcome.rawValue) for other reasons than its facts give")
    }
  }

  /// Whether an answer rests on what a verdict rests on; the wording may be an earlier program's.
  ///
  /// What is missing is a reason of a pended request alone: the first program named it beside a denial too.
  private static func hasReasons(_ fact: DeterminationFact, of verdict: RequestVerdict) -> Bool {
    fact.basis == verdict.basis && fact.findings.map(\.code) == verdict.findings.map(\.code)
      && fact.criteria.map(\.key) == verdict.criteria.map(\.key)
      && fact.criteria.map(\.status) == verdict.criteria.map(\.status)
      && (fact.outcome != .pended || fact.missing == verdict.missing)
  }

  private mutating func judge(_ fact: AuthorizationFact) {
    guard let request = before.requests.last(where: { $0.fact.number == fact.request }),
      let indication = before.book.indication(fact.indication, of: fact.policy)
    else { return report(fact.sequence, "\(fact.number) answers no request on file") }
    if let other = before.authorizations.first(where: { $0.fact.request == fact.request }) {
      report(fact.sequence, "\(fact.request) was granted \(other.fact.number) already")
    }
    if let onFile = Course(of: fact.indication, in: before).priorOnFile, onFile != fact.priorCycles {
      report(fact.sequence, "\(fact.number) rests on other prior cycles than the \(onFile) on file")
    }
    let grant = RequestRules.grant(request.fact, indication: indication, history: before)
    if request.outcome != .approved || request.fact.kind != fact.kind || grant.span != fact.span
      || grant.cycles != fact.cyclesGranted || request.fact.priorCycles != fact.priorCycles
    {
      report(fact.sequence, "\(fact.number) is not what \(fact.request) was granted")
    }
  }

  private mutating func judge(_ fact: AuthorizationChangeFact) {
    guard let held = before.authorizations.first(where: { $0.fact.number == fact.authorization }) else { return }
    let findings =
      fact.kind == .extended
      ? AuthorizationRules.extend(held, to: fact.endsOn, history: before)
      : AuthorizationRules.terminate(held, on: fact.endsOn, history: before)
    reportFindings(findings, fact.sequence, "\(fact.authorization) was \(fact.kind.rawValue)")
  }

  private mutating func judge(_ fact: CycleFact) {
    let start = CycleStart(indication: fact.indication, on: fact.startsOn, exception: fact.exception)
    guard let verdict = CycleRules.judge(start, history: before) else {
      return report(fact.sequence, "no policy knows \(fact.indication)")
    }
    reportFindings(verdict.findings, fact.sequence, "cycle \(fact.number) was started")
    if verdict.number != fact.number || verdict.authorization?.fact.number != fact.authorization {
      report(fact.sequence, "cycle \(fact.number) would be cycle \(verdict.number)")
    }
  }

  private mutating func judge(_ fact: AdministrationFact) {
    let verdict = UnitRules.judge(fact.entry, history: before)
    let isSame =
      verdict.findings.map(\.code) == fact.findings.map(\.code) && verdict.window == fact.window
      && verdict.fitsThen == fact.fitsThen && verdict.fitsOn == fact.fitsOn
      && verdict.cycle?.fact.record == fact.cycle
    if !isSame || !holds(fact, verdict) {
      report(
        fact.sequence,
        "\(fact.reference) was \(fact.outcome.rawValue); its facts give "
          + (verdict.isCovered ? "covered" : verdict.findings.map(\.code.rawValue).joined(separator: ", ")))
    }
  }

  /// Whether the covered part is what the verdict allows.
  private func holds(_ fact: AdministrationFact, _ verdict: UnitVerdict) -> Bool {
    switch fact.outcome {
    case .covered:
      verdict.isCovered && fact.covered.administered == fact.entry.administered
        && fact.covered.discarded == fact.entry.discarded && fact.covered.vials == fact.entry.vials ?? 0
    case .denied: !verdict.isCovered && fact.covered == .nothing
    case .cutBack: fact.covered == UnitRules.cutBack(fact.entry, by: verdict)
    }
  }
}
