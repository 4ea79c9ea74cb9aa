import Coverage
import Testing

@testable import Desk
@testable import Reports

struct StatusTextTests {
  @Test func isTheScreenOfTheSpecification() {
    let status = Sample.status(of: Sample.continued, on: "2026-11-23")
    #expect(
      StatusText.lines(of: status, style: .plain) == [
        "M-77120   relapsed or refractory B-ALL                                  2026-11-23 (America/Chicago)",
        "coverage   A-000002  continued 1 of 2   2026-09-28 to 2027-03-14   111 days left   cycles 6–7",
        "cycles     6 of 9 started, continued 1 of 4        next: cycle 7 from 2026-12-21",
        "units      2026-09-01 to 2026-11-23 (84 days)   [################----]  784 of 980   196 left",
      ])
  }

  @Test func aPatientWithoutACourseIsToldWhereToBegin() {
    #expect(
      StatusText.lines(of: Sample.status(of: Sample.blank, on: "2026-11-23"), style: .plain) == [
        "M-77120   no coverage and no cycles on file                             2026-11-23 (America/Chicago)",
        "next       authledger intake M-77120 --indication … --diagnosis … --start …",
      ])
  }

  @Test func openRequestsStandBelow() {
    var history = Sample.blank
    _ = Sample.submit(Sample.request(1, receivedOn: "2026-03-01", start: "2026-03-02"), answers: [:], in: &history)
    #expect(
      StatusText.lines(of: Sample.status(of: history, on: "2026-03-01"), style: .plain).suffix(2) == [
        "requests   R-000001  initial coverage, rr-all   pended   received 2026-03-01",
        "           standard, due 2026-03-04 00:00, in 3 days",
      ])
  }

  @Test(arguments: [
    ("2026-09-27", "ends today"), ("2026-09-26", "1 day left"), ("2026-09-29", "ended 2 days ago"),
    ("2026-02-28", "begins in 2 days"),
  ])
  func coverageSaysHowFarItHasCome(today: String, words: String) {
    var history = Sample.blank
    history.add(Sample.authorization(1, from: "2026-03-02"))
    let lines = StatusText.lines(of: Sample.status(of: history, on: today), style: .plain)
    #expect(lines.contains { $0.hasPrefix("coverage") && $0.contains("   \(words)   ") })
  }

  @Test(arguments: [(0, 0), (1, 1), (979, 19), (980, 20)])
  func theBarIsFullOnlyAtTheLimit(used: Int, cells: Int) {
    var history = Sample.blank
    history.add(Sample.authorization(1, from: "2026-03-02"))
    history.add(Sample.cycle(1, on: "2026-03-02", under: 1))
    if used > 0 { Sample.administer(Sample.entry("2026-03-02", used, 0, vials: nil), "CLM1-1", in: &history) }
    let bar = "[" + String(repeating: "#", count: cells) + String(repeating: "-", count: 20 - cells) + "]"
    let lines = StatusText.lines(of: Sample.status(of: history, on: "2026-03-02"), style: .plain)
    #expect(lines.contains { $0.contains("\(bar)  \(used) of 980   \(980 - used) left") })
  }

  @Test("on a narrow screen the status breaks between its parts") func narrow() {
    let status = Sample.status(of: Sample.continued, on: "2026-11-23")
    #expect(
      StatusText.lines(of: status, style: Style(isColoured: false, columns: 80)) == [
        "M-77120   relapsed or refractory B-ALL              2026-11-23 (America/Chicago)",
        "coverage   A-000002  continued 1 of 2   2026-09-28 to 2027-03-14   111 days left",
        "           cycles 6–7",
        "cycles     6 of 9 started, continued 1 of 4        next: cycle 7 from 2026-12-21",
        "units      2026-09-01 to 2026-11-23 (84 days)",
        "           [################----]  784 of 980   196 left",
      ])
  }
}
