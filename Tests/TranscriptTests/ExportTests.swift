import Foundation
import RealBinary
import Testing
import TextFormats

/// What `export` writes is what is on file, now and as it was.
@Suite struct ExportTests {
  /// Text of the kinds that formats stumble over, each allowed in a reason.
  static let texts = [
    "plain", "=1+1", "a,b", "he said \"no\"", "'quoted'", "ends in a space ", "a - dash", "ümläut 漢字 🩸", "\\n", "null",
    "007",
    "\u{FEFF}mark", "a;b", "<b>", "{}",
  ]

  @Test("text comes out of CSV and JSON as it went in") func roundTrip() throws {
    let (binary, folder) = try ledger()
    for (index, text) in ExportTests.texts.enumerated() {
      let reference = "C-\(index)"
      let logged = [
        "administer", "M-1", "--on", "2024-01-02", "--units", "1", "--reference", reference, "--today", "2024-01-02",
      ]
      #expect(try binary.run(logged, in: folder).status == 2)
      #expect(try binary.run(["void", reference, "--reason", text, "--today", "2024-01-02"], in: folder).status == 0)
    }
    let csv = try binary.run(["export", "--table", "administration_void"], in: folder).output
    var read: [[String]] = []
    var reader = CSVReader()
    try reader.feed(Array(csv)[...]) { read.append($0.fields) }
    try reader.finish { read.append($0.fields) }
    #expect(read.first == ["void", "administration", "reason", "sequence"])
    #expect(read.dropFirst().map { $0[2] } == ExportTests.texts)

    for format in ["json", "ndjson"] {
      let text = try binary.run(["export", "--table", "administration_void", "--format", format], in: folder).output
      // Foundation's own reader drops a byte order mark at the start of a text; this one reads what is written.
      let lines = format == "json" ? [text] : text.split(separator: UInt8(ascii: "\n")).map { Data($0) }
      let values = try lines.map { try JSONReader.read(Array($0)) }
      let rows = if format == "json", case .array(let rows)? = values.first { rows } else { values }
      #expect(rows.map { $0["reason"] } == ExportTests.texts.map { .string($0) })
    }
  }

  @Test("a blob comes out in hexadecimal, every row of the journal in order") func blobs() throws {
    let (binary, folder) = try ledger()
    let text = try binary.run(["export", "--table", "journal", "--format", "json"], in: folder).output
    let rows = try #require(try JSONSerialization.jsonObject(with: text) as? [[String: Any]])
    let inFile = try binary.shell(
      "sqlite3 ledger.db 'SELECT lower(hex(hash)) FROM journal ORDER BY sequence'", in: folder
    ).text.split(separator: "\n").map(String.init)
    #expect(rows.compactMap { $0["hash"] as? String } == inFile)
    #expect(inFile.count == 2)
  }

  @Test("every view is documented column by column, as the file has it") func documented() throws {
    let (binary, folder) = try ledger()
    let listed = try binary.run(["export", "--format", "json"], in: folder).output
    let exportables = try #require(try JSONSerialization.jsonObject(with: listed) as? [[String: Any]])
    var inFile: [String: [String]] = [:]
    for row in exportables where row["kind"] as? String == "view" {
      inFile[try #require(row["name"] as? String)] = row["columns"] as? [String]
    }
    var inDocument: [String: [String]] = [:]
    var view = ""
    for line in try SourceTree.text("Documentation/AuditViews.md").split(separator: "\n") {
      if line.hasPrefix("## ") {
        view = String(line.dropFirst(3))
        inDocument[view] = []
      } else if line.hasPrefix("| `") {
        inDocument[view]?.append(String(line.dropFirst(3).prefix { $0 != "`" }))
      }
    }
    #expect(inFile == inDocument)
    #expect(inFile.count >= 9)
  }

  @Test("every table and view comes out as of an entry as it came out then") func asOf() throws {
    let binary = try RealBinary()
    let folder = try ScratchFolder()
    var then: [(sequence: Int, name: [String], output: Data)] = []
    for (index, line) in ExportTests.story.enumerated() {
      let result = try binary.run(line.split(separator: " ").map(String.init), in: folder)
      #expect([0, 2].contains(result.status), "\(line): \(result.errorText)")
      guard index % 3 == 2 || index == ExportTests.story.count - 1 else { continue }
      for name in try names(binary, folder) {
        then.append((index + 1, name, try binary.run(["export"] + name, in: folder).output))
      }
    }
    #expect(then.count > 100)
    for (sequence, name, output) in then {
      let later = try binary.run(["export", "--as-of", "\(sequence)"] + name, in: folder).output
      #expect(later == output, "\(name) as of \(sequence)")
    }
  }

  /// Commands that each write one entry: the entry's number is the command's place.
  static let story = [
    "init --time-zone UTC",
    "patient add M-1 --name Quill --birth-date 1979-04-02 --today 2024-01-02",
    "intake M-1 --indication mrd-all --diagnosis C91.01 --today 2024-01-02 --attest single-agent=no",
    "decide R-000001 --outcome approved --reviewer Vance --credential MD --rationale safe --today 2024-01-09",
    "cycle start M-1 --on 2024-01-02 --today 2024-01-09",
    "administer M-1 --on 2024-01-03 --units 784 --discarded 196 --reference C-1 --today 2024-01-09",
    "administer M-1 --on 2024-01-04 --units 28 --reference C-2 --today 2024-01-09",
    "void C-1 --reason wrong --today 2024-01-10",
    "administer M-1 --on 2024-01-04 --units 28 --reference C-2 --again --today 2024-01-10",
    "patient correct M-1 --name Quillan --reason misspelt --today 2024-01-11",
    "authorization extend A-000001 --to 2024-08-01 --reason hospital --approved-by Vance --today 2024-01-11",
    "cycle start M-1 --on 2024-01-20 --exception restart --approved-by Vance --today 2024-01-20",
    "nightly --today 2024-06-30",
    "acknowledge F-000001 --note seen --today 2024-06-30",
    "note A-000001 --kind outreach --text called --today 2024-06-30",
  ]

  private func names(_ binary: RealBinary, _ folder: ScratchFolder) throws -> [[String]] {
    try binary.run(["export", "--format", "csv"], in: folder).text.split(separator: "\r\n").dropFirst().map {
      let fields = $0.split(separator: ",")
      return ["--\(fields[1])", String(fields[0])]
    }
  }

  private func ledger() throws -> (RealBinary, ScratchFolder) {
    let binary = try RealBinary()
    let folder = try ScratchFolder()
    for line in ExportTests.story.prefix(2) {
      #expect(try binary.run(line.split(separator: " ").map(String.init), in: folder).status == 0)
    }
    return (binary, folder)
  }
}
