import Coverage
import GRDBSQLite

/// A row under a statement, read column by column in the order of its SELECT.
///
/// A column of another type than expected means that the file was changed by something else; that is a fault, never a
/// trap.
struct RowReader {
  private static let largest = 1 << 50
  private let handle: OpaquePointer
  private var next: Int32 = 0

  init(_ handle: OpaquePointer) { self.handle = handle }

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
