import CivilTime
import Coverage
import Desk
import Ledger

/// A patient's course as a drawing: coverage, cycles with dosing and rest, windows against their limits, answers.
struct PatientTimeline {
  private static let width = 960.0
  private let answer: PatientReportAnswer
  private let scale: TimelineScale
  private var drawing = SVGDrawing(width: PatientTimeline.width)

  private var history: PatientHistory { answer.history }
  private var today: CivilDay { answer.status.today }

  /// The timeline of everything on file.
  init(of answer: PatientReportAnswer) {
    self.answer = answer
    let history = answer.history
    let days =
      [answer.status.today] + history.authorizations.flatMap { [$0.span.startsOn, $0.span.endsOn] }
      + history.cycles.flatMap { [$0.span.startsOn, $0.span.endsOn] } + history.requests.map(\.fact.receivedOn)
      + history.administrations.map(\.fact.entry.on)
    let first = days.min() ?? answer.status.today
    let last = days.max() ?? answer.status.today
    scale = TimelineScale(days: DaySpan(from: first - 7, to: last + 7), width: PatientTimeline.width)
  }

  /// The drawing as inline SVG.
  func html() -> String {
    var timeline = self
    timeline.draw()
    return timeline.drawing.html(
      id: "timeline", title: "Timeline from \(scale.days.startsOn) to \(scale.days.endsOn)",
      description: "Authorizations, cycles with dosing and rest, units in windows against the limit, and decisions, "
        + "with a line at \(today). The tables below hold the same facts.")
  }

  private mutating func draw() {
    drawAxis()
    let top = drawing.height
    drawAuthorizations()
    drawCycles()
    for course in answer.status.courses {
      for series in answer.series[course.indication.key] ?? [] { draw(series, of: course.indication) }
    }
    drawDecisions()
    let x = scale.x(today)
    drawing.addMark(
      "As of \(today), what was known after entry \(answer.vantage.sequence)",
      SVG.line(x, top - 6, x, drawing.height, style: "asof"))
  }

  private mutating func drawAxis() {
    let y = drawing.takeRoom(44)
    let label = "as of \(today)"
    let place = TimelineLayout.places(
      of: [.init(from: scale.x(today), to: scale.x(today), labelWidth: SVG.width(of: label))], within: scale.width)
    for place in place { drawing.addGuide(SVG.text(label, x: place.labelX, y: y + 34, style: "name")) }
    for (day, label) in scale.months {
      drawing.addGuide(
        SVG.line(scale.x(day), y + 2, scale.x(day), y + 16, style: "grid"),
        SVG.text(label, x: scale.x(day) + 3, y: y + 13, style: "quiet"))
    }
  }

  private mutating func drawHeading(_ text: String) {
    let y = drawing.takeRoom(26)
    drawing.addGuide(
      SVG.line(0, y + 4, scale.width, y + 4, style: "grid"), SVG.text(text, x: 0, y: y + 20, style: "name"))
  }

  /// Bars in rows, each under its own label.
  private mutating func drawBars(_ bars: [(span: DaySpan, label: String, title: String, shapes: (Double) -> String)]) {
    let places = TimelineLayout.places(
      of: bars.map {
        .init(from: scale.x($0.span.startsOn), to: scale.end($0.span.endsOn), labelWidth: SVG.width(of: $0.label))
      }, within: scale.width)
    let y = drawing.takeRoom(Double((places.map(\.row).max() ?? -1) + 1) * 36 + 4)
    for (bar, place) in zip(bars, places) {
      let top = y + Double(place.row) * 36
      drawing.addMark(bar.title, SVG.text(bar.label, x: place.labelX, y: top + 14), bar.shapes(top + 19))
    }
  }

  private mutating func drawAuthorizations() {
    guard !history.authorizations.isEmpty else { return }
    drawHeading("Authorizations")
    let scale = scale
    drawBars(
      history.authorizations.map { held in
        let span = held.span
        let state = held.isLive ? (held.changes.last.map { ", \($0.kind.rawValue)" } ?? "") : ", voided"
        return (
          span, "\(held.fact.number) \(held.fact.kind.rawValue)\(state)",
          "\(held.fact.number), \(held.fact.kind.coverageText), \(span.startsOn) to \(span.endsOn), "
            + "\(count(held.fact.cyclesGranted, "cycle")) granted\(state)",
          { top in
            SVG.box(
              x: scale.x(span.startsOn), y: top, width: scale.end(span.endsOn) - scale.x(span.startsOn), height: 12,
              style: held.isLive ? "bar" : "dash")
          }
        )
      })
  }

