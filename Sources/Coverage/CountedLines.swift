import CivilTime

/// What limits of one kind count of a covered line, without its texts.
public struct CountedLine: Sendable {
  /// The service date.
  public let on: CivilDay
  private let stored: Int32

  init(on: CivilDay, amount: Int) {
    self.on = on
    stored = Int32(clamping: amount)
  }

  /// Units or vials.
  public var amount: Int { Int(stored) }
}

/// What limits of one kind count, ordered by day: windows are summed over these.
public struct CountedLines: Sendable {
  /// The kind of the limits.
  public let kind: LimitKind
  /// What they count, by day.
  public private(set) var lines: [CountedLine] = []

  init(kind: LimitKind) { self.kind = kind }

  mutating func add(_ line: CountedLine) { lines.add(line, room: 8) { $0.on > line.on } }

  /// Takes away one line of the day and amount; which one is all the same to a sum.
  mutating func remove(_ line: CountedLine) {
    for place in lines.first(from: line.on)..<lines.endIndex where lines[place].amount == line.amount {
      lines.remove(at: place)
      return
    }
  }
}

extension Array {
  /// Adds an element before those that are later; most come last. Where there is no room, some is made for `room`.
  mutating func add(_ element: Element, room: Int, before isLater: (Element) -> Bool) {
    var place = endIndex
    while place > 0, isLater(self[place - 1]) { place -= 1 }
    makeRoom(for: room)
    if place == endIndex { append(element) } else { insert(element, at: place) }
  }

  /// Makes room for some more where there is none, not for twice as many: histories of many patients are in memory.
  mutating func makeRoom(for some: Int) { if count == capacity { reserveCapacity(count + Swift.max(some, count / 8)) } }
}

extension [CountedLine] {
  /// The place of the first line on a day or later.
  public func first(from day: CivilDay) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if self[middle].on >= day { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
