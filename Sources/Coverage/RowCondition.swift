/// A condition an exported row must meet.
public struct RowCondition: Sendable {
  /// How a column is held against a value.
  public enum Comparison: String, CaseIterable, Sendable {
    case equal = "="
    case less = "<"
    case greater = ">"
  }

  /// The column looked at.
  public let column: String
  /// How it is held against the value.
  public let comparison: Comparison
  /// The value, as a number where it is written as one.
  public let value: String

  /// A condition on a column.
  public init(column: String, comparison: Comparison, value: String) {
    self.column = column
    self.comparison = comparison
    self.value = value
  }
}
