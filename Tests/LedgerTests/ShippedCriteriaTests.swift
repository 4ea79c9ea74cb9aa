import CivilTime
import Coverage
import Ledger
import Testing

/// The clinical criteria of the first policy, asked through the rules (policy III and IV).
struct ShippedCriteriaTests {
  private let start = day("2026-03-02")

  @Test(
    "a Ph-positive patient must be TKI intolerant or refractory; a Ph-negative one need not",
    arguments: [
      ("negative", nil, RequestOutcome.approved), ("negative", "no", .approved), ("negative", "yes", .approved),
      ("positive", "yes", .approved), ("positive", "no", .referred), ("positive", nil, .pended),
      (nil, "yes", .approved),
      (nil, "no", .pended), (nil, nil, .pended),
    ] as [(String?, String?, RequestOutcome)])
  func philadelphia(status: String?, intolerant: String?, outcome: RequestOutcome) {
    var answers = Answers.relapsed.without("ph-status")
    answers["ph-status"] = status
    answers["tki-intolerant-or-refractory"] = intolerant
    #expect(CourseBuilder().intakeVerdict(start, answers: answers).outcome == outcome)
  }

  @Test("the one answer that is missing depends on the branch that is still open")
  func missingPhiladelphia() {
    func missing(_ answers: [String: String]) -> [String] {
      CourseBuilder().intakeVerdict(start, answers: answers).missing
    }
    let open = Answers.relapsed.without("ph-status")
    #expect(missing(open) == ["ph-status"])
    #expect(missing(open.with("ph-status", "positive")) == ["tki-intolerant-or-refractory"])
    #expect(missing(open.with("tki-intolerant-or-refractory", "no")) == ["ph-status"])
  }

