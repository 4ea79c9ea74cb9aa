import Foundation
import RealBinary
import Testing

/// A file of claim lines is judged as the same lines are by `administer`, whatever happens on the way.
@Suite struct ImportTests {
  private static let today = "2025-12-31"

  /// A history, and the claim lines that come after it.
  private struct Story {
    var before: [String] = []
    var claims: [[String: Any]] = []

    init(seed: UInt64) throws {
      for (index, line) in RandomHistories(seed: seed, count: 2_500).lines().enumerated() {
        let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any] ?? [:]
        guard index > 1_200, object["op"] as? String == "administer" else {
          if index <= 1_200 || object["op"] as? String != "administer" { before.append(line) }
          continue
        }
        let isPlain = object["again"] == nil && object["cut_back"] == nil && Story.isWritable(object)
        if isPlain { claims.append(object) }
      }
    }

    /// Whether the line says the same in CSV, where every value is text.
    private static func isWritable(_ claim: [String: Any]) -> Bool {
      ["units", "discarded", "vials"].allSatisfy { claim[$0] == nil || claim[$0] is Int }
        && ["member_id", "on", "reference", "indication", "code"].allSatisfy {
          claim[$0] == nil || (claim[$0] as? String)?.isEmpty == false
        }
    }

    var operations: String {
      claims.map { claim in
        var claim = claim
        claim["today"] = nil
        let data = (try? JSONSerialization.data(withJSONObject: claim, options: .sortedKeys)) ?? Data()
        return String(decoding: data, as: UTF8.self) + "\n"
      }.joined()
    }

