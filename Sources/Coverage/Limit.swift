/// The most that any one window may hold: units of a billing code, or vials of a product (policy II).
public struct Limit: Equatable, Sendable {
  /// What is counted.
  public enum Subject: Hashable, Sendable {
    /// Billable units of a code, administered and discarded together.
    case units(code: String)
    /// Whole vials of a product, by the labeler and product parts of its NDC.
    case vials(ndc: String)
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

  /// Whether units are counted, not vials.
  public var isOnUnits: Bool { if case .units = subject { true } else { false } }

  /// The kind a limit is known by: it sums lines of cycles under a limit of the same kind, and no others.
  public var kind: LimitKind { LimitKind(subject: subject, days: days) }
}

/// What is counted, over how many days; limits of one kind see the same lines, whatever the indication.
public struct LimitKind: Hashable, Sendable {
  /// What is counted.
  public let subject: Limit.Subject
  /// The length of a window in days.
  public let days: Int
}
