import Coverage
import Foundation
import GRDB

/// A place where the file is not as the ledger wrote it.
public struct StorageBreak: Sendable {
  /// The first entry concerned; nil where none is known.
  public let sequence: JournalNumber?
  /// Which check failed: `integrity`, `foreign-keys`, `schema`, `chain`, `facts`, `identity` or `expected head`.
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
  /// Identities whose name, member id and salt were erased, as the law may ask.
  public var erasedIdentities = 0
  /// Every break found.
  public var breaks: [StorageBreak] = []

  /// An audit that has looked at nothing yet.
  public init() {}
}

extension ReadTransaction {
  /// Recomputes the chain from the facts, and unless `quick`, opens the commitments in it.
  ///
  /// With `expecting`, the hash of an entry that left the machine must be in the chain: a shortened journal is
  /// otherwise as sound as a whole one.
  public func auditChain(quick: Bool, expecting: String?) throws -> StorageAudit {
    try keepPages(mebibytes: 64)
    var audit = StorageAudit()
    do {
      audit = try ChainAudit.run(database, horizon: horizon, expecting: expecting)
      if !quick { try checkIdentities(&audit) }
    } catch let error as DatabaseError where error.resultCode == .SQLITE_CORRUPT {
      audit.breaks.append(
        StorageBreak(sequence: nil, check: "chain", message: "the file is damaged; the chain cannot be read to its end")
      )
    }
    return audit
  }

  /// Lets SQLite check the file itself: its structure, its indexes, its constraints and its definitions.
  public func checkFile() throws -> [StorageBreak] {
    try keepPages(mebibytes: 64)
    var damage: [StorageBreak] = []
    for line in try String.fetchAll(database, sql: "PRAGMA integrity_check(20)") where line != "ok" {
      damage.append(StorageBreak(sequence: nil, check: "integrity", message: line))
    }
    do {
      for row in try Row.fetchAll(database, sql: "SELECT * FROM pragma_foreign_key_check LIMIT 20") {
        let table: String = row["table"] ?? "?"
        let parent: String = row["parent"] ?? "?"
        damage.append(
          StorageBreak(sequence: nil, check: "foreign-keys", message: "a row of \(table) names no row of \(parent)"))
      }
    } catch let error as DatabaseError where error.resultCode == .SQLITE_CORRUPT {
      damage.append(
        StorageBreak(
          sequence: nil, check: "foreign-keys", message: "the file is damaged; what rows name cannot be looked up"))
    }
    return try damage + SchemaAudit.breaks(in: database)
  }

  /// The chain holds a commitment in the place of a person's identifiers; here it is opened.
  ///
  /// Where name and salt are both gone, the identity was erased: nothing is left to open the commitment with.
  private func checkIdentities(_ audit: inout StorageAudit) throws {
    let statement = try SQLStatement(
      database,
      """
      SELECT sequence, member_id, name, birth_date, salt, commitment FROM patient_identity
      WHERE sequence <= ? ORDER BY identity
      """)
    try statement.start([.of(horizon)])
    while let row = try statement.next() {
      let (member, name, birthDate) = (row.string(1), row.string(2), row.string(3))
      let salt = row.bytes(4)
      if name.isEmpty, salt.isEmpty {
        audit.erasedIdentities += 1
        continue
      }
      let computed = FactRows.commitment(salt: salt, memberID: member, name: name, birthDate: birthDate)
      guard computed != row.bytes(5) else { continue }
      let sequence = row.wholeNumber(0)
      audit.breaks.append(
        StorageBreak(
          sequence: JournalNumber(sequence), check: "identity",
          message: "member \(member) is not as entry \(sequence) recorded it"))
    }
  }
}
