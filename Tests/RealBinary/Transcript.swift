import Foundation

/// A transcript: commands as a person types them, and what they must print.
///
/// A line `$ command` runs (a `\` at its end goes on in the next line); the lines below it are standard output, `! `
/// before a line of standard error, and `= exit N` says the exit status where it is not 0. `# ` is a comment.
public struct Transcript {
  /// One command and what it printed.
  public struct Step {
    /// The lines of the command as typed, the first without its `$ `.
    public var command: [String]
    /// What it printed, as the transcript writes it.
    public var output: [String]
    /// The number of the command's line.
    public let line: Int
  }

  /// Comments and blank lines before the first command.
  public private(set) var preamble: [String] = []
  /// The commands in order.
  public private(set) var steps: [Step] = []

  /// Reads a transcript.
  public init(_ text: String) {
    var lines = text.components(separatedBy: "\n")
    if lines.last == "" { lines.removeLast() }
    var isContinued = false
    for (index, line) in lines.enumerated() {
      if isContinued, let last = steps.indices.last {
        steps[last].command.append(line)
        isContinued = line.hasSuffix("\\")
      } else if line.hasPrefix("$ ") {
        let command = String(line.dropFirst(2))
        steps.append(Step(command: [command], output: [], line: index + 1))
        isContinued = command.hasSuffix("\\")
      } else if let last = steps.indices.last {
        steps[last].output.append(line)
      } else {
        preamble.append(line)
      }
    }
  }

  /// The transcript as text.
  public var text: String {
    let body = steps.flatMap { ["$ " + $0.command[0]] + $0.command.dropFirst() + $0.output }
    return (preamble + body).joined(separator: "\n") + "\n"
  }

  /// Runs every command in one new folder; the transcript of what happened, comments kept.
  public func run(with binary: RealBinary) throws -> Transcript {
    let folder = try ScratchFolder()
    var ran = self
    for index in ran.steps.indices {
      let result = try binary.shell(ran.steps[index].command.joined(separator: "\n"), in: folder)
      ran.steps[index].output = printed(result, folder: folder) + comments(after: steps[index])
    }
    return ran
  }

  /// Blank lines and comments at the end of a step's output belong to the reader, not to the command.
  private func comments(after step: Step) -> [String] {
    Array(step.output.reversed().prefix { $0.isEmpty || $0.hasPrefix("# ") }.reversed())
  }

  private func printed(_ result: RealBinary.Result, folder: ScratchFolder) -> [String] {
    var lines = lines(result.text) + lines(result.errorText).map { "! " + $0 }
    if result.status != 0 { lines.append("= exit \(result.status)") }
    return lines.map { Transcript.masked($0, folder: folder) }
  }

  private func lines(_ text: String) -> [String] {
    var lines = text.components(separatedBy: "\n")
    if lines.last == "" { lines.removeLast() }
    return lines
  }

  /// Moments, hashes, the user and the folder differ from run to run.
  public static func masked(_ line: String, folder: ScratchFolder) -> String {
    var masked = line.replacingOccurrences(of: folder.path, with: "<folder>")
    for (pattern, name) in [
      (#"20[0-9]{2}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z"#, "<moment>"),
      (#"20[0-9]{2}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2} UTC"#, "<moment>"), (#"\b[0-9a-f]{64}\b"#, "<hash>"),
      (#"\b\#(NSRegularExpression.escapedPattern(for: NSUserName()))\b"#, "<user>"),
    ] {
      masked = masked.replacingOccurrences(of: pattern, with: name, options: .regularExpression)
    }
    return masked
  }
}
