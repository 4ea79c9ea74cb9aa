import ArgumentParser
import Coverage
import Desk
import Foundation
import Reports
import TextFormats

/// One run of the program: arguments in, output and an exit status out.
struct Invocation {
  private let arguments: [String]
  private let errorFormat: OutputFormat

  /// Whether every argument is UTF-8 text; what is not is refused, never repaired.
  private let isText: Bool

  /// The arguments as the system hands them over, the program's own name first.
  init(rawArguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>, count: Int) {
    let given = (0..<count).dropFirst().compactMap { rawArguments[$0] }
    arguments = given.map { String(cString: $0) }
    isText = given.allSatisfy { String(validatingCString: $0) != nil }
    errorFormat = OutputFormat.asked(for: arguments)
  }

  /// Runs the command; whatever becomes of it is printed when this returns.
  func run() -> ExitStatus {
    do {
      try Headroom.begin()
      let reply = arguments == ["--version"] ? Reply(text: Authledger.version) : try reply()
      do {
        if !Pager.show(reply.output) { try StandardStreams.write(reply.output) }
      } catch is StandardStreams.Closed {}
      return reply.status
    } catch let mistake as Mistake {
      complain(code: "usage", mistake.message, hint: mistake.hint)
      return .usage
    } catch let fault as Fault {
      complain(code: fault.code.rawValue, fault.message, hint: fault.hint)
      return ExitStatus(fault.code)
    } catch is StandardStreams.Closed {
      // A batch whose results nobody reads has stopped at the end of one.
      return .inputOutput
    } catch {
      complain(code: Fault.Code.unexpected.rawValue, "unexpected error: \(error)", hint: "")
      return .unexpected
    }
  }

  private func reply() throws -> Reply {
    guard isText else { throw Mistake("an argument is not UTF-8 text", hint: "type it anew") }
    var moved = LeadingOptions.moved(arguments, groups: Authledger.groups)
    // `help NAME` is `NAME --help`, so that a slip in the name is told as elsewhere.
    if moved.first == "help" { moved = moved.drop { $0 == "help" } + ["--help"] }
    if moved.isEmpty, !arguments.isEmpty { throw Misreading.mistake([]) }
    try Misreading.checkRepeated(moved)
    do {
      var (command, name) = try parsed(moved)
      if let command = command as? any LedgerCommand { return try carryOut(command, name) }
      guard type(of: command) == Authledger.self || type(of: command).configuration.subcommands.isEmpty else {
        throw Misreading.mistake(moved)
      }
      try command.run()
      return Reply()
    } catch let error where Authledger.exitCode(for: error) == .success {
      return Reply(text: HelpText.arranged(Authledger.fullMessage(for: error)))
    } catch let error where Authledger.exitCode(for: error) == .validationFailure {
      throw Misreading.mistake(moved, message: Authledger.message(for: error))
    }
  }

  /// The command as its own parser reads it, with its name: asking each parser in turn costs more than all the rest of
  /// a run.
  private func parsed(_ arguments: [String]) throws -> (command: any ParsableCommand, name: String) {
    var command: any ParsableCommand.Type = Authledger.self
    var rest = arguments[...]
    while let word = rest.first,
      let next = command.configuration.subcommands.first(where: { $0._commandName == word })
    {
      command = next
      rest.removeFirst()
    }
    // The parser gives the help of what it knows of a name.
    if !command.configuration.subcommands.isEmpty, let word = rest.first, !word.hasPrefix("-") {
      throw Misreading.mistake(arguments)
    }
    guard command.configuration.subcommands.isEmpty, command is any LedgerCommand.Type else {
      return (try Authledger.parseAsRoot(arguments), "")
    }
    return (try command.parseAsRoot(Array(rest)), arguments.prefix(rest.startIndex).joined(separator: " "))
  }

  private func carryOut<Command: LedgerCommand>(_ command: Command, _ name: String) throws -> Reply {
    let (session, values) = try Mistake.whenInvalid { (try Session(command.global), try command.values()) }
    if session.format == .csv, !command.printsList {
      throw Mistake(
        "\(Command._commandName) prints no list, so it has no csv", hint: "use --format table, json or ndjson")
    }
    let reply = try command.reply(to: values, in: session)
    try session.recordReads(by: name)
    if let (path, bytes) = reply.file {
      let file = try OutputFile(path: path)
      try file.write(bytes)
      try file.finish()
    }
    return reply
  }

  /// Says on standard error what is wrong: a line, then what to do; or one JSON object, when JSON was asked for.
  private func complain(code: String, _ message: String, hint: String) {
    guard !errorFormat.isJSON else {
      let error: JSONValue = ["error": ["code": .string(code), "message": .string(message), "hint": .string(hint)]]
      return StandardStreams.complain([error.text])
    }
    let lines = ["authledger: \(message)"] + (hint.isEmpty ? [] : ["hint: \(hint)"])
    StandardStreams.complain(lines.map(TerminalText.visible))
  }
}

extension Reply {
  /// Text for people, on lines of its own.
  init(text: String) { self.init(output: Array((text.hasSuffix("\n") ? text : text + "\n").utf8)) }
}
