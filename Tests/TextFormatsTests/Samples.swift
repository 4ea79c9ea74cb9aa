import TextFormats

/// A line as the journal and the import files have it.
let administerLine =
  #"{"op": "administer", "member_id": "M-70049", "on": "2023-01-14", "units": 28, "discarded": 7, "#
  + #""reference": "M-70049-0003", "vials": 1, "today": "2023-01-15"}"#

/// Numbers that look random and are the same in every run (SplitMix64).
struct RepeatableNumbers: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var bits = state
    bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
    return bits ^ (bits >> 31)
  }

  /// A text of up to this many characters that mixes harmless ones with those that formats give a meaning.
  mutating func text(upTo longest: Int) -> String {
    let scalars: [Unicode.Scalar] = [
      "a", "Z", "7", " ", ",", ";", "\"", "'", "\\", "/", "\n", "\r", "\t", "\u{01}", "\u{7F}", "\u{85}", "é",
      "\u{301}", "漢", "\u{2028}", "\u{FEFF}", "\u{202E}", "😀", "{", "]", ":", "<", "&", "=", "-",
    ]
    var text = String.UnicodeScalarView()
    for _ in 0..<Int.random(in: 0...longest, using: &self) {
      text.append(scalars[Int.random(in: 0..<scalars.count, using: &self)])
    }
    return String(text)
  }

  /// A value with nesting of at most this depth.
  mutating func value(depth: Int) -> JSONValue {
    switch Int.random(in: 0..<(depth > 0 ? 7 : 5), using: &self) {
    case 0: return .null
    case 1: return .bool(Bool.random(using: &self))
    case 2: return .integer(Int.random(in: .min ... .max, using: &self))
    case 3: return .decimal("\(Int.random(in: -99...99, using: &self)).50")
    case 4: return .string(text(upTo: 12))
    case 5: return .array((0..<Int.random(in: 0...4, using: &self)).map { _ in value(depth: depth - 1) })
    default:
      return .object(
        (0..<Int.random(in: 0...4, using: &self)).map { number in
          JSONMember("\(number)" + text(upTo: 4), value(depth: depth - 1))
        })
    }
  }
}
