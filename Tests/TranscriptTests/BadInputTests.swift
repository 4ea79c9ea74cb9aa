import Foundation
import RealBinary
import Testing

/// Input that is wrong, hostile or damaged: it is refused in a line, under its exit status, and changes nothing.
@Suite struct BadInputTests {
  /// Lines of shell with the exit status they must end with.
  static let lines: [(line: String, status: Int32)] = [
    ("authledger status M-9", 4),
    ("authledger administer M-9 --on 2024-01-02 --units 28 --reference C-1", 4),
    ("authledger administer M-1 --on 03/04/26 --units 28 --reference C-1", 64),
    ("authledger administer M-1 --on 2026-02-30 --units 28 --reference C-1", 64),
    ("authledger administer M-1 --on 2024-01-02T00:00 --units 28 --reference C-1", 64),
    ("authledger administer M-1 --on 2200-01-01 --units 28 --reference C-1", 64),
    ("authledger administer M-1 --on 2024-01-03 --units 28 --reference C-1 --today 2024-01-02", 65),
    ("authledger administer M-1 --on 2024-01-02 --units -28 --reference C-1", 64),
    ("authledger administer M-1 --on 2024-01-02 --units ٢٨ --reference C-1", 64),
    ("authledger administer M-1 --on 2024-01-02 --units 99999999999999999999 --reference C-1", 64),
    ("authledger administer M-1 --on 2024-01-02 --units 0 --discarded 0 --reference C-1", 64),
    ("authledger administer M-1 --on 2024-01-02 --units 28 --vials -1 --reference C-1", 64),
    ("authledger administer M-1 --on 2024-01-02 --units 28 --reference ''", 64),
    ("authledger patient add M-2 --name \"$(printf 'Secret\\tName')\" --birth-date 1990-05-17", 64),
    ("authledger patient add M-2 --name \"$(printf 'Secret\\nName')\" --birth-date 1990-05-17", 64),
    ("authledger patient add M-2 --name \"$(printf 'Secret\\033[2JName')\" --birth-date 1990-05-17", 64),
    ("authledger patient add M-2 --name \"$(printf 'Secret\\302\\205Name')\" --birth-date 1990-05-17", 64),
    ("authledger patient add M-2 --name \"$(printf 'Secret\\377Name')\" --birth-date 1990-05-17", 64),
    ("authledger patient add M-2 --name \"Secret$(printf '%0500d' 0)\" --birth-date 1990-05-17", 64),
    ("authledger patient add M-2 --name Secret Name --birth-date 1990-05-17", 64),
    ("authledger patient add M-1 --name 'Secret Name' --birth-date 1990-05-17", 5),
    ("authledger patient add \"$(printf 'M\\n2')\" --name 'Secret Name' --birth-date 1990-05-17", 64),
    ("authledger patient measure M-1 --weight 61,5", 64),
    ("authledger patient measure M-1 --weight 1e3", 64),
    ("authledger intake M-1 --indication rr-al --diagnosis C91.02", 65),
    ("authledger intake M-1 --indication rr-all --diagnosis C91.02 --attest nonsense=yes", 65),
    ("authledger intake M-1 --indication rr-all --diagnosis C91.02 --attest single-agent=maybe", 65),
    ("authledger intake M-1 --indication rr-all --diagnosis C91.02 --received 2020-12-31", 65),
    ("authledger intake M-1 --indication rr-all --diagnosis C91.02 --prior-cycles -1", 64),
    ("authledger cycle start M-1 --indication rr-all --on 2024-01-03 --today 2024-01-02", 65),
    ("authledger answer R-000001 --attest single-agent=yes", 4),
    ("authledger acknowledge 'F-000001; rm' --note seen", 4),
    ("authledger void \"' OR 1=1 --\" --reason 'wrong day'", 4),
    ("authledger explain \"' OR 1=1 --\"", 4),
    ("authledger policy check missing.yaml", 66),
    ("authledger apply missing.ndjson", 66),
    ("authledger apply .", 74),
    ("authledger status M-1 --db missing.db", 66),
    ("authledger status M-1 --db .", 78),
    ("authledger administer M-1 --on 2024-01-02 --units 28 --reference C-1 --db .", 78),
    ("authledger verify --head 00", 64),
    ("authledger --nonsense", 64),
  ]

