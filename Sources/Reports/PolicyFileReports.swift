import Coverage
import Desk
import TextFormats

/// What is wrong with a policy file, or that nothing is.
public enum FileCheckReport {
  /// The faults, a row each.
  public static func records(of file: PolicyFile) -> Records {
    Records(
      columns: ["line", "column", "message"],
      rows: file.faults.map { [.integer($0.line), .integer($0.column), .string($0.message)] })
  }

  /// The file with its faults.
  public static func value(of file: PolicyFile) -> JSONValue {
    [
      "file": .string(file.path), "policy": .optional(file.policy?.version.description),
      "faults": records(of: file).value,
    ]
  }

  /// A line a fault, as compilers write them, so that an editor can jump to it.
  public static func lines(of file: PolicyFile) -> [String] {
    let name = TerminalText.visible(file.path)
    guard !file.faults.isEmpty else { return ["WELL  \(file.policy?.version.description ?? name)"] }
    return file.faults.map { "\(name):\($0.line):\($0.column): \(TerminalText.visible($0.message))" }
  }
}

/// A policy version that was installed.
public enum InstallReport {
  /// The version as it stands in the ledger.
  public static func value(of done: Installation) -> JSONValue {
    [
      "policy": .string(done.policy.version.policy), "version": .string(done.policy.version.version),
      "effective_on": .day(done.policy.effectiveOn), "replaces": .optional(done.replaces?.description),
      "indications": .array(done.policy.indications.map { .string($0.key.text) }),
      "replayed": .bool(done.isReplay),
    ]
  }

  /// What it is called, from when it answers, and how to see what changes.
  public static func lines(of done: Installation, style: Style) -> [String] {
    var page = Page(style: style)
    let version = done.policy.version.description
    page.add(lead: done.isReplay ? "ON FILE  " : "INSTALLED  ", shown: style.strong, version)
    page.field("effective", "for requests received from \(done.policy.effectiveOn) on")
    page.field("covers", done.policy.indications.map { "\($0.name) (\($0.key))" }.joined(separator: ", "))
    if let replaces = done.replaces {
      page.field("replaces", "\(replaces), which authorizations granted under it keep")
      page.command("changes", ["authledger", "policy", "diff", replaces.description, version])
    }
    return page.lines
  }
}
