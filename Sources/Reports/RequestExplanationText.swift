import Coverage
import Desk

extension Page {
  /// Adds a request with its criteria, the answers given to its questions, and every determination.
  mutating func add(_ explanation: RequestExplanation) {
    let fact = explanation.request.fact
    add(
      lead: "\(fact.number)", shown: style.strong,
      "   \(fact.kind.coverageText), \(explanation.indication.name)   \(explanation.memberID)", hang: 4)
    field("stands", explanation.request.outcome.rawValue)
    field("received", "\(fact.receivedOn) \(fact.receivedAt), \(fact.urgency.rawValue)")
    let deadline = explanation.deadline
    field("due", explanation.request.outcome.isOpen ? "\(deadline.text); \(deadline.standing)" : deadline.text)
    field("recorded", explanation.recorded(fact.sequence))
    field(
      "asks for",
      "coverage from \(fact.wantedStart), diagnosis \(fact.diagnosis ?? "not given"), "
        + "\(count(fact.priorCycles, "cycle")) received elsewhere")
    if let requester = fact.requester { field("requester", requester) }
    if let appeals = fact.appeals { field("appeals", "\(appeals)") }
    field("policy", "\(fact.policy), in force on the received date")
    addCriteria(explanation)
    addDeterminations(explanation)
    if let under = explanation.under { add(under) }
    if let authorization = explanation.authorization {
      space()
      heading("authorization")
      addGranted(authorization)
    }
    add(explanation.notes)
  }

  private mutating func addCriteria(_ explanation: RequestExplanation) {
    let criteria = explanation.request.evaluated?.criteria ?? []
    if !criteria.isEmpty {
      space()
      heading("criteria")
    }
    var shown: Set<String> = []
    for result in criteria {
      addResult(result)
      if let tree = explanation.trees[result.key], !tree.branches.isEmpty { add(tree, indent: Page.labelWidth) }
      let answers = explanation.attestations(on: result.key)
      shown.formUnion(answers.map(\.question))
      let said = Set(answers.map { "\($0.question) = \($0.answer)" })
      for text in result.facts where !said.contains(text) { field("", text) }
      for answer in answers { field("", explanation.text(of: answer)) }
    }
    let others = explanation.request.attestations.filter { !shown.contains($0.question) }
    guard !others.isEmpty else { return }
    space()
    heading("other answers")
    for answer in others { add(lead: "  ", explanation.text(of: answer), hang: 4) }
  }

  private mutating func addResult(_ result: CriterionResult) {
    let shown =
      switch result.status {
      case .met: style.good
      case .notMet: style.bad
      case .unknown: style.warning
      }
    add(
      lead: Text.padded("  " + result.status.words, to: Page.labelWidth), shown: shown,
      result.text + Text.cited(result.citation))
  }

  private mutating func addDeterminations(_ explanation: RequestExplanation) {
    space()
    heading("determinations")
    if explanation.request.determinations.isEmpty { add("  none yet") }
    for determination in explanation.request.determinations {
      let basis = determination.basis.map { ", \($0.rawValue)" } ?? ""
      let by = determination.review == nil ? "answered by the ledger" : "decided"
      add(
        lead: "  \(determination.outcome.rawValue.uppercased())  ", shown: style.strong,
        "\(by)\(basis), \(explanation.recorded(determination.sequence))", hang: 6)
      if let line = explanation.journal[determination.sequence] { field("worked on", "\(line.workedOn)") }
      if let time = explanation.times[determination.sequence], !determination.outcome.isOpen { addLate(time) }
      if let review = determination.review {
        field("reviewer", review.reviewer + (review.credential.map { ", \($0)" } ?? ""))
        if let rationale = review.rationale { field("because", rationale) }
      }
      if !determination.criteria.isEmpty {
        let met = determination.criteria.filter { $0.status == .met }.count
        field("criteria", "\(met) of \(determination.criteria.count) met")
      }
      if !determination.missing.isEmpty { field("missing", determination.missing.joined(separator: ", ")) }
      for finding in determination.findings where !finding.isOfCriterion { self.finding(finding) }
    }
  }

  private mutating func addGranted(_ authorization: Authorization) {
    field("number", "\(authorization.fact.number), \(authorization.fact.kind.coverageText)")
    field("period", Text.period(inWeeks: authorization.span))
    field("cycles", "\(authorization.fact.cyclesGranted) granted")
    for change in authorization.changes {
      field(
        "exception",
        "\(change.kind.rawValue) to \(change.endsOn): \(change.reason) (approved by \(change.approvedBy), entry "
          + "\(change.sequence))")
    }
    if let voided = authorization.voided { field("voided", "by entry \(voided.sequence): \(voided.reason)") }
  }
}

extension RequestExplanation {
  /// Every answer given to the questions of a criterion, in the order given.
  func attestations(on criterion: String) -> [AttestationFact] {
    let asked = policy.criteria(for: request.fact.kind, of: indication)
    let questions = asked.first { $0.key == criterion }?.requirement.questions ?? []
    return questions.flatMap { question in request.attestations.filter { $0.question == question } }
  }

  /// Whether a later answer to the same question took its place.
  func isReplaced(_ answer: AttestationFact) -> Bool {
    request.attestations.last { $0.question == answer.question }?.sequence != answer.sequence
  }

  /// `single-agent = yes, from chart note; 2026-03-01 15:00:00 UTC by kim, entry 12`.
  func text(of answer: AttestationFact) -> String {
    "\(answer.question) = \(answer.answer)" + (answer.source.map { ", from \($0)" } ?? "")
      + "; \(recorded(answer.sequence))" + (isReplaced(answer) ? "; replaced by a later answer" : "")
  }
}
