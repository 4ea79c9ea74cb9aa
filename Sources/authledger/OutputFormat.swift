/// How a command prints.
enum OutputFormat: String, CaseIterable {
  case table
  case json
  case ndjson
  case csv

  /// The format that errors are printed in, also when the arguments could not be read.
  static func asked(for arguments: [String]) -> OutputFormat {
    var asked: String?
    for (index, argument) in arguments.enumerated() {
      if argument == "--" { break }
      if argument == "--format", index + 1 < arguments.count { asked = arguments[index + 1] }
      if argument.hasPrefix("--format=") { asked = String(argument.dropFirst("--format=".count)) }
    }
    return asked.flatMap(OutputFormat.init) ?? .table
  }

  /// Whether programs read it.
  var isJSON: Bool { self == .json || self == .ndjson }
}
