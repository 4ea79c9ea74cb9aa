import CivilTime
import Coverage
import Testing
import TextFormats

@testable import Desk
@testable import Reports

struct RecordsTests {
  private let records = Records(
    columns: ["member_id", "units", "is_live", "marks", "note"],
    rows: [
      ["M-1", 35, true, ["denied", "voided"], "a, \"b\""],
      ["M-22", nil, false, [], "=1+1"],
    ])

  @Test func theFourFormatsHaveTheSameRows() throws {
    #expect(
      String(decoding: records.ndjson(), as: UTF8.self)
        == #"{"member_id":"M-1","units":35,"is_live":true,"marks":["denied","voided"],"note":"a, \"b\""}"# + "\n"
        + #"{"member_id":"M-22","units":null,"is_live":false,"marks":[],"note":"=1+1"}"# + "\n")
    #expect(
      String(decoding: records.csv(), as: UTF8.self)
        == "member_id,units,is_live,marks,note\r\n" + "M-1,35,true,denied;voided,\"a, \"\"b\"\"\"\r\n"
        + "M-22,,false,,=1+1\r\n")
    #expect(
      records.table() == [
        "member id  units  is live  marks           note",
        #"M-1           35  yes      denied, voided  a, "b""#,
        "M-22              no                       =1+1",
      ])
    #expect(try JSONReader.read(records.json()) == records.value)
  }

  @Test func noRowsAreSaidInWords() {
    #expect(Records([WorklistLine]()).table() == ["no open flags"])
    #expect(String(decoding: Records([WorklistLine]()).json(), as: UTF8.self) == "[]\n")
    #expect(Records([WorklistLine]()).ndjson().isEmpty)
  }

  @Test func aTableTooWideIsWrittenInBlocks() {
    let wide = Records(
      columns: ["member_id", "first_name", "note"],
      rows: [["M-1", .string(String(repeating: "x", count: 70)), "short"], ["M-2", "y", nil]])
    #expect(
      wide.table() == [
        "member id   M-1",
        "first name  " + String(repeating: "x", count: 68),
        "            xx",
        "note        short",
        "",
        "member id   M-2",
        "first name  y",
      ])
  }

  @Test func aColumnWithoutValuesIsLeftOutOfTablesAlone() {
    let empty = Records(columns: ["a", "b"], rows: [["1", nil], ["2", ""]])
    #expect(empty.table() == ["a", "1", "2"])
    #expect(String(decoding: empty.csv(), as: UTF8.self) == "a,b\r\n1,\r\n2,\r\n")
  }

  @Test func authorizationsShowTheirChanges() {
    var history = Sample.continued
    history.add(
      AuthorizationChangeFact(
        authorization: AuthorizationNumber(2), kind: .terminated, endsOn: day("2027-01-31"), reason: "moved",
        approvedBy: "Dr Example", sequence: sequence(50)))
    let lines = history.authorizations.map {
      AuthorizationLine(memberID: Sample.member, authorization: $0, indication: Sample.relapsed, cyclesUsed: 1)
    }
    guard case .array(let values) = Records(lines).value else { return }
    #expect(values.last?["ends_on"] == "2027-01-31")
    #expect(values.last?["changes"] == ["terminated to 2027-01-31"])
  }
}
