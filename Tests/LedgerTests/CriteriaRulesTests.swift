import CivilTime
import Coverage
import Testing

@testable import Ledger

/// Criteria as three-valued trees: what is unknown neither meets nor fails.
struct CriteriaRulesTests {
  /// Questions answered `yes`, `no` or not at all, by the status they lead to.
  private static let questions: [CriterionStatus: String] = [.met: "met", .notMet: "not-met", .unknown: "unknown"]

  private func rules(_ answers: [String: String] = ["met": "yes", "not-met": "no"]) -> CriteriaRules {
    CriteriaRules(answers: answers, birthDate: day("1990-05-17"), startsOn: day("2026-03-02"))
  }

  private func yes(_ question: String) -> Requirement { .answer(question: question, oneOf: ["yes"], support: []) }

  private func branch(_ status: CriterionStatus) -> Requirement { yes(Self.questions[status] ?? "") }

  private func criterion(_ requirement: Requirement) -> Criterion {
    Criterion(key: "tree", text: "A tree", citation: "III", asked: [.initial], requirement: requirement)
  }

  private func status(_ requirement: Requirement) -> CriterionStatus {
    rules().evaluate(criterion(requirement)).status
  }

  @Test(
    "both branches of an `all` must be met",
    arguments: [
      (CriterionStatus.met, CriterionStatus.met, CriterionStatus.met), (.met, .notMet, .notMet),
      (.met, .unknown, .unknown), (.notMet, .met, .notMet), (.notMet, .notMet, .notMet), (.notMet, .unknown, .notMet),
      (.unknown, .met, .unknown), (.unknown, .notMet, .notMet), (.unknown, .unknown, .unknown),
    ])
  func all(left: CriterionStatus, right: CriterionStatus, whole: CriterionStatus) {
    #expect(status(.all([branch(left), branch(right)])) == whole)
  }

  @Test(
    "one branch of an `any` must be met, whatever is unknown",
    arguments: [
      (CriterionStatus.met, CriterionStatus.met, CriterionStatus.met), (.met, .notMet, .met), (.met, .unknown, .met),
      (.notMet, .met, .met), (.notMet, .notMet, .notMet), (.notMet, .unknown, .unknown), (.unknown, .met, .met),
      (.unknown, .notMet, .unknown), (.unknown, .unknown, .unknown),
    ])
  func any(left: CriterionStatus, right: CriterionStatus, whole: CriterionStatus) {
    #expect(status(.any([branch(left), branch(right)])) == whole)
  }

  @Test("trees within trees keep what is unknown")
  func nested() {
    #expect(status(.all([.any([branch(.notMet), branch(.unknown)]), branch(.met)])) == .unknown)
    #expect(status(.any([.all([branch(.met), branch(.unknown)]), branch(.met)])) == .met)
    #expect(status(.any([.all([branch(.notMet), branch(.unknown)]), branch(.notMet)])) == .notMet)
  }

  @Test("every branch is looked at, also once the answer is clear")
  func facts() {
    let result = rules().evaluate(criterion(.any([branch(.met), branch(.notMet), branch(.unknown)])))
    #expect(result.facts == ["met = yes", "not-met = no", "unknown not answered"])
    #expect(result.status == .met)
    #expect(result.key == "tree" && result.text == "A tree" && result.citation == "III")
  }

  @Test(
    "a number is compared exactly",
    arguments: [("0.1", CriterionStatus.met), ("0.10", .met), ("0.099999999", .notMet), ("5", .met), ("0", .notMet)])
  func atLeast(answer: String, status: CriterionStatus) throws {
    let requirement = Requirement.atLeast(question: "percent", decimal("0.1"), support: [])
    #expect(rules(["percent": answer]).evaluate(criterion(requirement)).status == status)
    #expect(rules([:]).evaluate(criterion(requirement)).status == .unknown)
  }

  @Test(
    "an age is reached on its day, not the day before",
    arguments: [
      (1, AgeSpan.Unit.month, "2026-01-15", "2026-02-15"), (1, .month, "2026-01-31", "2026-02-28"),
      (1, .month, "2024-01-31", "2024-02-29"), (1, .month, "2026-01-28", "2026-02-28"),
      (1, .month, "2025-12-31", "2026-01-31"), (3, .month, "2025-11-30", "2026-02-28"),
      (1, .year, "2024-02-29", "2025-02-28"), (18, .year, "2008-03-02", "2026-03-02"),
      (28, .day, "2026-02-01", "2026-03-01"),
    ])
  func age(count: Int, unit: AgeSpan.Unit, born: String, reached: String) {
    let requirement = criterion(.age(AgeSpan(count: count, unit: unit)))
    func status(on start: CivilDay) -> CriterionStatus {
      CriteriaRules(answers: [:], birthDate: day(born), startsOn: start).evaluate(requirement).status
    }
    #expect(status(on: day(reached)) == .met)
    #expect(status(on: day(reached) - 1) == .notMet)
  }

  @Test("what is recorded of an age gives no birth date away")
  func ageFact() {
    let result = rules().evaluate(criterion(.age(AgeSpan(count: 1, unit: .month))))
    #expect(result.facts == ["age at the start on 2026-03-02 is at least 1 month"])
  }

  @Test("the fewest answers that could meet a tree")
  func fewestMissing() {
    let long = Requirement.all([yes("a"), yes("b"), yes("c")])
    #expect(rules([:]).fewestMissing([criterion(.any([long, yes("d")]))]) == ["d"])
    #expect(rules(["d": "no"]).fewestMissing([criterion(.any([long, yes("d")]))]) == ["a", "b", "c"])
    #expect(rules(["b": "yes"]).fewestMissing([criterion(long)]) == ["a", "c"])
    #expect(rules(["a": "no", "d": "no"]).fewestMissing([criterion(.any([long, yes("d")]))]).isEmpty)
  }

  @Test("of equally few answers the policy's first come first, and one question is asked once")
  func fewestMissingTies() {
    #expect(rules([:]).fewestMissing([criterion(.any([yes("b"), yes("a")]))]) == ["b"])
    #expect(rules([:]).fewestMissing([criterion(.any([yes("b"), yes("a")])), criterion(yes("c"))]) == ["b", "c"])
    #expect(rules([:]).fewestMissing([criterion(yes("a")), criterion(yes("a"))]) == ["a"])
    // `a` alone meets both trees, though each could be met by another answer.
    #expect(
      rules([:]).fewestMissing([criterion(.any([yes("c"), yes("a")])), criterion(.any([yes("b"), yes("a")]))]) == ["a"])
  }

  @Test("an age not reached cannot be answered away")
  func missingWithoutAge() {
    let young = CriteriaRules(answers: [:], birthDate: day("2026-03-01"), startsOn: day("2026-03-02"))
    let age = criterion(.age(AgeSpan(count: 1, unit: .month)))
    #expect(young.fewestMissing([age, criterion(yes("a"))]).isEmpty)
    #expect(rules([:]).fewestMissing([age, criterion(yes("a"))]) == ["a"])
  }

  @Test("many alternatives are searched in no time")
  func manyAlternatives() {
    let criteria = (0..<40).map { row in criterion(.any((0..<10).map { yes("q\(row)-\($0)") })) }
    #expect(rules([:]).fewestMissing(criteria).count == 40)
  }
}
