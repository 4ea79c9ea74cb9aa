import CivilTime
import Coverage
import Desk
import Ledger
import TextFormats

/// The first day units fit, and what every day to the end of coverage would hold.
public enum UnitCalendarReport {
  /// The answer as a screen; neighbouring days that answer the same are one line.
  public static func lines(of answer: UnitsCheckAnswer, style: Style) -> [String] {
    var page = Page(style: style)
    let entry = answer.entry
    page.verdict(
      answer.outcome,
      "\(count(entry.billable.count, "billable unit")) for \(answer.memberID)"
        + (answer.fitsOn.map { ", first on \($0)" } ?? ", on no day of the cycles on file"))
    page.field("units", entry.amountsText)
    page.space()
    var table = TextTable(
      columns: [
        .init("from"), .init("to"), .init("days", .right), .init("cycle", .right), .init("units free", .right),
        .init("against"),
      ], maximumWidth: page.width - 2)
    for run in answer.runs {
      table.append([
        "\(run.span.startsOn)", "\(run.span.endsOn)", "\(run.span.days)",
        run.day.cycle.map { Text.cycle($0, of: answer.namesCourse ? run.day.indication : nil) } ?? "",
        "\(run.day.free)", run.day.codes.map(\.rawValue).joined(separator: ", "),
      ])
    }
    page.table(table, indent: 2)
    page.space()
    if answer.fitsOn == nil {
      page.command("next", ["authledger", "check", Text.shellWord(answer.memberID.text), "--cycle"])
    }
    page.field("effect", "only looked at; nothing was written")
    return page.lines
  }

  /// The answer as an object, in the form of every answer, with every day.
  public static func value(of answer: UnitsCheckAnswer) -> JSONValue {
    [
      "ok": true, "outcome": .string(answer.outcome.rawValue),
      "result": [
        "member_id": .string(answer.memberID.text), "billable": .integer(answer.entry.billable.count),
        "administered": .integer(answer.entry.administered.count),
        "discarded": .integer(answer.entry.discarded.count), "vials": .optional(answer.entry.vials?.count),
        "fits_on": .optional(answer.fitsOn), "days": Records(answer).value,
      ],
    ]
  }
}

extension UnitsCheckAnswer {
  /// Neighbouring days that answer the same.
  fileprivate var runs: [(span: DaySpan, day: FreeDay)] {
    var runs: [(span: DaySpan, day: FreeDay)] = []
    for day in days {
      if let last = runs.last, last.day.cycle == day.cycle, last.day.indication == day.indication,
        last.day.free == day.free, last.day.codes == day.codes
      {
        runs[runs.count - 1].span = DaySpan(from: last.span.startsOn, to: day.on)
      } else {
        runs.append((DaySpan(from: day.on, days: 1), day))
      }
    }
    return runs
  }
}

extension Records {
  /// What every day would hold of an entry, a row a day.
  public init(_ answer: UnitsCheckAnswer) {
    self.init(
      columns: ["on", "cycle", "free", "fits", "findings", "indication"],
      rows: answer.days.map { day in
        [
          .day(day.on), .optional(day.cycle?.value), .integer(day.free.count), .bool(day.fits),
          .array(day.codes.map { .string($0.rawValue) }), .optional(day.indication?.text),
        ]
      }, emptyText: "no days")
  }
}

extension Records {
  /// The answer about an entry on a day, as one row.
  public init(_ answer: Answer) {
    var rows: [[JSONValue]] = []
    if case .check(let check) = answer.subject {
      rows.append([
        .string(answer.outcome.rawValue), .string(check.memberID.text), .day(check.entry.on),
        .optional(check.verdict.cycle?.fact.number.value), .integer(check.entry.billable.count),
        .optional(check.verdict.fitsThen?.count), .optional(check.verdict.fitsOn),
        .array(check.verdict.findings.map { .string($0.code.rawValue) }),
      ])
    }
    self.init(
      columns: ["outcome", "member_id", "on", "cycle", "billable", "fits_then", "fits_on", "findings"], rows: rows,
      emptyText: "nothing asked")
  }
}
