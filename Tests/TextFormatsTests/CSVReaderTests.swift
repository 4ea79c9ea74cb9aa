import Testing
import TextFormats

struct CSVReaderTests {
  private func read(_ bytes: [UInt8], chunk: Int? = nil) throws -> [CSVRecord] {
    var records: [CSVRecord] = []
    var reader = CSVReader()
    var start = 0
    while start < bytes.count {
      let end = min(bytes.count, start + (chunk ?? bytes.count))
      try reader.feed(bytes[start..<end]) { records.append($0) }
      start = end
    }
    try reader.finish { records.append($0) }
    return records
  }

  /// A record as it is compared: its line, its fields, and where each of them stands.
  private struct Seen: Equatable {
    let line: Int
    let fields: [String]
    let places: [[Int]]

    init(_ record: CSVRecord) {
      line = record.line
      fields = record.fields
      places = record.fields.indices.map { [record.place(of: $0).line, record.place(of: $0).column] }
    }
  }

  /// The records of a text, or the fault that ended it, for comparing.
  private func outcome(_ bytes: [UInt8], chunk: Int) -> Result<[Seen], CSVFault> {
    do {
      return .success(try read(bytes, chunk: chunk).map(Seen.init))
    } catch let fault as CSVFault {
      return .failure(fault)
    } catch {
      Issue.record(error)
      return .success([])
    }
  }

  @Test(
    arguments: [
      ("", []),
      ("\n", []),
      ("\u{FEFF}", []),
      ("a,b,c\r\n", [["a", "b", "c"]]),
      ("a,b\nc,d", [["a", "b"], ["c", "d"]]),
      (",\n", [["", ""]]),
      ("a,\n", [["a", ""]]),
      ("\"\"\n", [[""]]),
      (" a , b \n", [[" a ", " b "]]),
      ("\"a,b\",\"c\"\"d\",\"\"\"\"\n", [["a,b", "c\"d", "\""]]),
      ("\"two\r\nlines\",x\r\n", [["two\r\nlines", "x"]]),
      ("\"a\rb\"\r\n", [["a\rb"]]),
      ("\u{FEFF}name,day\r\n", [["name", "day"]]),
      ("\u{FEFF}\"name\",day\r\n", [["name", "day"]]),
      ("a\n\u{FEFF}b\n", [["a"], ["\u{FEFF}b"]]),
      ("Zoë,漢字,😀\n", [["Zoë", "漢字", "😀"]]),
      ("a\n\r\n\nb\n", [["a"], ["b"]]),
    ] as [(String, [[String]])])
  func reads(text: String, fields: [[String]]) throws {
    #expect(try read(Array(text.utf8)).map(\.fields) == fields)
  }

  @Test func recordsKnowTheLineTheyStartOn() throws {
    let records = try read(Array("a\r\n\r\n\"b\nb\nb\",c\r\nd\n".utf8))
    #expect(records.map(\.line) == [1, 3, 6])
  }

  @Test(arguments: [
    ("a\nb\"c\n", 2, 2, "a quote stands in a field that does not start with one"),
    ("a, \"b\"\n", 1, 4, "a quote stands in a field that does not start with one"),
    ("\u{FEFF}é\"\"\n", 1, 2, "a quote stands in a field that does not start with one"),
    ("a\n\"b\" ,c\n", 2, 4, "text follows the closing quote of a field"),
    ("\"é\"\"\nb\"c,d\n", 2, 3, "text follows the closing quote of a field"),
    ("a\nb,\"c\nd\n", 2, 3, "a quoted field is not closed"),
    ("a,\"", 1, 3, "a quoted field is not closed"),
    ("a\rb\n", 1, 2, "a carriage return stands without a line feed after it"),
    ("a\n\r\r\n", 2, 1, "a carriage return stands without a line feed after it"),
    ("a\nb\r", 2, 2, "a carriage return stands without a line feed after it"),
    ("a\nb\0\n", 2, 2, "a NUL character stands in the text"),
    ("\"a\né\0\"\n", 2, 2, "a NUL character stands in the text"),
  ])
  func refuses(text: String, line: Int, column: Int, message: String) {
    #expect(throws: CSVFault(line: line, column: column, message: message)) { try read(Array(text.utf8)) }
  }

  @Test(arguments: [[0xFF], [0xC3], [0xED, 0xA0, 0x80], [0xF0, 0x9F, 0x98]] as [[UInt8]])
  func refusesBytesThatAreNotUTF8(bytes: [UInt8]) {
    let fault = CSVFault(line: 2, column: 4, message: "the bytes are not valid UTF-8")
    #expect(throws: fault) { try read(Array("a,b\nc,é".utf8) + bytes + Array("\n".utf8)) }
    #expect(throws: fault) { try read(Array("a,b\nc,é".utf8) + bytes) }
  }

