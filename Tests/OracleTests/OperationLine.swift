/// A small generator of random numbers whose whole run follows from its seed.
struct SplitMix64 {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A number from 0 up to, and without, `bound`.
  mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(max(1, bound))) }

  mutating func number(_ range: ClosedRange<Int>) -> Int { range.lowerBound + below(range.count) }

  mutating func chance(_ percent: Int) -> Bool { below(100) < percent }

  /// One of the items, which must not be none.
  mutating func pick<Item>(_ items: [Item]) -> Item { items[below(items.count)] }

  /// One of the choices, each as likely as its weight says.
  mutating func weighted<Item>(_ choices: [(Int, Item)]) -> Item {
    var left = below(choices.reduce(0) { $0 + $1.0 })
    for (weight, item) in choices {
      if left < weight { return item }
      left -= weight
    }
    return choices[choices.count - 1].1
  }
}

/// One operation on its way to becoming a line of NDJSON, its keys in the order they were set.
struct OperationLine {
  private var fields: [(key: String, json: String)] = []

  init(_ name: String) { set("op", name) }

  mutating func set(_ key: String, json: String) {
    remove(key)
    fields.append((key, json))
  }

  mutating func set(_ key: String, _ text: String) { set(key, json: Self.quoted(text)) }

  mutating func set(_ key: String, _ number: Int) { set(key, json: "\(number)") }

  mutating func set(_ key: String, day: Int) { set(key, StupidCalendar.text(day)) }

  mutating func set(_ key: String, _ answers: [String: String]) {
    let parts = answers.sorted { $0.key < $1.key }.map { "\(Self.quoted($0.key)): \(Self.quoted($0.value))" }
    set(key, json: "{\(parts.joined(separator: ", "))}")
  }

  mutating func remove(_ key: String) { fields.removeAll { $0.key == key } }

  func has(_ key: String) -> Bool { fields.contains { $0.key == key } }

  /// The JSON text of one value, as it stands in the line.
  func json(_ key: String) -> String? { fields.first { $0.key == key }?.json }

  var text: String { "{\(fields.map { "\(Self.quoted($0.key)): \($0.json)" }.joined(separator: ", "))}" }

  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": quoted += "\\\(scalar)"
      case "\n": quoted += "\\n"
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
