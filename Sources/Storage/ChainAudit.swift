import Coverage
import GRDB

/// Walks the journal and every table of facts side by side, and computes the chain anew.
///
/// What this file keeps true
/// (1) Every row of every table of facts is hashed with the entry it names, or reported.
/// (2) An entry is reported at its own place in the journal, whichever row of it was changed, moved or removed.
struct ChainAudit {
  private let database: Database
  /// The last entry that is looked at.
  private let horizon: Int
  private let sortsRows: Bool
  private var audit = StorageAudit()

  private init(_ database: Database, horizon: Int, sortsRows: Bool) {
    self.database = database
    self.horizon = horizon
    self.sortsRows = sortsRows
  }

  /// The entries, facts and head of the journal, and where it is not as it was written.
  ///
  /// The keys of a sound file rise with its entries, so that its tables are read as they lie. A changed key or entry
  /// number puts a row where others hide behind it; a file with a break is therefore read once more, sorted by entry.
  static func run(_ database: Database, horizon: Int, expecting: String?) throws -> StorageAudit {
    let audit = try walked(database, horizon: horizon, sortsRows: false, expecting: expecting)
    guard !audit.breaks.isEmpty else { return audit }
    return try walked(database, horizon: horizon, sortsRows: true, expecting: expecting)
  }

  private static func walked(
    _ database: Database, horizon: Int, sortsRows: Bool, expecting: String?
  ) throws -> StorageAudit {
    var walk = ChainAudit(database, horizon: horizon, sortsRows: sortsRows)
    try walk.walk(expecting: expecting)
    return walk.audit
  }

  private mutating func report(_ sequence: Int, _ check: String, _ message: String) {
    // The journal begins with entry 1; a smaller number leads nowhere.
    audit.breaks.append(
      StorageBreak(sequence: sequence > 0 ? JournalNumber(sequence) : nil, check: check, message: message))
  }

  private mutating func walk(expecting: String?) throws {
    var tables = try FactTable.all.map {
      try TableCursor($0, horizon: horizon, sortsRows: sortsRows, database: database)
    }
    var places = tables.map(\.sequence)
    let journal = try SQLStatement(
      database,
      """
      SELECT sequence, recorded_at, actor, claimed_actor, action, subject, worked_on, findings, hash FROM journal
      WHERE sequence <= ? ORDER BY sequence
      """)
    try journal.start([.of(horizon)])
    var bytes = CanonicalBytes()
    var head = Chain.root
    var expected = 1
    var isExpectedHeadFound = expecting == nil
    while let row = try journal.next() {
      let sequence = row.wholeNumber(0)
      let recorded = row.bytes(8)
      guard sequence >= expected else {
        report(sequence, "chain", "an entry is numbered \(sequence), before the first")
        continue
      }
      if sequence > expected {
        report(expected, "chain", "entry \(expected) is missing; entry \(sequence) follows")
      }
      bytes.removeAll()
      for column in 0..<8 { row.append(column, to: &bytes) }
      for index in tables.indices where places[index] <= sequence {
        for stray in try tables[index].skip(to: sequence) { report(stray, of: tables[index].table) }
        audit.facts += try tables[index].take(sequence, into: &bytes)
        places[index] = tables[index].sequence
      }
      var chain = Chain(after: head)
      chain.add(bytes)
      if chain.finish() != recorded {
        report(sequence, "chain", "entry \(sequence) or a fact it wrote is not as it was recorded")
      }
      // The recorded hash goes on, so that one change is one break and not all that follow.
      head = recorded
      if let expecting, !isExpectedHeadFound, recorded.hexadecimal == expecting { isExpectedHeadFound = true }
      audit.entries += 1
      expected = sequence + 1
    }
    for index in tables.indices {
      for stray in try tables[index].skip(to: Int.max) { report(stray, of: tables[index].table) }
    }
    audit.head = audit.entries > 0 ? head.hexadecimal : ""
    if !isExpectedHeadFound {
      audit.breaks.append(
        StorageBreak(
          sequence: nil, check: "expected head",
          message: "the journal does not hold the expected head: entries were removed from its end, or rewritten"))
    }
  }

  private mutating func report(_ stray: Int, of table: FactTable) {
    audit.facts += 1
    let message = "a row of \(table.name) names entry \(stray), which does not hold it"
    // The journal begins at 1: a number before it is the place of nothing.
    guard stray > 0 else {
      return audit.breaks.append(StorageBreak(sequence: nil, check: "facts", message: message))
    }
    report(stray, "facts", message)
  }
}

/// One table of facts, read entry by entry.
private struct TableCursor {
  let table: FactTable
  private let rows: SQLStatement
  private let sequenceColumn: Int
  private var row: RowReader?

  /// The entry the next row names; the largest number at the end.
  private(set) var sequence = Int.max

  init(_ table: FactTable, horizon: Int, sortsRows: Bool, database: Database) throws {
    self.table = table
    sequenceColumn = table.columns.count - 1
    let order = sortsRows ? "sequence, \(table.key)" : table.key
    rows = try SQLStatement(
      database,
      "SELECT \(table.columns.joined(separator: ", ")) FROM \(table.name) WHERE sequence <= ? ORDER BY \(order)")
    try rows.start([.of(horizon)])
    try advance()
  }

  private mutating func advance() throws {
    row = try rows.next()
    sequence = row?.wholeNumber(sequenceColumn) ?? Int.max
  }

  /// Passes over the rows that name an entry before one; the entries they name.
  mutating func skip(to wanted: Int) throws -> [Int] {
    var strays: [Int] = []
    while row != nil, sequence < wanted {
      strays.append(sequence)
      try advance()
    }
    return strays
  }

  /// Takes the rows of one entry; the number taken.
  mutating func take(_ wanted: Int, into bytes: inout CanonicalBytes) throws -> Int {
    var taken = 0
    while sequence == wanted, let row {
      bytes.beginRow(of: table.name)
      for column in table.hashed { row.append(column, to: &bytes) }
      taken += 1
      try advance()
    }
    return taken
  }
}
