import Desk
import TextFormats

extension BackupAnswer {
  /// The file with its hash and the head of its journal.
  public var value: JSONValue {
    ["path": .string(path), "sha256": .string(sha256), "entries": .integer(entries), "head": .string(head)]
  }

  /// The same for people, after a word for what was done.
  public func lines(_ done: String, style: Style) -> [String] {
    // A path is not broken over lines: it is there to be copied.
    [
      "\(style.good(done))  \(TerminalText.visible(path))", "  entries  \(entries)", "  head     \(head)",
      "  sha256   \(sha256)",
    ]
  }
}
