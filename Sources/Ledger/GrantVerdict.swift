import CivilTime
import Coverage

/// What a request would be granted, and every reason of the ledger's own against it.
public struct GrantVerdict: Sendable {
  /// The days it would cover; nil when the indication knows no such coverage.
  public let span: DaySpan?
  /// The cycles it would grant.
  public let cycles: Int
  /// Every reason against it.
  public let findings: [Finding]
}
