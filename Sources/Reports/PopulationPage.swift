import CivilTime
import Coverage
import Desk
import Ledger

/// The report on all patients: decisions and their times, expiring coverage, denied lines, exceptions and overrides.
public enum PopulationPage {
  /// The page, whole.
  public static func html(of answer: PopulationReportAnswer) -> String {
    let period = answer.period.map { "\(HTMLText.day($0.startsOn)) to \(HTMLText.day($0.endsOn)), both counted" }
    let lead = """
      <p class="lead">\(PatientPage.vantage(answer.vantage, today: answer.today, timeZone: answer.timeZone))</p>
      <p class="lead">Period: \(period ?? "everything on file").</p>
      """
    let sections = [
      ("Today", today(answer)), ("Decisions by outcome and month", decisions(answer)),
      ("Decision times against their clocks", timings(answer)), ("Expiring coverage", expiring(answer)),
      ("Denied lines by code", denied(answer)), ("Given above the schedule", aboveSchedule(answer)),
      ("Lines without vials", withoutVials(answer)), ("Exceptions and overrides", exceptions(answer)),
    ]
    return HTMLPage.document(
      title: "Population report", lead: lead,
      body: sections.map { "<section>\n<h2>\($0.0)</h2>\n\($0.1)</section>\n" }.joined())
  }

  private static func today(_ answer: PopulationReportAnswer) -> String {
    HTMLTable(
      caption: "On \(answer.today)", columns: ["Item", "Count"], numbers: [1],
      rows: [
        ["Patients", "\(answer.patients)"], ["Authorizations that cover the day", "\(answer.covering)"],
        ["Open requests", "\(answer.openRequests)"], ["Open requests past their clock", "\(answer.overdue)"],
      ]
    ).html
  }

  private static func decisions(_ answer: PopulationReportAnswer) -> String {
    let classes = DecisionClass.allCases
    let months = answer.decisions.keys.sorted().map { ($0, answer.decisions[$0] ?? [:]) }
    let textures = Array(zip(classes, BarChart.Texture.allCases))
    let chart = BarChart(
      id: "decisions", title: "Decisions by month",
      rows: months.map { month, counts in
        (month, textures.map { BarChart.Part(name: $0.rawValue, count: counts[$0] ?? 0, texture: $1) })
      }, key: textures.map { ($0.rawValue, $1) })
    let table = HTMLTable(
      caption: "Decisions", columns: ["Month"] + classes.map(\.rawValue) + ["All"],
      numbers: Set(1...classes.count + 1),
      rows: months.map { month, counts in
        [month] + classes.map { "\(counts[$0] ?? 0)" } + ["\(counts.values.reduce(0, +))"]
      })
    return "<p>Every answer a request got counts, in the month it was worked on.</p>\n" + chart.html + table.html
  }

  private static func timings(_ answer: PopulationReportAnswer) -> String {
    let urgencies = Urgency.allCases.filter { answer.timings[$0] != nil }
    let names = ["first quarter", "second quarter", "third quarter", "last quarter", "late"]
    let textures: [BarChart.Texture] = [.open, .wideHatch, .hatch, .plain, .solid]
    func quarters(_ urgency: Urgency) -> [Int] { answer.timings[urgency]?.quarters ?? [] }
    let chart = BarChart(
      id: "times", title: "Closed requests by the part of their clock they took",
      rows: urgencies.map { urgency in
        let parts = zip(zip(names, textures), quarters(urgency)).map {
          BarChart.Part(name: $0.0, count: $1, texture: $0.1)
        }
        return (label(urgency, answer), parts)
      }, key: Array(zip(names, textures)))
    let table = HTMLTable(
      caption: "Closed requests by the part of their clock they took",
      columns: [
        "Urgency", "Closed", "First quarter", "Second quarter", "Third quarter", "Last quarter", "Late", "Longest",
      ],
      numbers: [1, 2, 3, 4, 5, 6, 7],
      rows: urgencies.map { urgency in
        let count = answer.timings[urgency] ?? TimingCount()
        return [label(urgency, answer), "\(count.closed)"] + count.quarters.map { "\($0)" } + [
          hours(count.longestMinutes)
        ]
      })
    let late = HTMLTable(
      caption: "Late decisions", columns: ["Request", "Member", "Urgency", "Answer", "Given on", "Took", "Allowed"],
      numbers: [5, 6],
      rows: answer.late.map { line in
        [
          "\(line.request)", HTMLText.isolated(line.memberID.text), line.urgency.rawValue, line.outcome.rawValue,
          HTMLText.day(line.on), hours(line.timing.takenMinutes), hours(line.timing.allowedMinutes),
        ]
      })
    return """
      <p>Receipt and decision are taken on the plan’s clock. A decision entered for another day than the one it was
      entered on counts as given in the last minute of that day. The hours allowed are those that held then.</p>

      """ + chart.html + table.html + late.html
  }

