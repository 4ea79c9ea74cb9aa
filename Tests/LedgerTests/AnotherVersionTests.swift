import CivilTime
import Coverage
import Testing

@testable import Ledger

/// A history read as another policy version has it: the facts stand, and the limits are that version's.
struct AnotherVersionTests {
  @Test("a line is judged by the limits of the version named, over the same facts") func limits() throws {
    let other = try Shipped.version(
      "2030-01", effective: "2030-01-01",
      replacing: Shipped.smallDoses + [("cycles: 1-5, most: 980, days: 42", "cycles: 1-5, most: 700, days: 42")])
    var story = CourseBuilder(under: [Shipped.policy, other])
    _ = try story.intake("2026-03-01")
    _ = try story.cycle("2026-03-02")
    let entry = story.entry(784, on: "2026-03-02")
    #expect(UnitRules.judge(entry, history: story.history).isCovered)

    let read = story.history.read(by: story.history.book.reading(as: other))
    #expect(UnitRules.judge(entry, history: read).findings.map(\.code) == [.unitLimit])
    #expect(UnitRules.judge(entry, history: read).window?.limit == 700)
    #expect(read.cycles.map(\.fact) == story.history.cycles.map(\.fact))
  }

  @Test("a version is found by its name, the newest by the policy's") func names() throws {
    let other = try Shipped.version("2030-01", effective: "2030-01-01", replacing: [])
    let book = PolicyBook([other, Shipped.policy])
    #expect(book.policy(named: "blinatumomab") == other)
    #expect(book.policy(named: "blinatumomab@2021-03") == Shipped.policy)
    #expect(book.policy(named: "blinatumomab@2020") == nil)
  }
}
