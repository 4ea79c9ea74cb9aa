import Testing
import TextFormats

@testable import Reports

struct WrappingTests {
  @Test func keepsRunsOfSpacesButAtABreak() {
    #expect(Wrapping.lines("a   b", first: 5, rest: 5) == ["a   b"])
    #expect(Wrapping.lines("aa   bb   cc", first: 7, rest: 4) == ["aa   bb", "cc"])
    #expect(Wrapping.lines("  aa bb", first: 4, rest: 4) == ["  aa", "bb"])
    #expect(Wrapping.lines("", first: 4, rest: 4) == [""])
  }

  @Test func theFirstLineMayHaveLessRoom() {
    #expect(Wrapping.lines("one two three", first: 3, rest: 9) == ["one", "two three"])
  }

  @Test func cutsAWordThatFitsNoLine() {
    #expect(Wrapping.lines("abcdefgh", first: 3, rest: 5) == ["abc", "defgh"])
    #expect(Wrapping.lines("漢字漢字", first: 3, rest: 3) == ["漢", "字", "漢", "字"])
  }

  @Test func whatIsKeptTogetherIsBrokenAtItsBlanksWhereNoLineHoldsIt() {
    let text = "used " + Wrapping.together("784 of 980   196 left")
    #expect(Wrapping.lines(text, first: 21, rest: 21) == ["used", "784 of 980   196 left"])
    #expect(Wrapping.lines(text, first: 15, rest: 11) == ["used 784 of 980", "196 left"])
  }

  @Test func noLineIsEverWiderThanItsRoom() {
    for first in [2, 3, 7, 20, 79] {
      for rest in [2, 5, 16, 80] {
        for (index, line) in Wrapping.lines(long, first: first, rest: rest).enumerated() {
          #expect(DisplayWidth.columns(line) <= (index == 0 ? first : rest))
        }
      }
    }
  }
}

struct TextTests {
  @Test(arguments: [
    ("M-77120", "M-77120"), ("a b", "'a b'"), ("it's", #"'it'\''s'"#), ("", "''"), ("$(x)", "'$(x)'"), ("é", "'é'"),
  ])
  func quotesWhatAShellWouldRead(text: String, word: String) {
    #expect(Text.shellWord(text) == word)
  }

  @Test(arguments: [(9.0, "9"), (5.25, "5.3"), (15.899, "15.9"), (0.04, "0"), (-0.26, "-0.3"), (651, "651")])
  func roundsToTenths(number: Double, text: String) {
    #expect(Text.rounded(number, places: 1) == text)
  }
}
