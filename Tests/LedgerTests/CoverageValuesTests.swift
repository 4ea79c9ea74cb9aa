import Coverage
import Testing
import TextFormats

/// The small values the rules are made of: numbers people read, decimals, questions, findings.
struct CoverageValuesTests {
  @Test(
    "numbers are written with a letter and six digits at least",
    arguments: [(1, "R-000001"), (999_999, "R-999999"), (1_000_000, "R-1000000")])
  func requestNumbers(value: Int, text: String) {
    #expect(RequestNumber(value).description == text)
    #expect(RequestNumber(text)?.value == value)
  }

  @Test(
    "a number has one form",
    arguments: [
      "A-000001", "R-1", "R-0000001", "R-000000", "r-000001", "R000001", "R--00001", "R-+00001", "", "R-", "R-00000x",
    ])
  func noRequestNumber(text: String) {
    #expect(RequestNumber(text) == nil)
  }

  @Test("each kind of number has its letter")
  func letters() {
    #expect(AuthorizationNumber(7).description == "A-000007")
    #expect(AuthorizationNumber("A-000007")?.value == 7)
    #expect(FlagNumber(7).description == "F-000007")
    #expect(FlagNumber("F-000007")?.value == 7)
    #expect(FlagNumber("A-000007") == nil)
  }

  @Test(
    "decimals are exact and written as short as can be",
    arguments: [
      ("0.1", "0.1"), ("0.10", "0.1"), ("00.1", "0.1"), ("-2.50", "-2.5"), ("12", "12"),
      ("12.000000001", "12.000000001"),
      ("999999999", "999999999"), ("-0", "0"),
    ])
  func decimals(text: String, written: String) {
    #expect(DecimalNumber(text)?.description == written)
  }

  @Test(
    "the number just below is one less in the last place",
    arguments: [("150", "149"), ("0.1", "0"), ("0.15", "0.14"), ("2.50", "2.4"), ("20", "19"), ("0", "-1")])
  func justBelow(text: String, below: String) {
    #expect(decimal(text).justBelow == decimal(below))
  }

  @Test(
    "what is no decimal of nine places is refused",
    arguments: [
      "", "-", ".", "1.", ".5", "1.2.3", "1e3", "+1", " 1", "1 ", "1,5", "1.0000000001", "1000000000", "--1", "١",
    ])
  func noDecimals(text: String) {
    #expect(DecimalNumber(text) == nil)
  }

  @Test("decimals are ordered by value, whatever their sign")
  func order() {
    #expect(decimal("0.099999999") < decimal("0.1"))
    #expect(decimal("-1") < decimal("-0.5"))
    #expect(decimal("44.999") < decimal("45"))
    #expect(DecimalNumber(thousandths: 44_999) == decimal("44.999"))
  }

  @Test("a question takes its own answers alone")
  func questions() throws {
    let single = try #require(Shipped.policy.question("single-agent"))
    #expect(["yes", "no"].allSatisfy(single.accepts))
    #expect(!["Yes", "true", "", "unknown"].contains(where: single.accepts))
    let status = try #require(Shipped.policy.question("ph-status"))
    #expect(status.accepts("positive") && !status.accepts("yes"))
    let percent = try #require(Shipped.policy.question("mrd-percent"))
    #expect(["0", "0.1", "100", "100.0"].allSatisfy(percent.accepts))
    #expect(!["-0.1", "100.1", "high", "0.1%"].contains(where: percent.accepts))
    #expect(Shipped.policy.question("nonsense") == nil)
  }

  @Test("a finding's code is permanent: its text, written and read", arguments: FindingCode.allCases)
  func findings(code: FindingCode) {
    let finding = Finding(
      code, "a sentence", citation: "II.B", hint: "do this", details: [JSONMember("earliest", .string("2026-04-13"))])
    #expect(Finding(finding.json) == finding)
    #expect(code.rawValue.allSatisfy { $0 == "-" || ("a"..."z").contains($0) })
    #expect(Finding(Finding(code, "a sentence", citation: "").json)?.hint == nil)
  }

  @Test("units are summed and taken apart")
  func units() {
    #expect(Units(28) + Units(7) == 35)
    #expect(Units(28) - Units(35) == Units(-7))
    #expect(Units(980) < 981)
    #expect(Vials(28) < 29)
  }
}
