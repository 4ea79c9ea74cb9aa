import CivilTime
import Coverage
import Ledger
import Testing
import TextFormats

@testable import Desk
@testable import Reports

struct AnswerJSONTests {
  private func line(_ number: Int, _ op: String?, _ outcome: Result<Answer, Fault>) -> String {
    var output: [UInt8] = []
    AnswerJSON.appendLine(number, op: op, outcome, to: &output)
    return String(decoding: output, as: UTF8.self)
  }

  @Test func thePatientAddedIsTheLineOfTheSpecification() {
    #expect(
      line(1, "patient.add", .success(Answer(outcome: .recorded, subject: .patient(MemberID("M1")), findings: nil)))
        == #"{"line":1,"op":"patient.add","ok":true,"outcome":"recorded","result":{"member_id":"M1"}}"# + "\n")
  }

  @Test func anApprovalBeginsAsInTheSpecification() {
    var history = Sample.blank
    let answer = Sample.submit(
      Sample.request(1, receivedOn: "2026-03-01", start: "2026-03-02"), answers: Sample.allYes, in: &history)
    #expect(
      line(3, "intake", .success(answer))
        == #"{"line":3,"op":"intake","ok":true,"outcome":"approved","result":{"request":"R-000001","#
        + #""authorization":"A-000001","starts_on":"2026-03-02","ends_on":"2026-09-27","cycles_granted":5,"#
        + #""basis":null,"missing":[],"criteria":{"met":7,"of":7},"urgency":"standard","#
        + #""due_on":"2026-03-04","due_at":"00:00","late":null},"findings":[]}"# + "\n")
  }

  @Test func aPendedRequestGrantsNothingAndNamesWhatIsMissing() {
    var history = Sample.blank
    let answer = Sample.submit(
      Sample.request(1, receivedOn: "2026-03-01", start: "2026-03-02"), answers: ["single-agent": "yes"], in: &history)
    let result = AnswerJSON.value(of: answer)["result"]
    #expect(result?["authorization"] == .null)
    #expect(result?["starts_on"] == .null)
    #expect(result?["ends_on"] == .null)
    #expect(result?["cycles_granted"] == .null)
    #expect(
      result?["missing"] == [
        "b-cell-precursor", "live-vaccine-within-2-weeks", "concurrent-live-vaccine", "relapsed-or-refractory",
        "ph-status",
      ])
  }

  @Test func aRefusalHasNoResult() {
    let history = Sample.nearlyFull
    let verdict = CycleRules.judge(
      CycleStart(indication: Sample.relapsed.key, on: day("2026-04-10"), exception: nil),
      indication: Sample.relapsed, history: history)
    let cycle = CycleAnswer(
      memberID: Sample.member, indication: Sample.relapsed, number: verdict.number, phase: verdict.phase,
      span: verdict.span, authorization: nil, firstUnfitDay: nil)
    let value = AnswerJSON.value(of: Answer(outcome: .refused, subject: .cycle(cycle), findings: verdict.findings))
    #expect(value["result"] == .null)
    guard case .array(let findings)? = value["findings"] else {
      Issue.record("no findings")
      return
    }
    #expect(findings.first?["code"] == "cycle-too-early")
    #expect(findings.first?["citation"] == "V")
    #expect(findings.first?["earliest"] == "2026-04-13")
  }

  @Test func aStartedCycleNamesAFirstUnfitDayOnlyWhenThereIsOne() {
    func cycle(_ unfit: CivilDay?) -> JSONValue? {
      let answer = CycleAnswer(
        memberID: Sample.member, indication: Sample.relapsed, number: CycleNumber(1), phase: "induction",
        span: DaySpan(from: day("2026-03-02"), days: 42), authorization: AuthorizationNumber(1), firstUnfitDay: unfit)
      return AnswerJSON.value(of: Answer(outcome: .started, subject: .cycle(answer), findings: []))["result"]
    }
    #expect(
      cycle(nil) == [
        "member_id": "M-77120", "indication": "rr-all", "number": 1, "phase": "induction", "starts_on": "2026-03-02",
        "ends_on": "2026-04-12", "authorization": "A-000001",
      ])
    #expect(cycle(day("2026-03-20"))?["first_unfit_day"] == "2026-03-20")
  }

  @Test func aFaultHasItsCodeAndHint() {
    #expect(
      line(12, "void", .failure(Fault(.notFound, "no such line", hint: "look")))
        == #"{"line":12,"op":"void","ok":false,"error":{"code":"not-found","message":"no such line","hint":"look"}}"#
        + "\n")
    #expect(line(1, nil, .failure(Fault(.invalid, "x"))).hasPrefix(#"{"line":1,"op":null,"ok":false,"#))
  }

  @Test func statusHasEveryFieldOfTheContract() {
    let status = Sample.status(of: Sample.continued, on: "2026-11-23")
    let value = AnswerJSON.value(of: Answer(outcome: .reported, subject: .status(status), findings: nil))
    #expect(value["findings"] == nil)
    #expect(
      value["result"] == [
        "member_id": "M-77120", "today": "2026-11-23", "time_zone": "America/Chicago",
        "courses": [
          [
            "indication": "rr-all", "name": "relapsed or refractory B-ALL", "prior_cycles": 0, "cycles_used": 6,
            "total_cap": 9, "continued_used": 1, "continued_cap": 4,
            "authorization": [
              "authorization": "A-000002", "kind": "continued", "starts_on": "2026-09-28", "ends_on": "2027-03-14",
              "covers_today": true, "days_left": 111, "cycles_granted": 2, "cycles_left": 1, "changes": [],
            ],
            "next_cycle": ["number": 7, "earliest": "2026-12-21"],
            "units": [
              "code": "J9039", "from": "2026-09-01", "to": "2026-11-23", "days": 84, "used": 784, "limit": 980,
              "left": 196,
            ],
            "coming": [],
            "vials": [
              "from": "2026-10-13", "to": "2026-11-23", "days": 42, "used": 13, "limit": 28, "left": 15,
            ],
          ]
        ],
        "open_requests": [],
      ])
  }
}
