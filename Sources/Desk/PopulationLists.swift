import Coverage
import Ledger

/// The head of a list that may be long: its first entries in their order, and how many there are in all.
public struct ListHead<Element: Comparable & Sendable>: Sendable {
  /// The most entries that are kept.
  public static var most: Int { 200 }

  /// How many there are in all.
  public private(set) var count = 0
  private var kept: [Element] = []

  /// The first entries, in order.
  public var first: [Element] { Array(kept.sorted().prefix(ListHead.most)) }

  mutating func add(_ element: Element) {
    count += 1
    kept.append(element)
    // Cut now and then, so that memory does not grow with the list.
    if kept.count >= 2 * ListHead.most { kept = first }
  }
}

/// A cycle in which more was given than the policy prescribes.
public struct AboveScheduleLine: Comparable, Sendable {
  public let memberID: MemberID
  public let doses: CycleReview

  /// Units given above those prescribed.
  public var above: Units { doses.given - doses.prescribed }

  /// The furthest above first, and of these the cycle recorded first.
  public static func < (left: AboveScheduleLine, right: AboveScheduleLine) -> Bool {
    (right.above, left.record) < (left.above, right.record)
  }

  public static func == (left: AboveScheduleLine, right: AboveScheduleLine) -> Bool { left.record == right.record }

  private var record: CycleRecordNumber { doses.cycle.fact.record }
}

/// A line that names no vials though its cycle is under a limit on them.
public struct LineWithoutVials: Comparable, Sendable {
  public let memberID: MemberID
  public let fact: AdministrationFact

  /// The latest service date first, and of these the line recorded last.
  public static func < (left: LineWithoutVials, right: LineWithoutVials) -> Bool {
    (right.fact.entry.on, right.fact.number) < (left.fact.entry.on, left.fact.number)
  }
}
