import ArgumentParser
import CivilTime
import Coverage
import Desk
import Reports
import TextFormats

struct PolicyCheckCommand: LedgerCommand {
  static let configuration = CommandConfiguration(
    of: "authledger policy", commandName: "check", abstract: "Check a policy file, and name every fault with its line.",
    discussion: "Example: authledger policy check blinatumomab-2021-03.yaml")

  @Argument(help: "The policy file.") var file: String
  @OptionGroup(title: "Global options") var global: GlobalOptions

  var printsList: Bool { true }

  func values() throws -> String { file }

  func reply(to path: String, in session: Session) throws -> Reply {
    session.reply(checking: try PolicyFile(reading: path))
  }
}

struct PolicyInstallCommand: LedgerCommand {
  static let configuration = CommandConfiguration(
    of: "authledger policy", commandName: "install", abstract: "Install a policy file as a new version.",
    discussion: """
      Requests received from the effective day on are answered by the new version; an authorization keeps the version it \
      was granted under. A version once installed never changes. A file with faults is refused as by `policy check`.

      Example: authledger policy install blinatumomab-2024-06.yaml --effective 2024-06-14
      """)

  @Argument(help: "The policy file.") var file: String
  @Option(
    help: ArgumentHelp("The first received day it answers for (default: the file's own).", valueName: "day"))
  var effective: String?
  @OptionGroup(title: "Global options") var global: GlobalOptions

  func values() throws -> (path: String, effectiveOn: CivilDay?) {
    (file, try ArgumentReader.day(effective, "--effective"))
  }

  func reply(to values: (path: String, effectiveOn: CivilDay?), in session: Session) throws -> Reply {
    let file = try PolicyFile(reading: values.path)
    guard file.faults.isEmpty else { return session.reply(checking: file) }
    let done = try session.writingDesk().install(
      file, effectiveOn: values.effectiveOn, context: session.context())
    return session.reply(
      isWriting: true, value: InstallReport.value(of: done), lines: InstallReport.lines(of: done, style: session.style))
  }
}

extension Session {
  /// What is wrong with a policy file, or that nothing is.
  fileprivate func reply(checking file: PolicyFile) -> Reply {
    let status = file.faults.isEmpty ? ExitStatus.done : .configuration
    return reply(
      status, records: FileCheckReport.records(of: file), value: FileCheckReport.value(of: file),
      lines: FileCheckReport.lines(of: file))
  }
}
