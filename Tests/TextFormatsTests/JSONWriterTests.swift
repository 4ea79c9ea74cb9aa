import Testing
import TextFormats

struct JSONWriterTests {
  @Test func writesOneLine() {
    let value: JSONValue = ["b": 1, "a": [true, false, nil, "x"], "c": [:], "d": [], "e": .decimal("1.50")]
    #expect(value.text == #"{"b":1,"a":[true,false,null,"x"],"c":{},"d":[],"e":1.50}"#)
  }

  @Test func writesSeveralLines() {
    let value: JSONValue = ["units": 28, "cycles": [1, ["day": "2023-01-14"]], "none": [], "empty": [:]]
    var output: [UInt8] = []
    JSONWriter.appendPretty(value, to: &output)
    #expect(
      String(decoding: output, as: UTF8.self) == """
        {
          "units": 28,
          "cycles": [
            1,
            {
              "day": "2023-01-14"
            }
          ],
          "none": [],
          "empty": {}
        }
        """)
  }

  @Test(arguments: [
    ("", #""""#),
    ("plain", #""plain""#),
    ("\"\\/", #""\"\\/""#),
    ("\u{08}\u{0C}\n\r\t", #""\b\f\n\r\t""#),
    ("\0\u{01}\u{1B}\u{1F}\u{7F}", #""\u0000\u0001\u001b\u001f\u007f""#),
    ("\u{80}\u{9F}\u{A0}", "\"\\u0080\\u009f\u{A0}\""),
    ("\u{2027}\u{2028}\u{2029}\u{202A}", "\"\u{2027}\\u2028\\u2029\u{202A}\""),
    ("é漢😀", #""é漢😀""#),
    ("a\nb", #""a\nb""#),
    ("a quote at the \"end\"", #""a quote at the \"end\"""#),
  ])
  func escapes(string: String, text: String) {
    #expect(JSONValue.string(string).text == text)
    #expect(([JSONMember(string, 1)].map { JSONValue.object([$0]).text }) == ["{\(text):1}"])
  }

  @Test(arguments: [0, 7, -7, 10, .max, .min] as [Int])
  func writesIntegers(number: Int) {
    var output = Array("n=".utf8)
    JSONWriter.append(integer: number, to: &output)
    #expect(String(decoding: output, as: UTF8.self) == "n=\(number)")
  }

  @Test(arguments: [
    ("1.50", "1.50"), ("-1e+9", "-1e+9"), ("99999999999999999999", "99999999999999999999"),
    ("", #""""#), ("NaN", #""NaN""#), ("1.", #""1.""#), ("1,\"a\":2", #""1,\"a\":2""#),
  ])
  func aDecimalThatIsNoNumberIsWrittenAsAString(literal: String, text: String) {
    #expect(JSONValue.decimal(literal).text == text)
  }

  @Test func whatIsWrittenReadsBackTheSame() throws {
    var numbers = RepeatableNumbers(state: 3)
    for _ in 0..<3_000 {
      let value = numbers.value(depth: 4)
      var output: [UInt8] = []
      JSONWriter.append(value, to: &output)
      #expect(try JSONReader.read(output) == value)
      #expect(!output.contains(UInt8(ascii: "\n")))
      output = []
      JSONWriter.appendPretty(value, to: &output)
      #expect(try JSONReader.read(output) == value)
    }
  }
}
