import TextFormats

/// An SVG drawing under construction, from the top down. Every mark is a group with a title.
struct SVGDrawing {
  let width: Double
  private(set) var height = 0.0
  private var parts: [String] = []

  init(width: Double) { self.width = width }

  /// Moves on by so many pixels; gives where the new room begins.
  mutating func takeRoom(_ pixels: Double) -> Double {
    defer { height += pixels }
    return height
  }

  /// A mark: its shapes and label, with a title that says in words what they show.
  mutating func addMark(_ title: String, _ shapes: String...) {
    parts.append("<g><title>\(HTMLText.escaped(title))</title>\(shapes.joined())</g>")
  }

  /// What only guides the eye and says nothing by itself.
  mutating func addGuide(_ shapes: String...) { parts += shapes }

  /// The drawing, whose title and description a screen reader says in its place.
  func html(id: String, title: String, description: String) -> String {
    """
    <svg role="img" aria-labelledby="\(id)-title \(id)-desc" viewBox="0 0 \(SVG.number(width)) \(SVG.number(height))">
    <title id="\(id)-title">\(HTMLText.escaped(title))</title>
    <desc id="\(id)-desc">\(HTMLText.escaped(description))</desc>
    \(parts.joined(separator: "\n"))
    </svg>
    """
  }
}

/// The shapes of drawings.
enum SVG {
  static func number(_ value: Double) -> String { Text.rounded(value, places: 1) }

  /// Pixels a label takes.
  static func width(of label: String) -> Double {
    Double(DisplayWidth.columns(label)) * TimelineLayout.columnWidth
  }

  static func text(_ text: String, x: Double, y: Double, style: String? = nil) -> String {
    let style = style.map { " class=\"\($0)\"" } ?? ""
    return "<text\(style) x=\"\(number(x))\" y=\"\(number(y))\">\(HTMLText.escaped(text))</text>"
  }

  static func box(x: Double, y: Double, width: Double, height: Double, style: String) -> String {
    "<rect class=\"\(style)\" x=\"\(number(x))\" y=\"\(number(y))\" width=\"\(number(max(width, 0.5)))\" "
      + "height=\"\(number(height))\"/>"
  }

  static func line(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, style: String) -> String {
    path("M\(number(x1)) \(number(y1))L\(number(x2)) \(number(y2))", style: style)
  }

  static func path(_ data: String, style: String) -> String { "<path class=\"\(style)\" d=\"\(data)\"/>" }

  /// A box with strokes that slant up, `step` pixels apart: a texture that holds in grey.
  static func hatched(x: Double, y: Double, width: Double, height: Double, step: Double = 6) -> String {
    var strokes = ""
    var offset = step - height
    while offset < width {
      // A stroke from the lower edge to the upper, cut where it leaves the box.
      let start = max(0, -offset)
      let end = min(height, width - offset)
      if end > start {
        strokes +=
          "M\(number(x + offset + start)) \(number(y + height - start))"
          + "L\(number(x + offset + end)) \(number(y + height - end))"
      }
      offset += step
    }
    return box(x: x, y: y, width: width, height: height, style: "open")
      + (strokes.isEmpty ? "" : path(strokes, style: "hatch"))
  }

  /// The sign of an answer to a request, told apart by its shape: approved a triangle, denied a cross, pended a ring,
  /// referred a diamond, withdrawn a bar.
  static func sign(of outcome: String, x: Double, y: Double) -> String {
    func at(_ dx: Double, _ dy: Double) -> String { "\(number(x + dx)) \(number(y + dy))" }
    switch outcome {
    case "approved": return path("M\(at(0, -6))L\(at(6, 5))L\(at(-6, 5))Z", style: "solid")
    case "denied", "refused":
      return path("M\(at(-5, -5))L\(at(5, 5))M\(at(-5, 5))L\(at(5, -5))", style: "stop")
    case "referred": return path("M\(at(0, -6))L\(at(6, 0))L\(at(0, 6))L\(at(-6, 0))Z", style: "bar")
    case "withdrawn": return path("M\(at(-6, -2))L\(at(6, -2))L\(at(6, 2))L\(at(-6, 2))Z", style: "open")
    default:
      return "<circle class=\"open\" cx=\"\(number(x))\" cy=\"\(number(y))\" r=\"5\"/>"
    }
  }
}