    var csv: String {
      let columns = ["vials", "reference", "discarded", "indication", "member_id", "units", "on", "code"]
      let names = columns.map { $0 == "on" ? "service_date" : $0 }
      let rows = claims.map { claim in
        columns.map { column in
          guard let value = claim[column] else { return "" }
          return "\"" + "\(value)".replacingOccurrences(of: "\"", with: "\"\"") + "\""
        }.joined(separator: ",")
      }
      return ([names.joined(separator: ",")] + rows).joined(separator: "\r\n") + "\r\n"
    }
  }

  private func folder(_ story: Story, _ binary: RealBinary) throws -> ScratchFolder {
    let folder = try ScratchFolder()
    #expect(try binary.run(["init", "--time-zone", "America/Chicago"], in: folder).status == 0)
    let before = Data((story.before.joined(separator: "\n") + "\n").utf8)
    _ = try binary.run(["apply", "-"], in: folder, input: before)
    return folder
  }

  /// What matters of an answer, its line left out.
  private func answers(_ text: String) throws -> [String] {
    try text.split(separator: "\n").map { line in
      let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any] ?? [:]
      if let error = object["error"] as? [String: Any] { return "\(error["code"] ?? "")" }
      let kept = object.filter { !["line", "op"].contains($0.key) }
      return String(decoding: try JSONSerialization.data(withJSONObject: kept, options: .sortedKeys), as: UTF8.self)
    }
  }

  /// The administrations on file without the entry that holds them.
  private func facts(_ binary: RealBinary, _ folder: ScratchFolder) throws -> [Substring] {
    let text = try binary.run(["export", "--table", "administration"], in: folder).text
    return text.split(separator: "\r\n").map { $0[..<($0.lastIndex(of: ",") ?? $0.endIndex)] }
  }

  @Test("an import answers as administering does", arguments: [201, 202] as [UInt64])
  func equal(seed: UInt64) throws {
    let binary = try RealBinary()
    let story = try Story(seed: seed)
    let (applied, imported) = (try folder(story, binary), try folder(story, binary))
    let one = try binary.run(
      ["apply", "-", "--today", ImportTests.today], in: applied, input: Data(story.operations.utf8))
    let other = try binary.run(
      ["import", "administrations", "-", "--results", "answers.ndjson", "--batch", "37", "--today", ImportTests.today],
      in: imported, input: Data(story.csv.utf8))
    let results = try String(contentsOfFile: imported.path + "/answers.ndjson", encoding: .utf8)
    let wanted = try answers(one.text)
    #expect(try answers(results) == wanted, "seed \(seed)")
    #expect(try facts(binary, imported) == facts(binary, applied), "seed \(seed)")
    #expect(other.status == one.status)
    #expect(try binary.run(["verify"], in: imported).status == 0)
    // A story without these would prove nothing.
    #expect(wanted.count > 150)
    for word in [#""outcome":"covered""#, #""outcome":"denied""#, "conflict", #""replayed":true"#] {
      #expect(wanted.contains { $0.contains(word) }, "seed \(seed) has no \(word)")
    }
  }

  @Test("an entry of the journal holds a thousand lines at most")
  func entries() throws {
    let binary = try RealBinary()
    let folder = try ScratchFolder()
    _ = try binary.run(["init", "--time-zone", "America/Chicago"], in: folder)
    _ = try binary.run(
      ["patient", "add", "M-1", "--name", "Test Patient", "--birth-date", "1990-01-01"], in: folder)
    let lines = ["member_id,service_date,units,reference"] + (1...2_500).map { "M-1,2024-01-05,1,R\($0)" }
    _ = try binary.run(
      ["import", "administrations", "-", "--quiet", "--today", ImportTests.today], in: folder,
      input: Data(lines.joined(separator: "\n").utf8))
    let sizes = try binary.shell(
      "sqlite3 ledger.db 'SELECT count(*) FROM administration GROUP BY sequence ORDER BY sequence'", in: folder)
    #expect(sizes.text == "1000\n1000\n500\n")
    // What is denied is in memory with its reasons until it is committed, so that sooner.
    let commits = try binary.shell(
      "sqlite3 ledger.db \"SELECT count(DISTINCT recorded_at) FROM journal WHERE action = 'import'\"", in: folder)
    #expect(commits.text == "3\n")
    #expect(try binary.run(["verify"], in: folder).status == 0)
  }

  @Test("lines of one commit are judged upon those before them, in whichever of its entries these are")
  func acrossEntries() throws {
    let binary = try RealBinary()
    var story = try Story(seed: 204)
    let claims = story.claims
    // Every claim under some references, and all of that again every thousand lines or more; some with other content.
    // Four times, so that they stay one commit even where all are denied.
    let times = 1 + 1_000 / claims.count
    story.claims = (0..<4 * times).flatMap { time in
      claims.map { claim in
        var claim = claim
        claim["reference"] = "\(claim["reference"] ?? "")-\(time % times)"
        if time >= times, let units = claim["units"] as? Int, units % 3 == 0 { claim["units"] = units + 1 }
        return claim
      }
    }
    let (applied, imported) = (try folder(story, binary), try folder(story, binary))
    let one = try binary.run(
      ["apply", "-", "--batch", "25", "--today", ImportTests.today], in: applied, input: Data(story.operations.utf8))
    let many = try binary.run(
      ["apply", "-", "--batch", "10000", "--today", ImportTests.today], in: try folder(story, binary),
      input: Data(story.operations.utf8))
    _ = try binary.run(
      ["import", "administrations", "-", "--results", "answers.ndjson", "--today", ImportTests.today], in: imported,
      input: Data(story.csv.utf8))
    let results = try String(contentsOfFile: imported.path + "/answers.ndjson", encoding: .utf8)
    let wanted = try answers(one.text)
    #expect(try answers(results) == wanted)
    #expect(try answers(many.text) == wanted)
    #expect(try facts(binary, imported) == facts(binary, applied))
    #expect(try binary.run(["verify"], in: imported).status == 0)
    let again = wanted.dropFirst(times * claims.count)
    for word in [#""replayed":true"#, "conflict"] { #expect(again.contains { $0.contains(word) }) }
  }

  @Test("an import killed on the way is run again, and nothing is lost or doubled")
  func killed() throws {
    let binary = try RealBinary()
    let story = try Story(seed: 203)
    let (whole, broken) = (try folder(story, binary), try folder(story, binary))
    for folder in [whole, broken] {
      try Data(story.csv.utf8).write(to: URL(fileURLWithPath: folder.path + "/claims.csv"))
    }
    let run = "authledger import administrations claims.csv --batch 10 --quiet --today \(ImportTests.today)"
    _ = try binary.shell(run, in: whole)
    let kill = """
      \(run) --results answers.csv & run=$!
      while kill -0 $run && [ "$(stat -c %s answers.csv.unfinished 2>/dev/null || echo 0)" -lt 5000 ]; do sleep 0.005; done
      kill -9 $run; wait $run; echo $?; ls answers.csv 2>&1 | grep -c cannot
      """
    #expect(try binary.shell(kill, in: broken).text == "137\n1\n")
    let kept = try facts(binary, broken)
    let all = try facts(binary, whole)
    #expect(kept.count < all.count)
    #expect(kept == Array(all.prefix(kept.count)))
    _ = try binary.shell(run, in: broken)
    #expect(try facts(binary, broken) == all)
    #expect(try binary.run(["verify"], in: broken).status == 0)
  }

  @Test("a dry run answers, and leaves the file byte for byte as it was")
  func dry() throws {
    let binary = try RealBinary()
    let story = try Story(seed: 204)
    let folder = try folder(story, binary)
    let before = try Data(contentsOf: URL(fileURLWithPath: folder.database))
    let arguments = ["import", "administrations", "-", "--today", ImportTests.today, "--batch", "20", "--results"]
    let input = Data(story.csv.utf8)
    let dry = try binary.run(arguments + ["dry.csv", "--dry-run"], in: folder, input: input)
    #expect(try Data(contentsOf: URL(fileURLWithPath: folder.database)) == before)
    let wet = try binary.run(arguments + ["wet.csv"], in: folder, input: input)
    #expect(dry.status == wet.status)
    let files = try ["dry.csv", "wet.csv"].map { try Data(contentsOf: URL(fileURLWithPath: folder.path + "/" + $0)) }
    #expect(files[0] == files[1])
  }
}
