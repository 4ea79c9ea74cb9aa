import CivilTime
import Coverage
import Ledger
import Testing

/// How a request is answered: approved, pended, referred, or denied on arithmetic alone.
struct RequestRulesTests {
  private let start = day("2026-03-02")

  @Test(
    "one answer that fails a criterion refers the request to a clinician",
    arguments: [
      ("b-cell-precursor", "no", "b-cell-precursor"), ("single-agent", "no", "single-agent"),
      ("live-vaccine-within-2-weeks", "yes", "no-live-vaccine-before"),
      ("concurrent-live-vaccine", "yes", "no-concurrent-live-vaccine"),
      ("relapsed-or-refractory", "no", "relapsed-or-refractory"),
    ])
  func referred(question: String, answer: String, criterion: String) {
    let verdict = CourseBuilder().intakeVerdict(start, answers: Answers.relapsed.with(question, answer))
    #expect(verdict.outcome == .referred)
    #expect(verdict.basis == nil)
    #expect(verdict.findings.codes == [.criterionNotMet])
    #expect(verdict.criteria.filter { $0.status == .notMet }.map(\.key) == [criterion])
    #expect(verdict.missing.isEmpty)
  }

  @Test(
    "one answer left out pends the request and is the one that is missing",
    arguments: [
      "b-cell-precursor", "single-agent", "live-vaccine-within-2-weeks", "concurrent-live-vaccine",
      "relapsed-or-refractory", "ph-status",
    ])
  func pended(question: String) {
    let verdict = CourseBuilder().intakeVerdict(start, answers: Answers.relapsed.without(question))
    #expect(verdict.outcome == .pended)
    #expect(verdict.findings.codes == [.informationMissing])
    #expect(verdict.missing == [question])
  }

