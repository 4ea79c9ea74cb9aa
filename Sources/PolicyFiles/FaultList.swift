import TextFormats

/// The faults of one file as they are found.
///
/// One list is handed to everything that reads a part of the file, so that one pass reports all of them. Whoever
/// returns nil in place of a value has added the reason here.
final class FaultList {
  /// Whether it is also looked at what criteria, questions, doses and limits come to together. That was done when a
  /// policy was installed, and is not done anew at each start.
  let checksMeaning: Bool
  private let file: String
  private var found: [PolicyFault] = []

  /// A list for the faults of a file.
  init(file: String, checksMeaning: Bool = true) {
    self.file = file
    self.checksMeaning = checksMeaning
  }

  /// How many faults were found so far.
  var count: Int { found.count }

  /// Adds a fault at a place.
  func add(_ message: String, at place: Place) {
    found.append(PolicyFault(file: file, line: place.line, column: place.column, message: message))
  }

  /// The faults in order of place; those of one place in the order they were found.
  var inOrder: [PolicyFault] {
    let ordered = found.enumerated().sorted { left, right in
      (left.element.line, left.element.column, left.offset) < (right.element.line, right.element.column, right.offset)
    }
    return ordered.map(\.element)
  }

  /// The value, once it is known that nothing was at fault on the way to it.
  func checked<Value>(_ value: Value?) throws(PolicyFaults) -> Value {
    guard let value, found.isEmpty else { throw PolicyFaults(inOrder) }
    return value
  }
}

/// Text of a file as a message shows it: in quotes, cut to a length, harmless for a terminal.
func quoted(_ text: String) -> String {
  let scalars = text.unicodeScalars
  let start = String(scalars.prefix(40))
  return "\"\(TerminalText.visible(start))\(scalars.count > 40 ? "…" : "")\""
}

/// Words as a message lists them: `a, b and c`.
func listed(_ words: [String], by conjunction: String = "and") -> String {
  guard let last = words.last, words.count > 1 else { return words.first ?? "" }
  return words.dropLast().joined(separator: ", ") + " \(conjunction) " + last
}

/// Names that may each stand once, with the places they stand at.
struct UniqueNames {
  /// What the names are names of, such as `question`.
  let noun: String
  private var places: [String: Place] = [:]

  /// No names yet.
  init(of noun: String) {
    self.noun = noun
  }

  /// Notes a name; a second one of the same text is a fault.
  mutating func admit(_ name: String?, at place: Place, _ faults: FaultList) {
    guard let name else { return }
    guard let first = places[name] else {
      places[name] = place
      return
    }
    let line = first.line > 0 ? "; the first is on line \(first.line)" : ""
    faults.add("the \(noun) \(quoted(name)) stands twice\(line)", at: place)
  }
}
