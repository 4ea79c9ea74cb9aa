import Coverage
import GRDB

/// Rows on their way into the file: entries of the journal, and the facts they wrote.
///
/// Beginning and ending a statement costs SQLite nearly as much as the row in it, so that rows wait for each other; and
/// what is sent goes in behind the work that appended it, on a thread of its own.
///
/// What this file keeps true
/// (1) An entry goes into the file before its facts, and a fact before those that refer to it.
/// (2) The rows of a table go in in the order in which they were queued.
/// (3) Who uses the connection rests first; the thread behind uses it only between `flush` and `rest`.
final class RowQueue {
  /// Entries that wait for each other.
  private static let mostEntries = RowInsert.most
  private let database: Database
  private let behind: WorkBehind<Insertion>
  private var inserts: [String: RowInsert] = [:]
  private var entries: [[SQLValue]] = []
  private var rows: [FactRow] = []
  /// The references of the administrations that wait, and whose they are.
  private var references: Set<String> = []
  private var patients: Set<PatientNumber> = []
  /// Whether nothing but administrations waits.
  private(set) var holdsOnlyUnits = true

  private init(_ database: Database, _ behind: WorkBehind<Insertion>) {
    self.database = database
    self.behind = behind
  }

  /// Does work that queues rows, and returns once they are all in the file; also when it fails, nothing is on its way.
  static func filling<Result>(_ database: Database, _ work: (RowQueue) throws -> Result) throws -> Result {
    let run = { (insertion: Insertion) in try insertion.run() }
    return try WorkBehind.following(run) { behind in
      let queue = RowQueue(database, behind)
      let result = try work(queue)
      try queue.flush()
      return result
    }
  }

  /// Whether nothing that waits says anything of a reference.
  func isSilent(about reference: String) -> Bool { holdsOnlyUnits && !references.contains(reference) }

  /// Whether nothing that waits says anything of a patient.
  func isSilent(about patient: PatientNumber) -> Bool { holdsOnlyUnits && !patients.contains(patient) }

  /// Queues an entry and the rows of its facts.
  func add(_ entry: [SQLValue], _ rows: [FactRow], of facts: [Fact]) throws {
    entries.append(entry)
    self.rows += rows
    for fact in facts {
      if case .administration(let units) = fact {
        references.insert(units.reference)
        patients.insert(units.patient)
      } else {
        holdsOnlyUnits = false
      }
    }
    if entries.count == RowQueue.mostEntries { try flush() }
  }

  /// Sends everything that waits into the file.
  func flush() throws {
    guard !entries.isEmpty else { return }
    var insertions = [try insertion(entries, into: "journal", JournalHead.columns) { $0[$1] }]
    if let table = rows.first?.table, rows.allSatisfy({ $0.table === table }) {
      insertions.append(try insertion(rows, of: table))
    } else {
      for table in FactTable.all { insertions.append(try insertion(rows.filter { $0.table === table }, of: table)) }
    }
    let isLong = rows.count > RowQueue.mostEntries
    entries.removeAll()
    rows.removeAll()
    references.removeAll(keepingCapacity: true)
    patients.removeAll(keepingCapacity: true)
    holdsOnlyUnits = true
    try behind.hand(Insertion { [insertions] in for insertion in insertions { try insertion.run() } }, isLong: isLong)
  }

  /// Waits until everything sent is in the file.
  func rest() throws { try behind.rest() }

  private func insertion(_ rows: [FactRow], of table: FactTable) throws -> Insertion {
    try insertion(rows, into: table.name, table.columns) { $0[$1] }
  }

  private func insertion<Row>(
    _ rows: [Row], into table: String, _ columns: [String], value: @escaping (Row, Int) -> SQLValue
  ) throws -> Insertion {
    guard !rows.isEmpty else { return Insertion {} }
    let insert = inserts[table] ?? RowInsert(database, into: table, columns)
    inserts[table] = insert
    if !insert.isPrepared(for: rows.count) {
      try rest()
      try insert.prepare(for: rows.count)
    }
    return Insertion { try insert.put(rows, value: value) }
  }
}

/// Rows that go into the file, on whichever thread.
private struct Insertion: @unchecked Sendable {
  let run: () throws -> Void
}

/// The statements that add rows to one table.
private final class RowInsert {
  /// Rows that go in with one statement; with more of them nothing is gained.
  static let most = 32

  private let database: Database
  private let table: String
  private let head: String
  private let width: Int
  private var one: SQLStatement?
  private var many: SQLStatement?

  init(_ database: Database, into table: String, _ columns: [String]) {
    self.database = database
    self.table = table
    head = "INSERT INTO \(table) (\(columns.joined(separator: ", "))) VALUES "
    width = columns.count
  }

  func isPrepared(for rows: Int) -> Bool { (rows < RowInsert.most || many != nil) && one != nil }

  /// Makes the statements that so many rows need.
  func prepare(for rows: Int) throws {
    if rows >= RowInsert.most, many == nil { many = try prepared(RowInsert.most) }
    if one == nil { one = try prepared(1) }
  }

  /// Adds rows; `value` gives what a row has in a column.
  func put<Row>(_ rows: [Row], value: (Row, Int) -> SQLValue) throws {
    var rest = rows[...]
    var values: [SQLValue] = []
    var texts: [UInt8] = []
    while !rest.isEmpty {
      let isMany = rest.count >= RowInsert.most
      guard let statement = isMany ? many : one else { throw Fault(.unexpected, "rows for \(table) were not prepared") }
      let next = rest.prefix(isMany ? RowInsert.most : 1)
      values.removeAll(keepingCapacity: true)
      for row in next { for column in 0..<width { values.append(value(row, column)) } }
      // The statement is one step of those that need memory, and each further row in it another.
      try Headroom.step(next.count - 1)
      try statement.run(values, &texts)
      rest = rest.dropFirst(next.count)
    }
  }

  private func prepared(_ count: Int) throws -> SQLStatement {
    let row = "(" + repeatElement("?", count: width).joined(separator: ", ") + ")"
    return try SQLStatement(database, head + repeatElement(row, count: count).joined(separator: ", "))
  }
}
