import Coverage
import Foundation
import GRDB

/// A place where the file is not as the ledger wrote it.
public struct StorageBreak: Sendable {
  /// The first entry concerned; nil where none is known.
  public let sequence: JournalNumber?
  /// Which check failed: `integrity`, `foreign-keys`, `chain`, `facts`, `identity` or `expected head`.
  public let check: String
  /// What is wrong, in a sentence.
  public let message: String
}

/// What the check of the file came to.
public struct StorageAudit: Sendable {
  /// Entries of the journal.
  public var entries = 0
  /// Facts of all tables.
  public var facts = 0
  /// The hash of the last entry, in hexadecimal.
  public var head = ""
  /// Every break found.
  public var breaks: [StorageBreak] = []
}

extension ReadTransaction {
  /// Recomputes the chain from the facts, and lets SQLite check the file itself.
  ///
  /// With `expecting`, the hash of an entry that left the machine must be in the chain: a shortened journal is
  /// otherwise as sound as a whole one.
  public func audit(quick: Bool, expecting: String?) throws -> StorageAudit {
    var audit = StorageAudit()
    if !quick { try checkFile(&audit) }
    try ChainAudit(database).run(&audit, expecting: expecting)
    if !quick { try checkIdentities(&audit) }
    return audit
  }

  private func checkFile(_ audit: inout StorageAudit) throws {
    for line in try String.fetchAll(database, sql: "PRAGMA integrity_check(20)") where line != "ok" {
      audit.breaks.append(StorageBreak(sequence: nil, check: "integrity", message: line))
    }
    for row in try Row.fetchAll(database, sql: "PRAGMA foreign_key_check").prefix(20) {
      let table: String = row["table"] ?? "?"
      let parent: String = row["parent"] ?? "?"
      audit.breaks.append(
        StorageBreak(sequence: nil, check: "foreign-keys", message: "a row of \(table) names no row of \(parent)"))
    }
  }

  /// The chain holds a commitment in the place of a person's identifiers; here it is opened.
  private func checkIdentities(_ audit: inout StorageAudit) throws {
    let statement = try SQLStatement(
      database,
      "SELECT sequence, member_id, name, birth_date, salt, commitment FROM patient_identity ORDER BY identity")
    try statement.forEachRow([]) { reader in
      let sequence = try reader.sequence()
      let (member, name, birthDate) = (try reader.text(), try reader.text(), try reader.text())
      let salt = try reader.blob()
      let computed = FactRows.commitment(salt: salt, memberID: member, name: name, birthDate: birthDate)
      if computed != (try reader.blob()) {
        audit.breaks.append(
          StorageBreak(
            sequence: sequence, check: "identity", message: "member \(member) is not as entry \(sequence) recorded it"))
      }
      return true
    }
  }
}

/// Walks the journal and every table of facts side by side, in the order of the journal.
private struct ChainAudit {
  let database: Database

  init(_ database: Database) { self.database = database }

  func run(_ audit: inout StorageAudit, expecting: String?) throws {
    var tables = try FactTable.all.map { try TableCursor($0, database: database) }
    let journal = try SQLStatement(
      database,
      """
      SELECT sequence, recorded_at, actor, claimed_actor, action, subject, worked_on, findings, hash FROM journal
      ORDER BY sequence
      """)
    try journal.start()
    var previous = Chain.root
    var expected = 1
    var isExpectedHeadFound = expecting == nil
    while let row = try journal.next() {
      guard case .integer(let sequence) = row.value(0), case .blob(let recorded) = row.value(8) else {
        throw row.damaged()
      }
      if sequence != expected {
        audit.breaks.append(
          StorageBreak(
            sequence: JournalNumber(expected), check: "chain",
            message: "entry \(expected) is missing; entry \(sequence) follows"))
      }
      var bytes = CanonicalBytes()
      for column in 0..<8 { bytes.append(row.value(column)) }
      for index in tables.indices {
        audit.facts += try tables[index].take(sequence: sequence, into: &bytes, audit: &audit)
      }
      var chain = Chain(after: previous)
      chain.add(bytes)
      let computed = chain.finish()
      if computed != recorded {
        audit.breaks.append(
          StorageBreak(
            sequence: JournalNumber(sequence), check: "chain",
            message: "entry \(sequence) or a fact it wrote is not as it was recorded"))
      }
      // The recorded hash goes on, so that one change is one break and not all that follow.
      previous = recorded
      audit.entries += 1
      audit.head = recorded.hexadecimal
      if let expecting, audit.head == expecting.lowercased() { isExpectedHeadFound = true }
      expected = sequence + 1
    }
    for index in tables.indices { try tables[index].reportRest(&audit) }
    if !isExpectedHeadFound {
      audit.breaks.append(
        StorageBreak(
          sequence: nil, check: "expected head",
          message: "the journal does not hold the expected head: entries were removed from its end, or rewritten"))
    }
  }
}

/// One table of facts, read by its key; its rows belong to entries in rising order.
private struct TableCursor {
  let table: FactTable
  private let rows: SQLStatement
  private var pending: RowReader?

  init(_ table: FactTable, database: Database) throws {
    self.table = table
    rows = try SQLStatement(
      database, "SELECT \(table.columns.joined(separator: ", ")) FROM \(table.name) ORDER BY \(table.key)")
    try rows.start()
    pending = try rows.next()
  }

  private var sequence: Int? {
    pending.map { row in
      if case .integer(let sequence) = row.value(table.columns.count - 1) { sequence } else { 0 }
    }
  }

  /// Takes the rows of one entry; the number taken.
  mutating func take(sequence wanted: Int, into bytes: inout CanonicalBytes, audit: inout StorageAudit) throws -> Int {
    var taken = 0
    while let found = sequence, found <= wanted, let row = pending {
      if found == wanted {
        bytes.beginRow(of: table.name)
        for column in table.hashed { bytes.append(row.value(column)) }
      } else {
        reportStray(found, &audit)
      }
      taken += 1
      pending = try rows.next()
    }
    return taken
  }

  /// Reports the rows that no entry has taken.
  mutating func reportRest(_ audit: inout StorageAudit) throws {
    while let found = sequence {
      reportStray(found, &audit)
      pending = try rows.next()
    }
  }

  private func reportStray(_ found: Int, _ audit: inout StorageAudit) {
    audit.breaks.append(
      StorageBreak(
        sequence: JournalNumber(found), check: "facts",
        message: "a row of \(table.name) names entry \(found), which does not hold it"))
  }
}
