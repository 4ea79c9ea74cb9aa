import Foundation
import RealBinary
import Testing

/// `apply` and the commands are one judge: the same things done either way are answered the same.
@Suite struct ApplyEqualsCommandsTests {
  /// Operations beside the commands that say the same.
  static let pairs: [(operation: String, command: [String])] = [
    (
      #"{"op":"patient.add","member_id":"M-1","name":"Test Patient","birth_date":"1980-01-01"}"#,
      ["patient", "add", "M-1", "--name", "Test Patient", "--birth-date", "1980-01-01"]
    ),
    (
      #"{"op":"patient.measure","member_id":"M-1","on":"2024-01-02","weight_kg":61.5,"height_cm":170}"#,
      ["patient", "measure", "M-1", "--on", "2024-01-02", "--weight", "61.5", "--height", "170"]
    ),
    (
      #"{"op":"intake","member_id":"M-1","indication":"rr-all","diagnosis":"c9102","received":"2024-01-02","attestations":{"single-agent":"yes"}}"#,
      [
        "intake", "M-1", "--indication", "rr-all", "--diagnosis", "c9102", "--received", "2024-01-02", "--attest",
        "single-agent=yes",
      ]
    ),
    (
      #"{"op":"answer","request":"R-000001","attestations":{"b-cell-precursor":"yes","live-vaccine-within-2-weeks":"no","concurrent-live-vaccine":"no","relapsed-or-refractory":"yes","ph-status":"negative"}}"#,
      [
        "answer", "R-000001", "--attest", "b-cell-precursor=yes", "--attest", "live-vaccine-within-2-weeks=no",
        "--attest", "concurrent-live-vaccine=no", "--attest", "relapsed-or-refractory=yes", "--attest",
        "ph-status=negative",
      ]
    ),
    (
      #"{"op":"cycle.start","member_id":"M-1","indication":"rr-all","on":"2024-01-01"}"#,
      ["cycle", "start", "M-1", "--indication", "rr-all", "--on", "2024-01-01"]
    ),
    (
      #"{"op":"cycle.start","member_id":"M-1","indication":"rr-all","on":"2024-01-02"}"#,
      ["cycle", "start", "M-1", "--indication", "rr-all", "--on", "2024-01-02"]
    ),
    (
      #"{"op":"administer","member_id":"M-1","on":"2024-01-02","units":900,"discarded":45,"reference":"C-1"}"#,
      ["administer", "M-1", "--on", "2024-01-02", "--units", "900", "--discarded", "45", "--reference", "C-1"]
    ),
    (
      #"{"op":"administer","member_id":"M-1","on":"2024-01-03","units":40,"vials":2,"reference":"C-2"}"#,
      ["administer", "M-1", "--on", "2024-01-03", "--units", "40", "--vials", "2", "--reference", "C-2"]
    ),
    (
      #"{"op":"administer","member_id":"M-1","on":"2024-01-03","units":40,"vials":2,"reference":"C-2","again":true,"cut_back":true}"#,
      [
        "administer", "M-1", "--on", "2024-01-03", "--units", "40", "--vials", "2", "--reference", "C-2", "--again",
        "--cut-back",
      ]
    ),
    (
      #"{"op":"check","member_id":"M-1","on":"2024-03-01","units":28}"#,
      ["check", "M-1", "--on", "2024-03-01", "--units", "28"]
    ),
    (
      #"{"op":"void","reference":"C-2","reason":"wrong patient"}"#, ["void", "C-2", "--reason", "wrong patient"]
    ),
    (
      #"{"op":"void","reference":"C-2","reason":"wrong patient"}"#, ["void", "C-2", "--reason", "wrong patient"]
    ),
    (
      #"{"op":"authorization.extend","authorization":"A-000001","to":"2024-08-15","reason":"hospital stay","approved_by":"Unit Lead"}"#,
      [
        "authorization", "extend", "A-000001", "--to", "2024-08-15", "--reason", "hospital stay", "--approved-by",
        "Unit Lead",
      ]
    ),
    (
      #"{"op":"authorization.terminate","authorization":"A-000001","on":"2024-01-01","reason":"moved","approved_by":"Unit Lead"}"#,
      [
        "authorization", "terminate", "A-000001", "--on", "2024-01-01", "--reason", "moved", "--approved-by",
        "Unit Lead",
      ]
    ),
    (
      #"{"op":"authorization.void","authorization":"A-000001","reason":"error"}"#,
      ["authorization", "void", "A-000001", "--reason", "error"]
    ),
    (
      #"{"op":"cycle.void","member_id":"M-1","indication":"rr-all","number":1,"reason":"error"}"#,
      ["cycle", "void", "M-1", "--indication", "rr-all", "--number", "1", "--reason", "error"]
    ),
    (
      #"{"op":"renew","member_id":"M-1","indication":"rr-all","received":"2024-02-01","attestations":{}}"#,
      ["renew", "M-1", "--indication", "rr-all", "--received", "2024-02-01"]
    ),
    (
      #"{"op":"intake","member_id":"M-1","indication":"mrd-all","diagnosis":"C91.01","received":"2024-02-01","attestations":{"single-agent":"no"}}"#,
      [
        "intake", "M-1", "--indication", "mrd-all", "--diagnosis", "C91.01", "--received", "2024-02-01", "--attest",
        "single-agent=no",
      ]
    ),
    (
      #"{"op":"decide","request":"R-000003","outcome":"approved","reviewer":"Dr. Test","credential":"RN","rationale":"meets need"}"#,
      [
        "decide", "R-000003", "--outcome", "approved", "--reviewer", "Dr. Test", "--credential", "RN", "--rationale",
        "meets need",
      ]
    ),
    (
      #"{"op":"decide","request":"R-000003","outcome":"approved","reviewer":"Dr. Test","credential":"M.D.","rationale":"meets need"}"#,
      [
        "decide", "R-000003", "--outcome", "approved", "--reviewer", "Dr. Test", "--credential", "M.D.", "--rationale",
        "meets need",
      ]
    ),
    (
      #"{"op":"note","subject":"R-000003","kind":"outreach","at":"2024-02-02T15:00:00Z","text":"called the office"}"#,
      [
        "note", "R-000003", "--kind", "outreach", "--at", "2024-02-02T15:00:00Z", "--text", "called the office",
      ]
    ),
    (#"{"op":"acknowledge","flag":"F-000009","note":"seen"}"#, ["acknowledge", "F-000009", "--note", "seen"]),
    (#"{"op":"status","member_id":"M-1","today":"2024-02-02"}"#, ["status", "M-1", "--today", "2024-02-02"]),
    (#"{"op":"status","member_id":"M-9"}"#, ["status", "M-9"]),
  ]

  @Test("a command prints the object apply prints") func same() throws {
    let binary = try RealBinary()
    let (byApply, byCommand) = (try ScratchFolder(), try ScratchFolder())
    for folder in [byApply, byCommand] {
      #expect(try binary.run(["init", "--time-zone", "UTC"], in: folder).status == 0)
    }
    let lines = ApplyEqualsCommandsTests.pairs.map(\.operation).joined(separator: "\n") + "\n"
    let applied = try binary.run(["apply", "-"], in: byApply, input: Data(lines.utf8)).text.split(separator: "\n")
    try #require(applied.count == ApplyEqualsCommandsTests.pairs.count)
    for (line, pair) in zip(applied, ApplyEqualsCommandsTests.pairs) {
      let ran = try binary.run(pair.command + ["--format", "json"], in: byCommand)
      var wanted = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
      wanted["line"] = nil
      wanted["op"] = nil
      if let error = wanted["error"] {
        let got = try #require(try JSONSerialization.jsonObject(with: ran.errors) as? [String: Any])
        #expect(same(got["error"], error), "\(pair.command): \(ran.errorText) instead of \(line)")
        #expect(ran.output.isEmpty)
      } else {
        let got = try #require(try JSONSerialization.jsonObject(with: ran.output) as? [String: Any], "\(ran.errorText)")
        #expect(same(got, wanted), "\(pair.command): \(ran.text) instead of \(line)")
      }
    }
  }

  private func same(_ left: Any?, _ right: Any?) -> Bool { text(left) == text(right) }

  private func text(_ object: Any?) -> String {
    guard let object, let data = try? JSONSerialization.data(withJSONObject: object, options: [.sortedKeys]) else {
      return "no object"
    }
    return String(decoding: data, as: UTF8.self)
  }
}
