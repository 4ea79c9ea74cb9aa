import Testing
import TextFormats

struct HTMLTextTests {
  @Test(arguments: [
    ("", ""),
    ("José 漢字 😀", "José 漢字 😀"),
    ("<script>alert('1 & \"2\"')</script>", "&lt;script&gt;alert(&#39;1 &amp; &quot;2&quot;&#39;)&lt;/script&gt;"),
    ("&amp;", "&amp;amp;"),
    ("<\u{301}", "&lt;\u{301}"),
    ("a\tb\r\nc", "a\tb\r\nc"),
    ("\0\u{1B}\u{85}", "\u{FFFD}\u{FFFD}\u{FFFD}"),
  ])
  func escapes(text: String, escaped: String) {
    #expect(Array(HTMLText.escaped(text).unicodeScalars) == Array(escaped.unicodeScalars))
  }
}
