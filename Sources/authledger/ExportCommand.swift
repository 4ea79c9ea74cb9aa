import ArgumentParser
import Coverage
import Desk
import Reports

struct ExportCommand: LedgerCommand {
  static let configuration = CommandConfiguration(
    of: "authledger", commandName: "export",
    abstract: "Write a table of facts, or a view for auditors, as CSV or JSON.",
    discussion: """
      The output is CSV unless --format asks for json or ndjson. Text is written exactly; --excel makes cells that a \
      spreadsheet would run as formulas harmless, and changes them. With neither a table nor a view it lists both.

      Example: authledger export --view audit_determinations --where outcome=denied -o denied.csv
      """)

  @Option(help: ArgumentHelp("The table, such as administration.", valueName: "name")) var table: String?
  @Option(help: ArgumentHelp("The view, such as audit_entries.", valueName: "name")) var view: String?
  @Option(
    name: .customLong("where"),
    help: ArgumentHelp(
      "Only rows where a column is =, < or > a value; may be given more than once.", valueName: "condition"))
  var condition: [String] = []
  @Option(
    name: [.customShort("o"), .long],
    help: ArgumentHelp("Where to write (default: standard output).", valueName: "file"))
  var output: String?
  @Flag(help: "Make cells that look like formulas text, for a spreadsheet.") var excel = false
  @OptionGroup var vantage: VantageOptions
  @OptionGroup(title: "Global options") var global: GlobalOptions

  struct Values {
    /// Nil for the list of what there is.
    let what: Exportable?
    let conditions: [RowCondition]
    let asOf: AsOf?
  }

  var printsList: Bool { true }

  func values() throws -> Values {
    let asOf = try vantage.value()
    let conditions = try condition.map { try RowCondition.read($0, field: "--where") }
    switch (table, view) {
    case (let table?, nil):
      return Values(what: .table(try ArgumentReader.text(table, "--table")), conditions: conditions, asOf: asOf)
    case (nil, let view?):
      return Values(what: .view(try ArgumentReader.text(view, "--view")), conditions: conditions, asOf: asOf)
    case (nil, nil):
      guard condition.isEmpty, output == nil, !excel else {
        throw Mistake("neither a table nor a view is named", hint: "run `authledger export` for the list of both")
      }
      return Values(what: nil, conditions: [], asOf: asOf)
    case (_?, _?):
      throw Mistake("a table and a view are named both", hint: "export them one at a time")
    }
  }

  func reply(to values: Values, in session: Session) throws -> Reply {
    let format: ExportReport.Format =
      switch session.format {
      case .table, .csv: .csv
      case .ndjson: .ndjson
      case .json: .json
      }
    guard !excel || format == .csv else {
      throw Mistake("--excel is for csv", hint: "leave it out, or use --format csv")
    }
    let desk = try session.readingDesk()
    let context = session.context(asOf: values.asOf)
    guard let what = values.what else {
      return session.reply(records: Records(try desk.exportables(context: context)))
    }
    // Before the export, not after: its rows are written as they are read.
    try desk.recordReadOfPatients(by: "export \(what.name)", context: context)
    var file: OutputFile?
    var report = ExportReport(format: format, guardsFormulas: excel)
    var bytes: [UInt8] = []
    func pour(above most: Int) throws {
      guard bytes.count > most else { return }
      if let file { try file.write(bytes) } else { try StandardStreams.write(bytes) }
      bytes.removeAll(keepingCapacity: true)
    }
    try desk.export(what, meeting: values.conditions, context: context) { columns in
      // Only now is it known that there is such a table or view.
      if let output, output != "-" { file = try OutputFile(path: output) }
      report.begin(columns, to: &bytes)
    } row: { row in
      report.append(row, to: &bytes)
      try pour(above: 65_536)
    }
    report.end(to: &bytes)
    try pour(above: 0)
    try file?.finish()
    return Reply()
  }
}
