import CivilTime

/// What limits of one kind count of a covered line, without its texts.
public struct CountedLine: Sendable {
  /// The service date.
  public let on: CivilDay
  /// Units or vials.
  public let amount: Int
}

/// What limits of one kind count, ordered by day: windows are summed over these.
struct CountedLines: Sendable {
  let kind: LimitKind
  private(set) var lines: [CountedLine] = []

  init(kind: LimitKind) { self.kind = kind }

  mutating func add(_ line: CountedLine) { lines.add(line) { $0.on > line.on } }

  /// Takes away one line of the day and amount; which one is all the same to a sum.
  mutating func remove(_ line: CountedLine) {
    for place in lines.first(from: line.on)..<lines.endIndex where lines[place].amount == line.amount {
      lines.remove(at: place)
      return
    }
  }
}

extension Array {
  /// Adds an element before those that are later; most come last.
  mutating func add(_ element: Element, before isLater: (Element) -> Bool) {
    var place = endIndex
    while place > 0, isLater(self[place - 1]) { place -= 1 }
    if place == endIndex { append(element) } else { insert(element, at: place) }
  }
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

extension Limit {
  /// Units or vials of a covered line, where its cycle is under the limit; 0 when the line has another code.
  func amount(of line: CoveredLine) -> Int {
    guard line.code == code else { return 0 }
    return isOnUnits ? line.part.billable.count : line.part.vials.count
  }
}
