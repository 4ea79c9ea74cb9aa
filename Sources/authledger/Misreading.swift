import ArgumentParser
import TextFormats

/// Arguments the parser could not read, in this program's own words.
enum Misreading {
  /// Options that may be given more than once.
  private static let repeatable = ["--attest", "--section", "--kind", "--where"]

  /// Refuses an option given twice, because `--units 28 --units 7` is a slip for `--discarded 7`. Global options may be
  /// repeated, so that an alias can hold one and a command replace it; the last counts.
  static func checkRepeated(_ arguments: [String]) throws {
    var seen: Set<Substring> = []
    for argument in arguments {
      if argument == "--" { break }
      let option = argument.prefix { $0 != "=" }
      guard option.hasPrefix("--"), !repeatable.contains(String(option)),
        !LeadingOptions.withValue.contains(String(option))
      else { continue }
      guard seen.insert(option).inserted else {
        throw Mistake("\(option) is given twice", hint: "give it once")
      }
    }
  }

  /// What is wrong with the arguments; `message` is the parser's own word, used where nothing clearer is found.
  static func mistake(_ arguments: [String], message: String = "") -> Mistake {
    var command: any ParsableCommand.Type = Authledger.self
    var path = "authledger"
    var rest = arguments[...]
    while !command.configuration.subcommands.isEmpty {
      let names = command.configuration.subcommands.map { $0._commandName }
      // The names of a group fit a line; those of the whole program are its help.
      let choice = path == "authledger" ? "see `authledger --help`" : "use one of: \(names.joined(separator: ", "))"
      guard let word = rest.popFirst() else {
        return Mistake("\(short(path)) needs a command", hint: choice)
      }
      if word.hasPrefix("-") {
        return unknownOption(word, of: path, among: LeadingOptions.withValue + LeadingOptions.flags + ["--version"])
      }
      guard let next = command.configuration.subcommands.first(where: { $0._commandName == word }) else {
        let near = Nearest.word(to: word.lowercased(), in: names)
        return Mistake(
          "there is no command \(short("\(path) \(word)"))",
          hint: near.map { "did you mean \(path) \($0)?" } ?? choice)
      }
      command = next
      path += " \(word)"
    }
    return mistake(
      Array(rest.prefix { $0 != "--" }), of: path, help: command.helpMessage(columns: 200), message: message)
  }

  private static func mistake(_ arguments: [String], of path: String, help: String, message: String) -> Mistake {
    let options = options(in: help)
    for (index, argument) in arguments.enumerated() {
      let option = String(argument.prefix { $0 != "=" })
      if let first = option.first, "‐‑‒–—−".contains(first) {
        return Mistake(
          "\(option) begins with a dash that is no hyphen",
          hint: "type it as --\(option.drop { "-‐‑‒–—−".contains($0) })")
      }
      if isOption(option), !options.contains(option) {
        return unknownOption(option, of: path, among: options)
      }
      let isFollowedByValue = index + 1 < arguments.count && !isOption(arguments[index + 1])
      if options.contains(argument), help.contains("  \(argument) <"), !isFollowedByValue {
        return Mistake(
          "\(option) has no value", hint: "give it one; a value that begins with a dash goes after an equals sign")
      }
    }
    return mistake(of: path, message: message)
  }

  /// Whether a word is meant for an option, known or not; a number below zero is a value.
  private static func isOption(_ word: String) -> Bool {
    word.hasPrefix("-") && word.dropFirst().contains(where: \.isLetter)
  }

  private static func mistake(of path: String, message: String) -> Mistake {
    let help = "see `\(path) --help`"
    let line = message.split(separator: "\n").first.map(String.init) ?? "these arguments make no command"
    let quoted = line.split(separator: "'", omittingEmptySubsequences: false)
    if line.hasPrefix("Missing expected argument"), quoted.count == 3 {
      let name = quoted[1].prefix { $0 != " " }.filter { $0 != "<" && $0 != ">" }
      return Mistake("\(name) is missing", hint: "\(short(path)) needs it; \(help)")
    }
    let said = line.prefix(1).lowercased() + (line.hasSuffix(".") ? line.dropFirst().dropLast() : line.dropFirst())
    guard line.contains("nexpected argument") else { return Mistake(said, hint: help) }
    // A word too many is often half of a name or of a note, which have no place in an error message.
    return Mistake(
      "there are more words than \(short(path)) takes", hint: "put text of several words in quotes; \(help)")
  }

  private static func unknownOption(_ option: String, of path: String, among options: [String]) -> Mistake {
    let near = option.hasPrefix("--") ? Nearest.word(to: option.lowercased(), in: options) : nil
    return Mistake(
      "\(short(path)) has no option \(option)", hint: near.map { "did you mean \($0)?" } ?? "see `\(path) --help`")
  }

  /// A command without the program's name, which stands before every message already.
  private static func short(_ path: String) -> Substring {
    path.hasPrefix("authledger ") ? path.dropFirst("authledger ".count) : path[...]
  }

  /// The options of a command, as its help has them.
  private static func options(in help: String) -> [String] {
    help.split(whereSeparator: { " \n[]()=,.:;`".contains($0) }).map(String.init).filter { $0.hasPrefix("-") }
  }
}