  private mutating func drawCycles() {
    guard !history.cycles.isEmpty else { return }
    drawHeading("Cycles: dosing days solid, rest hatched")
    let scale = scale
    drawBars(
      answer.doses.cycles.map { doses in
        let cycle = doses.cycle
        let state = (cycle.fact.exception == nil ? "" : ", exception") + (cycle.isLive ? "" : ", voided")
        return (
          cycle.span, "\(cycle.fact.number)\(state)",
          "Cycle \(cycle.fact.number), \(cycle.phase ?? "no phase"), \(cycle.span.startsOn) to \(cycle.span.endsOn): "
            + "\(count(doses.dosingDays, "dosing day")), \(count(doses.restDays, "day")) of rest\(state)",
          { top in
            let start = scale.x(cycle.span.startsOn)
            let middle = scale.x(cycle.span.startsOn + doses.dosingDays)
            let end = scale.end(cycle.span.endsOn)
            guard cycle.isLive else {
              return SVG.box(x: start, y: top, width: end - start, height: 12, style: "dash")
            }
            return
              (doses.dosingDays > 0 ? SVG.box(x: start, y: top, width: middle - start, height: 12, style: "solid") : "")
              + (doses.restDays > 0 ? SVG.hatched(x: middle, y: top, width: end - middle, height: 12) : "")
          }
        )
      })
  }

  /// The windows of one limit as steps under the limit's line, with a cross for each denied line.
  private mutating func draw(_ series: WindowSeries, of indication: Indication) {
    let limit = series.limit
    guard let first = series.steps.first?.on, let last = series.steps.last?.on, case .units(let code) = limit.subject
    else { return }
    let name = history.cycles.contains { $0.fact.indication != indication.key } ? "\(indication.key): units" : "Units"
    drawHeading("\(name) of \(code) in \(limit.days) days, limit \(limit.most)")
    let high = max(limit.most, series.steps.map(\.used).max() ?? 0)
    let room = 84.0
    let base = drawing.takeRoom(room + 22) + room + 10
    func y(_ units: Int) -> Double { base - Double(units) * room / Double(max(high, 1)) }
    var data = "M\(SVG.number(scale.x(first))) \(SVG.number(base))"
    for step in series.steps {
      data += "H\(SVG.number(scale.x(step.on)))V\(SVG.number(y(step.used)))"
    }
    data += "H\(SVG.number(scale.end(max(last, today))))V\(SVG.number(base))Z"
    let most = series.steps.map(\.used).max() ?? 0
    drawing.addMark(
      "Units in the \(limit.days) days up to each day, \(most) at most, of \(limit.most)",
      SVG.path(data, style: "bar"))
    drawing.addGuide(SVG.line(0, base, scale.width, base, style: "grid"))
    drawing.addMark(
      "The limit: \(limit.most) units in \(limit.days) days",
      SVG.line(0, y(limit.most), scale.width, y(limit.most), style: "limit"))
    let kinds = Set(history.cycles.filter { $0.limits.contains { $0.kind == limit.kind } }.map(\.fact.record))
    for record in history.administrations where record.isLive && record.fact.outcome != .covered {
      guard let cycle = record.fact.cycle, kinds.contains(cycle),
        history.cycles.contains(where: { $0.fact.record == cycle && $0.fact.indication == indication.key })
      else { continue }
      let codes = record.fact.findings.map(\.code.rawValue).joined(separator: ", ")
      drawing.addMark(
        "\(record.fact.reference) on \(record.fact.entry.on), \(record.fact.outcome.rawValue): \(codes)",
        SVG.sign(of: "denied", x: scale.x(record.fact.entry.on), y: base - 6))
    }
  }

  private mutating func drawDecisions() {
    let decisions = DecisionLine.all(of: answer)
    guard !decisions.isEmpty else { return }
    drawHeading("Decisions")
    let labels = decisions.map { "\($0.request) \($0.determination.outcome.rawValue)" }
    // The sign stands before the label; both are one thing to the layout.
    let sign = 16.0
    let places = TimelineLayout.places(
      of: zip(decisions, labels).map { decision, label in
        .init(from: scale.x(decision.on) - 6, to: scale.x(decision.on) + 6, labelWidth: sign + SVG.width(of: label))
      }, within: scale.width)
    let top = drawing.takeRoom(Double((places.map(\.row).max() ?? 0) + 1) * 22 + 12) + 12
    for (index, place) in places.enumerated() {
      let y = top + Double(place.row) * 22
      let decision = decisions[index]
      drawing.addMark(
        "\(labels[index]) on \(decision.on)" + (decision.determination.basis.map { ", \($0.rawValue)" } ?? ""),
        SVG.sign(of: decision.determination.outcome.rawValue, x: place.labelX + 6, y: y),
        SVG.text(labels[index], x: place.labelX + sign, y: y + 4))
    }
  }
}

/// An answer to a request with the day it was given and by whom it was entered.
struct DecisionLine {
  let request: RequestNumber
  let on: CivilDay
  let determination: DeterminationFact
  let recorded: HistoryLine

  /// Every answer to a request, in the order recorded.
  static func all(of answer: PatientReportAnswer) -> [DecisionLine] {
    let recorded = Dictionary(
      answer.lines.filter { $0.kind == "determination" }.map { ($0.sequence, $0) },
      uniquingKeysWith: { first, _ in first })
    return answer.history.requests.flatMap(\.determinations).sorted { $0.sequence < $1.sequence }.compactMap {
      guard let line = recorded[$0.sequence] else { return nil }
      return DecisionLine(request: $0.request, on: line.happenedOn, determination: $0, recorded: line)
    }
  }
}
