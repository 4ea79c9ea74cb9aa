import CivilTime
import Coverage
import PolicyFiles
import Testing

/// The shipped policy and the numbers that must agree in it.
struct ShippedPolicyTests {
  private let document: PolicyDocument
  private let policy: Policy
  private let relapsed: Indication
  private let residual: Indication

  init() throws {
    document = try PolicyReader.read(yaml: Shipped.policy, file: "policy.yaml")
    policy = document.policy
    relapsed = try #require(policy.indication(IndicationKey("rr-all")))
    residual = try #require(policy.indication(IndicationKey("mrd-all")))
  }

  @Test func equalsItsCompiledForm() throws {
    #expect(try PolicyReader.read(compiled: document.compiled) == policy)
  }

  @Test func compiledFormHoldsStringsOnly() {
    #expect(document.compiled.hasPrefix(#"{"policy":"blinatumomab","version":"2021-03","effective":"2021-03-01""#))
    #expect(document.compiled.contains(#""initial":{"weeks":"30","cycles":"5","citation":"I"}"#))
    #expect(!document.compiled.contains("\n"))
  }

  @Test func names() {
    #expect(policy.version.description == "blinatumomab@2021-03")
    #expect(policy.effectiveOn.description == "2021-03-01")
    #expect(policy.drug == "blinatumomab (Blincyto)")
    #expect(policy.notes.map(\.citation) == ["III", "IV", "VII"])
  }

  @Test func counts() {
    #expect(policy.diagnoses.codes.count == 13)
    #expect(policy.diagnoses.diagnosis("c9102")?.code == "C91.02")
    #expect(policy.questions.count == 14)
    #expect(policy.criteria(for: .initial, of: relapsed).count == 7)
    #expect(policy.criteria(for: .initial, of: residual).count == 6)
    #expect(policy.criteria(for: .continued, of: relapsed).count == 6)
  }

  @Test func billing() throws {
    let code = try #require(policy.billingCodes.first)
    let product = try #require(policy.products.first)
    #expect(policy.billingCodes.count == 1 && policy.products.count == 1)
    #expect(code.code == "J9039" && code.perUnit == DecimalNumber("1") && code.citation == "VI")
    #expect(product.ndc == "55513-0160" && product.billedAs == "J9039" && product.perVial == DecimalNumber("35"))
  }

  @Test func numbersThatMustAgree() throws {
    let terms = try #require(continuedTerms)
    #expect(relapsed.initial.length.leastDays == 5 * 42)
    #expect(residual.initial.length.leastDays == 4 * 42)
    #expect(terms.length.leastDays == 2 * 84)
    #expect(relapsed.limits.map(\.most) == [28 * 35, 28 * 35, 28])
    #expect(relapsed.limits.map(\.days) == [42, 84, 42])
    #expect(residual.limits.map(\.kind) == [relapsed.limits[0].kind, relapsed.limits[2].kind])
    #expect((1...10).map { relapsed.cycleDays(of: CycleNumber($0)) } == [42, 42, 42, 42, 42, 84, 84, 84, 84, 84])
  }

  private var continuedTerms: CoverageTerms? {
    if case .permitted(let terms, times: 2) = relapsed.continued { terms } else { nil }
  }

  @Test func coverage() {
    #expect(relapsed.totalCap == CycleCap(cycles: 9, citation: "IV, V"))
    #expect(relapsed.continuedCap == CycleCap(cycles: 4, citation: "IV"))
    #expect(residual.totalCap == CycleCap(cycles: 4, citation: "V"))
    #expect(residual.continuedCap == nil)
    #expect(residual.continued == .notPermitted(citation: "I, IV"))
    #expect(relapsed.phases.map(\.cycles.description) == ["1–2", "3–5", "6–9"])
    #expect(relapsed.lastPreContinued == CycleNumber(5) && residual.lastPreContinued == CycleNumber(4))
    #expect(relapsed.limits.allSatisfy { $0.basis == .rolling })
  }

  @Test func requirements() throws {
    let requirement = try #require(residual.criteria.first).requirement
    let least = try #require(DecimalNumber("0.1"))
    let approved = ["fda-approved", "orphan-drug"]
    #expect(
      requirement
        == .any([
          .all([
            .answer(question: "complete-response", oneOf: ["yes"], support: approved),
            .atLeast(question: "mrd-percent", least, support: []),
            .answer(question: "mrd-method", oneOf: ["flow-cytometry", "pcr"], support: []),
          ]),
          .answer(question: "mrd-after-consolidation", oneOf: ["yes"], support: ["compendium"]),
        ]))
    #expect(policy.criteria.first?.requirement == .age(AgeSpan(count: 1, unit: .month)))
  }

  @Test func doses() throws {
    let weight = try #require(DecimalNumber("45"))
    #expect(relapsed.dosing.schedules.map(\.band) == [.atLeast(weight), .under(weight)])
    let first = try #require(relapsed.dosing.schedules.last?.cycles.first)
    let most = try #require(DecimalNumber("9"))
    let dose = try #require(DecimalNumber("5"))
    #expect(first.steps.map(\.days) == [7, 21])
    #expect(first.steps.first?.amount == .perSquareMetre(dose, atMost: most))
  }
}
