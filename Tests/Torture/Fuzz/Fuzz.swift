import CivilTime
import Coverage
import Foundation
import PolicyFiles
import TextFormats

/// The reader under test, named by the environment: one binary holds them all.
nonisolated(unsafe) private let reader = getenv("READER").map { String(cString: $0) } ?? ""

/// What libFuzzer calls with every input it thinks of. Whatever the bytes are, the reader answers, and what it read holds
/// when it is read once more.
@_cdecl("LLVMFuzzerTestOneInput")
public func answer(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  switch reader {
  case "csv": readCSV(bytes)
  case "json": readJSON(bytes)
  case "yaml": readYAML(bytes)
  case "dates": readDates(bytes)
  // The control: a reader that fails on one word in four billion must be found out.
  case "control": precondition(!bytes.starts(with: "FUZZ".utf8))
  default: preconditionFailure("READER names no reader")
  }
  return 0
}

/// CSV in one piece and in two: the same records and the same faults, and records that read the same once written.
private func readCSV(_ bytes: [UInt8]) {
  let whole = records([bytes[...]])
  let cut = bytes.isEmpty ? 0 : Int(bytes[0]) % bytes.count
  let parts = records([bytes[..<cut], bytes[cut...]])
  precondition(whole.fields == parts.fields && whole.faults == parts.faults)
  var written: [UInt8] = []
  for fields in whole.fields { CSVWriter().append(fields, to: &written) }
  precondition(records([written[...]]).fields == whole.fields)
}

/// The records of a text handed over in pieces, and the lines that were no CSV, each of which is passed over.
private func records(_ pieces: [ArraySlice<UInt8>]) -> (fields: [[String]], faults: [Int]) {
  var reader = CSVReader()
  var fields: [[String]] = []
  var faults: [Int] = []
  for piece in pieces.map({ Optional($0) }) + [nil] {
    var rest = piece ?? []
    while true {
      do {
        try reader.feed(rest) { fields.append($0.fields) }
        if piece == nil { try reader.finish { fields.append($0.fields) } }
        break
      } catch {
        let skipped = reader.skipLine()
        faults.append(skipped.line)
        rest = skipped.rest[...]
      }
    }
  }
  return (fields, faults)
}

/// One JSON text a line: what is read is read the same from what is written of it.
private func readJSON(_ bytes: [UInt8]) {
  for line in bytes.split(separator: UInt8(ascii: "\n")) {
    guard let value = try? JSONReader.read(line) else { continue }
    var written: [UInt8] = []
    JSONWriter.append(value, to: &written)
    let again = try? JSONReader.read(written)
    precondition(again == value)
    precondition(!written.contains { $0 < 0x20 })
  }
}

/// A policy file: every fault has a place in the file, and a policy without one compiles to the same policy.
private func readYAML(_ bytes: [UInt8]) {
  guard let text = String(validating: bytes, as: UTF8.self) else { return }
  do {
    let document = try PolicyReader.read(yaml: text, file: "fuzz.yaml")
    let again = try? PolicyReader.read(compiled: document.compiled)
    precondition(again == document.policy)
  } catch {
    precondition(!error.faults.isEmpty)
  }
}

/// Days, moments, times and decimals: what is read is written the same.
private func readDates(_ bytes: [UInt8]) {
  let text = String(decoding: bytes, as: UTF8.self)
  if let day = CivilDay(text) {
    precondition(day.description == text && CivilDay(stored: text) == day)
    let (year, month, date) = day.components
    precondition(CivilDay(year: year, month: month, day: date) == day)
    precondition(day.adding(months: 1) > day && (day + 1) - day == 1)
  }
  if let instant = Instant(text) {
    precondition(CivilDay(ordinal: 0) - 1 < CivilDay(ordinal: 0) && !instant.description.isEmpty)
    if let again = Instant(instant.description) { precondition(again == instant) }
  }
  if let time = TimeOfDay(text) { precondition(time.description == text) }
  if let number = DecimalNumber(text) { precondition(DecimalNumber(number.description) == number) }
}