  private static func expiring(_ answer: PopulationReportAnswer) -> String {
    HTMLTable(
      caption: "Coverage that ends within \(answer.expiringDays) days",
      columns: ["Authorization", "Member", "Coverage", "Last day", "Days left", "Granted cycles left", "Changes"],
      numbers: [4, 5],
      rows: answer.expiring.map { line in
        [
          "\(line.authorization.fact.number)", HTMLText.isolated(line.memberID.text),
          line.authorization.fact.kind.rawValue, HTMLText.day(line.endsOn), "\(line.endsOn - answer.today)",
          "\(line.cyclesLeft)",
          HTMLText.joined(
            line.authorization.changes.map {
              "\(HTMLText.mark("exception")) \($0.kind.rawValue) to \(HTMLText.day($0.endsOn))"
            }),
        ]
      }
    ).html
  }

  private static func denied(_ answer: PopulationReportAnswer) -> String {
    let codes = answer.deniedByCode.keys.sorted { $0.rawValue < $1.rawValue }
    func count(_ code: FindingCode) -> DeniedCount { answer.deniedByCode[code] ?? DeniedCount() }
    let chart = BarChart(
      id: "denied", title: "Denied lines by code",
      rows: codes.map { ($0.rawValue, [BarChart.Part(name: "lines", count: count($0).lines, texture: .plain)]) },
      key: [("lines", .plain)])
    let table = HTMLTable(
      caption: "Lines denied in whole or in part", columns: ["Code", "Lines", "Units denied"], numbers: [1, 2],
      rows: codes.map { [$0.rawValue, "\(count($0).lines)", "\(count($0).units)"] }
        + (codes.isEmpty ? [] : [["each line once", "\(answer.denied.lines)", "\(answer.denied.units)"]]))
    return """
      <p>A line with two codes counts under each. Voided lines, and those judged anew since, do not count.</p>

      """ + chart.html + table.html
  }

  private static func aboveSchedule(_ answer: PopulationReportAnswer) -> String {
    let table = HTMLTable(
      caption: "Cycles given more units than prescribed",
      columns: ["Member", "Course", "Cycle", "First day", "Given", "Prescribed", "Above"], numbers: [2, 4, 5, 6],
      rows: answer.aboveSchedule.first.map { line in
        let fact = line.doses.cycle.fact
        return [
          HTMLText.isolated(line.memberID.text), HTMLText.isolated(fact.indication.text), "\(fact.number)",
          HTMLText.day(fact.startsOn), "\(line.doses.given)", "\(line.doses.prescribed)", "\(line.above)",
        ]
      })
    return """
      <p>Doses are the policy’s advice, not a limit. Lines count that stand, covered or denied; what was discarded does
      not. Where weight or height is not known, the heaviest dose is held against them.
      \(shown(answer.aboveSchedule, "cycles", "the furthest above"))</p>

      """ + table.html
  }

  private static func withoutVials(_ answer: PopulationReportAnswer) -> String {
    let table = HTMLTable(
      caption: "Lines that name no vials", columns: ["Reference", "Member", "Day", "Given", "Discarded", "Answer"],
      numbers: [3, 4],
      rows: answer.withoutVials.first.map { line in
        let entry = line.fact.entry
        return [
          HTMLText.isolated(line.fact.reference), HTMLText.isolated(line.memberID.text), HTMLText.day(entry.on),
          "\(entry.administered)", "\(entry.discarded)", line.fact.outcome.rawValue,
        ]
      })
    return """
      <p>A limit on vials cannot see them. Voided lines, and those judged anew since, do not count.
      \(shown(answer.withoutVials, "lines", "the latest"))</p>

      """ + table.html
  }

  /// How many there are in all, and which of them a table has room for.
  private static func shown<Element>(_ list: ListHead<Element>, _ noun: String, _ first: String) -> String {
    list.count > list.first.count
      ? "There are \(list.count) \(noun); \(first) \(list.first.count) are listed." : "All are listed."
  }

  private static func exceptions(_ answer: PopulationReportAnswer) -> String {
    HTMLTable(
      caption: "What a person decided against the policy’s own answer",
      columns: ["Entry", "On", "What", "Subject", "Member", "Reason", "Approved by"], numbers: [0],
      rows: answer.exceptions.map { line in
        [
          "\(line.sequence)", HTMLText.day(line.on), line.kind, HTMLText.isolated(line.subject),
          HTMLText.isolated(line.memberID.text), HTMLText.isolated(line.reason), HTMLText.isolated(line.approvedBy),
        ]
      }
    ).html
  }

  private static func label(_ urgency: Urgency, _ answer: PopulationReportAnswer) -> String {
    "\(urgency.rawValue), \(answer.settings.hours(for: urgency)) hours"
  }

  /// Minutes as hours and minutes, `71:05`.
  private static func hours(_ minutes: Int) -> String {
    "\(minutes / 60):\(minutes % 60 < 10 ? "0" : "")\(minutes % 60)"
  }
}
