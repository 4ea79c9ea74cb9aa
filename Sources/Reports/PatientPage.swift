import CivilTime
import Coverage
import Desk
import Ledger
import TextFormats

/// The report of one patient: where the courses stand, a timeline, and the same facts as tables.
public enum PatientPage {
  /// The page, whole.
  public static func html(of answer: PatientReportAnswer) -> String {
    let member = answer.status.memberID.text
    let name = answer.history.identity?.name ?? ""
    let lead = """
      <p class="lead">\(HTMLText.isolated(name)), member id \(HTMLText.isolated(member)).
      \(vantage(answer.vantage, today: answer.status.today, timeZone: answer.status.timeZone))</p>
      """
    let body = """
      <section>
      <h2>Where the courses stand</h2>
      \(standing(of: answer))</section>
      <section>
      <h2>Timeline</h2>
      <figure>
      <div class="scroll" role="region" aria-label="Timeline" tabindex="0">
      \(PatientTimeline(of: answer).html())
      </div>
      <figcaption>Answers by shape: triangle approved, cross denied, ring pended, diamond referred, bar withdrawn. A
      cross over the units is a line not covered in full. Dashed boxes were voided. The dotted line is the day of the
      report.</figcaption>
      </figure>
      </section>
      <section>
      <h2>The facts</h2>
      \(PatientPageTables(answer: answer).html)</section>
      """
    return HTMLPage.document(title: "Coverage report \(TerminalText.visible(member))", lead: lead, body: body)
  }

  /// On what day, and with what knowledge, a report speaks.
  static func vantage(_ vantage: Vantage, today: CivilDay, timeZone: String) -> String {
    "As of \(HTMLText.day(today)) (\(HTMLText.escaped(timeZone))), with what was known after entry "
      + "\(vantage.sequence)"
      + (vantage.recordedAt.map { ", recorded <time datetime=\"\($0)\">\(Text.moment($0))</time>" } ?? "") + "."
  }

  /// What `status` says, row by row; each figure names the member of its JSON it equals.
  private static func standing(of answer: PatientReportAnswer) -> String {
    let status = answer.status.result
    guard case .array(let courses)? = status["courses"], !courses.isEmpty else {
      return "<p class=\"none\">No coverage and no cycles on file.</p>\n" + openRequests(of: status)
    }
    return zip(courses, answer.status.courses).enumerated().map { index, pair in
      let (json, course) = pair
      let rows = StandingRow.all.compactMap { row -> [String]? in
        guard let value = row.path.reduce(json, { $0?[$1] }), value != .null, value != [] else { return nil }
        return cells(row.label, "courses.\(index).\(row.path.joined(separator: "."))", value)
      }
      return HTMLTable(
        caption: "Status of \(course.indication.name)", columns: ["Item", "Value"],
        rows: rows + coming(of: json, key: "courses.\(index).coming")
      ).html
    }.joined() + openRequests(of: status)
  }

  /// The authorizations held for later.
  private static func coming(of course: JSONValue, key: String) -> [[String]] {
    guard case .array(let held)? = course["coming"] else { return [] }
    return held.enumerated().flatMap { index, authorization in
      StandingRow.coming.compactMap { row in
        row.path.first.flatMap { member in
          authorization[member].map { cells(row.label, "\(key).\(index).\(member)", $0) }
        }
      }
    }
  }

  private static func cells(_ label: String, _ key: String, _ value: JSONValue) -> [String] {
    [HTMLText.escaped(label), "<data value=\"\(key)\">\(text(value))</data>"]
  }

  private static func openRequests(of status: JSONValue) -> String {
    guard case .array(let requests)? = status["open_requests"] else { return "" }
    return HTMLTable(
      caption: "Open requests", columns: ["Request", "Coverage", "Answer that stands", "Received"],
      rows: requests.map { request in
        ["request", "kind", "outcome", "received_on"].map { text(request[$0] ?? .null) }
      }
    ).html
  }

  private static func text(_ value: JSONValue) -> String {
    switch value {
    case .string(let text): CivilDay(text).map(HTMLText.day) ?? HTMLText.isolated(text)
    case .integer(let number): String(number)
    case .bool(let isTrue): isTrue ? "yes" : "no"
    case .array(let values): values.map(text).joined(separator: "; ")
    default: ""
    }
  }
}

/// A figure of the status: what it is called, and where it stands in the JSON of `status`.
private struct StandingRow {
  let label: String
  let path: [String]

  init(_ label: String, _ path: String...) {
    self.label = label
    self.path = path
  }

  static let all = [
    StandingRow("Indication", "indication"), StandingRow("Name", "name"),
    StandingRow("Cycles received elsewhere", "prior_cycles"), StandingRow("Cycles used", "cycles_used"),
    StandingRow("Cap on cycles", "total_cap"), StandingRow("Continued cycles used", "continued_used"),
    StandingRow("Cap on continued cycles", "continued_cap"),
    StandingRow("Authorization", "authorization", "authorization"),
    StandingRow("Coverage", "authorization", "kind"), StandingRow("First day covered", "authorization", "starts_on"),
    StandingRow("Last day covered", "authorization", "ends_on"),
    StandingRow("Exceptions to the last day", "authorization", "changes"),
    StandingRow("Covers the day of the report", "authorization", "covers_today"),
    StandingRow("Days left", "authorization", "days_left"),
    StandingRow("Cycles granted", "authorization", "cycles_granted"),
    StandingRow("Granted cycles left", "authorization", "cycles_left"),
    StandingRow("Next cycle", "next_cycle", "number"), StandingRow("Earliest day for it", "next_cycle", "earliest"),
    StandingRow("Billing code", "units", "code"), StandingRow("Window from", "units", "from"),
    StandingRow("Window to", "units", "to"), StandingRow("Days of the window", "units", "days"),
    StandingRow("Units used in the window", "units", "used"), StandingRow("Limit of the window", "units", "limit"),
    StandingRow("Units left in the window", "units", "left"),
    StandingRow("Window of vials from", "vials", "from"), StandingRow("Window of vials to", "vials", "to"),
    StandingRow("Days of the window of vials", "vials", "days"), StandingRow("Vials used in it", "vials", "used"),
    StandingRow("Limit on vials", "vials", "limit"), StandingRow("Vials left in it", "vials", "left"),
  ]

  static let coming = [
    StandingRow("Authorization held for later", "authorization"), StandingRow("Its coverage", "kind"),
    StandingRow("Its first day", "starts_on"), StandingRow("Its last day", "ends_on"),
    StandingRow("Cycles it grants", "cycles_granted"),
  ]
}
