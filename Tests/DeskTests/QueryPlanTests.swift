import CivilTime
import Coverage
import Foundation
import GRDB
import Testing

@testable import Desk
@testable import Storage

/// What is read of one patient is read by index, however many there are.
@Suite struct QueryPlanTests {
  /// A ledger of two patients with everything on file, and the statements its work prepares.
  private final class Watched {
    private let ledger: TemporaryLedger
    private(set) var statements: Set<String> = []

    var desk: Desk { ledger.desk }

    init() throws {
      ledger = try TemporaryLedger()
      for member in ["M-1", "M-2"] { try ledger.fill(member) }
      try desk.store.read { reading in
        try reading.database.trace { event in
          if case .statement(let statement) = event { self.statements.insert(statement.sql) }
        }
      }
    }

    func work() -> WorkContext { ledger.work() }

    /// The whole scans of tables of facts that the statements come to.
    func scans() throws -> [String] {
      let facts = Set(FactTable.all.map(\.name) + ["journal"]).subtracting(["setting", "policy"])
      return try desk.store.read { reading in
        try statements.sorted().flatMap { sql -> [String] in
          // Who asks for the last entry reads that one.
          guard sql.hasPrefix("SELECT"), !sql.contains("max(sequence)"),
            !sql.hasSuffix("FROM journal ORDER BY sequence DESC LIMIT 1")
          else { return [] }
          let explained = try reading.database.makeStatement(sql: "EXPLAIN QUERY PLAN " + sql)
          explained.setUncheckedArguments([])
          let plan = try Row.fetchAll(explained).map { $0["detail"] as String }
          return plan.filter { line in
            let words = line.split(separator: " ")
            let name = words.count > 1 ? aliased(String(words[1]), in: sql) : ""
            // Everything up to a key is everything.
            return (words.first == "SCAN" || line.contains("(rowid<?)")) && facts.contains(name)
          }.map { "\($0): \(sql)" }
        }
      }
    }

    /// The table behind a name of one letter.
    private func aliased(_ name: String, in sql: String) -> String {
      let words = sql.split { " \n,".contains($0) }
      guard name.count == 1, let place = words.dropFirst().firstIndex(where: { $0 == name }) else { return name }
      return String(words[words.index(before: place)])
    }
  }

  private func entry(_ day: CivilDay) throws -> UnitEntry {
    UnitEntry(on: day, administered: 28, discarded: 7, vials: 1, indication: nil, code: nil)
  }

  @Test("looking at a patient and logging units scans no table of facts")
  func patient() throws {
    let watched = try Watched()
    let member = MemberID("M-1")
    let day = try #require(CivilDay("2024-01-09"))
    let work = watched.work()
    _ = try watched.desk.perform(.status(member), context: work)
    _ = try watched.desk.perform(.check(Checking(memberID: member, entry: try entry(day))), context: work)
    _ = try watched.desk.perform(
      .administer(
        Administering(memberID: member, reference: "C-9", entry: try entry(day), again: false, cutBack: false)),
      context: work)
    _ = try watched.desk.perform(.void(EntryVoiding(reference: "C-9", reason: "wrong day")), context: work)
    _ = try watched.desk.history(of: "M-1", only: HistoryFilter(), context: work)
    _ = try watched.desk.explain(.named("C-9"), context: work)
    _ = try watched.desk.explain(.named("R-000001"), context: work)
    #expect(watched.statements.count > 20)
    let scans = try watched.scans()
    #expect(scans == [])
  }

  @Test("a second night reads what is covered, was received lately or has changed")
  func nightly() throws {
    let watched = try Watched()
    _ = try watched.desk.nightly(withinDays: 30, context: watched.work())
    let before = watched.statements
    #expect(before.contains { $0.contains("UNION SELECT patient FROM request") })
    _ = try watched.desk.nightly(withinDays: 30, context: watched.work())
    // These walk back from the newest row and stop at the first the night before has seen.
    let walks = Set(ReadTransaction.changes)
    #expect(walks.isSubset(of: watched.statements))
    let scans = try watched.scans().filter { scan in
      !walks.contains { scan.hasSuffix($0) } && !scan.contains("UNION SELECT patient FROM request")
        && !scan.hasPrefix("SCAN f: ") && !scan.contains("FROM nightly_run")
    }
    #expect(scans == [])
  }
}
