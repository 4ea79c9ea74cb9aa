import CivilTime
import Coverage
import Desk
import Ledger

/// What the timeline of a patient shows, as tables; and every claim line.
struct PatientPageTables {
  let answer: PatientReportAnswer

  private var history: PatientHistory { answer.history }

  var html: String {
    authorizations + cycles + decisions + entries + happenings
  }

  private var authorizations: String {
    HTMLTable(
      caption: "Authorizations",
      columns: ["Authorization", "Course", "Coverage", "First day", "Last day", "Cycles granted", "Changes"],
      numbers: [5],
      rows: history.authorizations.map { held in
        let fact = held.fact
        let changes =
          held.changes.map { change in
            "\(mark("exception")) \(change.kind.rawValue) to \(HTMLText.day(change.endsOn)): "
              + "\(HTMLText.isolated(change.reason)), approved by \(HTMLText.isolated(change.approvedBy))"
          } + [voided(held.voided)]
        return [
          "\(fact.number)", HTMLText.isolated(fact.indication.text), fact.kind.rawValue,
          HTMLText.day(held.span.startsOn), HTMLText.day(held.span.endsOn), "\(fact.cyclesGranted)", joined(changes),
        ]
      }
    ).html
  }

  private var cycles: String {
    var series: [IndicationKey: [WindowSeries]] = [:]
    for key in Set(history.cycles.map(\.fact.indication)) {
      series[key] = WindowSeries.all(
        of: Course(of: key, in: history), history: history, until: answer.status.today)
    }
    return HTMLTable(
      caption: "Cycles",
      columns: [
        "Cycle", "Course", "Phase", "First day", "Last day", "Dosing days", "Rest days", "Fullest window", "Limit",
        "Under", "Notes",
      ], numbers: [5, 6, 7, 8],
      rows: history.cycles.map { cycle in
        let fact = cycle.fact
        let days = CycleDays(of: cycle, in: history)
        let limit = cycle.limits.first(where: \.isOnUnits)
        let fullest = series[fact.indication]?.first { $0.limit.kind == limit?.kind }?.fullest(in: cycle.span)
        let exception = fact.exception.map {
          "\(mark("exception")) \(HTMLText.isolated($0.reason)), approved by \(HTMLText.isolated($0.approvedBy))"
        }
        return [
          "\(fact.number)", HTMLText.isolated(fact.indication.text), HTMLText.isolated(cycle.phase ?? "none"),
          HTMLText.day(cycle.span.startsOn), HTMLText.day(cycle.span.endsOn), "\(days.dosing)", "\(days.rest)",
          cycle.isLive ? fullest.map { "\($0)" } ?? "0" : "",
          limit.map { HTMLText.together("\($0.most) in \($0.days) days") } ?? "none",
          HTMLText.together("\(fact.authorization)"), joined([exception ?? "", voided(cycle.voided)]),
        ]
      }
    ).html
  }

  private var decisions: String {
    HTMLTable(
      caption: "Decisions", columns: ["Request", "Given on", "Answer", "Basis", "Decided by", "Reason", "Entry"],
      numbers: [6],
      rows: DecisionLine.all(of: answer).map { line in
        let determination = line.determination
        var seen: Set<FindingCode> = []
        let codes = determination.findings.map(\.code).filter { seen.insert($0).inserted }.map(\.rawValue)
        let by = determination.review.map { review in
          HTMLText.isolated(review.reviewer) + (review.credential.map { ", \(HTMLText.escaped($0))" } ?? "")
        }
        return [
          "\(line.request)", HTMLText.day(line.on), determination.outcome.rawValue,
          determination.basis == .exception ? mark("exception") : determination.basis?.rawValue ?? "",
          by ?? "the ledger",
          determination.review?.rationale.map(HTMLText.isolated) ?? codes.joined(separator: ", "),
          "\(determination.sequence)",
        ]
      }
    ).html
  }

  private var entries: String {
    let namesCourse = history.hasSeveralCourses
    let cycles = Dictionary(
      uniqueKeysWithValues: history.cycles.map { cycle in
        (cycle.fact.record, Text.cycle(cycle.fact.number, of: namesCourse ? cycle.fact.indication : nil))
      })
    let latest = Dictionary(
      history.administrations.map { ($0.fact.reference, $0.fact.attempt) }, uniquingKeysWith: { max($0, $1) })
    return HTMLTable(
      caption: "Units by line; the window leaves the line itself out",
      columns: ["Reference", "Day", "Cycle", "Given", "Discarded", "Vials", "Answer", "Window before", "Notes"],
      numbers: [2, 3, 4, 5, 7],
      rows: history.administrations.sorted { ($0.fact.entry.on, $0.fact.number) < ($1.fact.entry.on, $1.fact.number) }
        .map { record in
          let fact = record.fact
          let codes = fact.findings.map(\.code.rawValue).joined(separator: ", ")
          let cut = fact.outcome == .cutBack ? "\(fact.covered.billable) covered, the rest denied" : ""
          let replaced = latest[fact.reference] == fact.attempt ? "" : "replaced by a later entry"
          return [
            HTMLText.isolated(fact.reference), HTMLText.day(fact.entry.on),
            fact.cycle.flatMap { cycles[$0] }.map(HTMLText.escaped) ?? "", "\(fact.entry.administered)",
            "\(fact.entry.discarded)", fact.entry.vials.map { "\($0.count)" } ?? "",
            fact.outcome == .covered ? "covered" : mark(fact.outcome.rawValue),
            fact.window.map { HTMLText.together("\($0.used) of \($0.limit)") } ?? "",
            joined([codes, cut, replaced, voided(record.voided)]),
          ]
        }
    ).html
  }

  /// The rest of what happened; units and decisions stand in tables of their own.
  private var happenings: String {
    HTMLTable(
      caption: "What was recorded besides, and by whom",
      columns: ["Entry", "Happened on", "Kind", "Subject", "What", "By", "Recorded"], numbers: [0],
      rows: answer.lines.filter { !["administration", "determination"].contains($0.kind) }.map { line in
        [
          "\(line.sequence)", HTMLText.day(line.happenedOn), line.kind, HTMLText.isolated(line.subject),
          HTMLText.isolated(line.text) + line.marks.map { " \(mark($0))" }.joined(),
          HTMLText.isolated(Text.actor(line.actor)),
          "<time datetime=\"\(line.recordedAt)\">\(Text.moment(line.recordedAt))</time>",
        ]
      }
    ).html
  }

  private func voided(_ voiding: Voiding?) -> String {
    voiding.map { "\(mark("voided")) \(HTMLText.isolated($0.reason))" } ?? ""
  }

  private func mark(_ word: String) -> String { "<span class=\"mark\">\(HTMLText.escaped(word))</span>" }

  private func joined(_ parts: [String]) -> String { parts.filter { !$0.isEmpty }.joined(separator: "; ") }
}
