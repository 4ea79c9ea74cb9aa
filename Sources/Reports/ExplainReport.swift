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
    }
    return page.lines
  }

  /// The explanation as an object.
  public static func value(of explanation: Explanation) -> JSONValue {
    switch explanation {
    case .request(let request): request.value
    case .entry(let entry): entry.value
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
