import Foundation
import RealBinary
import Testing

/// Rows changed or removed behind the ledger's back, and a name erased where the law asks for it.
@Suite struct TamperingTests {
  private let binary: RealBinary
  private let folder: ScratchFolder
  private let tables: [String]
  private let lastEntry: Int

  init() throws {
    binary = try RealBinary()
    folder = try ScratchFolder()
    try TamperedLedger.make(with: binary, in: folder)
    tables = try TamperedLedger.tables(with: binary, in: folder)
    lastEntry = try TamperedLedger.lastEntry(with: binary, in: folder)
  }

  @Test("a removed tail is as sound as a whole journal, until it is held against a head that was kept")
  func removedTail() throws {
    let head = try verify().head
    try tamper(tables.map { "DELETE FROM \($0) WHERE sequence = \(lastEntry)" })
    #expect(try verify().status == 0)
    let held = try verify(["--head", head])
    #expect(held.status == 3)
    #expect(held.text.contains("the journal does not hold the expected head"))
  }

  @Test("an erased identity breaks nothing, and is counted")
  func erasure() throws {
    try tamper([
      "UPDATE patient_identity SET member_id = 'erased ' || identity, name = '', birth_date = '1900-01-01', salt = x''"
        + " WHERE patient = 1"
    ])
    let report = try verify()
    #expect(report.status == 0, "\(report.text)")
    #expect(report.erased == 1)
    try tamper(["UPDATE patient_identity SET name = '' WHERE patient = 1"])
    let changed = try verify()
    #expect(changed.status == 3 && changed.erased == 0, "a name taken away without its salt is a change like any other")
  }

  // MARK: The tampered copy

  private struct Report {
    let status: Int32
    let text: String
    let head: String
    let erased: Int
    let first: Int?
  }

  /// What verification says of the copy, or of the ledger while there is none.
  private func verify(_ options: [String] = []) throws -> Report {
    let path = FileManager.default.fileExists(atPath: folder.path + "/copy.db") ? "copy.db" : "ledger.db"
    let run = try binary.run(["verify", "--db", path, "--format", "json"] + options, in: folder)
    let value = try JSONSerialization.jsonObject(with: run.output) as? [String: Any] ?? [:]
    return Report(
      status: run.status, text: run.text + run.errorText, head: value["head"] as? String ?? "",
      erased: value["erased_identities"] as? Int ?? -1, first: value["first_break"] as? Int)
  }

  /// Makes changes to a fresh copy, checks off and triggers dropped; they are put back, for `verify` misses them.
  private func tamper(_ changes: [String]) throws {
    let triggers = try TamperedLedger.triggers(with: binary, in: folder).map { "DROP TRIGGER \($0);\n" }
    let script = (triggers + changes.map { $0 + ";\n" }).joined()
    try Data(script.utf8).write(to: URL(fileURLWithPath: folder.path + "/changes.sql"))
    let run = try binary.shell(
      """
      rm -f copy.db; cp ledger.db copy.db
      echo "SELECT sql || ';' FROM sqlite_schema WHERE type = 'trigger';" | sqlite3 ledger.db > triggers.sql
      cat changes.sql triggers.sql | sqlite3 -bail copy.db
      """, in: folder)
    try #require(run.status == 0, "\(run.errorText)")
  }

  @Test("a row that is changed, moved or hidden is told at the entry that wrote it")
  func changedRows() throws {
    let entry = lastEntry / 2
    for (change, first) in [
      ("UPDATE journal SET actor = actor || 'x' WHERE sequence = \(entry)", entry),
      ("UPDATE journal SET sequence = 1000000 WHERE sequence = \(entry)", entry),
      ("DELETE FROM journal WHERE sequence = \(entry)", entry),
      ("UPDATE administration SET administration = -1 WHERE sequence = 7", 7),
      ("UPDATE administration SET sequence = 3 WHERE sequence = 7", 3),
      ("UPDATE administration SET sequence = -3 WHERE sequence = 7", 7),
      ("UPDATE administration SET administered = administered + 1 WHERE sequence = 7", 7),
      ("UPDATE patient_identity SET name = 'Someone Else' WHERE sequence = 2", 2),
      ("UPDATE patient SET patient = 1125899906842625 WHERE sequence = 2", 2),
      ("UPDATE policy SET compiled = '{' WHERE sequence = 1", 1),
      ("UPDATE setting SET value = 'nowhere' WHERE sequence = 1 AND name = 'standard-hours'", 1),
    ] {
      try tamper([change])
      let report = try verify()
      #expect(report.status == 3 && report.first == first, "\(change): \(report.text)")
    }
  }
}
