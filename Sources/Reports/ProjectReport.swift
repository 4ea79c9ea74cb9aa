import CivilTime
import Coverage
import Desk
import Ledger
import TextFormats

/// The rest of a course as a screen.
public enum ProjectReport {
  /// The course cycle by cycle, then what must be asked for, the caps, and what falls short.
  public static func lines(of answer: ProjectAnswer, style: Style) -> [String] {
    var page = Page(style: style)
    let projection = answer.projection
    page.add(
      lead: answer.memberID.text, shown: style.strong,
      "   \(projection.indication.name)   from \(answer.plan.start ?? answer.plan.today)"
        + (answer.plan.delayDays > 0 ? ", each cycle \(count(answer.plan.delayDays, "day")) late" : ""), hang: 4)
    page.add("\(projection.used) of \(projection.indication.totalCap.cycles) cycles used; \(answer.sizeText)", hang: 4)
    page.space()
    if !projection.cycles.isEmpty {
      page.table(cycleTable(of: projection), indent: 0)
      if let open = projection.cycles.first, open.isUnderWay {
        page.add("cycle \(open.number) is under way; its figures are what is still to come", hang: 4)
      }
      page.space()
    }
    for (index, request) in projection.requests.enumerated() { add(request, place: index + 1, to: &page) }
    for request in answer.openRequests {
      page.field("waiting", "\(request.fact.number), \(request.fact.kind.coverageText), is \(request.outcome.rawValue)")
    }
    for (index, cap) in projection.caps.enumerated() {
      page.field(
        index == 0 ? "caps" : "", "\(cap.on)  \(cap.finding.code.ruleText), with cycle \(cap.cycle)\(cap.cited)")
    }
    for cycle in projection.cycles { addShortfalls(of: cycle, delayDays: answer.plan.delayDays, to: &page) }
    for (index, finding) in projection.ends.enumerated() {
      page.field(index == 0 ? "end" : "", finding.message + Text.cited(finding.citation))
    }
    if projection.ends.isEmpty { page.field("end", "the ledger's calendar ends with \(CivilDay.lastText)") }
    page.field("effect", "only looked at; nothing was written")
    return page.lines
  }

  private static func cycleTable(of projection: Projection) -> TextTable {
    var table = TextTable(columns: [
      .init("cycle", .right), .init("phase"), .init("starts on"), .init("doses until"), .init("days", .right),
      .init("units", .right), .init("vials", .right), .init("under"),
    ])
    for cycle in projection.cycles {
      table.append([
        "\(cycle.number)", cycle.phase ?? "", "\(cycle.span.startsOn)", cycle.lastDose.map { "\($0)" } ?? "",
        "\(cycle.doses.count)", "\(cycle.units)", "\(cycle.vials)", cycle.coverText,
      ])
    }
    return table
  }

  private static func add(_ request: ProjectedRequest, place: Int, to page: inout Page) {
    let days =
      request.askFrom == request.askBy
      ? "on \(request.askFrom)" : "from \(request.askFrom) to \(request.askBy)"
    page.field("request \(place) ", "\(request.kind.coverageText), to be asked for \(days)")
    page.field(
      "",
      "it would cover \(request.span.startsOn) to \(request.span.endsOn), "
        + "\(request.cycles.count == 1 ? "cycle" : "cycles") \(request.cycles)")
  }

  private static func addShortfalls(of cycle: ProjectedCycle, delayDays: Int, to page: inout Page) {
    // The delay asked for is no waiting.
    let wanted = cycle.lengthAllows + delayDays
    if !cycle.isUnderWay, cycle.span.startsOn > wanted {
      page.field(
        "waits",
        "cycle \(cycle.number) waits for coverage until \(cycle.span.startsOn); by the cycle before it could start on "
          + "\(wanted)")
    }
    if cycle.daysShort > 0, let last = cycle.lastDose {
      page.field(
        "short",
        "cycle \(cycle.number) doses until \(last); coverage is \(count(cycle.daysShort, "day")) too short, "
          + "unless it is extended to that day")
    }
    if let day = cycle.firstUnfitDay {
      page.field("limit", "\(day) is the first dosing day of cycle \(cycle.number) whose whole vials will not fit")
    }
  }
}

extension ProjectAnswer {
  /// What the doses rest on: `doses for 61.5 kg`, or the heaviest where the size is not known.
  fileprivate var sizeText: String {
    guard projection.cycles.contains(where: \.isSizeKnown), let weight = projection.size.weightKg else {
      return "the size is not known, so doses are the heaviest"
    }
    return "doses for \(weight) kg"
      + (projection.size.heightCm.map { ", \($0) cm" } ?? "")
  }
}

extension ProjectedCap {
  /// The section of the policy, after a sentence.
  fileprivate var cited: String { Text.cited(finding.citation) }
}

extension ProjectedCycle {
  /// The last dosing day still to come.
  var lastDose: CivilDay? { doses.last?.entry.on }
  /// Billable units still to come.
  var units: Int { doses.reduce(0) { $0 + $1.entry.billable.count } }
  /// Vials still to come.
  var vials: Int { doses.reduce(0) { $0 + ($1.entry.vials?.count ?? 0) } }
  /// `A-000001`, `request 1`.
  fileprivate var coverText: String {
    switch cover {
    case .held(let number): number.description
    case .asked(let place): "request \(place)"
    }
  }
}

extension CivilDay {
  /// The last day the ledger knows.
  fileprivate static var lastText: String { "\(acceptedYears.upperBound)-12-31" }
}
