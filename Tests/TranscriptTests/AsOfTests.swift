import Foundation
import RealBinary
import Testing

/// What a reading command printed at a time, it prints again with `--as-of`, whatever has been recorded since.
@Suite struct AsOfTests {
  /// Reading commands, each with the day it works on.
  static let readings = [
    "status M-1", "status M-1 --format json", "history M-1", "history M-1 --format json", "history A-000001",
    "explain R-000001", "explain R-000001 --format json", "explain C-1", "explain C-2 --format json", "worklist",
    "worklist --format json", "patient show M-1", "patient list", "authorization show A-000001",
    "authorization list", "authorization list M-1 --format json", "check M-1 --on 2024-01-05 --units 28",
    "export --view audit_entries", "export --view audit_decision_times --format json", "export --table flag",
    "dose M-1 --cycle 1", "check M-1 --cycle", "check M-1 --renewal --format json", "check M-1 --units 100",
    "project M-1", "project M-1 --format json", "verify", "verify --format json", "policy list",
    "policy show blinatumomab --format json", "policy diff blinatumomab blinatumomab", "policy scenarios blinatumomab",
    "history M-1 --kind administration", "explain C-1 --under blinatumomab@2021-03",
    "explain R-000001 --under blinatumomab@2021-03", "export --table journal --format ndjson",
  ]

  @Test("every reading command says as of an entry what it said then") func outputs() throws {
    let binary = try RealBinary()
    let folder = try ScratchFolder()
    var then: [(sequence: Int, arguments: [String], status: Int32, output: Data, errors: Data)] = []
    for (index, line) in ExportTests.story.enumerated() {
      let result = try binary.run(AsOfTests.words(line), in: folder)
      #expect([0, 2].contains(result.status), "\(line): \(result.errorText)")
      guard [2, 4, 6, 8, 10, 12, 14].contains(index) else { continue }
      for reading in AsOfTests.readings {
        let arguments = AsOfTests.words(reading) + ["--today", "2024-02-01"]
        let result = try binary.run(arguments, in: folder)
        then.append((index + 1, arguments, result.status, result.output, result.errors))
      }
    }
    let differing = Set(then.filter { $0.arguments.prefix(2) == ["status", "M-1"] }.map(\.output))
    #expect(differing.count >= 5, "the story changes nothing that the status shows")
    for (sequence, arguments, status, output, errors) in then {
      let later = try binary.run(arguments + ["--as-of", "\(sequence)"], in: folder)
      #expect(later.output == output, "\(arguments.joined(separator: " ")) as of \(sequence)")
      #expect(later.errors == errors)
      #expect(later.status == status)
    }
  }

  private static func words(_ line: String) -> [String] { line.split(separator: " ").map(String.init) }
}
