import Coverage
import Desk
import TextFormats

/// Answers and faults as JSON objects, the same from `apply` and from commands.
public enum AnswerJSON {
  /// An answer: `ok`, `outcome`, `replayed` for an entry, `result`, and `findings` where a rule was asked.
  public static func value(of answer: Answer) -> JSONValue {
    .object(members(of: answer))
  }

  /// A fault: `ok` and `error` with its code, message and hint.
  public static func value(of fault: Fault) -> JSONValue {
    .object(members(of: fault))
  }

  /// The line `apply` prints for an answer: its number and operation, then the answer.
  public static func line(_ number: Int, op: String?, _ answer: Answer) -> JSONValue {
    .object(head(number, op: op) + members(of: answer))
  }

  /// The line `apply` prints for a fault; the operation is null where the line could not be read that far.
  public static func line(_ number: Int, op: String?, _ fault: Fault) -> JSONValue {
    .object(head(number, op: op) + members(of: fault))
  }

  /// Appends the line `apply` prints for an outcome, with its line break.
  ///
  /// The bytes are those of `line`; entries and their voiding, of which there are millions, are written without a
  /// value in between.
  public static func appendLine(
    _ number: Int, op: String?, _ outcome: Result<Answer, Fault>, to output: inout [UInt8]
  ) {
    switch outcome {
    case .success(let answer):
      switch answer.subject {
      case .entry(let entry):
        EntryBytes.appendHead(number, op: op, to: &output)
        EntryBytes.append(entry, of: answer, to: &output)
      case .voidedEntry(let reference):
        EntryBytes.appendHead(number, op: op, to: &output)
        EntryBytes.append(voided: reference, of: answer, to: &output)
      default:
        JSONWriter.append(line(number, op: op, answer), to: &output)
      }
    case .failure(let fault):
      JSONWriter.append(line(number, op: op, fault), to: &output)
    }
    output.append(UInt8(ascii: "\n"))
  }

  private static func head(_ number: Int, op: String?) -> [JSONMember] {
    [JSONMember("line", .integer(number)), JSONMember("op", .optional(op))]
  }

  private static func members(of answer: Answer) -> [JSONMember] {
    var members = [JSONMember("ok", true), JSONMember("outcome", .string(answer.outcome.rawValue))]
    if case .entry(let entry) = answer.subject { members.append(JSONMember("replayed", .bool(entry.isReplay))) }
    // What was refused left nothing behind but its reasons.
    members.append(JSONMember("result", answer.outcome == .refused ? .null : answer.subject.result(answer.outcome)))
    if let findings = answer.findings { members.append(JSONMember("findings", .array(findings.map(\.json)))) }
    // Warnings stand apart from findings, which deny; most answers have none.
    let warnings = answer.subject.warningsJSON
    if !warnings.isEmpty { members.append(JSONMember("warnings", .array(warnings))) }
    return members
  }

  private static func members(of fault: Fault) -> [JSONMember] {
    [
      JSONMember("ok", false),
      JSONMember(
        "error",
        [
          "code": .string(fault.code.rawValue), "message": .string(fault.message), "hint": .string(fault.hint),
        ]),
    ]
  }
}
