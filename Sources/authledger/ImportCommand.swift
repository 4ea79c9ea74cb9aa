import ArgumentParser
import Coverage
import Desk
import Foundation
import Reports
import TextFormats

struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Take in files from elsewhere.",
    subcommands: [ImportAdministrationsCommand.self])
}

struct ImportAdministrationsCommand: LedgerCommand {
  static let configuration = CommandConfiguration(
    of: "authledger import", commandName: "administrations",
    abstract: "Log the units of a file of claim lines, each as `administer` would.",
    discussion: """
      The file is CSV with a header, or one JSON object a line. Its columns, in any order: member_id, service_date, \
      units, reference; and, where wanted, discarded, vials, indication, code. An import that was broken off is \
      simply run again: what is on file is replayed.

      Example: authledger import administrations claims.csv --results answers.csv
      """)

  @Argument(help: "The file to read; - for standard input.") var file: String
  @Option(
    help: ArgumentHelp("Where to write an answer a line, as CSV, or as JSON into a .ndjson file.", valueName: "file"))
  var results: String?
  @Flag(help: "Make the results fit for a spreadsheet: cells that look like formulas are made text.")
  var excel = false
  @Flag(help: "Answer every line, and log none.") var dryRun = false
  @Option(parsing: .unconditional, help: ArgumentHelp("Lines a commit.", valueName: "n")) var batch = "30000"
  @OptionGroup(title: "Global options") var global: GlobalOptions

  func values() throws -> (results: String?, batch: Int) {
    (results, try ArgumentReader.whole(batch, "--batch", in: 1...100_000))
  }

  func reply(to values: (results: String?, batch: Int), in session: Session) throws -> Reply {
    guard results != "-" || session.format == .table else {
      throw Mistake("--results - and --format \(session.format) both write to standard output", hint: "leave one out")
    }
    let input = try InputBytes(path: file)
    let size = input.size
    let desk = try session.writingDesk()
    var answers = try values.results.map { try AnswerFile(path: $0, sparing: [file], guardsFormulas: excel) }
    var progress = ProgressBar(isQuiet: session.isQuiet)
    var problems = Problems()
    var denials = ImportDenials()
    let summary: ImportSummary
    do {
      defer { progress.clear() }
      summary = try desk.importAdministrations(
        input, batch: values.batch, isDry: dryRun, context: session.context()
      ) { answered, soFar in
        try answers?.write(answered)
        if answers == nil { problems.add(answered) }
        denials.add(answered)
        progress.show(soFar.bytes, of: size, lines: soFar.lines)
      }
    } catch {
      try answers?.keepBegun()
      StandardStreams.complain(problems.lines)
      throw error
    }
    try answers?.finish()
    StandardStreams.complain(problems.lines)
    if session.format == .table, !session.isQuiet {
      let sentence = summary.sentence(denials: denials)
      StandardStreams.complain(["authledger: \(sentence)" + (dryRun ? "; nothing was logged" : "")])
    }
    let status: ExitStatus = summary.failed > 0 ? .findings : .done
    guard session.format != .table else { return Reply(status: status) }
    return session.reply(status, value: summary.json, lines: [])
  }
}

/// The file the answers are written to, or standard output.
private struct AnswerFile {
  /// A batch of answers comes to many megabytes.
  private static let mostBytes = 1 << 16
  private let file: OutputFile?
  private let report: ImportReport
  private var isBegun = false

  init(path: String, sparing inputs: [String], guardsFormulas: Bool) throws {
    file = path == "-" ? nil : try OutputFile(path: path, sparing: inputs)
    report = ImportReport(format: path.hasSuffix(".ndjson") ? .ndjson : .csv, guardsFormulas: guardsFormulas)
  }

  mutating func write(_ answered: [ImportResult]) throws {
    var output: [UInt8] = []
    if !isBegun { report.appendHead(to: &output) }
    isBegun = true
    for result in answered {
      report.append(result, to: &output)
      if output.count >= AnswerFile.mostBytes { try send(&output) }
    }
    try send(&output)
  }

  private func send(_ output: inout [UInt8]) throws {
    if let file { try file.write(output) } else { try StandardStreams.write(output) }
    output.removeAll(keepingCapacity: true)
  }

  /// Keeps what was answered before a fault, which is of use all the same; without any, an earlier file stays.
  func keepBegun() throws { if isBegun { try file?.finish() } }

  mutating func finish() throws {
    if !isBegun { try write([]) }
    try file?.finish()
  }
}

/// The first lines that were not done, for people who asked for no file of answers.
private struct Problems {
  private static let most = 20
  private var shown: [String] = []
  private var more = 0

  mutating func add(_ answered: [ImportResult]) {
    for result in answered {
      guard case .failure(let fault) = result.answer else { continue }
      guard shown.count < Problems.most else {
        more += 1
        continue
      }
      let isPlaced = fault.message.hasPrefix("line ")
      shown.append("authledger: " + (isPlaced ? fault.message : "line \(result.line): \(fault.message)"))
    }
  }

  var lines: [String] {
    shown.map { TerminalText.visible($0) }
      + (more > 0 ? ["authledger: \(more) more lines were not done; ask for all answers with --results FILE"] : [])
  }
}
