import Coverage
import Desk

// Sections III and IV, with the questions that answer them.
extension Page {
  /// Adds the criteria asked at a kind of request: those of every indication, then each indication's own.
  mutating func addCriteria(of policy: Policy, kind: CoverageKind) {
    let shared = policy.criteria.filter { $0.asked.contains(kind) }
    if !shared.isEmpty { add("asked of every indication") }
    for criterion in shared { add(criterion) }
    for indication in policy.indications {
      let own = indication.criteria.filter { $0.asked.contains(kind) }
      guard !own.isEmpty else { continue }
      title(indication)
      if kind == .initial {
        if !indication.support.isEmpty { item("support: \(indication.support.joined(separator: ", "))") }
        if !indication.note.isEmpty { item(indication.note) }
      }
      for criterion in own { add(criterion) }
    }
  }

  private mutating func add(_ criterion: Criterion) {
    item(criterion.text, citation: criterion.citation)
    add(criterion.requirement, indent: 6)
  }

  /// Adds the questions with the answers they take.
  mutating func addQuestions(_ questions: [Question]) {
    for question in questions {
      item("\(question.key): \(question.text) (\(question.accepted))")
      if !question.note.isEmpty { add(lead: "    ", question.note) }
    }
  }
}
