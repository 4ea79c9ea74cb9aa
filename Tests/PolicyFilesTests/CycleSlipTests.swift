import PolicyFiles
import Testing

/// Slips in phases, caps, coverage, limits and doses.
struct CycleSlipTests {
  @Test(arguments: runs + caps + coverage + limits + doses + loads)
  func isFoundAlone(_ slip: Slip) throws {
    let (yaml, fault) = try slip.apply(to: Shipped.policy)
    #expect(faults(of: yaml) == [fault])
  }

  private static let rangeRule = #""cycles" must be a cycle such as 1, or a run of cycles such as 2-9, up to 999, not "#

  private static let runs = [
    Slip(
      "consolidation, cycles: 3-5", "consolidation, cycles: ‸4-5",
      #""cycles" must start at 3, as those before end at 2"#),
    Slip(
      "induction, cycles: 1-2", "induction, cycles: 1-3", at: "3-5, coverage",
      #""cycles" must start at 4, as those before end at 3"#),
    Slip("induction, cycles: 1-2", "induction, cycles: ‸2", #""cycles" must start at 1, as the first"#),
    Slip("induction, cycles: 1-2", "induction, cycles: ‸2-1", #""cycles" runs backwards; write 1-2"#),
    Slip("induction, cycles: 1-2", "induction, cycles: ‸0-2", rangeRule + #""0-2""#),
    Slip("induction, cycles: 1-2", "induction, cycles: ‸1-2-3", rangeRule + #""1-2-3""#),
    Slip("induction, cycles: 1-2", "induction, cycles: ‸1 to 2", rangeRule + #""1 to 2""#),
    Slip("continued, cycles: 6-9", "continued, cycles: ‸6-1000", rangeRule + #""6-1000""#),
    Slip(
      "cycles: 1-2, coverage: initial", "cycles: 1-2, coverage: ‸first",
      #""coverage" must be initial or continued, not "first""#),
    Slip(
      "cycles: 1, coverage: initial", "cycles: 1, coverage: ‸continued",
      "the first phase must be initial, for a course starts with initial coverage"),
    Slip(
      "cycles: 1-2, coverage: initial}\n      - {name: consolidation, cycles: 3-5, coverage: initial",
      "cycles: 1-2, coverage: initial}\n      - {name: consolidation, cycles: 3-4, coverage: continued}\n"
        + "      - {name: more, cycles: 5, coverage: ‸initial",
      "an initial phase must come before every continued one"),
    Slip(
      "{cycles: 1-5, days: 42", "{cycles: 1-4, days: 42", at: "6-9, days: 84, citation: V}",
      #""cycles" must start at 5, as those before end at 4"#),
    Slip(
      "{cycles: 6-9, days: 84", "{cycles: ‸6-8, days: 84", #""cycles" must end at 9, as the phases do"#),
    Slip(
      "{cycles: 6-9, days: 84", "{cycles: 6-9, days: ‸3661",
      #""days" must be a whole number from 1 to 3660, not "3661""#),
  ]

  private static let caps = [
    Slip(
      "total: {cycles: 9", "total: {cycles: ‸4",
      "the cap on all cycles must be at least 5, which initial coverage grants"),
    Slip(
      "total: {cycles: 9", "total: {cycles: ‸10", "the cap on all cycles must be at most 9, where the phases end"),
    Slip("total: {cycles: 9", "total: {cycles: ‸0", #""cycles" must be a whole number from 1 to 999, not "0""#),
    Slip(
      "continued: {cycles: 4", "continued: {cycles: ‸10",
      "the cap on continued cycles must be at most 9, the cap on all"),
    Slip(
      "continued: {cycles: 4", "continued: {cycles: ‸1",
      "the cap on continued cycles must be at least 2, which continued coverage grants"),
    Slip(
      "      continued: {cycles: 4, citation: IV}\n", "", at: "total: {cycles: 9", #"the key "continued" is missing"#),
    Slip(
      "      total: {cycles: 4, citation: V}\n",
      "      total: {cycles: 4, citation: V}\n      ‸continued: {cycles: 1, citation: V}\n",
      #""continued" belongs only to an indication with continued phases"#),
  ]

  private static let never = #"continued: {renewable: false, citation: "I, IV"}"#
  private static let renewal = "continued: {weeks: 24, cycles: 2, times: 2, citation: I}"

  private static let coverage = [
    Slip(
      "initial: {weeks: 30", "initial: {weeks: ‸29",
      "29 weeks are 203 days, and cycles 1–5 last 210; 30 weeks hold them"),
    Slip("initial: {weeks: 30", "initial: {weeks: ‸521", #""weeks" must be a whole number from 1 to 520, not "521""#),
    Slip("initial: {weeks: 30", "initial: {weeks: ‸030", #""weeks" must be a whole number from 1 to 520, not "030""#),
    Slip(
      "initial: {weeks: 30, cycles: 5", "initial: {weeks: 99, cycles: ‸6",
      #""cycles" must be at most 5, the number of cycles in initial phases"#),
    Slip(
      renewal, "continued: {weeks: ‸23, cycles: 2, times: 2, citation: I}",
      "23 weeks are 161 days, and cycles 6–7 last 168; 24 weeks hold them"),
    Slip(
      renewal, "continued: {weeks: 99, cycles: ‸5, citation: I}",
      #""cycles" must be at most 4, the number of cycles in continued phases"#),
    Slip(
      renewal, "continued: {weeks: 24, cycles: 2, times: ‸0, citation: I}",
      #""times" must be a whole number from 1 to 999, not "0""#),
    Slip(renewal, "continued: ‸{weeks: 24, cycles: 2, times: 2}", #"the key "citation" is missing"#),
    Slip(renewal, "continued: ‸{citation: I}", #"one of the keys "renewable", "weeks" or "months" is missing"#),
    Slip(
      "initial: {weeks: 30", "initial: {months: ‸6", "6 months may be no more than 181 days, and cycles 1–5 last 210"),
    Slip(
      "initial: {weeks: 30", "initial: {months: ‸121", #""months" must be a whole number from 1 to 120, not "121""#),
    Slip(
      "initial: {weeks: 30", "initial: {weeks: 30, ‸months: 7", #""months" cannot stand beside "weeks""#),
    Slip(
      "times: 2, citation: I}", "times: 2, ‸renewable: false, citation: I}",
      #""renewable" cannot stand beside "weeks""#),
    Slip(
      never, #"continued: {renewable: false, ‸times: 2, citation: "I, IV"}"#,
      #""times" cannot stand beside "renewable""#),
    Slip(
      renewal, "continued: ‸{renewable: false, citation: I}",
      "coverage with continued phases must be renewable, or they could never start"),
    Slip(
      never, "continued: ‸{weeks: 24, cycles: 2, citation: I}",
      "coverage without continued phases must have renewable: false here"),
    Slip(
      never, "continued: {renewable: ‸no, citation: I}",
      #""renewable" must be false, not "no"; coverage that may be renewed has weeks and cycles instead"#),
    Slip(
      never, "continued: {renewable: false, ‸cycles: 2, citation: I}", #""cycles" cannot stand beside "renewable""#),
  ]

  private static let limits = [
    Slip(
      "{code: J9039, cycles: 6-9", "{code: J9039, cycles: 7-9", at: "- {code: J9039, cycles: 1-5",
      "every cycle must have a limit on the units of one billing code; J9039 lacks one in cycle 6"),
    Slip(
      "{code: J9039, cycles: 6-9", "{code: ‸J9309, cycles: 6-9",
      #"unknown billing code "J9309"; did you mean "J9039"?"#),
    Slip(
      "{ndc: 55513-0160, cycles: 1-9", "{ndc: ‸12345-678, cycles: 1-9",
      #"unknown product "12345-678"; the policy has 55513-0160"#),
    Slip(
      "{ndc: 55513-0160, cycles: 1-9", "{ndc: 55513-0160, ‸code: J9039, cycles: 1-9",
      #""code" cannot stand beside "ndc""#),
    Slip("{ndc: 55513-0160, cycles: 1-9", "‸{cycles: 1-9", #"one of the keys "code" or "ndc" is missing"#),
    Slip(
      "{ndc: 55513-0160, cycles: 1-9", "{ndc: 55513-0160, cycles: ‸1-10",
      #""cycles" must end by 9, as the phases do"#),
    Slip("days: 42, basis: rolling", "days: 42, basis: ‸fixed", #""basis" must be rolling or cycle, not "fixed""#),
    Slip("most: 980", "most: ‸100001", #""most" must be a whole number from 1 to 100000, not "100001""#),
    Slip("most: 980", "most: ‸9.8e2", #""most" must be a whole number from 1 to 100000, not "9.8e2""#),
    Slip("basis: rolling, citation: II.B", "basis: rolling, citation: ‸''", #""citation" must not be empty"#),
  ]

  private static let bandRule =
    "every weight must have one schedule: one without \"weight\", or two with \"under_kg\" and \"at_least_kg\" of "
    + "one number"

  private static let doses = [
    Slip(
      "{cycles: 2-9, steps: [{days: 28, dose: \"28\"}]}", "{cycles: ‸2-8, steps: [{days: 28, dose: \"28\"}]}",
      #""cycles" must end at 9, as the phases do"#),
    Slip(
      "{cycles: 2-9, steps", "{cycles: ‸3-9, steps",
      #""cycles" must start at 2, as those before end at 1"#),
    Slip("under_kg: \"45\"", "under_kg: \"44\"", at: "- weight: {at_least_kg", bandRule),
    Slip("        - weight: {at_least_kg: \"45\"}\n          cycles", "        ‸- cycles", bandRule),
    Slip(
      "{at_least_kg: \"45\"}", "{at_least_kg: ‸\"0\"}",
      #""at_least_kg" must be above 0 and at most 100000, not "0""#),
    Slip(
      "{at_least_kg: \"45\"}", "{at_least_kg: \"45\", ‸under_kg: \"90\"}",
      #""under_kg" cannot stand beside "at_least_kg""#),
    Slip(
      "{days: 7, dose: \"9\"}", "{days: 7, dose: ‸none}",
      #""dose" must be a decimal number, such as 0.1, not "none""#),
    Slip("{days: 7, dose: \"9\"}", "‸{days: 7}", #"one of the keys "dose" or "dose_per_m2" is missing"#),
    Slip("{days: 7, dose: \"9\"}", "{days: 7, dose: 9, ‸at_most: 9}", #""at_most" cannot stand beside "dose""#),
    Slip(
      "[{days: 7, dose: \"9\"}", "‸[{days: 22, dose: \"9\"}", "the steps last 43 days, and cycle 1 only 42"),
  ]

  /// Limits that the doses must pass: 784 units in 28 days of every 42, 23 vials of 35 at least.
  private static let loads = [
    Slip(
      "cycles: 1-5, most: 980, days: 42, basis: rolling", "cycles: 1-5, most: 980, days: ‸41, basis: cycle",
      #""days" must be at least 42, for a limit of basis cycle ends with its days, and a cycle lasts 42"#),
    Slip(
      "cycles: 1-5, most: 980", "cycles: 1-5, most: ‸783",
      #""most" must be at least 784, the units that the doses take in 42 days from cycle 1 on"#),
    Slip(
      "cycles: 6-9, most: 980", "cycles: 6-9, most: ‸783",
      #""most" must be at least 784, the units that the doses take in 84 days from cycle 6 on"#),
    Slip(
      "cycles: 1-9, most: 28", "cycles: 1-9, most: ‸22",
      #""most" must be at least 23, the vials that the doses take in 42 days from cycle 1 on"#),
    Slip(
      "cycles: 1-5, most: 980, days: 42", "cycles: 1-5, most: ‸1567, days: 84",
      #""most" must be at least 1568, the units that the doses take in 84 days from cycle 1 on"#),
    Slip(
      "cycles: 1-5, most: 980, days: 42, basis: rolling", "cycles: 1-5, most: ‸783, days: 42, basis: cycle",
      #""most" must be at least 784, the units that the doses take in 42 days from cycle 2 on"#),
  ]

  @Test("a dose by body surface counts at its maximum") func maximum() throws {
    let old = #"cycles: 2-9, steps: [{days: 28, dose_per_m2: "15", at_most: "28""#
    let yaml = try replacing(
      old, by: #"cycles: 2-9, steps: [{days: 28, dose_per_m2: "15", at_most: "36""#, in: Shipped.policy)
    #expect(
      faults(of: yaml).map(\.message) == [
        #""most" must be at least 1008, the units that the doses take in 42 days from cycle 1 on"#,
        #""most" must be at least 1008, the units that the doses take in 84 days from cycle 6 on"#,
        #""most" must be at least 29, the vials that the doses take in 42 days from cycle 1 on"#,
      ])
  }

  @Test("limits that hold the doses exactly are no fault") func exact() throws {
    var yaml = try replacing("cycles: 1-5, most: 980", by: "cycles: 1-5, most: 784", in: Shipped.policy)
    yaml = try replacing("cycles: 1-9, most: 28", by: "cycles: 1-9, most: 23", in: yaml)
    #expect(faults(of: yaml) == [])
  }
}
