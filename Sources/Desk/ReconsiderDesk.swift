import Coverage
import Ledger
import Storage

/// The same facts judged under another policy version, and what would have been different.
extension Sitting {
  /// A request as the ledger itself answered it last, set against its answer under another version.
  func reconsider(
    _ request: Request, _ evaluated: DeterminationFact, under policy: Policy, then: PatientHistory
  ) throws -> Reconsideration {
    let history = then.read(by: book.reading(as: policy))
    let indication = try indication(request.fact.indication, of: policy)
    let verdict = RequestRules.evaluate(
      request.fact, answers: request.answers(by: evaluated.sequence), policy: policy, indication: indication,
      history: history)
    var differences = [Difference("outcome", evaluated.outcome.rawValue, verdict.outcome.rawValue)]
    differences += parts(
      "criterion", evaluated.criteria.map { ($0.key, $0.status.rawValue) },
      verdict.criteria.map { ($0.key, $0.status.rawValue) })
    differences += findings(evaluated.findings, verdict.findings)
    let granted = try self.history(of: request.fact.patient).authorizations.first {
      $0.fact.request == request.fact.number && $0.fact.sequence == evaluated.sequence
    }
    if let granted, verdict.outcome == .approved {
      differences += [
        Difference("cycles granted", "\(granted.fact.cyclesGranted)", "\(verdict.grant.cycles)"),
        Difference("last day", "\(granted.fact.span.endsOn)", verdict.grant.span.map { "\($0.endsOn)" }),
      ]
    }
    return Reconsideration(policy: policy.version, differences: differences.compactMap { $0 })
  }

  /// An entry of units as recorded, set against its answer under another version.
  func reconsider(
    _ fact: AdministrationFact, under policy: Policy, then: PatientHistory
  ) throws -> Reconsideration {
    try checkKnown(fact, by: policy, history: then)
    let history = then.read(by: book.reading(as: policy))
    let verdict = UnitRules.judge(fact.entry, history: history)
    // A line that was to be cut back would have been cut back then too.
    let cut = fact.outcome == .cutBack ? UnitRules.cutBack(fact.entry, by: verdict) : nil
    let outcome: EntryOutcome = verdict.isCovered ? .covered : cut == nil ? .denied : .cutBack
    let covered = verdict.isCovered ? fact.entry.billable : cut?.billable ?? 0
    let differences =
      [
        Difference("outcome", fact.outcome.rawValue, outcome.rawValue),
        Difference("covered units", "\(fact.covered.billable)", "\(covered)"),
        Difference("limit", fact.window.map { limit($0) }, verdict.window.map { limit($0) }),
        Difference("used before", fact.window.map { "\($0.used)" }, verdict.window.map { "\($0.used)" }),
        Difference("fits then", fact.fitsThen.map { "\($0)" }, verdict.fitsThen.map { "\($0)" }),
        Difference("fits on", fact.fitsOn.map { "\($0)" }, verdict.fitsOn.map { "\($0)" }),
      ] + findings(fact.findings, verdict.findings)
    return Reconsideration(policy: policy.version, differences: differences.compactMap { $0 })
  }

  private func limit(_ window: WindowUse) -> String { "\(window.limit) per \(window.span.days) days" }

  private func indication(_ key: IndicationKey, of policy: Policy) throws -> Indication {
    guard let indication = policy.indication(key) else {
      throw Fault(
        .invalid, "\(policy.version) does not know \(key)",
        hint: Sitting.suggestion(for: key.text, among: policy.indications.map(\.key.text)))
    }
    return indication
  }

  /// A fault when a policy knows nothing of an entry's indication or billing code, so that it would say nothing of it.
  private func checkKnown(_ fact: AdministrationFact, by policy: Policy, history: PatientHistory) throws {
    let cycle = fact.cycle.flatMap { record in history.cycles.first { $0.fact.record == record } }
    if let key = cycle?.fact.indication ?? fact.entry.indication { _ = try indication(key, of: policy) }
    let codes = policy.billingCodes.map(\.code)
    guard let code = fact.entry.code, !codes.contains(code) else { return }
    throw Fault(
      .invalid, "\(policy.version) does not know the billing code \(code)",
      hint: Sitting.suggestion(for: code, among: codes))
  }

  private func findings(_ was: [Finding], _ wouldBe: [Finding]) -> [Difference?] {
    // Findings of criteria are told by the criteria.
    func told(_ findings: [Finding]) -> [(String, String)] {
      findings.filter { $0.code != .criterionNotMet && $0.code != .informationMissing }.map {
        ($0.code.rawValue, $0.message)
      }
    }
    return parts("finding", told(was), told(wouldBe))
  }

  /// The differences of named parts, in the order of the first answer, then what only the second has.
  private func parts(
    _ noun: String, _ was: [(name: String, value: String)], _ wouldBe: [(name: String, value: String)]
  ) -> [Difference?] {
    let names = was.map(\.name) + wouldBe.map(\.name).filter { name in !was.contains { $0.name == name } }
    return names.map { name in
      Difference(
        "\(noun) \(name)", was.first { $0.name == name }?.value, wouldBe.first { $0.name == name }?.value)
    }
  }
}
