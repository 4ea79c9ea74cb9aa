import ArgumentParser
import Coverage
import Desk
import Reports

struct ExportCommand: LedgerCommand {
  static let configuration = CommandConfiguration(
    of: "authledger", commandName: "export",
    abstract: "Write a whole table of facts, or a view for auditors, as CSV or JSON.",
    discussion: """
      The output is CSV unless --format asks for json or ndjson. Text is written exactly; --excel makes cells that a \
      spreadsheet would run as formulas harmless, and changes them.

      Example: authledger export --view audit_determinations -o determinations.csv
      """)

  @Option(help: ArgumentHelp("The table, such as administration.", valueName: "name")) var table: String?
  @Option(help: ArgumentHelp("The view, such as audit_entries.", valueName: "name")) var view: String?
  @Option(
    name: [.customShort("o"), .long],
    help: ArgumentHelp("Where to write (default: standard output).", valueName: "file"))
  var output: String?
  @Flag(help: "Make the file fit for a spreadsheet: cells that look like formulas are made text.")
  var excel = false
  @OptionGroup var vantage: VantageOptions
  @OptionGroup(title: "Global options") var global: GlobalOptions

  var printsList: Bool { true }

  func values() throws -> (what: Exportable, asOf: AsOf?) {
    let asOf = try vantage.value()
    switch (table, view) {
    case (let table?, nil): return (.table(try ArgumentReader.text(table, "--table")), asOf)
    case (nil, let view?): return (.view(try ArgumentReader.text(view, "--view")), asOf)
    default:
      throw Mistake(
        "name one table or one view", hint: "for example: authledger export --view audit_determinations")
    }
  }

  func reply(to values: (what: Exportable, asOf: AsOf?), in session: Session) throws -> Reply {
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
    let file = try output.map { try OutputFile(path: $0) }
    var report = ExportReport(format: format, guardsFormulas: excel)
    var bytes: [UInt8] = []
    func pour(above most: Int) throws {
      guard bytes.count > most else { return }
      if let file { try file.write(bytes) } else { try StandardStreams.write(bytes) }
      bytes.removeAll(keepingCapacity: true)
    }
    try desk.export(values.what, context: session.context(asOf: values.asOf)) { columns in
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
