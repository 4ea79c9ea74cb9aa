/// The most that any one window may hold: units of a billing code, or vials of a product (policy II). An object, as the
/// policy it is of; it never changes.
public final class Limit: Equatable, Sendable {
  /// What is counted.
  public enum Subject: Hashable, Sendable {
    /// Billable units of a code, administered and discarded together.
    case units(code: String)
    /// Whole vials of a product, by the labeler and product parts of its NDC, on lines under the code it is billed as.
    case vials(ndc: String, billedAs: String)
  }

  /// Where windows lie.
  public enum Basis: String, CaseIterable, Sendable {
    /// Any run of the days holds at most the limit.
    case rolling
    /// One window, counted from the cycle's first day.
    case cycle
  }

  /// The kind it is known by: it sums lines of cycles under a limit of the same kind, and no others.
  public let kind: LimitKind
  /// The billing code of the lines that are counted.
  public let code: String
  /// The cycles under the limit.
  public let cycles: CycleRange
  /// The most a window may hold: units or vials.
  public let most: Int
  /// Where windows lie.
  public let basis: Basis
  /// The section of the policy.
  public let citation: String

  /// A limit on what a window of a length in days may hold.
  public init(subject: Subject, cycles: CycleRange, most: Int, days: Int, basis: Basis, citation: String) {
    switch subject {
    case .units(let code):
      kind = LimitKind(isOnUnits: true, days: days, name: code)
      self.code = code
    case .vials(let ndc, let code):
      kind = LimitKind(isOnUnits: false, days: days, name: ndc)
      self.code = code
    }
    self.cycles = cycles
    self.most = most
    self.basis = basis
    self.citation = citation
  }

  /// What is counted.
  public var subject: Subject {
    isOnUnits ? .units(code: code) : .vials(ndc: kind.name, billedAs: code)
  }

  public static func == (left: Limit, right: Limit) -> Bool {
    left === right
      || (left.kind, left.code, left.cycles, left.most, left.basis, left.citation)
        == (right.kind, right.code, right.cycles, right.most, right.basis, right.citation)
  }

  /// The length of a window in days.
  public var days: Int { kind.days }

  /// Whether units are counted, not vials.
  public var isOnUnits: Bool { kind.isOnUnits }
}

/// What is counted, over how many days; limits of one kind see the same lines, whatever the indication.
public struct LimitKind: Hashable, Sendable {
  // Numbers first: they are compared first.
  /// Whether units are counted, not vials.
  public let isOnUnits: Bool
  /// The length of a window in days.
  public let days: Int
  /// The billing code of the units, or the NDC of the vials.
  public let name: String
}
