/// Counts as bars, a row each, whose parts are told apart by texture: plain, solid, hatched, open.
struct BarChart {
  /// A part of a bar.
  struct Part: Sendable {
    let name: String
    let count: Int
    let texture: Texture
  }

  /// How a part is filled; it holds in grey.
  enum Texture: CaseIterable, Sendable {
    case plain
    case solid
    case wideHatch
    case hatch
    case open
    case fineHatch
    case dashed
  }

  private static let width = 960.0
  private static let rowHeight = 26.0

  let id: String
  let title: String
  let rows: [(label: String, parts: [Part])]
  /// What each texture stands for, in the order of the parts.
  let key: [(name: String, texture: Texture)]

  /// The chart; nothing where there is nothing to count.
  var html: String {
    let most = rows.map { $0.parts.reduce(0) { $0 + $1.count } }.max() ?? 0
    guard most > 0 else { return "" }
    var drawing = SVGDrawing(width: BarChart.width)
    drawKey(in: &drawing)
    let left = (rows.map { SVG.width(of: $0.label) }.max() ?? 0) + 12
    let right = SVG.width(of: "\(most)") + 12
    let scale = max(1, BarChart.width - left - right) / Double(most)
    for row in rows {
      let y = drawing.takeRoom(BarChart.rowHeight)
      drawing.addGuide(SVG.text(row.label, x: 0, y: y + 16))
      var x = left
      for part in row.parts where part.count > 0 {
        let width = Double(part.count) * scale
        drawing.addMark(
          "\(row.label): \(part.count) \(part.name)", BarChart.box(part.texture, x: x, y: y + 4, width: width))
        x += width
      }
      drawing.addGuide(SVG.text("\(row.parts.reduce(0) { $0 + $1.count })", x: x + 6, y: y + 16, style: "quiet"))
    }
    return """
      <figure><div class="scroll" role="region" aria-label="Chart: \(HTMLText.escaped(title))" tabindex="0">
      \(drawing.html(id: id, title: title, description: "The table below holds the same counts."))
      </div></figure>

      """
  }

  private func drawKey(in drawing: inout SVGDrawing) {
    guard key.count > 1 else { return }
    var items: [TimelineLayout.Item] = []
    var x = 0.0
    for part in key {
      let width = 24 + SVG.width(of: part.name)
      items.append(.init(from: x, to: x, labelWidth: width))
      x += width + 18
      if x > BarChart.width - 200 { x = 0 }
    }
    let places = TimelineLayout.places(of: items, within: BarChart.width)
    let top = drawing.takeRoom(Double((places.map(\.row).max() ?? 0) + 1) * 24 + 8)
    for (part, place) in zip(key, places) {
      let y = top + Double(place.row) * 24
      drawing.addMark(
        part.name, BarChart.box(part.texture, x: place.labelX, y: y + 1, width: 18),
        SVG.text(part.name, x: place.labelX + 24, y: y + 13))
    }
  }

  private static func box(_ texture: Texture, x: Double, y: Double, width: Double) -> String {
    switch texture {
    case .plain: SVG.box(x: x, y: y, width: width, height: 16, style: "bar")
    case .solid: SVG.box(x: x, y: y, width: width, height: 16, style: "solid")
    case .open: SVG.box(x: x, y: y, width: width, height: 16, style: "open")
    case .dashed: SVG.box(x: x, y: y, width: width, height: 16, style: "dash")
    case .hatch: SVG.hatched(x: x, y: y, width: width, height: 16, step: 6)
    case .wideHatch: SVG.hatched(x: x, y: y, width: width, height: 16, step: 12)
    case .fineHatch: SVG.hatched(x: x, y: y, width: width, height: 16, step: 3)
    }
  }
}
