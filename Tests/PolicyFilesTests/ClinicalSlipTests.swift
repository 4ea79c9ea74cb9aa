import PolicyFiles
import Testing

/// Slips in billing, diagnoses, questions and criteria.
struct ClinicalSlipTests {
  @Test(arguments: billing + questions + criteria + meaning)
  func isFoundAlone(_ slip: Slip) throws {
    let (yaml, fault) = try slip.apply(to: Shipped.policy)
    #expect(faults(of: yaml) == [fault])
  }

  private static let ndcRule = "the labeler and product parts of an NDC, such as 12345-0678"

  private static let billing = [
    Slip("per_unit: 1", "per_unit: ‸0", #""per_unit" must be above 0 and at most 100000, not "0""#),
    Slip("per_unit: 1", "per_unit: ‸1e3", #""per_unit" must be a decimal number, such as 0.1, not "1e3""#),
    Slip("per_unit: 1", "per_unit: ‸[1]", #""per_unit" must be a decimal number, not a list"#),
    Slip("per_vial: 35", "per_vial: ‸-35", #""per_vial" must be above 0 and at most 100000, not "-35""#),
    Slip(
      "code: J9039\n", "code: ‸j9039\n",
      #""code" must be a billing code of up to 10 capitals and digits, such as J0001, not "j9039""#),
    Slip("ndc: 55513-0160\n", "ndc: ‸55513-0160-01\n", #""ndc" must be \#(ndcRule), not "55513-0160-01""#),
    Slip("billed_as: J9039", "billed_as: ‸J9093", #"unknown billing code "J9093"; did you mean "J9039"?"#),
    Slip("billed_as: J9039", "billed_as: ‸A1234", #"unknown billing code "A1234"; the policy has J9039"#),
    Slip(
      "measure: mcg\n      per_vial", "measure: ‸mg\n      per_vial",
      #""measure" must be "mcg", as the units of J9039 are, not "mg""#),
    Slip(
      "{code: C91.02", "{code: ‸C9102",
      #""code" must be an ICD-10-CM code in capitals with its dot, such as C91.02, not "C9102""#),
  ]

  private static let questions = [
    Slip("type: choice", "type: ‸option", #""type" must be yes-no, choice or decimal, not "option""#),
    Slip("[positive, negative]", "‸[negative]", #""values" must list two answers or more"#),
    Slip("    values: [positive, negative]\n", "", at: "key: ph-status", #"the key "values" is missing"#),
    Slip(
      "type: yes-no\n", "type: yes-no\n    ‸values: [yes, no]\n", #""values" belongs to a question of type choice"#),
    Slip("type: choice\n", "type: choice\n    ‸least: 1\n", #""least" belongs to a question of type decimal"#),
    Slip("least: \"0\"", "least: ‸zero", #""least" must be a decimal number, such as 0.1, not "zero""#),
    Slip("most: \"100\"", "most: ‸-1", #""most" must be at least 0, which is "least""#),
  ]

  private static let age = "{age: {at_least: 1 month}}"
  private static let ageRule =
    #""at_least" must be an age such as 1 month or 18 years, of at most 120 years, 1440 months or 3660 days, not "#
  private static let single = "{question: single-agent, is: \"yes\"}"
  private static let percent = "{question: mrd-percent, at_least: \"0.1\"}"

  private static let criteria = [
    Slip(
      single, "{question: ‸single-agnet, is: \"yes\"}",
      #"unknown question "single-agnet"; did you mean "single-agent"?"#),
    Slip(
      single, "{question: single-agent, is: ‸true}",
      #""true" never answers "single-agent"; its answers are yes or no"#),
    Slip(
      "one_of: [response, stable]", "one_of: [response, ‸good]",
      #""good" never answers "disease-response"; its answers are response, stable, progression"#),
    Slip("one_of: [response, stable]", "one_of: ‸[]", #""one_of" must not be empty"#),
    Slip(single, "‸{question: single-agent}", #"one of the keys "is", "one_of" or "at_least" is missing"#),
    Slip(
      single, "{question: single-agent, is: yes, ‸one_of: [no]}", #""one_of" cannot stand beside "is""#),
    Slip(
      single, "{question: single-agent, ‸at_least: 1}",
      #"the answer to "single-agent" is no number; test it with "is" or "one_of""#),
    Slip(
      percent, "{question: mrd-percent, ‸is: \"0.1\"}",
      #"the answer to "mrd-percent" is a number; test it with "at_least""#),
    Slip(
      percent, "{question: mrd-percent, at_least: ‸100.1}",
      #"100.1 never answers "mrd-percent"; its answer is a decimal number from 0 to 100 %"#),
    Slip(
      percent, "{question: mrd-percent, at_least: ‸much}",
      #""at_least" must be a decimal number, such as 0.1, not "much""#),
    Slip(single, "‸{}", #"one of the keys "all", "any", "age" or "question" is missing"#),
    Slip(single, "{all: ‸[]}", #""all" must not be empty"#),
    Slip(single, "{all: [\(single)], ‸any: [\(single)]}", #""any" cannot stand beside "all""#),
    Slip(single, "{any: [\(single)], ‸is: no}", #""is" cannot stand beside "any""#),
    Slip(age, "{age: {at_least: ‸1 fortnight}}", ageRule + #""1 fortnight""#),
    Slip(age, "{age: {at_least: ‸0 months}}", ageRule + #""0 months""#),
    Slip(age, "{age: {at_least: ‸121 years}}", ageRule + #""121 years""#),
    Slip(age, "{age: {at_least: ‸one month}}", ageRule + #""one month""#),
    Slip(age, "{age: {at_least: 1 month, ‸most: 2}}", #"unknown key "most"; the keys known here are at_least"#),
  ]

  private static let assay = "one_of: [cbc, marrow-cytogenetics, qpcr, fish]"
  private static let negative = "{question: ph-status, is: negative}"
  private static let intolerant = "{question: tki-intolerant-or-refractory, is: \"yes\"}"

  private static let meaning = [
    Slip(
      "require: \(single)", "require: ‸{all: [\(single), {question: single-agent, is: \"no\"}]}",
      #""single-agent" can never be met: no answers meet it"#),
    Slip(
      "require: \(single)", "require: ‸{question: single-agent, one_of: [\"yes\", \"no\"]}",
      #""single-agent" is always met: every answer meets it"#),
    Slip(
      "require: {age: {at_least: 1 month}}",
      "require: ‸{any: [{age: {at_least: 1 month}}, {question: single-agent, is: \"yes\"}, "
        + "{question: single-agent, is: \"no\"}]}",
      #""minimum-age" is always met: every answer meets it"#),
    Slip(
      percent, "{question: mrd-percent, at_least: 0}", at: "key: mrd-percent",
      #"no answer to "mrd-percent" changes what a criterion comes to"#
    ),
    Slip(
      "require: {question: live-vaccine-within-2-weeks, is: \"no\"}",
      "require: ‸{all: [{question: live-vaccine-within-2-weeks, is: \"no\"}, {question: single-agent, is: \"no\"}]}",
      #""no-live-vaccine-before" can never be met together with "single-agent", so no initial request is ever approved"#
    ),
    Slip(
      "require: {question: relapsed-or-refractory, is: \"yes\"}",
      "require: ‸{all: [{question: relapsed-or-refractory, is: \"yes\"}, {question: b-cell-precursor, is: \"no\"}]}",
      #""relapsed-or-refractory" can never be met together with "b-cell-precursor", "#
        + "so no initial request is ever approved"),
    Slip(
      "questions:\n", "questions:\n  - ‸{key: zodiac-sign, type: yes-no, text: Is the patient a Leo?}\n",
      #"no criterion looks at the answer to "zodiac-sign""#),
    Slip(
      "        asked: [initial]\n        require:\n          any:\n            - all:",
      "        asked: [continued]\n        require:\n          ‸any:\n            - all:",
      #""mrd-positive" is asked at renewals alone, and this indication has none"#),
    Slip(
      "            - \(negative)\n            - \(intolerant)\n",
      "            - \(negative)\n            - {all: [\(negative), \(intolerant)]}\n",
      at: "key: tki-intolerant-or-refractory",
      #"no answer to "tki-intolerant-or-refractory" changes what a criterion comes to"#),
  ]

  @Test("an unreadable criterion hides no other fault, and makes none of the questions it may look at")
  func unreadable() throws {
    var yaml = try replacing(
      "require: \(Self.single)", by: "require: {question: single-agnet, is: \"yes\"}", in: Shipped.policy)
    yaml = try replacing("most: 980", by: "most: 700", in: yaml)
    #expect(
      faults(of: yaml).map(\.message) == [
        #"unknown question "single-agnet"; did you mean "single-agent"?"#,
        #""most" must be at least 784, the units that the doses take in 42 days from cycle 1 on"#,
      ])
  }

  @Test("a criterion of many branches is checked in no time, and not blamed")
  func manyBranches() throws {
    let branches = (0..<200).map { number in
      "{all: [{question: single-agent, is: \"\(number % 2 == 0 ? "yes" : "no")\"}, "
        + "{question: b-cell-precursor, is: \"yes\"}]}"
    }
    let any = "{any: [\(branches.joined(separator: ", "))]}"
    let yaml = try replacing(
      "require: \(Self.single)", by: "require: {all: [\(Array(repeating: any, count: 30).joined(separator: ", "))]}",
      in: Shipped.policy)
    let found = faults(of: yaml)
    #expect(found.isEmpty, "\(found)")
  }
}
