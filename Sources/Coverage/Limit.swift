/// The most that any one window may hold: units of a billing code, or vials of a product (policy II).
public struct Limit: Equatable, Sendable {
  /// What is counted.
  public enum Subject: Hashable, Sendable {
    /// Billable units of a code, administered and discarded together.
    case units(code: String)
    /// Whole vials of a product, by the labeler and product parts of its NDC, on lines under the code it is billed as.
    case vials(ndc: String, billedAs: String)

    /// The billing code of the lines that are counted.
    public var code: String {
      switch self {
      case .units(let code), .vials(_, let code): code
      }
    }
  }

  /// Where windows lie.
  public enum Basis: String, CaseIterable, Sendable {
    /// Any run of the days holds at most the limit.
    case rolling
    /// One window, counted from the cycle's first day.
    case cycle
  }

  /// What is counted.
  public let subject: Subject
  /// The cycles under the limit.
  public let cycles: CycleRange
  /// The most a window may hold: units or vials.
  public let most: Int
  /// The length of a window in days.
  public let days: Int
  /// Where windows lie.
  public let basis: Basis
  /// The section of the policy.
  public let citation: String

  /// A limit on what a window may hold.
  public init(subject: Subject, cycles: CycleRange, most: Int, days: Int, basis: Basis, citation: String) {
    self.subject = subject
    self.cycles = cycles
    self.most = most
    self.days = days
    self.basis = basis
    self.citation = citation
  }

  /// The billing code of the lines that are counted.
  public var code: String { subject.code }

  /// Whether units are counted, not vials.
  public var isOnUnits: Bool { if case .units = subject { true } else { false } }

  /// The kind a limit is known by: it sums lines of cycles under a limit of the same kind, and no others.
  public var kind: LimitKind {
    switch subject {
    case .units(let code): LimitKind(name: code, isOnUnits: true, days: days)
    case .vials(let ndc, _): LimitKind(name: ndc, isOnUnits: false, days: days)
    }
  }
}

/// What is counted, over how many days; limits of one kind see the same lines, whatever the indication.
public struct LimitKind: Hashable, Sendable {
  /// The billing code of the units, or the NDC of the vials.
  public let name: String
  /// Whether units are counted, not vials.
  public let isOnUnits: Bool
  /// The length of a window in days.
  public let days: Int
}
