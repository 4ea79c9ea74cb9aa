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
            "\(HTMLText.mark("exception")) \(change.kind.rawValue) to \(HTMLText.day(change.endsOn)): "
              + "\(HTMLText.isolated(change.reason)), approved by \(HTMLText.isolated(change.approvedBy))"
          } + [voided(held.voided)]
        return [
          "\(fact.number)", HTMLText.isolated(fact.indication.text), fact.kind.rawValue,
          HTMLText.day(held.span.startsOn), HTMLText.day(held.span.endsOn), "\(fact.cyclesGranted)",
          HTMLText.joined(changes),
        ]
      }
    ).html
  }

  private var cycles: String {
    HTMLTable(
      caption: "Cycles",
      columns: [
        "Cycle", "Course", "Phase", "First day", "Last day", "Dosing days", "Rest days", "Fullest window", "Limit",
        "Under", "Notes",
      ], numbers: [5, 6, 7, 8],
      rows: answer.doses.cycles.map { doses in
        let cycle = doses.cycle
        let fact = cycle.fact
        let tightest = answer.tightest[fact.record]
        let exception = fact.exception.map {
          "\(HTMLText.mark("exception")) \(HTMLText.isolated($0.reason)), approved by \(HTMLText.isolated($0.approvedBy))"
        }
        let above =
          doses.isAboveSchedule
          ? "\(HTMLText.mark("above schedule")) \(doses.given) units given, \(doses.prescribed) prescribed" : ""
        return [
          "\(fact.number)", HTMLText.isolated(fact.indication.text), HTMLText.isolated(cycle.phase ?? "none"),
          HTMLText.day(cycle.span.startsOn), HTMLText.day(cycle.span.endsOn), "\(doses.dosingDays)",
          "\(doses.restDays)",
          cycle.isLive ? "\(tightest?.window.used ?? 0)" : "",
          tightest.map { HTMLText.together("\($0.limit.most) in \($0.limit.days) days") } ?? "none",
          HTMLText.together("\(fact.authorization)"), HTMLText.joined([exception ?? "", above, voided(cycle.voided)]),
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
          determination.basis == .exception ? HTMLText.mark("exception") : determination.basis?.rawValue ?? "",
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
    let last = history.lastAttempts
    let withoutVials = Set(answer.doses.withoutVials.map(\.fact.number))
    return HTMLTable(
      caption: "Units by line; the window leaves the line itself out",
      columns: ["Reference", "Day", "Cycle", "Given", "Discarded", "Vials", "Answer", "Window before", "Notes"],
      numbers: [2, 3, 4, 5, 7],
      rows: history.administrations.sorted { ($0.fact.entry.on, $0.fact.number) < ($1.fact.entry.on, $1.fact.number) }
        .map { record in
          let fact = record.fact
          let codes = fact.findings.map(\.code.rawValue).joined(separator: ", ")
          let cut = fact.outcome == .cutBack ? "\(fact.covered.billable) covered, the rest denied" : ""
          let replaced = last[fact.reference] == fact.attempt ? "" : "replaced by a later entry"
          let bare = withoutVials.contains(fact.number) ? HTMLText.mark("no vials") : ""
          return [
            HTMLText.isolated(fact.reference), HTMLText.day(fact.entry.on),
            fact.cycle.flatMap { cycles[$0] }.map(HTMLText.escaped) ?? "", "\(fact.entry.administered)",
            "\(fact.entry.discarded)", fact.entry.vials.map { "\($0.count)" } ?? "",
            fact.outcome == .covered ? "covered" : HTMLText.mark(fact.outcome.rawValue),
            fact.window.map { HTMLText.together("\($0.used) of \($0.limit)") } ?? "",
            HTMLText.joined([codes, cut, replaced, bare, voided(record.voided)]),
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
          HTMLText.isolated(line.text) + line.marks.map { " \(HTMLText.mark($0))" }.joined(),
          HTMLText.isolated(Text.actor(line.actor)),
          "<time datetime=\"\(line.recordedAt)\">\(Text.moment(line.recordedAt))</time>",
        ]
      }
    ).html
  }

  private func voided(_ voiding: Voiding?) -> String {
    voiding.map { "\(HTMLText.mark("voided")) \(HTMLText.isolated($0.reason))" } ?? ""
  }
}
