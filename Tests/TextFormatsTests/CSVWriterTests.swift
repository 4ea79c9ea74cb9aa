import Testing
import TextFormats

struct CSVWriterTests {
  private func written(_ fields: [String], guardsFormulas: Bool = false) -> String {
    var output: [UInt8] = []
    CSVWriter(guardsFormulas: guardsFormulas).append(fields, to: &output)
    return String(decoding: output, as: UTF8.self)
  }

  @Test(
    arguments: [
      (["a", "b"], "a,b\r\n"),
      (["", ""], ",\r\n"),
      ([""], "\"\"\r\n"),
      ([], "\r\n"),
      (["a,b", "c\"d", "e\nf", "g\rh"], "\"a,b\",\"c\"\"d\",\"e\nf\",\"g\rh\"\r\n"),
      ([" a ", "é 漢"], " a ,é 漢\r\n"),
      (["=1+1", "-5"], "=1+1,-5\r\n"),
    ] as [([String], String)])
  func writes(fields: [String], text: String) {
    #expect(written(fields) == text)
  }

  @Test(arguments: [
    ("=1+1", "'=1+1"), ("+1", "'+1"), ("-5", "'-5"), ("@x", "'@x"), ("\tx", "'\tx"), ("\rx", "\"'\rx\""),
    ("=a,b", "\"'=a,b\""), ("\r\nx", "\"'\r\nx\""), ("a=1", "a=1"), ("", "\"\""), ("'x", "'x"),
    ("＝1", "'＝1"), ("＋1", "'＋1"), ("－1", "'－1"), ("＠x", "'＠x"), ("\nx", "\"'\nx\""), (" =1", " =1"),
  ])
  func guardsFormulas(field: String, text: String) {
    #expect(written([field], guardsFormulas: true) == text + "\r\n")
  }

  @Test func whatIsWrittenReadsBackTheSame() throws {
    var numbers = RepeatableNumbers(state: 5)
    var output: [UInt8] = []
    var expected: [[String]] = [["\u{FEFF}first", "x"]]
    for _ in 0..<2_000 {
      expected.append((0...Int.random(in: 0...4, using: &numbers)).map { _ in numbers.text(upTo: 8) })
    }
    for fields in expected {
      CSVWriter().append(fields, to: &output)
    }
    var read: [[String]] = []
    var reader = CSVReader()
    try reader.feed(output[...]) { read.append($0.fields) }
    try reader.finish { read.append($0.fields) }
    #expect(read == expected)
  }
}
