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

/// A row under a statement, read column by column in the order of its SELECT.
///
/// A column of another type than expected means that the file was changed by something else; that is a fault, never a
/// trap.
struct RowReader {
  private static let largest = 1 << 50
  private let handle: OpaquePointer
  private var next: Int32 = 0

  fileprivate init(_ handle: OpaquePointer) { self.handle = handle }

  mutating func integer() throws -> Int {
    guard let value = try optionalInteger() else { throw damaged() }
    return value
  }

  mutating func optionalInteger() throws -> Int? {
    let held = sqlite3_column_value(handle, take())
    switch sqlite3_value_type(held) {
    case SQLITE_NULL: return nil
    case SQLITE_INTEGER:
      let value = Int(sqlite3_value_int64(held))
      // The ledger writes no larger numbers, and adds up what it reads without a further check.
      guard value.magnitude <= RowReader.largest else { throw damaged() }
      return value
    default: throw damaged()
    }
  }

  mutating func text() throws -> String {
    guard let value = try optionalText() else { throw damaged() }
    return value
  }

  mutating func optionalText() throws -> String? { try optionalBytes { String(decoding: $0, as: UTF8.self) } }

  /// Reads a text's bytes where they lie; nil for NULL.
  mutating func optionalBytes<Result>(_ read: (UnsafeBufferPointer<UInt8>) throws -> Result) throws -> Result? {
    let held = sqlite3_column_value(handle, take())
    switch sqlite3_value_type(held) {
    case SQLITE_NULL: return nil
    case SQLITE_TEXT:
      let text = RowReader.text(of: held)
      // Only a text that memory ran out for has no address.
      guard text.baseAddress != nil else { throw Headroom.lacking }
      return try read(text)
    default: throw damaged()
    }
  }

  mutating func blob() throws -> [UInt8] {
    let column = take()
    guard sqlite3_column_type(handle, column) == SQLITE_BLOB else { throw damaged() }
    return blobValue(column)
  }

  /// The value of a column in its own storage class.
  func value(_ column: Int) throws -> SQLValue {
    let column = Int32(truncatingIfNeeded: column)
    switch sqlite3_column_type(handle, column) {
    case SQLITE_INTEGER: return .integer(Int(sqlite3_column_int64(handle, column)))
    case SQLITE_FLOAT: return .real(sqlite3_column_double(handle, column))
    case SQLITE_TEXT: return .text(try textValue(column))
    case SQLITE_BLOB: return .blob(blobValue(column))
    default: return .null
    }
  }

  // MARK: Columns as they are, whatever they hold; for verification, which reports what it finds.

  /// A whole number; 0 where the column holds something else.
  func wholeNumber(_ column: Int) -> Int { Int(sqlite3_column_int64(handle, Int32(truncatingIfNeeded: column))) }

  /// A text; an empty one where the column holds none.
  func string(_ column: Int) -> String { (try? textValue(Int32(truncatingIfNeeded: column))) ?? "" }

  /// The bytes of a blob; none where the column holds none.
  func bytes(_ column: Int) -> [UInt8] { blobValue(Int32(truncatingIfNeeded: column)) }

  /// Adds the value of a column, in its own storage class, to the bytes an entry is hashed over.
  func append(_ column: Int, to bytes: inout CanonicalBytes) {
    let held = sqlite3_column_value(handle, Int32(truncatingIfNeeded: column))
    switch sqlite3_value_type(held) {
    case SQLITE_INTEGER: bytes.append(integer: sqlite3_value_int64(held))
    case SQLITE_FLOAT: bytes.append(.real(sqlite3_value_double(held)))
    case SQLITE_TEXT: bytes.append(text: UnsafeRawBufferPointer(RowReader.text(of: held)))
    case SQLITE_BLOB:
      let start = sqlite3_value_blob(held)
      bytes.append(blob: UnsafeRawBufferPointer(start: start, count: Int(sqlite3_value_bytes(held))))
    default: bytes.append(.null)
    }
  }

  // A value is asked for its class, its place and its length; asking the statement each time would look it up thrice.
  private static func text(of held: OpaquePointer?) -> UnsafeBufferPointer<UInt8> {
    let start = sqlite3_value_text(held)
    return UnsafeBufferPointer(start: start, count: start == nil ? 0 : Int(sqlite3_value_bytes(held)))
  }

  func damaged() -> Fault {
    Fault(
      .configuration, "the database holds a value the ledger did not write",
      hint: "run `authledger verify` to find it, and restore a backup")
  }

  private mutating func take() -> Int32 {
    defer { next += 1 }
    return next
  }

  private func textValue(_ column: Int32) throws -> String {
    // Only a text that memory ran out for has no address.
    guard let start = sqlite3_column_text(handle, column) else { throw Headroom.lacking }
    let count = Int(sqlite3_column_bytes(handle, column))
    return String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
  }

  private func blobValue(_ column: Int32) -> [UInt8] {
    guard let start = sqlite3_column_blob(handle, column) else { return [] }
    return [UInt8](UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, column))))
  }
}
