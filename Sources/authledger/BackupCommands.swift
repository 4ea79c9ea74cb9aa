import ArgumentParser
import Coverage
import Desk
import Reports

struct BackupCommand: LedgerCommand {
  static let configuration = CommandConfiguration(
    of: "authledger", commandName: "backup",
    abstract: "Copy the ledger into a new file, while others work on it.",
    discussion: """
      The copy's SHA-256 is written beside it. Keep what it prints of head and hash where the backup is not.

      Example: authledger backup /mnt/backups/ledger-2026-03-09.db
      """)

  @Argument(help: "The new file.") var file: String
  @OptionGroup(title: "Global options") var global: GlobalOptions

  func values() throws -> String { try ArgumentReader.text(file, "the file") }

  func reply(to file: String, in session: Session) throws -> Reply {
    let answer = try session.readingDesk().backUp(to: file, lockSeconds: session.lockSeconds)
    return session.reply(
      isWriting: true, value: answer.value, lines: answer.lines("BACKED UP", style: session.style))
  }
}

struct RestoreCommand: LedgerCommand {
  static let configuration = CommandConfiguration(
    of: "authledger", commandName: "restore",
    abstract: "Put a backup in the place of a ledger that is not there, after checking all of it.",
    discussion: """
      A ledger that is there is never replaced: move it away first.

      Example: authledger restore /mnt/backups/ledger-2026-03-09.db --db plan.db
      """)

  @Argument(help: "The backup.") var file: String
  @Option(
    name: .customLong("sha256"),
    help: ArgumentHelp("The hash the backup must have (default: the one written beside it).", valueName: "hash"))
  var hash: String?
  @OptionGroup(title: "Global options") var global: GlobalOptions

  func values() throws -> (file: String, hash: String?) {
    if let hash, hash.utf8.count != 64 || !hash.allSatisfy({ $0.isASCII && $0.isHexDigit }) {
      throw Mistake("--sha256 is not a SHA-256", hint: "give the 64 digits that `backup` printed")
    }
    return (try ArgumentReader.text(file, "the file"), hash?.lowercased())
  }

  func reply(to values: (file: String, hash: String?), in session: Session) throws -> Reply {
    let answer = try Desk.restore(
      values.file, to: session.database.path, sha256: values.hash, lockSeconds: session.lockSeconds)
    return session.reply(
      isWriting: true, value: answer.value, lines: answer.lines("RESTORED", style: session.style))
  }
}
