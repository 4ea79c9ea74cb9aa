import Testing
import TextFormats

struct DisplayWidthTests {
  @Test(arguments: [
    ("", 0),
    ("M-70049 ~", 9),
    ("José", 4),
    ("Jose\u{301}", 4),
    ("\u{301}", 0),
    ("漢字", 4),
    ("カナ", 4),
    ("ｶﾅ", 2),
    ("Ａ", 2),
    ("한국", 4),
    ("\u{1112}\u{1161}\u{11AB}", 2),
    ("😀", 2),
    ("👍🏽", 2),
    ("👩‍👩‍👧", 2),
    ("🇩🇪", 2),
    ("❤", 1),
    ("❤\u{FE0F}", 2),
    ("1\u{FE0F}\u{20E3}", 2),
    ("⌚", 2),
    ("½ µg …", 6),
    ("Привет", 6),
    ("a\u{200B}b", 2),
    ("𠀀", 2),
    ("\u{303F}", 1),
    ("\u{1B}[1m", 3),
  ])
  func columns(text: String, columns: Int) {
    #expect(DisplayWidth.columns(text) == columns)
  }
}
