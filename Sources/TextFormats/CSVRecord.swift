/// One record of a CSV text.
public struct CSVRecord: Sendable {
  /// The line the record starts on; the first line of the text is 1.
  public let line: Int
  /// The fields with their quotes resolved.
  public let fields: [String]
  /// The record as it stands in the text.
  private let bytes: CSVRecordBytes

  init?(_ bytes: CSVRecordBytes) throws(CSVFault) {
    fields = try bytes.fields()
    guard !fields.isEmpty else { return nil }
    line = bytes.line
    self.bytes = bytes
  }

  /// Where a field begins: the line, and in it the column, 1 for the first Unicode character (scalar).
  public func place(of field: Int) -> (line: Int, column: Int) { bytes.place(of: field) }
}

/// Why a text is not the CSV this module reads.
public struct CSVFault: Error, Equatable, Sendable {
  /// The line of the fault; the first line of the text is 1.
  public let line: Int
  /// Where in its line the fault is: 1 for the first Unicode character (scalar).
  public let column: Int
  /// What is wrong, as a sentence without capital or full stop.
  public let message: String

  /// Describes a fault at a place.
  public init(line: Int, column: Int, message: String) {
    self.line = line
    self.column = column
    self.message = message
  }
}

/// The bytes of one record on their way to fields (RFC 4180 section 2).
struct CSVRecordBytes: Sendable {
  /// The record without the line feed that ends it.
  let bytes: ArraySlice<UInt8>
  /// The line the bytes start on.
  let line: Int
  /// Whether a line feed followed, so that a carriage return at the end belongs to the line end.
  let endsInLineFeed: Bool

  /// The fields; none for a line that is empty.
  func fields() throws(CSVFault) -> [String] {
    try checkCharacters()
    var fields: [String] = []
    var index = bytes.startIndex
    if index == end { return [] }
    while true {
      fields.append(try field(from: &index, end: end))
      if index == end { return fields }
      index += 1  // the comma
    }
  }

  /// Where a field begins.
  func place(of field: Int) -> (line: Int, column: Int) {
    var index = bytes.startIndex
    for _ in 0..<field {
      // The record has been read before: it holds no fault.
      guard index < end, (try? self.field(from: &index, end: end)) != nil else { break }
      index += 1  // the comma
    }
    return place(at: min(index, bytes.endIndex))
  }

  /// Past the last byte of the last field.
  private var end: Int {
    endsInLineFeed && bytes.last == UInt8(ascii: "\r") ? bytes.endIndex - 1 : bytes.endIndex
  }

  /// Reads one field and leaves the index at the comma or the end behind it.
  private func field(from index: inout Int, end: Int) throws(CSVFault) -> String {
    if index < end, bytes[index] == UInt8(ascii: "\"") { return try quotedField(from: &index, end: end) }
    let start = index
    while index < end, bytes[index] != UInt8(ascii: ",") {
      if bytes[index] == UInt8(ascii: "\"") {
        throw fault("a quote stands in a field that does not start with one", at: index)
      }
      if bytes[index] == UInt8(ascii: "\r") {
        throw fault("a carriage return stands without a line feed after it", at: index)
      }
      index += 1
    }
    return String(decoding: bytes[start..<index], as: UTF8.self)
  }

  private func quotedField(from index: inout Int, end: Int) throws(CSVFault) -> String {
    let quote = index
    var text: [UInt8] = []
    index += 1
    while let next = bytes[index..<end].firstIndex(of: UInt8(ascii: "\"")) {
      text += bytes[index..<next]
      index = next + 1
      if index == end || bytes[index] == UInt8(ascii: ",") { return String(decoding: text, as: UTF8.self) }
      guard bytes[index] == UInt8(ascii: "\"") else {
        throw fault("text follows the closing quote of a field", at: index)
      }
      text.append(UInt8(ascii: "\""))
      index += 1
    }
    throw fault("a quoted field is not closed", at: quote)
  }

  private func checkCharacters() throws(CSVFault) {
    var seenBits: UInt8 = 0
    for index in bytes.indices {
      if bytes[index] == 0 { throw fault("a NUL character stands in the text", at: index) }
      seenBits |= bytes[index]
    }
    if seenBits >= 0x80, let offset = UTF8Bytes.firstInvalidOffset(in: bytes) {
      throw fault("the bytes are not valid UTF-8", at: bytes.startIndex + offset)
    }
  }

  private func fault(_ message: String, at index: Int) -> CSVFault {
    let place = place(at: index)
    return CSVFault(line: place.line, column: place.column, message: message)
  }

  private func place(at index: Int) -> (line: Int, column: Int) {
    let before = bytes[..<index]
    let lineStart = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? before.startIndex
    return (
      line + before.count { $0 == UInt8(ascii: "\n") }, UTF8Bytes.characterCount(before[lineStart...]) + 1
    )
  }
}
