import ArgumentParser
import Coverage
import Desk
import Foundation
import Reports

struct ApplyCommand: LedgerCommand {
  static let configuration = CommandConfiguration(
    of: "authledger", commandName: "apply", abstract: "Do many operations, one a line, and print one result a line.",
    discussion: """
      The input is NDJSON and so is the output, whatever the format. The results of a batch are printed only after it \
      is committed. A line that fails does not undo its neighbours; it makes the exit status 3.

      Example: authledger apply operations.ndjson > results.ndjson
      """)

  @Argument(help: "The file to read; - for standard input.") var file: String?
  @Option(parsing: .unconditional, help: ArgumentHelp("Operations a commit.", valueName: "n")) var batch = "1000"
  @OptionGroup(title: "Global options") var global: GlobalOptions

  func values() throws -> (file: String, batch: Int) {
    guard file != nil || isatty(STDIN_FILENO) == 0 else {
      throw Mistake("there is nothing to apply", hint: "name a file, or - for what you type")
    }
    return (file ?? "-", try ArgumentReader.whole(batch, "--batch", in: 1...1_000_000))
  }

  func reply(to values: (file: String, batch: Int), in session: Session) throws -> Reply {
    let lines = LineReader(try InputBytes(path: values.file))
    var output: [UInt8] = []
    let summary = try session.writingDesk().apply(lines, batch: values.batch, context: session.context()) { results in
      output.removeAll(keepingCapacity: true)
      for result in results {
        AnswerJSON.appendLine(result.line, op: result.operation, result.answer, to: &output)
      }
      try StandardStreams.write(output)
    }
    if session.format == .table, !session.isQuiet {
      StandardStreams.complain([
        "authledger: \(count(summary.lines, "line")) read, \(summary.lines - summary.failed) done, \(summary.failed) failed"
      ])
    }
    return Reply(status: summary.failed > 0 ? .findings : .done)
  }
}
