import Coverage
import GRDB
import GRDBSQLite

/// A prepared statement, bound and stepped through SQLite itself.
///
/// GRDB keeps the connection, the transactions and the cache of statements; its own way of passing arguments costs more
/// than the insert does.
struct SQLStatement {
  private let statement: Statement
  private let handle: OpaquePointer

  /// The statement for a text, prepared once a connection.
  init(_ database: Database, _ sql: String) throws {
    self.init(try database.cachedStatement(sql: sql))
  }

  init(_ statement: Statement) {
    self.statement = statement
    handle = statement.sqliteStatement
  }

  /// The names of the columns of its rows.
  var columnNames: [String] { statement.columnNames }

  /// Runs a statement that gives no rows.
  ///
  /// SQLite would keep a copy of its own of every text; here they lie side by side in `texts` while it runs.
  func run(_ arguments: [SQLValue], _ texts: inout [UInt8]) throws {
    texts.removeAll(keepingCapacity: true)
    for case .text(let text) in arguments { texts.append(contentsOf: text.utf8) }
    try texts.withUnsafeBytes { bytes in
      defer {
        sqlite3_reset(handle)
        sqlite3_clear_bindings(handle)
      }
      var start = 0
      for (index, argument) in arguments.enumerated() {
        guard case .text(let text) = argument, let address = bytes.baseAddress else {
          try bind(argument, at: index + 1)
          continue
        }
        let count = text.utf8.count
        try check(
          sqlite3_bind_text(
            handle, Int32(truncatingIfNeeded: index + 1), (address + start).assumingMemoryBound(to: CChar.self),
            Int32(truncatingIfNeeded: count), nil))
        start += count
      }
      while try step() {}
    }
  }

  /// Gives every row to `read` until it answers false.
  func forEachRow(_ arguments: [SQLValue], _ read: (inout RowReader) throws -> Bool) throws {
    defer { sqlite3_reset(handle) }
    try bind(arguments)
    while try step() {
      var reader = RowReader(handle)
      guard try read(&reader) else { return }
    }
  }

  /// Begins to walk the rows; `next` gives them one at a time.
  func start(_ arguments: [SQLValue] = []) throws {
    sqlite3_reset(handle)
    try bind(arguments)
  }

  /// The next row; nil at the end.
  func next() throws -> RowReader? {
    guard try step() else {
      sqlite3_reset(handle)
      return nil
    }
    return RowReader(handle)
  }

  private func step() throws -> Bool {
    try Headroom.step()
    switch sqlite3_step(handle) {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    case let code: throw failure(code)
    }
  }

  private func bind(_ arguments: [SQLValue]) throws {
    for (index, argument) in arguments.enumerated() { try bind(argument, at: index + 1) }
  }

  /// Binds a value to a parameter, of which the first is 1.
  private func bind(_ value: SQLValue, at place: Int) throws {
    let place = Int32(truncatingIfNeeded: place)
    let code: Int32
    switch value {
    case .null: code = sqlite3_bind_null(handle, place)
    case .integer(let number): code = sqlite3_bind_int64(handle, place, Int64(number))
    case .real(let number): code = sqlite3_bind_double(handle, place, number)
    case .text(var text):
      code = text.withUTF8 { bytes in
        // An empty text has no address; without one SQLite would take it for NULL.
        bytes.isEmpty
          ? sqlite3_bind_text(handle, place, "", 0, SQLStatement.copied)
          : sqlite3_bind_text(
            handle, place, UnsafeRawPointer(bytes.baseAddress)?.assumingMemoryBound(to: CChar.self),
            Int32(truncatingIfNeeded: bytes.count), SQLStatement.copied)
      }
    case .blob(let blob):
      code = blob.withUnsafeBytes { bytes in
        sqlite3_bind_blob64(handle, place, bytes.baseAddress, UInt64(bytes.count), SQLStatement.copied)
      }
    }
    try check(code)
  }

  private func check(_ code: Int32) throws {
    guard code == SQLITE_OK else { throw failure(code) }
  }

  private func failure(_ code: Int32) -> DatabaseError {
    let message = sqlite3_errmsg(sqlite3_db_handle(handle)).map { String(cString: $0) }
    return DatabaseError(resultCode: ResultCode(rawValue: code), message: message)
  }

  /// Tells SQLite to keep a copy of what is bound.
  private static let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
}
