import CivilTime
import Coverage
import Desk
import TextFormats

/// Entries and their voiding written straight to bytes, for batches of millions of lines.
///
/// What this file keeps true
/// (1) The bytes are those `JSONWriter` gives for `AnswerJSON.line`; a test holds the two together.
enum EntryBytes {
  /// Appends the opening brace and the `line` and `op` of a result.
  static func appendHead(_ number: Int, op: String?, to output: inout [UInt8]) {
    append(#"{"line":"#, to: &output)
    JSONWriter.append(integer: number, to: &output)
    append(#","op":"#, to: &output)
    if let op {
      JSONWriter.append(string: op, to: &output)
    } else {
      append("null", to: &output)
    }
    append(",", to: &output)
  }

  /// Appends the rest of a result that is about an entry, with the closing brace.
  static func append(_ entry: EntryAnswer, of answer: Answer, to output: inout [UInt8]) {
    append(#""ok":true,"outcome":"#, to: &output)
    JSONWriter.append(string: answer.outcome.rawValue, to: &output)
    append(entry.isReplay ? #","replayed":true,"result":"# : #","replayed":false,"result":"#, to: &output)
    appendResult(entry, to: &output)
    append(answer.findings, to: &output)
    append(entry.warnings, to: &output)
    append("}", to: &output)
  }

  /// Appends the rest of a result that is about a voided entry, with the closing brace.
  static func append(voided reference: String, of answer: Answer, to output: inout [UInt8]) {
    append(#""ok":true,"outcome":"#, to: &output)
    JSONWriter.append(string: answer.outcome.rawValue, to: &output)
    append(#","result":{"reference":"#, to: &output)
    JSONWriter.append(string: reference, to: &output)
    append("}", to: &output)
    append(answer.findings, to: &output)
    append("}", to: &output)
  }

  private static func appendResult(_ entry: EntryAnswer, to output: inout [UInt8]) {
    let fact = entry.fact
    append(#"{"reference":"#, to: &output)
    JSONWriter.append(string: fact.reference, to: &output)
    append(#","cycle":"#, to: &output)
    append(entry.cycle?.value, to: &output)
    append(#","billable":"#, to: &output)
    JSONWriter.append(integer: fact.entry.billable.count, to: &output)
    append(#","administered":"#, to: &output)
    JSONWriter.append(integer: fact.entry.administered.count, to: &output)
    append(#","discarded":"#, to: &output)
    JSONWriter.append(integer: fact.entry.discarded.count, to: &output)
    append(#","vials":"#, to: &output)
    append(fact.entry.vials?.count, to: &output)
    append(#","covered":{"administered":"#, to: &output)
    JSONWriter.append(integer: fact.covered.administered.count, to: &output)
    append(#","discarded":"#, to: &output)
    JSONWriter.append(integer: fact.covered.discarded.count, to: &output)
    append(#","vials":"#, to: &output)
    JSONWriter.append(integer: fact.covered.vials.count, to: &output)
    append(#"},"window":"#, to: &output)
    append(fact.window, to: &output)
    append(#","fits_then":"#, to: &output)
    append(fact.fitsThen?.count, to: &output)
    append(#","fits_on":"#, to: &output)
    if let day = fact.fitsOn {
      append(day, to: &output)
    } else {
      append("null", to: &output)
    }
    append("}", to: &output)
  }

  private static func append(_ window: WindowUse?, to output: inout [UInt8]) {
    guard let window else { return append("null", to: &output) }
    append(#"{"from":"#, to: &output)
    append(window.span.startsOn, to: &output)
    append(#","to":"#, to: &output)
    append(window.span.endsOn, to: &output)
    append(#","days":"#, to: &output)
    JSONWriter.append(integer: window.span.days, to: &output)
    append(#","used":"#, to: &output)
    JSONWriter.append(integer: window.used, to: &output)
    append(#","limit":"#, to: &output)
    JSONWriter.append(integer: window.limit, to: &output)
    append("}", to: &output)
  }

  /// Appends the findings, if a rule was asked.
  private static func append(_ findings: [Finding]?, to output: inout [UInt8]) {
    if let findings {
      append(#","findings":["#, to: &output)
      for (index, finding) in findings.enumerated() {
        if index > 0 { append(",", to: &output) }
        JSONWriter.append(finding.json, to: &output)
      }
      append("]", to: &output)
    }
  }

  /// Appends the warnings, if there are any.
  private static func append(_ warnings: [DoseWarning], to output: inout [UInt8]) {
    guard !warnings.isEmpty else { return }
    append(#","warnings":["#, to: &output)
    for (index, warning) in warnings.enumerated() {
      append(index > 0 ? #",{"code":"# : #"{"code":"#, to: &output)
      JSONWriter.append(string: warning.code.rawValue, to: &output)
      append(#","message":"#, to: &output)
      JSONWriter.append(string: warning.message, to: &output)
      append(#","citation":"#, to: &output)
      JSONWriter.append(string: warning.citation, to: &output)
      append(#","cycle":"#, to: &output)
      JSONWriter.append(integer: warning.cycle.value, to: &output)
      append(#","day":"#, to: &output)
      JSONWriter.append(integer: warning.day, to: &output)
      append(#","given":"#, to: &output)
      JSONWriter.append(integer: warning.given, to: &output)
      append(#","prescribed":"#, to: &output)
      JSONWriter.append(integer: warning.prescribed, to: &output)
      append(warning.isSizeKnown ? #","is_size_known":true}"# : #","is_size_known":false}"#, to: &output)
    }
    append("]", to: &output)
  }

  private static func append(_ number: Int?, to output: inout [UInt8]) {
    guard let number else { return append("null", to: &output) }
    JSONWriter.append(integer: number, to: &output)
  }

  /// A day has nothing to escape.
  private static func append(_ day: CivilDay, to output: inout [UInt8]) {
    output.append(UInt8(ascii: "\""))
    output.append(contentsOf: day.description.utf8)
    output.append(UInt8(ascii: "\""))
  }

  private static func append(_ text: StaticString, to output: inout [UInt8]) {
    output.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }
}
