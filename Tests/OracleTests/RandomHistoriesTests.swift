import Foundation
import RealBinary
import Testing

/// Random histories through the real `apply`, each answer held against the stupid oracle's. `RANDOM_HISTORIES` in the
/// environment sets how many, of 4,000 operations each, `RANDOM_HISTORIES_SEED` the first seed.
@Suite struct RandomHistoriesTests {
  private static let environment = ProcessInfo.processInfo.environment
  private static let first = environment["RANDOM_HISTORIES_SEED"].flatMap { UInt64($0) } ?? 101
  private static let count = environment["RANDOM_HISTORIES"].flatMap { UInt64($0) } ?? 3

  @Test("the binary answers as the oracle does", arguments: (0..<count).map { first + $0 })
  func agree(seed: UInt64) throws {
    let lines = RandomHistories(seed: seed, count: 4_000).lines()
    let binary = try RealBinary()
    let folder = try ScratchFolder()
    #expect(try binary.run(["init", "--time-zone", "America/Chicago"], in: folder).status == 0)
    let input = Data((lines.joined(separator: "\n") + "\n").utf8)
    let applied = try binary.run(["apply", "-"], in: folder, input: input)
    let answers = applied.text.split(separator: "\n")
    try #require(answers.count == lines.count, "seed \(seed): \(applied.errorText)")
    let oracle = StupidOracle()
    var outcomes: Set<String> = []
    for (line, answer) in zip(lines, answers) {
      let wanted = oracle.answer(line: line)
      outcomes.insert(wanted.errorCode ?? wanted.outcome ?? "")
      let got = try JSONSerialization.jsonObject(with: Data(answer.utf8)) as? [String: Any] ?? [:]
      let differences = wanted.differences(from: got)
      #expect(differences.isEmpty, "seed \(seed): \(line)\n\(differences)\n\(answer)")
    }
    // A history that never gets to the edges would prove nothing.
    for outcome in ["covered", "denied", "cut-back", "started", "refused", "approved", "conflict", "invalid"] {
      #expect(outcomes.contains(outcome), "seed \(seed) never came to \(outcome)")
    }
    let verified = try binary.run(["verify"], in: folder)
    #expect(verified.status == 0, "seed \(seed): \(verified.text)")
  }
}
