// What this file keeps true
// (1) The records and the fault do not depend on how the bytes were cut into chunks.
// (2) No more than one record is held at a time, and no record is longer than `longestRecord`.

/// A strict reader of CSV as RFC 4180 defines it, for texts too long to hold.
///
/// Lines end in CRLF or LF; the last may lack its end. A byte order mark before the text and lines with nothing in
/// them are skipped. Fields are taken as they stand: spaces are part of them. After an error the reader is spent.
public struct CSVReader: Sendable {
  /// Bytes a record may have, with its quotes and commas.
  public static let longestRecord = 1_048_576

  /// The record that the last chunk left unfinished.
  private var unfinished: [UInt8] = []
  /// Whether the bytes so far end inside quotes; a doubled quote leaves and enters them again.
  private var isQuoted = false
  /// The line the next record starts on.
  private var line = 1
  /// Line feeds inside the quotes of the record being read.
  private var innerLines = 0
  private var isAtStart = true

  /// Starts before the first byte of a text.
  public init() {}

  /// Takes the next bytes of the text and hands on each record they complete.
  ///
  /// Throws a `CSVFault` where the text is not CSV, and whatever `record` throws.
  public mutating func feed(_ bytes: ArraySlice<UInt8>, _ record: (CSVRecord) throws -> Void) throws {
    var start = bytes.startIndex
    for index in bytes.indices {
      switch bytes[index] {
      case UInt8(ascii: "\""):
        isQuoted.toggle()
      case UInt8(ascii: "\n") where isQuoted:
        innerLines += 1
      case UInt8(ascii: "\n"):
        try complete(bytes[start..<index], endsInLineFeed: true, record)
        start = index + 1
      default:
        break
      }
    }
    unfinished += bytes[start...]
    try checkLength(unfinished.count)
  }

  /// Ends the text and hands on a last record that has no line end.
  ///
  /// Throws a `CSVFault` where the text is not CSV, and whatever `record` throws.
  public mutating func finish(_ record: (CSVRecord) throws -> Void) throws {
    try complete([], endsInLineFeed: false, record)
  }

  /// Reads the record that ends with these bytes, and counts its lines.
  private mutating func complete(
    _ bytes: ArraySlice<UInt8>, endsInLineFeed: Bool, _ record: (CSVRecord) throws -> Void
  ) throws {
    try checkLength(unfinished.count + bytes.count)
    var whole = bytes
    if !unfinished.isEmpty {
      unfinished += bytes
      whole = unfinished[...]
    }
    if isAtStart, whole.starts(with: UTF8Bytes.byteOrderMark) { whole = whole.dropFirst(3) }
    isAtStart = false
    let bytes = CSVRecordBytes(bytes: whole, line: line, endsInLineFeed: endsInLineFeed)
    if let whole = try CSVRecord(bytes) { try record(whole) }
    line += innerLines + 1
    innerLines = 0
    unfinished.removeAll(keepingCapacity: true)
  }

  private func checkLength(_ count: Int) throws(CSVFault) {
    guard count > Self.longestRecord else { return }
    throw CSVFault(
      line: line, column: 1, message: "a record is longer than 1 MiB; a quote may lack its counterpart")
  }
}
