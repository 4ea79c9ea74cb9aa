import CivilTime
import Coverage
import TextFormats

/// The keys of one mapping and what is read from them.
///
/// Making one reports the keys the mapping may not have. A reader of a key reports when it is missing, unless a
/// misspelled key stands for it: one slip is one fault.
struct Fields {
  /// Where the mapping begins.
  let place: Place
  let faults: FaultList
  private let entries: [DocumentNode.Entry]
  /// Missing keys for which a misspelled one stands.
  private var excused: [String] = []

  /// The fields of a mapping that may have some keys; nil when the node is no mapping.
  init?(_ node: DocumentNode, keys: [String], _ faults: FaultList) {
    place = node.place
    self.faults = faults
    guard case .mapping(let entries) = node.content else {
      faults.add("keys with values must stand here (\(listed(keys))), not \(node.shape)", at: node.place)
      return nil
    }
    self.entries = entries
    for entry in entries where !keys.contains(entry.key) {
      let missing = keys.filter { key in !has(key) && !excused.contains(key) }
      if let near = Nearest.word(to: entry.key, in: missing) {
        excused.append(near)
        faults.add("unknown key \(quoted(entry.key)); did you mean \"\(near)\"?", at: entry.place)
      } else {
        faults.add("unknown key \(quoted(entry.key)); the keys known here are \(listed(keys))", at: entry.place)
      }
    }
  }

  /// The entry of a key.
  func entry(_ key: String) -> DocumentNode.Entry? { entries.first { $0.key == key } }

  /// Whether the mapping has a key.
  func has(_ key: String) -> Bool { entries.contains { $0.key == key } }

  /// Whether the mapping has a misspelled key in place of this one.
  func isMisspelled(_ key: String) -> Bool { excused.contains(key) }

  /// Where the value of a key stands; the mapping's own place when there is none.
  func place(of key: String) -> Place { entry(key)?.value.place ?? place }

  /// The value of a key; a fault when it is missing.
  func node(_ key: String) -> DocumentNode? {
    if let entry = entry(key) { return entry.value }
    if !excused.contains(key) { faults.add("the key \"\(key)\" is missing", at: place) }
    return nil
  }

  /// The one key of several that the mapping has, in order of the mapping; a fault when it has none.
  ///
  /// Keys that go with another of them are refused. Each key is given with those that may stand beside it.
  func choice(of table: [(key: String, beside: [String])]) -> String? {
    let keys = table.map(\.key)
    guard let chosen = entries.first(where: { keys.contains($0.key) })?.key else {
      if !excused.contains(where: keys.contains) {
        faults.add("one of the keys \(listed(keys.map { "\"\($0)\"" }, by: "or")) is missing", at: place)
      }
      return nil
    }
    for (key, beside) in table where key != chosen {
      refuse([key] + beside, because: "cannot stand beside \"\(chosen)\"")
    }
    return chosen
  }

  /// Reports each of the keys that is there.
  func refuse(_ keys: [String], because reason: String) {
    for entry in entries where keys.contains(entry.key) {
      faults.add("\"\(entry.key)\" \(reason)", at: entry.place)
    }
  }
}

extension Fields {
  /// A text that must be there.
  func text(_ key: String, mayBeEmpty: Bool = false) -> String? {
    node(key)?.text(.key(key), mayBeEmpty: mayBeEmpty, faults)
  }

  /// A text that may be left out; empty when it is.
  func optionalText(_ key: String) -> String {
    entry(key)?.value.text(.key(key), faults) ?? ""
  }

  /// A name that is typed in commands.
  func name(_ key: String) -> String? { node(key)?.name(.key(key), faults) }

  /// A whole number in a range.
  func count(_ key: String, in range: ClosedRange<Int>) -> Int? { node(key)?.count(.key(key), in: range, faults) }

  /// A decimal number.
  func decimal(_ key: String) -> DecimalNumber? { node(key)?.decimal(.key(key), faults) }

  /// A decimal number above zero.
  func amount(_ key: String) -> DecimalNumber? { node(key)?.amount(.key(key), faults) }

  /// A civil day.
  func day(_ key: String) -> CivilDay? { node(key)?.day(.key(key), faults) }

  /// A civil day that may be left out.
  func optionalDay(_ key: String) -> CivilDay? { has(key) ? day(key) : nil }

  /// A cycle or a run of cycles.
  func cycles(_ key: String) -> CycleRange? { node(key)?.cycles(.key(key), faults) }

  /// One of the words of a type.
  func word<Word: RawRepresentable & CaseIterable>(_ key: String, as type: Word.Type) -> Word?
  where Word.RawValue == String {
    node(key)?.word(.key(key), as: type, faults)
  }
}
