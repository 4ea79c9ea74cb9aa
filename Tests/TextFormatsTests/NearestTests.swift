import Testing

@testable import TextFormats

struct NearestTests {
  private let commands = ["administer", "renew", "intake", "cycle", "status", "check", "void"]

  @Test(
    arguments: [
      ("renew", "renew"), ("renwe", "renew"), ("rnew", "renew"), ("reneww", "renew"), ("adminster", "administer"),
      ("administrate", "administer"), ("satus", "status"), ("chekc", "check"), ("viod", "void"), ("cicle", "cycle"),
      ("deny", nil), ("", nil), ("x", nil), ("Status!", "status"), ("pharmacy", nil),
    ] as [(String, String?)])
  func suggests(typed: String, word: String?) {
    #expect(Nearest.word(to: typed, in: commands) == word)
  }

  @Test func theFirstOfEquallyNearWordsWins() {
    #expect(Nearest.word(to: "cat", in: ["bat", "car", "cat"]) == "cat")
    #expect(Nearest.word(to: "cat", in: ["bat", "car"]) == "bat")
    #expect(Nearest.word(to: "cat", in: []) == nil)
  }

  @Test(arguments: [
    ("", "", 0), ("", "abc", 3), ("abc", "", 3), ("abc", "acb", 1), ("abc", "abd", 1), ("kitten", "sitting", 3),
    ("ca", "abc", 3), ("abcd", "badc", 2),
  ])
  func distance(first: String, second: String, distance: Int) {
    #expect(Nearest.distance(Array(first), Array(second)) == distance)
    #expect(Nearest.distance(Array(second), Array(first)) == distance)
  }
}
