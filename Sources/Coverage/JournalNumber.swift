/// The place of an entry in the journal; every fact carries the one of the entry that recorded it.
public struct JournalNumber: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// 1 for the first entry.
  public let value: Int

  /// The entry at that place.
  public init(_ value: Int) { self.value = value }

  public var description: String { String(value) }

  public static func < (left: JournalNumber, right: JournalNumber) -> Bool { left.value < right.value }
}
