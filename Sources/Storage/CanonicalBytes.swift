import Crypto
import Foundation

/// The bytes an entry is hashed over: each value with a tag of its storage class, so that 1 and '1' differ.
///
/// What this file keeps true
/// (1) Two different entries never have the same bytes: every value carries its type and its length.
/// (2) The bytes are those of the values as SQLite keeps them; verification reads them back and needs nothing else.
struct CanonicalBytes {
  private(set) var bytes: [UInt8] = []

  init() { bytes.reserveCapacity(512) }

  mutating func append(_ value: SQLValue) {
    switch value {
    case .null:
      bytes.append(UInt8(ascii: "N"))
    case .integer(let number):
      bytes.append(UInt8(ascii: "I"))
      append(bigEndian: UInt64(bitPattern: Int64(number)))
    case .real(let number):
      bytes.append(UInt8(ascii: "R"))
      append(bigEndian: number.bitPattern)
    case .text(var text):
      text.withUTF8 { append(text: UnsafeRawBufferPointer($0)) }
    case .blob(let data):
      data.withUnsafeBytes { append(blob: $0) }
    }
  }

  mutating func append(text: UnsafeRawBufferPointer) { append(UInt8(ascii: "T"), text) }

  mutating func append(blob: UnsafeRawBufferPointer) { append(UInt8(ascii: "B"), blob) }

  private mutating func append(_ tag: UInt8, _ content: UnsafeRawBufferPointer) {
    bytes.append(tag)
    append(bigEndian: UInt64(content.count))
    bytes.append(contentsOf: content)
  }

  /// Begins a row of a table.
  mutating func beginRow(of table: String) {
    bytes.append(UInt8(ascii: "F"))
    append(.text(table))
  }

  mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

  private mutating func append(bigEndian number: UInt64) {
    withUnsafeBytes(of: number.bigEndian) { bytes.append(contentsOf: $0) }
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
    bytes.bytes.withUnsafeBytes { hash.update(bufferPointer: $0) }
  }

  func finish() -> [UInt8] { [UInt8](hash.finalize()) }
}
