import Foundation
import RealBinary

/// A small ledger with a row in every table of facts.
enum TamperedLedger {
  private static let answers = """
    {"b-cell-precursor":"yes","single-agent":"yes","live-vaccine-within-2-weeks":"no","concurrent-live-vaccine":"no",\
    "relapsed-or-refractory":"yes","ph-status":"negative"}
    """

  private static let operations = """
    {"op":"patient.add","member_id":"M1","name":"Test One","birth_date":"1990-05-17"}
    {"op":"patient.measure","member_id":"M1","on":"2026-03-01","weight_kg":61.5,"height_cm":170}
    {"op":"intake","member_id":"M1","indication":"rr-all","diagnosis":"C91.02","received":"2026-03-01",\
    "start":"2026-03-02","attestations":\(answers)}
    {"op":"cycle.start","member_id":"M1","indication":"rr-all","on":"2026-03-02"}
    {"op":"administer","member_id":"M1","on":"2026-03-02","units":9,"discarded":26,"vials":1,"reference":"C1"}
    {"op":"administer","member_id":"M1","on":"2026-03-03","units":980,"reference":"C2","indication":"rr-all"}
    {"op":"administer","member_id":"M1","on":"2026-03-04","units":28,"discarded":7,"vials":1,"reference":"C3",\
    "code":"J9039"}
    {"op":"void","reference":"C3","reason":"typing error"}
    {"op":"cycle.start","member_id":"M1","indication":"rr-all","on":"2026-03-20"}
    {"op":"cycle.start","member_id":"M1","indication":"rr-all","on":"2026-03-22","exception":"restart",\
    "approved_by":"Dr. Test"}
    {"op":"cycle.void","member_id":"M1","indication":"rr-all","number":2,"reason":"typing error"}
    {"op":"authorization.extend","authorization":"A-000001","to":"2026-10-31","reason":"delay","approved_by":"Dr. Test"}
    {"op":"patient.add","member_id":"M2","name":"Test Two","birth_date":"1985-02-03"}
    {"op":"intake","member_id":"M2","indication":"rr-all","diagnosis":"C91.02","received":"2026-03-01",\
    "start":"2026-03-02","urgency":"expedited","requester":"Clinic","attestations":{"single-agent":"no"}}
    {"op":"decide","request":"R-000002","outcome":"denied","reviewer":"Dr. Test","credential":"MD","rationale":"unmet"}
    {"op":"intake","member_id":"M2","indication":"rr-all","diagnosis":"C91.02","received":"2026-03-05",\
    "start":"2026-03-06","attestations":\(answers),"appeals":"R-000002"}
    {"op":"authorization.void","authorization":"A-000002","reason":"typing error"}
    {"op":"intake","member_id":"M2","indication":"rr-all","diagnosis":"C91.02","received":"2026-03-09",\
    "start":"2026-03-10","attestations":{"single-agent":"yes"}}
    {"op":"note","subject":"R-000004","kind":"outreach","at":"2026-03-10T15:00:00Z","text":"called"}
    """

  static func make(with binary: RealBinary, in folder: ScratchFolder) throws {
    var lines = operations.split(separator: "\n").map(String.init)
    lines += RandomHistories(seed: 77, count: 120).lines()
    let input = lines.joined(separator: "\n") + "\n"
    try Data(input.utf8).write(to: URL(fileURLWithPath: folder.path + "/operations.ndjson"))
    let steps = [
      "authledger init --time-zone America/Chicago", "authledger apply operations.ndjson > answers.ndjson || true",
      "authledger nightly --today 2026-03-11 > nightly.txt", "authledger nightly --today 2026-03-13 > nightly.txt",
      "flag=$(grep -o 'F-0*[0-9]*  decision-overdue  R-000004' nightly.txt | cut -d ' ' -f 1)",
      "authledger acknowledge $flag --note seen > /dev/null",
      // A denial ends with exit 2.
      "{ authledger decide R-000004 --outcome denied --reviewer 'Dr. Test' --credential DO --rationale late > /dev/null"
        + " || true; }",
      "authledger nightly --today 2026-10-20 > /dev/null",
      "authledger patient correct M2 --name 'Test Zwei' --reason 'as on the card' > /dev/null",
    ]
    let run = try binary.shell(steps.joined(separator: " && "), in: folder)
    guard run.status == 0 else { throw Unmade(text: run.errorText) }
  }

  /// That the ledger could not be made.
  struct Unmade: Error, CustomStringConvertible {
    let text: String
    var description: String { text }
  }

  /// Every table whose rows name an entry.
  static func tables(with binary: RealBinary, in folder: ScratchFolder) throws -> [String] {
    try rows(
      """
      SELECT name FROM sqlite_schema m
      WHERE type = 'table' AND EXISTS (SELECT 1 FROM pragma_table_info(m.name) WHERE name = 'sequence')
      """, with: binary, in: folder)
  }

  static func lastEntry(with binary: RealBinary, in folder: ScratchFolder) throws -> Int {
    try rows("SELECT max(sequence) FROM journal", with: binary, in: folder).first.flatMap(Int.init) ?? 0
  }

  static func triggers(with binary: RealBinary, in folder: ScratchFolder) throws -> [String] {
    try rows("SELECT name FROM sqlite_schema WHERE type = 'trigger'", with: binary, in: folder)
  }

  private static func rows(_ sql: String, with binary: RealBinary, in folder: ScratchFolder) throws -> [String] {
    try Data((sql + ";\n").utf8).write(to: URL(fileURLWithPath: folder.path + "/query.sql"))
    return try binary.shell("sqlite3 ledger.db < query.sql", in: folder).text.split(separator: "\n").map(String.init)
  }
}
