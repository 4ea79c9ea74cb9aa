import Crypto
import Foundation

/// The bytes an entry is hashed over: each value with a tag of its storage class, so that 1 and '1' differ.
///
/// What this file keeps true
/// (1) Two different entries never have the same bytes: every value carries its type and its length.
/// (2) The bytes are those of the values as SQLite keeps them; verification reads them back and needs nothing else.
struct CanonicalBytes {
  // Longer than what it holds, so that a value is written without the array growing by it.
  private var bytes = [UInt8](repeating: 0, count: 512)
  private var count = 0

  mutating func append(_ value: SQLValue) {
    switch value {
    case .null: extend(by: 1) { $0[0] = UInt8(ascii: "N") }
    case .integer(let number): append(integer: Int64(number))
    case .real(let number): append(UInt8(ascii: "R"), number.bitPattern)
    case .text(var text): text.withUTF8 { append(text: UnsafeRawBufferPointer($0)) }
    case .blob(let data): data.withUnsafeBytes { append(blob: $0) }
    }
  }

  mutating func append(integer: Int64) { append(UInt8(ascii: "I"), UInt64(bitPattern: integer)) }

  mutating func append(text: UnsafeRawBufferPointer) { append(UInt8(ascii: "T"), text) }

  mutating func append(blob: UnsafeRawBufferPointer) { append(UInt8(ascii: "B"), blob) }

  /// Begins a row of a table.
  mutating func beginRow(of table: String) {
    extend(by: 1) { $0[0] = UInt8(ascii: "F") }
    append(.text(table))
  }

  mutating func removeAll() { count = 0 }

  func withBytes<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result {
    try bytes.withUnsafeBytes { try body(UnsafeRawBufferPointer(rebasing: $0.prefix(count))) }
  }

  private mutating func append(_ tag: UInt8, _ number: UInt64) {
    extend(by: 9) { place in
      place[0] = tag
      place.storeBytes(of: number.bigEndian, toByteOffset: 1, as: UInt64.self)
    }
  }

  private mutating func append(_ tag: UInt8, _ content: UnsafeRawBufferPointer) {
    append(tag, UInt64(content.count))
    extend(by: content.count) { $0.copyMemory(from: content) }
  }

  private mutating func extend(by added: Int, _ write: (UnsafeMutableRawBufferPointer) -> Void) {
    let start = count
    count += added
    if count > bytes.count { bytes.append(contentsOf: repeatElement(0, count: max(count, bytes.count))) }
    bytes.withUnsafeMutableBytes { write(UnsafeMutableRawBufferPointer(rebasing: $0[start..<start + added])) }
  }
}

/// The chain of the journal: each entry's hash is over the one before it and its own canonical bytes.
struct Chain {
  /// The hash before the first entry.
  static let root = [UInt8](repeating: 0, count: 32)

  private var hash: SHA256

  /// Begins the hash of an entry that follows `previous`.
  init(after previous: [UInt8]) {
    hash = SHA256()
    hash.update(data: previous)
  }

  mutating func add(_ bytes: CanonicalBytes) {
    bytes.withBytes { hash.update(bufferPointer: $0) }
  }

  func finish() -> [UInt8] { [UInt8](hash.finalize()) }
}
