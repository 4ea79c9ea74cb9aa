import Coverage
import GRDB

/// Rows on their way into the file: entries of the journal, and the facts they wrote.
///
/// Beginning and ending a statement costs SQLite nearly as much as the row in it, so that rows wait for each other.
///
/// What this file keeps true
/// (1) An entry goes into the file before its facts, and a fact before those that refer to it.
/// (2) The rows of a table go in in the order in which they were queued.
final class RowQueue {
  private let database: Database
  private var inserts: [String: RowInsert] = [:]
  private var entries: [[SQLValue]] = []
  private var rows: [FactRow] = []
  /// The references of the administrations that wait, and whose they are.
  private var references: Set<String> = []
  private var patients: Set<PatientNumber> = []
  /// Whether nothing but administrations waits.
  private(set) var holdsOnlyUnits = true

  init(_ database: Database) { self.database = database }

  /// Whether nothing that waits says anything of a reference.
  func isSilent(about reference: String) -> Bool { holdsOnlyUnits && !references.contains(reference) }

  /// Whether nothing that waits says anything of a patient.
  func isSilent(about patient: PatientNumber) -> Bool { holdsOnlyUnits && !patients.contains(patient) }

  /// Queues an entry and the rows of its facts.
  func add(_ entry: [SQLValue], _ rows: [FactRow], of facts: [Fact]) throws {
    entries.append(entry)
    self.rows += rows
    // An import's one entry has thousands of rows, which need not wait.
    guard facts.count < RowInsert.most else { return try flush() }
    for fact in facts {
      if case .administration(let units) = fact {
        references.insert(units.reference)
        patients.insert(units.patient)
      } else {
        holdsOnlyUnits = false
      }
    }
    if entries.count == RowInsert.most { try flush() }
  }

  /// Puts everything that waits into the file.
  func flush() throws {
    guard !entries.isEmpty else { return }
    try put(entries, into: "journal", JournalHead.columns) { $0[$1] }
    if let table = rows.first?.table, rows.allSatisfy({ $0.table === table }) {
      try put(rows, of: table)
    } else {
      for table in FactTable.all { try put(rows.filter { $0.table === table }, of: table) }
    }
    entries.removeAll(keepingCapacity: true)
    rows.removeAll(keepingCapacity: true)
    references.removeAll(keepingCapacity: true)
    patients.removeAll(keepingCapacity: true)
    holdsOnlyUnits = true
  }

  private func put(_ rows: [FactRow], of table: FactTable) throws {
    try put(rows, into: table.name, table.columns) { $0[$1] }
  }

  private func put<Row>(
    _ rows: [Row], into table: String, _ columns: [String], value: (Row, Int) -> SQLValue
  ) throws {
    guard !rows.isEmpty else { return }
    let insert = inserts[table] ?? RowInsert(database, into: table, columns)
    inserts[table] = insert
    try insert.put(rows, value: value)
  }
}

/// The statements that add rows to one table.
private final class RowInsert {
  /// Rows that go in with one statement; with more of them nothing is gained.
  static let most = 32

  private let database: Database
  private let head: String
  private let width: Int
  private var one: SQLStatement?
  private var many: SQLStatement?

  init(_ database: Database, into table: String, _ columns: [String]) {
    self.database = database
    head = "INSERT INTO \(table) (\(columns.joined(separator: ", "))) VALUES "
    width = columns.count
  }

  /// Adds rows; `value` gives what a row has in a column.
  func put<Row>(_ rows: [Row], value: (Row, Int) -> SQLValue) throws {
    var rest = rows[...]
    while !rest.isEmpty {
      let isMany = rest.count >= RowInsert.most
      let statement = try isMany ? many ?? prepared(RowInsert.most) : one ?? prepared(1)
      if isMany { many = statement } else { one = statement }
      let next = rest.prefix(isMany ? RowInsert.most : 1)
      var place = 0
      for row in next {
        for column in 0..<width {
          place += 1
          try statement.bind(value(row, column), at: place)
        }
      }
      // The statement is one step of those that need memory, and each further row in it another.
      try Headroom.step(next.count - 1)
      try statement.run()
      rest = rest.dropFirst(next.count)
    }
  }

  private func prepared(_ count: Int) throws -> SQLStatement {
    let row = "(" + repeatElement("?", count: width).joined(separator: ", ") + ")"
    return try SQLStatement(database, head + repeatElement(row, count: count).joined(separator: ", "))
  }
}