  @Test func recordsBeforeAFaultAreHandedOn() {
    var reader = CSVReader()
    var lines: [Int] = []
    #expect(throws: CSVFault.self) {
      try reader.feed(Array("a\nb\nc\"\"\nd\n".utf8)[...]) { lines.append($0.line) }
    }
    #expect(lines == [1, 2])
  }

  @Test func anErrorOfTheCallerPassesThrough() {
    struct Stop: Error {}
    var reader = CSVReader()
    #expect(throws: Stop.self) { try reader.feed(Array("a\n".utf8)[...]) { _ in throw Stop() } }
  }

  @Test(arguments: [1_000, 65_536, 3_000_000])
  func aRecordHasALimit(chunk: Int) throws {
    let longest = [UInt8](repeating: UInt8(ascii: "x"), count: CSVReader.longestRecord)
    let lineEnd = Array("\n".utf8)
    #expect(try read(longest + lineEnd + longest, chunk: chunk).count == 2)
    let fault = CSVFault(
      line: 2, column: 1, message: "a record is longer than 1 MiB; a quote may lack its counterpart")
    #expect(throws: fault) { try read(lineEnd + longest + longest, chunk: chunk) }
    #expect(throws: fault) { try read(lineEnd + longest + Array("x\n".utf8), chunk: chunk) }
    #expect(throws: fault) { try read(lineEnd + Array("\"".utf8) + longest, chunk: chunk) }
  }

  @Test func chunksDoNotChangeTheOutcome() {
    var numbers = RepeatableNumbers(state: 4)
    let alphabet = Array("ab,,\"\"\"\n\n\r".utf8) + [0x00, 0xC3, 0xA9, 0xEF, 0xBB, 0xBF]
    for _ in 0..<5_000 {
      let bytes = (0..<Int.random(in: 0...30, using: &numbers)).map { _ in
        // The later bytes of the alphabet are rarer, so that many texts are good for several records.
        alphabet[min(Int.random(in: 0..<alphabet.count, using: &numbers), Int.random(in: 0...40, using: &numbers))]
      }
      let whole = outcome(bytes, chunk: max(1, bytes.count))
      #expect(outcome(bytes, chunk: 1) == whole)
      #expect(outcome(bytes, chunk: 3) == whole)
    }
  }

  /// What a text holds when each line with a fault is skipped: fields, or the number of the line given up.
  private func recovered(_ bytes: [UInt8], chunk: Int) throws -> [[String]] {
    var found: [[String]] = []
    var reader = CSVReader()
    var start = 0
    while start <= bytes.count {
      let end = min(bytes.count, start + chunk)
      var rest = bytes[start..<end]
      while true {
        do {
          try reader.feed(rest) { found.append($0.fields) }
          if end == bytes.count { try reader.finish { found.append($0.fields) } }
          break
        } catch is CSVFault {
          let skipped = reader.skipLine()
          found.append(["line \(skipped.line) skipped"])
          rest = skipped.rest[...]
        }
      }
      if end == bytes.count { break }
      start = end
    }
    return found
  }

  @Test(arguments: [1, 2, 3, 7, 1_000])
  func afterAFaultTheNextLineIsRead(chunk: Int) throws {
    let text = "a,b\nc\"d,e\nf,g\n\"open,h\ni,j\nk,\"l\" m\nn,o"
    #expect(
      try recovered(Array(text.utf8), chunk: chunk) == [
        ["a", "b"], ["line 2 skipped"], ["f", "g"], ["line 4 skipped"], ["i", "j"], ["line 6 skipped"], ["n", "o"],
      ])
    let endless = [UInt8](repeating: UInt8(ascii: "x"), count: 1_100_000) + Array("\na,b".utf8)
    if chunk == 1_000 { #expect(try recovered(endless, chunk: chunk) == [["line 1 skipped"], ["a", "b"]]) }
  }

  @Test func skippingDoesNotDependOnChunks() throws {
    var numbers = RepeatableNumbers(state: 9)
    let alphabet = Array("ab,,\"\"\n\n\r".utf8)
    for _ in 0..<2_000 {
      let bytes = (0..<Int.random(in: 0...40, using: &numbers)).map { _ in
        alphabet[Int.random(in: 0..<alphabet.count, using: &numbers)]
      }
      let whole = try recovered(bytes, chunk: max(1, bytes.count))
      #expect(try recovered(bytes, chunk: 1) == whole)
      #expect(try recovered(bytes, chunk: 5) == whole)
    }
  }

  @Test func fieldsKnowTheirPlaces() throws {
    let records = try read(Array("a,b\n\"é,\n\",\"x\"\"\",,z\n".utf8))
    #expect(Seen(records[0]).places == [[1, 1], [1, 3]])
    #expect(Seen(records[1]).places == [[2, 1], [3, 3], [3, 9], [3, 10]])
  }

  @Test func everyTruncationInsideQuotesIsRefused() {
    let bytes = Array("\"a \"\"b\"\", é\r\n\"".utf8)
    for count in 1..<bytes.count where bytes[count - 1] != UInt8(ascii: "\"") || count == 1 {
      #expect(throws: CSVFault.self) { try read(Array(bytes[..<count])) }
    }
  }
}
