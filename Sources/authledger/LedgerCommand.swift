import ArgumentParser
import Coverage
import Desk
import Reports

/// A command in two steps: its arguments become values before any file is opened, then it replies.
protocol LedgerCommand: ParsableCommand {
  associatedtype Values

  var global: GlobalOptions { get }

  /// Whether what it prints is a list, which CSV can hold.
  var printsList: Bool { get }

  /// The arguments as values; what is wrong with them exits 64.
  func values() throws -> Values

  func reply(to values: Values, in session: Session) throws -> Reply
}

extension LedgerCommand {
  var printsList: Bool { false }
}

extension LedgerCommand where Values == Void {
  func values() {}
}

/// A command that writes one operation into the ledger, the same as `apply` would.
protocol WritingCommand: LedgerCommand where Values == Operation {}

extension WritingCommand {
  func reply(to values: Operation, in session: Session) throws -> Reply {
    try session.perform(values, at: try session.writingDesk())
  }
}

extension Session {
  /// Does an operation and words its answer.
  func perform(_ operation: Operation, at desk: Desk, asOf: AsOf? = nil) throws -> Reply {
    let (context, today) = try settled(at: desk, asOf: asOf)
    let answer = try desk.perform(operation, context: context)
    return reply(
      status(answer.outcome), isWriting: !operation.isReading,
      value: AnswerJSON.value(of: answer), lines: AnswerText.lines(of: answer, today: today, style: style))
  }

  /// How a command ends that came to an outcome.
  func status(_ outcome: Outcome) -> ExitStatus { outcome.isRefusal ? .refused : .done }
}
