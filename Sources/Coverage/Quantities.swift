/// Billable units of a billing code: what is administered, discarded, or both together.
public struct Units: Hashable, Comparable, Sendable, CustomStringConvertible, ExpressibleByIntegerLiteral {
  /// The number of billable units.
  public let count: Int

  /// A number of units.
  public init(_ count: Int) { self.count = count }

  public init(integerLiteral value: Int) { count = value }

  public var description: String { String(count) }

  public static func < (left: Units, right: Units) -> Bool { left.count < right.count }

  /// The sum of two amounts.
  public static func + (left: Units, right: Units) -> Units { Units(left.count + right.count) }

  /// What is left of one amount when another is taken from it; negative when there is too little.
  public static func - (left: Units, right: Units) -> Units { Units(left.count - right.count) }
}

/// Whole vials of a product.
public struct Vials: Hashable, Comparable, Sendable, CustomStringConvertible, ExpressibleByIntegerLiteral {
  /// The number of vials.
  public let count: Int

  /// A number of vials.
  public init(_ count: Int) { self.count = count }

  public init(integerLiteral value: Int) { count = value }

  public var description: String { String(count) }

  public static func < (left: Vials, right: Vials) -> Bool { left.count < right.count }
}
