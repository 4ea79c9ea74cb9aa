import Foundation
import RealBinary
import Testing

/// Every command helps, and the README knows it.
@Suite struct CommandTests {
  /// The commands as the binary lists them, with their subcommands.
  static let commands: [[String]] = (try? listed(below: [])) ?? []

  private static func listed(below path: [String]) throws -> [[String]] {
    let help = try RealBinary().run(path + ["--help"], in: try ScratchFolder()).text
    var names: [String] = []
    var isInside = false
    for line in help.components(separatedBy: "\n") {
      if line.hasSuffix("SUBCOMMANDS:") {
        isInside = true
      } else if isInside, line.hasPrefix("  "), !line.hasPrefix("   ") {
        let word = String(line.split(separator: " ")[0])
        if word != "See" { names.append(word) }
      }
    }
    return try names.flatMap { name in
      let inner = try listed(below: path + [name])
      return inner.isEmpty ? [path + [name]] : inner
    }
  }

  @Test("there are commands") func present() {
    #expect(CommandTests.commands.count >= 30)
  }

  @Test("a command's help says what it does, with an example", arguments: commands)
  func help(command: [String]) throws {
    let result = try RealBinary().run(command + ["--help"], in: ScratchFolder())
    #expect(result.status == 0)
    #expect(result.text.hasPrefix("OVERVIEW: "))
    #expect(result.text.contains("Example"))
    #expect(result.text.contains("authledger " + command.joined(separator: " ")))
  }

  @Test("a command is in the README", arguments: commands)
  func documented(command: [String]) throws {
    #expect(try SourceTree.text("README.md").contains("`\(command.joined(separator: " "))"))
  }
}
