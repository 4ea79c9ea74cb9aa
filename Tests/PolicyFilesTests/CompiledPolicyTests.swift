import PolicyFiles
import Testing

/// Compiled policies that are not as the reader wrote them.
struct CompiledPolicyTests {
  private let compiled: String

  init() throws {
    compiled = try PolicyReader.read(yaml: Shipped.policy, file: "policy.yaml").compiled
  }

  @Test func meetsTheSameChecks() throws {
    let changed = try replacing(#""weeks":"30""#, by: #""weeks":"29""#, in: compiled)
    #expect(
      faults(ofCompiled: changed).map(\.description) == [
        "compiled policy: 29 weeks are 203 days, and cycles 1–5 last 210; 30 weeks hold them"
      ])
  }

  @Test func namesNoLineOfARepeatedName() throws {
    let changed = try replacing(#""code":"C83.51""#, by: #""code":"C83.50""#, in: compiled)
    #expect(
      faults(ofCompiled: changed).map(\.description) == [#"compiled policy: the diagnosis "C83.50" stands twice"#])
  }

  @Test func refusesOtherScalarsThanStrings() throws {
    let changed = try replacing(#""per_unit":"1""#, by: #""per_unit":1"#, in: compiled)
    #expect(
      faults(ofCompiled: changed).map(\.description) == [#"compiled policy: must hold strings only, not "1""#])
  }

  @Test func refusesWhatIsNotJSON() {
    #expect(
      faults(ofCompiled: "{").map(\.description) == [
        "compiled policy:1:2: is not JSON: a member name in double quotes is missing"
      ])
    #expect(faults(ofCompiled: "").count == 1)
    #expect(faults(ofCompiled: "[]").count == 1)
  }
}
