import Coverage
import Desk
import TextFormats

/// Why an answer was given: every fact it rests on, who recorded it, and the arithmetic.
public enum ExplainReport {
  /// The explanation as text.
  public static func lines(of explanation: Explanation, style: Style) -> [String] {
    var page = Page(style: style)
    switch explanation {
    case .request(let request): page.add(request)
    case .entry(let entry): page.add(entry)
    case .refusal(let refusal): page.add(refusal)
    }
    return page.lines
  }

  /// The explanation as an object.
  public static func value(of explanation: Explanation) -> JSONValue {
    switch explanation {
    case .request(let request): request.value
    case .entry(let entry): entry.value
    case .refusal(let refusal): refusal.value
    }
  }
}

extension Page {
  /// Adds notes, each with what was done, when, and what was said.
  mutating func add(_ notes: [NoteFact]) {
    guard !notes.isEmpty else { return }
    space()
    heading("notes")
    for note in notes {
      add(lead: "  \(note.kind.rawValue)  ", "\(Text.moment(note.at)): \(note.text) (entry \(note.sequence))", hang: 6)
    }
  }
}

extension Page {
  /// Adds what another policy version would have said: every part that differs, or that none does.
  mutating func add(_ under: Reconsideration) {
    space()
    heading("under \(under.policy)")
    if under.differences.isEmpty { add("  the same answer, for the same reasons") }
    for difference in under.differences {
      add(
        lead: "  ", "\(difference.what): \(difference.was ?? "none"); would be \(difference.wouldBe ?? "none")", hang: 6
      )
    }
  }

  /// Adds a refusal: every rule against it, then those that held.
  mutating func add(_ refusal: RefusalExplanation) {
    let journal = refusal.journal
    verdict(.refused, "\(journal.action) of \(refusal.subject) for \(refusal.memberID)")
    field("recorded", journal.text)
    for finding in refusal.findings { self.finding(finding) }
    if !refusal.held.isEmpty { field("held", refusal.held.map(\.rawValue).joined(separator: ", ")) }
  }
}

extension JournalLine {
  /// `2026-03-01 15:00:00 UTC by kim, entry 12, working on 2026-03-01`.
  var text: String {
    "\(Text.moment(recordedAt)) by \(Text.actor(actor)), entry \(sequence), working on \(workedOn)"
  }
}

extension RequestExplanation {
  /// `2026-03-01 15:00:00 UTC by kim, entry 12`; the entry alone where the journal's word is not at hand.
  func recorded(_ sequence: JournalNumber) -> String {
    guard let line = journal[sequence] else { return "entry \(sequence)" }
    return "\(Text.moment(line.recordedAt)) by \(Text.actor(line.actor)), entry \(sequence)"
  }
}

extension Requirement {
  /// The keys of the questions in the tree, in the order of the policy.
  var questions: [String] {
    switch self {
    case .all(let branches), .any(let branches): branches.flatMap(\.questions)
    case .answer(let question, _, _), .atLeast(let question, _, _): [question]
    case .age: []
    }
  }
}
