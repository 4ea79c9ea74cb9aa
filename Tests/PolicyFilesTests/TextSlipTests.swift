import PolicyFiles
import Testing

/// Slips in keys, shapes, texts and YAML itself.
struct TextSlipTests {
  @Test(arguments: keys + shapes + texts + repeats + yaml)
  func isFoundAlone(_ slip: Slip) throws {
    let (yaml, fault) = try slip.apply(to: Shipped.policy)
    #expect(faults(of: yaml) == [fault])
  }

  private static let title = "title: Blincyto (blinatumomab) coverage policy\n"
  private static let asked = "asked: [initial, continued]"
  private static let nameRule = "lower case letters, digits, dots and dashes, with a letter or digit first"

  private static let keys = [
    Slip("drug: blina", "‸drgu: blina", #"unknown key "drgu"; did you mean "drug"?"#),
    Slip(
      "  - citation: VII\n", "  - citation: VII\n    ‸colour: red\n",
      #"unknown key "colour"; the keys known here are citation and text"#),
    Slip(title, "", at: "policy: blina", #"the key "title" is missing"#),
    Slip("    citation: III\n", "", at: "key: minimum-age", #"the key "citation" is missing"#),
    Slip("policy: blina", "policy: ‸Blina", "\"policy\" must be \(nameRule), not \"Blinatumomab\""),
    Slip(#"version: "2021-03""#, "version: ‸2021 03", "\"version\" must be \(nameRule), not \"2021 03\""),
    Slip("key: rr-all", "key: ‸-rr", "\"key\" must be \(nameRule), not \"-rr\""),
    Slip("key: mrd-all", "key: ‸[]", "\"key\" must be \(nameRule), not a list"),
  ]

  private static let shapes = [
    Slip(
      "require: {age: {at_least: 1 month}}", "require: ‸1 month",
      "keys with values must stand here (all, any, age, question, is, one_of, at_least and support), not a text"),
    Slip(asked, "asked: ‸initial", #""asked" must be a list, not a text"#),
    Slip(asked, "asked: ‸[]", #""asked" must not be empty"#),
    Slip(asked, "asked:‸", #""asked" must be a list, not nothing"#),
    Slip(
      asked, "asked: [initial, ‸renewal]", #"an item of "asked" must be initial or continued, not "renewal""#),
    Slip(title, "title: ‸[a]\n", #""title" must be a text, not a list"#),
    Slip(
      "effective: 2021-03-01", "effective: ‸2021-02-29",
      #""effective" must be a day of the years 1900 to 2199 written YYYY-MM-DD, not "2021-02-29""#),
    Slip(
      "effective: 2021-03-01", "effective: ‸03/01/21",
      #""effective" must be a day of the years 1900 to 2199 written YYYY-MM-DD, not "03/01/21""#),
    Slip(
      "support: [fda-approved, orphan-drug]", "support: [fda-approved, ‸orphan]",
      #"an item of "support" must be fda-approved, orphan-drug or compendium, not "orphan""#),
  ]

  private static let texts = [
    Slip(title, "title: ‸\"\"\n", #""title" must not be empty"#),
    Slip("  citation: Appendix 1\n", "  citation:‸\n", #""citation" must not be empty"#),
    Slip(title, "title: ‸\(String(repeating: "é", count: 2001))\n", #""title" is longer than 2000 characters"#),
    Slip(
      title, "title: ‸|\n  a\n",
      #""title" holds a line break; write the text on one line, or over several after >-"#),
    Slip(title, "title: ‸\"a\\x07\"\n", #""title" holds "\u{07}", which does not show; leave it out"#),
    Slip(title, "title: ‸a\u{202E}b\n", #""title" holds "\u{202E}", which does not show; leave it out"#),
  ]

  /// A second thing of one name, put before what stands there.
  private static let repeats = [
    Slip("{code: C83.51", "{code: ‸C83.50", #"the diagnosis "C83.50" stands twice; the first is on line 27"#),
    Slip(
      "  products:\n",
      "    - {code: ‸J9039, system: HCPCS, measure: mcg, per_unit: 1, text: Again}\n  products:\n",
      #"the billing code "J9039" stands twice; the first is on line 12"#),
    Slip(
      "diagnoses:\n",
      "    - {ndc: ‸55513-0160, billed_as: J9039, measure: mcg, per_vial: 35, text: Again}\ndiagnoses:\n",
      #"the product "55513-0160" stands twice; the first is on line 18"#),
    Slip(
      "  - key: mrd-percent\n", "  - {key: ‸single-agent, type: yes-no, text: Again}\n  - key: mrd-percent\n",
      #"the question "single-agent" stands twice; the first is on line 45"#),
    Slip(
      "key: relapsed-or-refractory\n        text", "key: ‸single-agent\n        text",
      #"the criterion "single-agent" stands twice; the first is on line 107"#),
    Slip("- key: mrd-all", "- key: ‸rr-all", #"the indication "rr-all" stands twice; the first is on line 139"#),
    Slip(
      "[flow-cytometry, pcr, other]", "[flow-cytometry, pcr, ‸pcr]",
      #"the value "pcr" stands twice; the first is on line 75"#),
    Slip(asked, "asked: [initial, ‸initial]", #"the word "initial" stands twice; the first is on line 100"#),
    Slip(title, "‸title: a\ntitle: b\n", #"the key "title" stands here and again in the same mapping"#),
  ]

  private static let yaml = [
    Slip(
      title, "title: a‸: b\n",
      "is not YAML: mapping values are not allowed in this context; look at the indentation, and put a text with signs "
        + "such as \": \" in quotes"),
    Slip(
      title, "title: ‸&a b\n",
      "an anchor stands here; write values out where they are used, and put a space after & in a text"),
    Slip(
      title, "title: ‸*a\n",
      "an alias stands here; write the value out, and put a text that starts with * in quotes"),
    Slip(title, "title: ‸!b a\n", "a tag stands before the value; a text that starts with ! needs quotes"),
    Slip(title, "title: ‸!!int 1\n", "a tag stands before the value; a text that starts with ! needs quotes"),
    Slip(title, "title: a\n? ‸[a]\n: b\n", "a key must be a plain text"),
    Slip(title, "title: a‸\u{85}b\n", #"the character "\u{85}" may not stand in a file"#),
    Slip("notes:\n", "‸---\nnotes:\n", "a second document starts here; a file holds one"),
  ]
}
