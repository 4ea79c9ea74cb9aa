/// Where things stand on a timeline so that none covers another.
///
/// What this file keeps true
/// (1) In a row no thing covers another, though one may begin where another ends; after a label stays a gap. What finds
///     no room opens a new row.
/// (2) Nothing leaves the width, unless it is wider than that itself.
enum TimelineLayout {
  /// Space after a label, in pixels.
  static let gap = 6.0
  /// The widest a character of one terminal column is drawn, in pixels.
  static let columnWidth = 7.4

  /// Something with a label: what it spans of the axis, and how wide its label is.
  struct Item: Sendable {
    let from: Double
    let to: Double
    let labelWidth: Double
  }

  /// Where an item stands: its row from 0, where its label begins, and all the room it takes.
  struct Place: Equatable, Sendable {
    let row: Int
    let labelX: Double
    let room: ClosedRange<Double>
  }

  /// A place for each item, in the order given. A label begins with its item, or further left where it would not fit.
  static func places(of items: [Item], within width: Double) -> [Place] {
    var rows: [[ClosedRange<Double>]] = []
    return items.map { item in
      let labelX = max(0, min(item.from, width - item.labelWidth))
      let room = min(item.from, labelX)...max(item.to, min(labelX + item.labelWidth + gap, max(width, item.to)))
      let row = rows.firstIndex { taken in
        taken.allSatisfy { $0.upperBound <= room.lowerBound || room.upperBound <= $0.lowerBound }
      }
      if let row { rows[row].append(room) } else { rows.append([room]) }
      return Place(row: row ?? rows.count - 1, labelX: labelX, room: room)
    }
  }
}