  @Test("bad input is refused in a line and changes nothing", arguments: lines)
  func refused(line: String, status: Int32) throws {
    let binary = try RealBinary()
    let folder = try ledger(of: binary)
    let before = try Data(contentsOf: URL(fileURLWithPath: folder.database))
    let result = try binary.shell(line, in: folder)
    #expect(result.status == status, "\(result.errorText)")
    #expect(result.output.isEmpty, "\(result.text)")
    expectOneComplaint(result)
    #expect(try Data(contentsOf: URL(fileURLWithPath: folder.database)) == before)
  }

  /// Files that are no ledger, or none to trust: how they come to be, and the exit status of using them.
  static let files: [(making: String, status: Int32)] = [
    ("printf 'to do: buy milk' > other.db; chmod 600 other.db", 78),
    ("head -c 100000 /dev/zero > other.db; chmod 600 other.db", 78),
    (": > other.db; chmod 600 other.db", 78),
    ("sqlite3 other.db 'CREATE TABLE t (a)'; chmod 600 other.db", 78),
    ("cp ledger.db other.db; sqlite3 other.db 'PRAGMA user_version = 99'", 78),
    ("cp ledger.db other.db; sqlite3 other.db 'PRAGMA application_id = 1'", 78),
    ("cp ledger.db other.db; chmod 604 other.db", 78),
    ("head -c 20000 ledger.db > other.db; chmod 600 other.db", 78),
  ]

  @Test("a file that is no ledger is refused and stays as it is", arguments: files)
  func foreign(making: String, status: Int32) throws {
    let binary = try RealBinary()
    let folder = try ledger(of: binary)
    _ = try binary.shell(making, in: folder)
    let other = URL(fileURLWithPath: folder.path + "/other.db")
    let before = try Data(contentsOf: other)
    let commands = [
      ["status", "M-1"], ["migrate"], ["verify"], ["nightly"],
      ["patient", "measure", "M-1", "--weight", "61.5"],
    ]
    for command in commands {
      let result = try binary.run(command + ["--db", "other.db"], in: folder)
      #expect(result.status == status, "\(command): \(result.errorText)")
      #expect(result.output.isEmpty, "\(command): \(result.text)")
      expectOneComplaint(result)
      #expect(try Data(contentsOf: other) == before, "\(command)")
    }
  }

