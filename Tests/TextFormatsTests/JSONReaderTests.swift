import Testing
import TextFormats

struct JSONReaderTests {
  private func read(_ text: String) throws(JSONFault) -> JSONValue {
    try JSONReader.read(Array(text.utf8))
  }

  @Test func readsALineOfTheLedger() throws {
    #expect(
      try read(administerLine) == [
        "op": "administer", "member_id": "M-70049", "on": "2023-01-14", "units": 28, "discarded": 7,
        "reference": "M-70049-0003", "vials": 1, "today": "2023-01-15",
      ])
  }

  @Test(
    arguments: [
      ("null", nil),
      (" \t\r\n true \n", true),
      ("false", false),
      ("0", 0),
      ("-0", 0),
      ("-17", -17),
      ("9223372036854775807", .integer(.max)),
      ("-9223372036854775808", .integer(.min)),
      ("9223372036854775808", .decimal("9223372036854775808")),
      ("-9223372036854775809", .decimal("-9223372036854775809")),
      ("123456789012345678901234567890", .decimal("123456789012345678901234567890")),
      ("1.0", .decimal("1.0")),
      ("-0.50", .decimal("-0.50")),
      ("1e5", .decimal("1e5")),
      ("1E+5", .decimal("1E+5")),
      ("0e-1", .decimal("0e-1")),
      ("[]", []),
      ("{}", [:]),
      ("[ 1 , [ ] , { } ]", [1, [], [:]]),
      (#"{"a":{"b":[1,{"c":null}]}}"#, ["a": ["b": [1, ["c": nil]]]]),
      (#"{"":1}"#, ["": 1]),
    ] as [(String, JSONValue)])
  func reads(text: String, value: JSONValue) throws {
    #expect(try read(text) == value)
  }

  @Test(arguments: [
    (#""""#, ""),
    (#""a string longer than fifteen bytes""#, "a string longer than fifteen bytes"),
    (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{08}\u{0C}\n\r\t"),
    (#""\u0041\u00e9\u00E9""#, "Aéé"),
    (#""\ud83d\ude00 \uD83D\uDE00""#, "😀 😀"),
    (#""\u0000""#, "\0"),
    (#""\ufffe\uFFFF""#, "\u{FFFE}\u{FFFF}"),
    (#""\u2028""#, "\u{2028}"),
    ("\"\u{2028}\u{7F}\"", "\u{2028}\u{7F}"),
    (#""José 漢字 😀""#, "José 漢字 😀"),
    (#""é\n漢\\""#, "é\n漢\\"),
    (#""\\""#, "\\"),
  ])
  func readsString(text: String, string: String) throws {
    #expect(try read(text) == .string(string))
  }

  @Test(arguments: [
    ("", 1, "a value is missing"),
    ("   ", 4, "a value is missing"),
    ("{", 2, "a member name in double quotes is missing"),
    ("{1:2}", 2, "a member name in double quotes is missing"),
    ("{'a':1}", 2, "a member name in double quotes is missing"),
    (#"{"a":1,}"#, 8, "a member name in double quotes is missing"),
    (#"{"a"}"#, 5, "a colon after a member name is missing"),
    (#"{"a" 1}"#, 6, "a colon after a member name is missing"),
    (#"{"a":}"#, 6, "a value is missing"),
    (#"{"a":1"#, 7, "a comma or a closing brace is missing"),
    (#"{"a":1 "b":2}"#, 8, "a comma or a closing brace is missing"),
    (#"{"é":1 "b":2}"#, 8, "a comma or a closing brace is missing"),
    (#"{"a":1]"#, 7, "a comma or a closing brace is missing"),
    ("[1 2]", 4, "a comma or a closing bracket is missing"),
    ("[1", 3, "a comma or a closing bracket is missing"),
    ("[1,]", 4, "a value is missing"),
    ("[,1]", 2, "a value is missing"),
    ("1 2", 3, "text follows the end of the value"),
    ("{}}", 3, "text follows the end of the value"),
    ("1 // one", 3, "text follows the end of the value"),
    ("null\0", 5, "text follows the end of the value"),
    ("\u{FEFF}1", 1, "a byte order mark precedes the value"),
    ("\u{A0}1", 1, "a value is missing"),
    (#"{"a":1,"b":2,"a":3}"#, 14, #"the member "a" appears twice"#),
    (#"{"a":1,"\u0061":3}"#, 8, #"the member "a" appears twice"#),
    (#"{"\u202e":1,"\u202e":3}"#, 13, #"the member "\u{202E}" appears twice"#),
    (#"[{"a":{"b":1,"b":1}}]"#, 14, #"the member "b" appears twice"#),
  ])
  func refusesStructure(text: String, column: Int, message: String) {
    #expect(throws: JSONFault(column: column, message: message)) { try read(text) }
  }

  @Test(arguments: [
    ("01", 1, "a number starts with a needless zero"),
    ("-01", 2, "a number starts with a needless zero"),
    ("00.5", 1, "a number starts with a needless zero"),
    ("-", 2, "a number lacks a digit"),
    ("1.", 3, "a number lacks a digit"),
    ("1.e5", 3, "a number lacks a digit"),
    ("1e", 3, "a number lacks a digit"),
    ("1e+", 4, "a number lacks a digit"),
    ("-Infinity", 2, "a number lacks a digit"),
    (".5", 1, "a value is missing"),
    ("+1", 1, "a value is missing"),
    ("0x10", 2, "text follows the end of the value"),
    ("1_000", 2, "text follows the end of the value"),
    ("1e+-5", 4, "a number lacks a digit"),
    ("NaN", 1, "a word other than true, false or null stands without quotes"),
    ("Infinity", 1, "a word other than true, false or null stands without quotes"),
    ("True", 1, "a word other than true, false or null stands without quotes"),
    ("nul", 1, "a word other than true, false or null stands without quotes"),
    ("nulls", 1, "a word other than true, false or null stands without quotes"),
  ])
  func refusesNumberOrWord(text: String, column: Int, message: String) {
    #expect(throws: JSONFault(column: column, message: message)) { try read(text) }
  }

  @Test(arguments: [
    (#"""#, 1, "a string is not closed"),
    (#"["abc]"#, 2, "a string is not closed"),
    (#""abc\"#, 1, "a string is not closed"),
    (#""abc\""#, 1, "a string is not closed"),
    ("\"a\nb\"", 3, "a control character stands in a string without an escape"),
    ("\"\u{1F}\"", 2, "a control character stands in a string without an escape"),
    ("\"a\0\"", 3, "a control character stands in a string without an escape"),
    (#""\x41""#, 2, "a backslash is followed by something JSON does not escape"),
    (#""é\'""#, 3, "a backslash is followed by something JSON does not escape"),
    (#""\é""#, 2, "a backslash is followed by something JSON does not escape"),
    (#""\u12""#, 2, #"four hexadecimal digits are missing after \u"#),
    (#""\u12g4""#, 2, #"four hexadecimal digits are missing after \u"#),
    (#""\u+123""#, 2, #"four hexadecimal digits are missing after \u"#),
    (#""\ud800""#, 2, "half of a surrogate pair stands alone"),
    (#""\udc00""#, 2, "half of a surrogate pair stands alone"),
    (#""\ude00\ud83d""#, 2, "half of a surrogate pair stands alone"),
    (#""\ud800\ud800""#, 2, "half of a surrogate pair stands alone"),
    (#""\ud800\n""#, 2, "half of a surrogate pair stands alone"),
    (#""\ud800x""#, 2, "half of a surrogate pair stands alone"),
    (#""\ud83d\u12""#, 2, "half of a surrogate pair stands alone"),
  ])
  func refusesString(text: String, column: Int, message: String) {
    #expect(throws: JSONFault(column: column, message: message)) { try read(text) }
  }

  @Test(
    arguments: [
      [0x80], [0xFF], [0xC3], [0xC0, 0x80], [0xC1, 0xBF], [0xE0, 0x80, 0x80], [0xE2, 0x82], [0xED, 0xA0, 0x80],
      [0xED, 0xBF, 0xBF], [0xF0, 0x80, 0x80, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xF8, 0x88, 0x80, 0x80, 0x80],
    ] as [[UInt8]])
  func refusesBytesThatAreNotUTF8(bytes: [UInt8]) {
    let quoted = Array(#""é"#.utf8) + bytes + [UInt8(ascii: "\"")]
    #expect(throws: JSONFault(column: 3, message: "the bytes are not valid UTF-8")) { try JSONReader.read(quoted) }
    #expect(throws: JSONFault.self) { try JSONReader.read(bytes) }
    #expect(throws: JSONFault.self) { try JSONReader.read([UInt8(ascii: "1")] + bytes) }
  }

  @Test(arguments: [("[", "]"), (#"{"a":"#, "}")])
  func nestingHasALimit(opening: String, closing: String) throws {
    func nested(_ depth: Int) -> String {
      String(repeating: opening, count: depth) + "1" + String(repeating: closing, count: depth)
    }
    _ = try read(nested(64))
    let fault = JSONFault(column: 64 * opening.count + 1, message: "arrays and objects are nested more than 64 deep")
    #expect(throws: fault) { try read(nested(65)) }
    #expect(throws: JSONFault.self) { try read(String(repeating: opening, count: 100_000)) }
  }

  @Test func findsARepeatedNameAmongMany() throws {
    let members = (0..<20_000).map { #""\#($0)":\#($0)"# }
    let value = try read("{" + members.joined(separator: ",") + "}")
    #expect(value["19999"] == 19999)
    for repeated in ["0", "15", "16", "17", "19999"] {
      #expect(throws: JSONFault.self) { try read("{" + members.joined(separator: ",") + #","\#(repeated)":0}"#) }
    }
  }

  @Test func everyTruncationIsRefused() {
    let bytes = Array(administerLine.utf8)
    for count in bytes.indices {
      #expect(throws: JSONFault.self) { try JSONReader.read(bytes[..<count]) }
    }
  }

  @Test func readsASliceOfALongerText() throws {
    let bytes = Array("[1]\n[2]\n".utf8)
    #expect(try JSONReader.read(bytes[4..<7]) == [2])
    #expect(throws: JSONFault.self) { try JSONReader.read(bytes[..<0]) }
  }

  @Test func damagedBytesDoNotTrap() {
    var numbers = RepeatableNumbers(state: 1)
    let line = Array((administerLine + #"["\ud83d\ude00é",-1.5e3,{"a":[]}]"#).utf8)
    for _ in 0..<20_000 {
      var bytes = line
      for _ in 0..<Int.random(in: 1...4, using: &numbers) {
        bytes[Int.random(in: 0..<bytes.count, using: &numbers)] = UInt8.random(in: 0...255, using: &numbers)
      }
      _ = try? JSONReader.read(bytes[Int.random(in: 0..<bytes.count, using: &numbers)...])
    }
  }

  @Test func randomBytesDoNotTrap() {
    var numbers = RepeatableNumbers(state: 2)
    let alphabet = Array(#"{}[]:,"\u09aFd8eE.-+ntrl"#.utf8) + [0x00, 0x0A, 0x80, 0xC3, 0xED, 0xF0, 0xFF]
    for _ in 0..<50_000 {
      let bytes = (0..<Int.random(in: 0...24, using: &numbers)).map { _ in
        alphabet[Int.random(in: 0..<alphabet.count, using: &numbers)]
      }
      _ = try? JSONReader.read(bytes)
    }
  }
}
