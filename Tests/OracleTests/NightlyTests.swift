import Foundation
import RealBinary
import Testing

/// Nights that look only at what may have changed find what a first night finds that looks at everything.
@Suite struct NightlyTests {
  private func open(_ binary: RealBinary, _ folder: ScratchFolder) throws -> [String] {
    let text = try binary.run(["worklist", "--format", "ndjson"], in: folder).text
    return try text.split(separator: "\n").map { line in
      let flag = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any] ?? [:]
      return ["kind", "subject", "due_on"].map { "\(flag[$0] ?? "")" }.joined(separator: " | ")
    }.sorted()
  }

  @Test("many nights and one night leave the same flags open", arguments: [301, 302, 303] as [UInt64])
  func equal(seed: UInt64) throws {
    let binary = try RealBinary()
    // Flags are numbered by the nights, so what acknowledges them is left out.
    let lines = RandomHistories(seed: seed, count: 2_000).lines().filter { !$0.contains(#""op":"acknowledge""#) }
    var kinds: Set<Substring> = []
    let (nightly, late) = (try ScratchFolder(), try ScratchFolder())
    for folder in [nightly, late] {
      #expect(try binary.run(["init", "--time-zone", "America/Chicago"], in: folder).status == 0)
    }
    var day = ""
    for start in stride(from: 0, to: lines.count, by: 200) {
      let part = lines[start..<min(start + 200, lines.count)]
      for line in part {
        let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
        day = max(day, object?["today"] as? String ?? "")
      }
      let input = Data((part.joined(separator: "\n") + "\n").utf8)
      for folder in [nightly, late] { _ = try binary.run(["apply", "-"], in: folder, input: input) }
      #expect(try binary.run(["nightly", "--today", day], in: nightly).status == 0)
      // The other ledger is copied before each comparison, so that every night of it is a first one.
      let copy = try ScratchFolder()
      try FileManager.default.copyItem(atPath: late.database, toPath: copy.database)
      #expect(try binary.run(["nightly", "--today", day], in: copy).status == 0)
      let flags = try open(binary, nightly)
      #expect(try flags == open(binary, copy), "seed \(seed), night of \(day)")
      kinds.formUnion(flags.map { $0.prefix { $0 != " " } })
    }
    for kind in ["expired", "expiring", "coverage-too-short", "decision-overdue", "cycle-overdue"] {
      #expect(kinds.contains(Substring(kind)), "seed \(seed) never raised \(kind)")
    }
  }
}