  @Test(
    "residual disease: 0.1 percent by flow cytometry or PCR after a complete response",
    arguments: [
      ("yes", "0.1", "pcr", RequestOutcome.approved), ("yes", "0.1", "flow-cytometry", .approved),
      ("yes", "0.1", "other", .pended), ("yes", "0.099", "pcr", .pended), ("no", "0.1", "pcr", .pended),
      ("yes", nil, "pcr", .pended), ("yes", "0.1", nil, .pended), (nil, "0.1", "pcr", .pended),
      ("yes", "100", "pcr", .approved), ("yes", "0", "pcr", .pended),
    ] as [(String?, String?, String?, RequestOutcome)])
  func residual(response: String?, percent: String?, method: String?, outcome: RequestOutcome) {
    var answers = Answers.residual.without("complete-response", "mrd-percent", "mrd-method")
    answers["complete-response"] = response
    answers["mrd-percent"] = percent
    answers["mrd-method"] = method
    let course = CourseBuilder(.residual)
    #expect(course.intakeVerdict(start, answers: answers).outcome == outcome)
    // The compendium's branch meets the criterion alone, and failing it leaves the other branch to decide.
    #expect(course.intakeVerdict(start, answers: answers.with("mrd-after-consolidation", "yes")).outcome == .approved)
    let isFailed = response == "no" || method == "other" || percent.map { $0 < "0.1" } ?? false
    #expect(
      course.intakeVerdict(start, answers: answers.with("mrd-after-consolidation", "no")).outcome
        == (isFailed ? .referred : outcome))
  }

  @Test("the fewest answers for residual disease: one for the compendium's branch, else the three of the other")
  func missingResidual() {
    func missing(_ answers: [String: String]) -> [String] {
      CourseBuilder(.residual).intakeVerdict(start, answers: answers).missing
    }
    let open = Answers.residual.without("complete-response", "mrd-percent", "mrd-method")
    #expect(missing(open) == ["mrd-after-consolidation"])
    #expect(missing(open.with("mrd-after-consolidation", "no")) == ["complete-response", "mrd-percent", "mrd-method"])
    // One answer would do on either branch; the policy names the response branch first.
    #expect(missing(Answers.residual.without("mrd-percent")) == ["mrd-percent"])
    #expect(missing(Answers.residual.without("mrd-percent", "mrd-method")) == ["mrd-after-consolidation"])
    #expect(missing(Answers.residual.with("mrd-method", "other")) == ["mrd-after-consolidation"])
  }

  @Test("a request without answers asks for one answer a criterion")
  func missingAll() {
    #expect(
      CourseBuilder().intakeVerdict(start, answers: [:]).missing == [
        "b-cell-precursor", "single-agent", "live-vaccine-within-2-weeks", "concurrent-live-vaccine",
        "relapsed-or-refractory", "ph-status",
      ])
    #expect(
      CourseBuilder().renewalVerdict(start, prior: 5, answers: [:]).missing == [
        "single-agent", "concurrent-live-vaccine", "unacceptable-toxicity", "disease-response", "response-assay",
      ])
  }

  @Test(
    "a patient is one month old on the same day of the next month, or on its last day",
    arguments: [
      ("2026-02-02", RequestOutcome.approved), ("2026-02-03", .referred), ("2026-03-02", .referred),
      ("2026-01-31", .approved),
    ])
  func minimumAge(born: String, outcome: RequestOutcome) {
    #expect(CourseBuilder(born: born).intakeVerdict("2026-02-20", start: start).outcome == outcome)
  }

  @Test(
    "a child of the last of January is a month old on the last of February",
    arguments: [("2026-02-27", RequestOutcome.referred), ("2026-02-28", .approved)])
  func shortMonth(wanted: String, outcome: RequestOutcome) {
    let course = CourseBuilder(born: "2026-01-31")
    #expect(course.intakeVerdict("2026-02-01", start: wanted).outcome == outcome)
  }

  @Test("age is taken at the wanted start, from the birth date as corrected last")
  func correctedAge() {
    var course = CourseBuilder(born: "2026-02-20")
    #expect(course.intakeVerdict("2026-03-02").outcome == .referred)
    #expect(course.intakeVerdict("2026-03-02", start: "2026-03-20").outcome == .approved)
    course.history.add(
      IdentityFact(
        patient: course.history.patient, memberID: MemberID("M-77120"), name: "Ada Example",
        birthDate: day("2020-02-20"), reason: "typing error", sequence: course.nextEntry()))
    #expect(course.intakeVerdict("2026-03-02").outcome == .approved)
  }

  @Test(
    "one answer that fails a criterion refers a renewal",
    arguments: [
      ("single-agent", "no", "III"), ("concurrent-live-vaccine", "yes", "III"), ("unacceptable-toxicity", "yes", "IV"),
      ("disease-response", "progression", "IV"), ("response-assay", "other", "IV"),
    ])
  func renewalReferred(question: String, answer: String, citation: String) {
    let verdict = CourseBuilder().renewalVerdict(start, prior: 5, answers: Answers.renewal.with(question, answer))
    #expect(verdict.outcome == .referred)
    #expect(verdict.findings.codes == [.criterionNotMet])
    #expect(verdict.findings.first?.citation == citation)
  }

  @Test(
    "a renewal takes stable disease by any of four assays",
    arguments: ["cbc", "marrow-cytogenetics", "qpcr", "fish"])
  func renewalApproved(assay: String) {
    let answers = Answers.renewal.with("disease-response", "stable").with("response-assay", assay)
    #expect(CourseBuilder().renewalVerdict(start, prior: 5, answers: answers).outcome == .approved)
  }

  @Test("a renewal does not ask again what is a condition of starting")
  func renewalAsksLess() {
    #expect(
      CourseBuilder().renewalVerdict(start, prior: 5).criteria.map(\.key) == [
        "minimum-age", "single-agent", "no-concurrent-live-vaccine", "no-unacceptable-toxicity", "response-or-stable",
        "response-assay",
      ])
  }
}
