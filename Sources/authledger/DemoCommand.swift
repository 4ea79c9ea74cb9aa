import ArgumentParser
import Coverage
import Foundation

struct DemoCommand: LedgerCommand {
  static let configuration = CommandConfiguration(
    of: "authledger", commandName: "demo",
    abstract: "Walk three patients through a new ledger, with real commands on a real file.",
    discussion: """
      The ledger is made in a new temporary folder and stays there, to look around in.

      Example: authledger demo
      """)

  @OptionGroup(title: "Global options") var global: GlobalOptions

  func reply(to values: Void, in session: Session) throws -> Reply {
    let stage = try DemoStage()
    for step in DemoStory().steps { try stage.perform(step) }
    let text =
      "\nThe ledger stays at \(stage.database). Look around, for example:\n"
      + "  authledger --db \(stage.database) history M-77120 --kind cycle\n"
      + "  authledger --db \(stage.database) report patient M-77120 -o M-77120.html\n"
    return Reply(output: Array(text.utf8))
  }
}

/// A folder with a ledger, and this program to run on it.
private struct DemoStage {
  let database: String
  private let program: URL

  init() throws {
    var template = Array((NSTemporaryDirectory() + "authledger-demo-XXXXXX").utf8CString)
    guard mkdtemp(&template) != nil else {
      throw Fault(.inputOutput, "cannot make a temporary folder: \(String(cString: strerror(errno)))")
    }
    let folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    database = folder + "/demo.db"
    program = URL(fileURLWithPath: try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
  }

  func perform(_ step: DemoStory.Step) throws {
    switch step {
    case .say(let text): try StandardStreams.write(Array("\n# \(text)\n".utf8))
    case .run(let command):
      try StandardStreams.write(Array("\n$ authledger \(DemoStage.folded(command))\n".utf8))
      try launch(DemoStage.words(of: command), input: nil)
    case .apply(let text, let operations):
      try StandardStreams.write(Array("\n# \(text)\n$ authledger apply … (\(operations.count) lines)\n".utf8))
      try launch(["apply", "-", "--quiet"], input: operations.joined(separator: "\n") + "\n")
    }
  }

  /// Runs this program; an answer of "no" is part of the story, anything worse ends it.
  private func launch(_ arguments: [String], input: String?) throws {
    let process = Process()
    process.executableURL = program
    process.arguments = ["--db", database] + arguments
    let pipe = Pipe()
    if input != nil {
      process.standardInput = pipe
      process.standardOutput = FileHandle.nullDevice
    }
    try process.run()
    if let input {
      try pipe.fileHandleForWriting.write(contentsOf: Data(input.utf8))
      try pipe.fileHandleForWriting.close()
    }
    process.waitUntilExit()
    guard [ExitStatus.done.rawValue, ExitStatus.refused.rawValue].contains(process.terminationStatus) else {
      throw Fault(
        .unexpected, "the demonstration stopped: `\(arguments.prefix(2).joined(separator: " "))` failed")
    }
  }

  /// The words of a command; single quotes hold a word together.
  private static func words(of command: String) -> [String] {
    command.split(separator: "'", omittingEmptySubsequences: false).enumerated().flatMap { index, part in
      index % 2 == 1 ? [String(part)] : part.split(separator: " ").map(String.init)
    }
  }

  /// A command over as many lines as it needs, before its options.
  private static func folded(_ command: String) -> String {
    var lines = [""]
    for part in command.replacingOccurrences(of: " --", with: "\n--").split(separator: "\n") {
      let last = lines[lines.count - 1]
      if last.isEmpty {
        lines[lines.count - 1] = String(part)
      } else if last.count + part.count > 62 {
        lines.append(String(part))
      } else {
        lines[lines.count - 1] = last + " " + part
      }
    }
    return lines.joined(separator: " \\\n      ")
  }
}
