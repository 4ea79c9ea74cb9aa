import CivilTime
import Coverage
import Desk

extension Page {
  /// Adds the answer to a request: what it grants, or what stands against it and what to do.
  mutating func add(_ answer: RequestAnswer, outcome: Outcome, findings: [Finding]) {
    let number = answer.request.number
    let about = "\(answer.request.kind.coverageText), \(answer.indication.name)"
    let granted = outcome == .approved ? answer.authorization : nil
    verdict(outcome, granted.map { "\(number) → \($0.number)   \(about)" } ?? "\(number)   \(about)")
    guard let determination = answer.determination else {
      field("effect", "nothing is recorded but this refusal; the request stays open")
      addDeadline(of: answer)
      for finding in findings { self.finding(finding) }
      return
    }
    if let granted {
      addGrant(granted, answer: answer)
    } else {
      addReasons(determination, findings: findings)
    }
    add(answer.warnings)
    if let replaced = answer.replaced {
      let (now, before) = (answer.request.policy, replaced.policy)
      field("policy", "\(now) is in force now; \(replaced.number) keeps \(before)")
      command("changes", ["authledger", "policy", "diff", before.description, now.description])
    }
    addBasis(determination)
    addCriteria(determination)
    addDeadline(of: answer)
    addNext(answer, determination: determination)
  }

  private mutating func addGrant(_ granted: AuthorizationFact, answer: RequestAnswer) {
    field("period", Text.period(inWeeks: granted.span))
    let first = answer.cyclesUsed + 1
    let cycles = CycleRange(CycleNumber(first), CycleNumber(first + granted.cyclesGranted - 1))
    field("cycles", answer.indication.text(of: cycles))
    let limits = answer.indication.limitsText(of: cycles)
    if !limits.isEmpty { field("limits", limits) }
    if granted.kind == .continued, case .permitted(_, let times) = answer.indication.continued {
      field("renewals", "\(answer.renewalsGranted)\(times.map { " of \($0)" } ?? "") granted")
    }
  }

  /// Criteria are listed as such, with their sections; every other finding with its code and hint.
  private mutating func addReasons(_ determination: DeterminationFact, findings: [Finding]) {
    for finding in findings where !finding.isOfCriterion || determination.criteria.isEmpty { self.finding(finding) }
    for (status, label) in [(CriterionStatus.notMet, "not met"), (.unknown, "unknown")] {
      for (index, result) in determination.criteria.filter({ $0.status == status }).enumerated() {
        let facts = result.facts.isEmpty ? "" : " (\(result.facts.joined(separator: "; ")))"
        field(index == 0 ? label : "", result.text + facts + Text.cited(result.citation))
      }
    }
  }

  /// By when an open request must be decided, or that an answer came late.
  private mutating func addDeadline(of answer: RequestAnswer) {
    if let outcome = answer.determination?.outcome, !outcome.isOpen {
      if let time = answer.time { addLate(time) }
    } else {
      field("due", "\(answer.deadline.text); \(answer.deadline.standing)")
    }
  }

  /// That an answer was given after its clock had run out.
  mutating func addLate(_ time: DecisionTimeFact) {
    guard time.isLate else { return }
    field("late", "given at \(Wrapping.together("\(time.decidedAt)")), due at \(Wrapping.together("\(time.dueAt)"))")
  }

  private mutating func addBasis(_ determination: DeterminationFact) {
    switch determination.basis {
    case .administrative?: field("basis", "administrative: the ledger's own rules, no clinical judgement")
    case .clinical?: field("basis", "clinical: a physician's denial")
    case .exception?: field("basis", "exception: approved by a physician, not by the policy's own answer")
    case nil: break
    }
    if let review = determination.review {
      field("reviewer", review.reviewer + (review.credential.map { ", \($0)" } ?? ""))
      if let rationale = review.rationale { field("because", rationale) }
    }
  }

  private mutating func addCriteria(_ determination: DeterminationFact) {
    let criteria = determination.criteria
    let explain = "authledger explain \(determination.request)"
    guard !criteria.isEmpty else { return field("details", explain) }
    var counts = "\(criteria.filter { $0.status == .met }.count) of \(criteria.count) met"
    let notMet = criteria.filter { $0.status == .notMet }.count
    let unknown = criteria.filter { $0.status == .unknown }.count
    if notMet > 0 { counts += ", \(notMet) not met" }
    if unknown > 0 { counts += ", \(unknown) unknown" }
    field("criteria", Text.padded(counts + "   ", to: 22) + explain)
  }

  private mutating func addNext(_ answer: RequestAnswer, determination: DeterminationFact) {
    let member = Text.shellWord(answer.memberID.text)
    switch determination.outcome {
    case .approved:
      guard let granted = answer.authorization else { return }
      // A renewal's first cycle may have to wait for the one before it to end; `status` says until when.
      let command =
        granted.kind == .initial && answer.cyclesUsed == answer.request.priorCycles
        ? ["authledger", "cycle", "start", member, "--on \(granted.span.startsOn)"] : ["authledger", "status", member]
      self.command("next", command)
    case .pended where !determination.missing.isEmpty:
      field("missing", determination.missing.joined(separator: ", "))
      command(
        "next",
        ["authledger", "answer", "\(answer.request.number)"]
          + determination.missing.map { "--attest \(Text.shellWord($0))=…" })
    case .pended, .referred:
      command(
        "next",
        [
          "authledger", "decide", "\(answer.request.number)", "--outcome …", "--reviewer …", "--credential …",
          "--rationale …",
        ])
    case .denied, .withdrawn: break
    }
  }
}

extension Finding {
  /// Whether it is about a criterion of the policy rather than a rule of the ledger.
  var isOfCriterion: Bool { code == .criterionNotMet || code == .informationMissing }
}