  /// Lines `apply` must refuse, and the code of the error.
  static let operations: [(name: String, bytes: Data, code: String)] = [
    ("unknown member", Data(#"{"op":"status","member_id":"M-9"}"#.utf8), "not-found"),
    ("units as text", administration(units: #""28""#), "invalid"),
    ("negative units", administration(units: "-28"), "invalid"),
    ("half a unit", administration(units: "28.5"), "invalid"),
    ("units past all bounds", administration(units: "1e400"), "invalid"),
    ("no units", administration(units: "null"), "invalid"),
    ("units as a list", administration(units: "[28]"), "invalid"),
    ("not UTF-8", Data(#"{"op":"status","member_id":"M-"#.utf8) + Data([0xff]) + Data(#""}"#.utf8), "invalid"),
    ("a NUL byte", Data(#"{"op":"status","member_id":"M-"#.utf8) + Data([0]) + Data(#""}"#.utf8), "invalid"),
    (
      "an escaped NUL",
      Data(#"{"op":"patient.add","member_id":"M\u0000","name":"Secret","birth_date":"1990-05-17"}"#.utf8), "invalid"
    ),
    ("half a surrogate pair", Data(#"{"op":"status","member_id":"M-\ud800"}"#.utf8), "invalid"),
    ("a line of 2 MB", Data(#"{"op":"status","member_id":""#.utf8) + Data(count: 2_097_152), "invalid"),
    ("nested without end", Data(String(repeating: "[", count: 100_000).utf8), "invalid"),
    ("no JSON", Data("administer M-1".utf8), "invalid"),
    ("no object", Data("42".utf8), "invalid"),
    ("unknown operation", Data(#"{"op":"drop"}"#.utf8), "invalid"),
    ("unknown field", Data(#"{"op":"status","member_id":"M-1","x":1}"#.utf8), "invalid"),
    ("a field twice", Data(#"{"op":"status","member_id":"M-1","member_id":"M-9"}"#.utf8), "invalid"),
    ("no such day", Data(#"{"op":"status","member_id":"M-1","today":"2026-02-30"}"#.utf8), "invalid"),
    (
      "control characters in a name",
      Data(#"{"op":"patient.add","member_id":"M-2","name":"Secret\tName","birth_date":"1990-05-17"}"#.utf8), "invalid"
    ),
    (
      "unknown indication",
      Data(#"{"op":"intake","member_id":"M-1","indication":"all","diagnosis":"C91.02","attestations":{}}"#.utf8),
      "invalid"
    ),
  ]

  @Test("a bad line of apply fails alone, and adds no fact", arguments: operations)
  func line(name: String, bytes: Data, code: String) throws {
    let binary = try RealBinary()
    let folder = try ledger(of: binary)
    let before = try entries(of: folder, with: binary)
    let good = Data("\n{\"op\":\"status\",\"member_id\":\"M-1\"}\n".utf8)
    let result = try binary.run(["apply", "-", "--today", "2024-01-02"], in: folder, input: bytes + good)
    #expect(result.status == 3, "\(result.errorText)")
    expectOneComplaint(result)
    let lines = result.text.split(separator: "\n")
    try #require(lines.count == 2, "\(result.text)")
    let failed = try JSONSerialization.jsonObject(with: Data(lines[0].utf8)) as? [String: Any]
    #expect(failed?["ok"] as? Bool == false)
    #expect((failed?["error"] as? [String: Any])?["code"] as? String == code, "\(lines[0])")
    #expect(!lines[0].contains("Secret"))
    #expect(lines[1].contains(#""line":2,"op":"status","ok":true"#))
    #expect(try entries(of: folder, with: binary) == before)
  }

  @Test("a policy file that is no text is refused", arguments: [#"a\000b"#, #"a\377b"#, ""])
  func policyFile(text: String) throws {
    let binary = try RealBinary()
    let folder = try ScratchFolder()
    let result = try binary.shell("printf '\(text)' > bad.yaml; authledger policy check bad.yaml", in: folder)
    #expect(result.status == 78)
    #expect(result.text.hasPrefix("bad.yaml:1:"))
    #expect(result.text.split(separator: "\n").count == 1)
    #expect(result.errors.isEmpty)
  }

  @Test("a folder nobody may write to is an I/O error for writers alone", .enabled(if: geteuid() != 0))
  func readOnlyFolder() throws {
    let binary = try RealBinary()
    let folder = try ledger(of: binary)
    let before = try Data(contentsOf: URL(fileURLWithPath: folder.database))
    _ = try binary.shell("rm -f ledger.db-journal ledger.db.lock; chmod 500 .", in: folder)
    let result = try binary.shell("authledger patient measure M-1 --weight 61.5", in: folder)
    #expect(result.status == 74)
    expectOneComplaint(result)
    #expect(try Data(contentsOf: URL(fileURLWithPath: folder.database)) == before)
    #expect(try binary.shell("authledger patient list", in: folder).status == 0)
    _ = try binary.shell("chmod 700 .", in: folder)
  }

  @Test("a database that may not be read is an I/O error", .enabled(if: geteuid() != 0))
  func unreadable() throws {
    let binary = try RealBinary()
    let folder = try ledger(of: binary)
    let result = try binary.shell("chmod 000 ledger.db; authledger status M-1", in: folder)
    #expect(result.status == 74)
    expectOneComplaint(result)
  }

  private static func administration(units: String) -> Data {
    Data(#"{"op":"administer","member_id":"M-1","on":"2024-01-02","units":\#(units),"reference":"C-1"}"#.utf8)
  }

  /// A folder with a ledger that knows one patient.
  private func ledger(of binary: RealBinary) throws -> ScratchFolder {
    let folder = try ScratchFolder()
    let line = "authledger patient add M-1 --name 'Secret Name' --birth-date 1980-01-01"
    try #require(try binary.shell("authledger init --time-zone UTC && \(line)", in: folder).status == 0)
    return folder
  }

  private func entries(of folder: ScratchFolder, with binary: RealBinary) throws -> String {
    try binary.shell("sqlite3 ledger.db 'SELECT count(*) FROM journal'", in: folder).text
  }

  /// One line that says what is wrong, at most one that helps, and nobody's name in either.
  private func expectOneComplaint(_ result: RealBinary.Result) {
    let lines = result.errorText.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    #expect(lines.first?.hasPrefix("authledger: ") == true, "\(result.errorText)")
    #expect(lines.count <= 2, "\(result.errorText)")
    #expect(lines.dropFirst().allSatisfy { $0.hasPrefix("hint: ") }, "\(result.errorText)")
    #expect(!result.errorText.contains("Secret"), "\(result.errorText)")
  }
}
