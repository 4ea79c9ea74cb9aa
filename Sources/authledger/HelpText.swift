/// The help of a command, as the parser words it, made fit for a terminal of 80 columns.
enum HelpText {
  private static let width = 80
  /// The global options in a usage line, where they hide what the command itself needs.
  private static let globalUsage =
    "[--db <path>] [--format <format>] [--today <day>] [--actor <name>] [--quiet] [--no-color] [--wait <seconds>]"

  /// The same help with the global options at its end: a command's own options are what its reader looks for.
  static func arranged(_ help: String) -> String {
    let blocks = blocks(of: help).map { $0.hasPrefix("USAGE:") ? wrapped($0) : $0 }
    let own = blocks.filter { !$0.hasPrefix("GLOBAL OPTIONS:") }
    return (own + blocks.filter { $0.hasPrefix("GLOBAL OPTIONS:") }).joined(separator: "\n\n") + "\n"
  }

  /// The usage with the global options named in one word, broken before an option.
  private static func wrapped(_ usage: String) -> String {
    let usage = usage.replacing(globalUsage, with: "[<global options>]").replacing(" [", with: "\n[")
      .replacing(" --", with: "\n--")
    return usage.split(separator: "\n").reduce(into: [String]()) { lines, piece in
      if let last = lines.last, last.utf8.count + 1 + piece.utf8.count <= width {
        lines[lines.count - 1] = "\(last) \(piece)"
      } else {
        lines.append(lines.isEmpty ? String(piece) : "         \(piece)")
      }
    }.joined(separator: "\n")
  }

  /// The parts between empty lines.
  private static func blocks(of help: String) -> [String] {
    var blocks: [[Substring]] = [[]]
    for line in help.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.isEmpty { blocks.append([]) } else { blocks[blocks.count - 1].append(line) }
    }
    return blocks.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }
  }
}
