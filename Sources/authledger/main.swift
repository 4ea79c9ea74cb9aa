import CivilTime
import Coverage
import Desk
import Foundation
import Reports
import TextFormats

let arguments = CommandLine.arguments
if arguments[1] == "init" {
  try Desk.create(at: arguments[2], settings: PlanSettings(timeZone: "America/Chicago"), actor: Actor(user: "x", claimed: nil))
} else if arguments[1] == "verify" {
  let answer = try Desk(opening: arguments[2], for: .reading).verify(quick: false, expecting: nil)
  print(answer.entries, answer.facts, answer.head, answer.breaks.count)
  for b in answer.breaks.prefix(5) { print(b) }
} else {
  let desk = try Desk(opening: arguments[2], for: .writing)
  let summary = try desk.apply(LineReader(path: arguments[3]), batch: 1000, context: WorkContext(today: nil, actor: Actor(user: "x", claimed: nil))) { results in
    var out: [UInt8] = []
    for r in results {
      JSONWriter.append({ () -> JSONValue in switch r.answer { case .success(let a): AnswerJSON.line(r.line, op: r.operation, a); case .failure(let f): AnswerJSON.line(r.line, op: r.operation, f) } }(), to: &out)
      out.append(10)
    }
    FileHandle.standardOutput.write(Data(out))
  }
  FileHandle.standardError.write(Data("\(summary)\n".utf8))
}