  @Test("every criterion is evaluated in one pass, in the order of the policy")
  func onePass() {
    let verdict = CourseBuilder(born: "2026-02-20").intakeVerdict(start, answers: ["single-agent": "no"])
    #expect(
      verdict.criteria.map(\.key) == [
        "minimum-age", "b-cell-precursor", "single-agent", "no-live-vaccine-before", "no-concurrent-live-vaccine",
        "relapsed-or-refractory", "ph-positive-tki",
      ])
    #expect(
      verdict.criteria.map(\.status) == [.notMet, .unknown, .notMet, .unknown, .unknown, .unknown, .unknown])
    #expect(verdict.findings.codes.filter { $0 == .criterionNotMet }.count == 2)
    #expect(verdict.findings.codes.filter { $0 == .informationMissing }.count == 5)
    #expect(verdict.findings.allSatisfy { $0.citation == "III" })
    #expect(verdict.outcome == .referred)
  }

  @Test("every criterion of an intake is met by good answers")
  func approved() {
    let verdict = CourseBuilder().intakeVerdict(start)
    #expect(verdict.criteria.count == 7)
    #expect(verdict.criteria.allSatisfy { $0.status == .met })
    #expect(CourseBuilder(.residual).intakeVerdict(start).criteria.count == 6)
  }

  @Test("what the ledger answers itself comes before what a clinician decides, and that before what is missing")
  func precedence() throws {
    var course = CourseBuilder()
    try course.intake(start)
    let unmet = Answers.relapsed.with("single-agent", "no")
    let open = Answers.relapsed.without("ph-status")
    let both = unmet.without("ph-status")
    #expect(course.intakeVerdict(start, answers: unmet).outcome == .denied)
    #expect(course.intakeVerdict(start, answers: open).outcome == .denied)
    #expect(course.intakeVerdict(start, answers: both).findings.codes.first == .authorizationOverlap)
    #expect(course.intakeVerdict("2026-09-28", answers: both).outcome == .referred)
    // Where a criterion is not met, or the ledger denies, no answer completes an approval.
    #expect(course.intakeVerdict("2026-09-28", answers: both).missing.isEmpty)
    #expect(course.intakeVerdict(start, answers: open).missing.isEmpty)
    #expect(course.intakeVerdict("2026-09-28", answers: open).outcome == .pended)
    #expect(course.intakeVerdict("2026-09-28", diagnosis: "C92.00", answers: both).outcome == .denied)
  }

  @Test("the fewest answers to what is still unknown can be told, whatever has failed already")
  func fewestMissing() throws {
    let course = CourseBuilder()
    let asked = course.request(.initial, on: start)
    func missing(_ answers: [String: String]) -> [String] {
      RequestRules.fewestMissing(
        asked, answers: answers, policy: Shipped.policy, indication: Shipped.relapsed, history: course.history)
    }
    let unmet = Answers.relapsed.with("single-agent", "no")
    #expect(missing(unmet.without("ph-status", "b-cell-precursor")) == ["b-cell-precursor", "ph-status"])
    #expect(missing(unmet).isEmpty)
    #expect(missing(Answers.relapsed).isEmpty)
  }

  @Test("a physician is an MD or a DO, however it is written")
  func physicians() {
    #expect(["MD", "DO", "md", "M.D.", "d.o."].allSatisfy { RequestRules.isPhysician($0) })
    #expect(!["RN", "PharmD", "MDX", "M D", ""].contains { RequestRules.isPhysician($0) })
    #expect(!RequestRules.isPhysician(nil))
  }

  @Test("criteria are recorded also where the ledger denies")
  func criteriaBesideDenial() {
    let verdict = CourseBuilder().intakeVerdict(start, prior: 5, answers: [:])
    #expect(verdict.outcome == .denied)
    #expect(verdict.basis == .administrative)
    #expect(verdict.criteria.count == 7)
    #expect(verdict.findings.count == 7)
  }

  @Test(
    "the thirteen diagnoses are covered, whatever their case and dot",
    arguments: ["C83.50", "c83.59", "C9100", "c9101", "C91.02", "C8355", "c.91.02"])
  func diagnosisCovered(code: String) {
    #expect(CourseBuilder().intakeVerdict(start, diagnosis: code).outcome == .approved)
  }

  @Test(
    "any other diagnosis is denied by the ledger",
    arguments: ["C91.0", "C91.03", "C83.5", "C83.60", "C91.020", "", "X"])
  func diagnosisNotCovered(code: String) {
    let verdict = CourseBuilder().intakeVerdict(start, diagnosis: code)
    #expect(verdict.outcome == .denied)
    #expect(verdict.basis == .administrative)
    #expect(verdict.findings.codes == [.diagnosisNotCovered])
    #expect(verdict.findings.first?.citation == "Appendix 1")
  }

  @Test(
    "a code with dates counts for starts within them, both ends included",
    arguments: [("2026-02-28", false), ("2026-03-01", true), ("2026-09-30", true), ("2026-10-01", false)])
  func datedDiagnosis(start: String, isCovered: Bool) throws {
    let policy = try Shipped.version(
      "2021-04", effective: "2021-03-01",
      replacing: [("{code: C91.02,", "{code: C91.02, from: 2026-03-01, through: 2026-09-30,")])
    let codes: [FindingCode] = isCovered ? [] : [.diagnosisNotCovered]
    let course = CourseBuilder(under: [policy])
    #expect(course.intakeVerdict(start, diagnosis: "c9102").findings.codes == codes)
    // The day of receipt does not matter.
    #expect(course.intakeVerdict("2026-02-01", start: start, diagnosis: "c9102").findings.codes == codes)
  }

  @Test("a renewal's diagnosis is not checked")
  func renewalDiagnosis() {
    let course = CourseBuilder()
    let asked = course.request(.continued, on: start, prior: 5, diagnosis: "X")
    #expect(course.verdict(on: asked).outcome == .approved)
  }

  @Test("an appeal against a diagnosis goes to a person, who may approve it")
  func appeal() throws {
    var course = CourseBuilder()
    let denied = course.request(.initial, on: start, diagnosis: "C92.00")
    course.submit(denied)
    let appealed = course.request(.initial, on: start, diagnosis: "C92.00", appeals: denied.number)
    let verdict = course.submit(appealed)
    #expect(verdict.outcome == .referred)
    #expect(verdict.basis == nil)
    #expect(verdict.findings.codes == [.diagnosisNotCovered])
    try course.approve(appealed.number)
    #expect(course.course.authorizations.count == 1)
  }

  @Test("an appeal is no way round the ledger's own rules")
  func appealAgainstTheLedger() throws {
    var course = CourseBuilder()
    try course.intake(start)
    let appealed = course.request(.initial, on: start, diagnosis: "C92.00", appeals: RequestNumber(1))
    #expect(course.verdict(on: appealed).outcome == .denied)
    let against = RequestRules.approvalFindings(
      appealed, grant: course.verdict(on: appealed).grant, policy: Shipped.policy)
    #expect(against.codes == [.authorizationOverlap, .diagnosisNotCovered])
  }

  @Test("a diagnosis is a ledger rule a physician may not waive without an appeal")
  func diagnosisAtApproval() throws {
    let course = CourseBuilder()
    let asked = course.request(.initial, on: start, diagnosis: "C92.00")
    let grant = course.verdict(on: asked).grant
    #expect(
      RequestRules.approvalFindings(asked, grant: grant, policy: Shipped.policy).codes == [.diagnosisNotCovered])
  }

  @Test("a physician may approve a criterion that is not met, and the ledger's rules are checked again")
  func exceptionApproved() throws {
    var course = CourseBuilder()
    let referred = course.request(.initial, on: start)
    course.submit(referred, answers: Answers.relapsed.with("single-agent", "no"))
    #expect(course.course.authorizations.isEmpty)
    try course.intake(start)
    #expect(throws: Surprise.self) { try course.approve(referred.number) }
    try course.voidAuthorization(1)
    try course.approve(referred.number)
    #expect(course.course.authorizations.map(\.span) == [days("2026-03-02", "2026-09-27")])
  }

  @Test("the policy in force answers: the version received under, not the newest")
  func policyInForce() throws {
    let later = try Shipped.version("2027-01", effective: "2027-01-01", replacing: [("C91.02", "C91.09")])
    let course = CourseBuilder(under: [later, Shipped.policy])
    #expect(course.intakeVerdict("2026-12-31").outcome == .approved)
    #expect(course.intakeVerdict("2027-01-01").findings.codes == [.diagnosisNotCovered])
    #expect(course.history.book.inForce(for: .relapsed, on: day("2021-02-28")) == nil)
    #expect(course.history.book.inForce(for: .relapsed, on: day("2021-03-01"))?.version.version == "2021-03")
    #expect(course.history.book.newest(knowing: .relapsed)?.version.version == "2027-01")
    #expect(course.history.book.newest(knowing: IndicationKey("other")) == nil)
  }

  @Test("a later answer to a question replaces the earlier, and both stay on file")
  func laterAnswer() throws {
    var course = CourseBuilder()
    let asked = course.request(.initial, on: start)
    course.submit(asked, answers: Answers.relapsed.with("single-agent", "no"))
    course.history.add(
      AttestationFact(
        request: asked.number, question: "single-agent", answer: "yes", source: "chart", sequence: JournalNumber(9)))
    let request = try #require(course.history.requests.first)
    #expect(request.answers["single-agent"] == "yes")
    #expect(request.attestations.filter { $0.question == "single-agent" }.map(\.answer) == ["no", "yes"])
    #expect(course.verdict(on: asked, answers: request.answers).outcome == .approved)
  }
}
