/// A question of a policy that staff answer on a request.
public struct Question: Equatable, Sendable {
  /// What may be answered.
  public enum Kind: Equatable, Sendable {
    /// `yes` or `no`.
    case yesNo
    /// One of the values listed.
    case choice([String])
    /// A decimal number between two bounds, in a unit.
    case decimal(least: DecimalNumber, most: DecimalNumber, unit: String)
  }

  /// The key under which it is answered, such as `ph-status`.
  public let key: String
  /// What may be answered.
  public let kind: Kind
  /// The question as staff read it.
  public let text: String
  /// Further text of the policy, such as examples; empty when there is none.
  public let note: String

  /// A question and what may be answered.
  public init(key: String, kind: Kind, text: String, note: String) {
    self.key = key
    self.kind = kind
    self.text = text
    self.note = note
  }

  /// Whether the question may be answered so.
  public func accepts(_ answer: String) -> Bool {
    switch kind {
    case .yesNo: return answer == "yes" || answer == "no"
    case .choice(let values): return values.contains(answer)
    case .decimal(let least, let most, _):
      guard let number = DecimalNumber(answer) else { return false }
      return least <= number && number <= most
    }
  }

  /// The answers it takes, in words.
  public var accepted: String {
    switch kind {
    case .yesNo: "yes or no"
    case .choice(let values): values.joined(separator: ", ")
    case .decimal(let least, let most, let unit):
      "a decimal number from \(least) to \(most)\(unit.isEmpty ? "" : " \(unit)")"
    }
  }
}
