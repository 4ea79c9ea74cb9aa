import Coverage
import TextFormats

/// A line of `apply`, with its operation read or what is wrong with it.
struct OperationLine: Sendable {
  /// Its number, counted from 1.
  let number: Int
  /// The operation's name; nil when the line does not say.
  let name: String?
  /// The operation; else a `Fault`, or a `Misread` that says what the operation is about.
  let reading: Result<OperationReader.Reading, any Error>

  init(_ line: LineReader.Line) {
    number = line.number
    var name: String?
    reading = Result {
      let members = try line.members()
      guard case .string(let op)? = members.first(where: { $0.name == "op" })?.value else {
        throw Fault(.invalid, "line \(line.number): op is missing", hint: "say which operation, such as \"administer\"")
      }
      name = op
      return try OperationReader.read(members, name: op)
    }
    self.name = name
  }

  /// The units it logs; nil when it does something else, or could not be read.
  var units: Administering? {
    guard case .administer(let asked)? = try? reading.get().operation else { return nil }
    return asked
  }
}

extension LineReader.Line {
  /// The members of the object the line holds.
  func members() throws -> [JSONMember] {
    guard !isTooLong else {
      throw Fault(.invalid, "line \(number) is longer than \(LineReader.longest) bytes", hint: "one object a line")
    }
    do {
      guard case .object(let members) = try JSONReader.read(bytes) else {
        throw Fault(.invalid, "line \(number) is not an object", hint: "one JSON object a line")
      }
      return members
    } catch let fault as JSONFault {
      throw Fault(
        .invalid, "line \(number), column \(fault.column): \(fault.message)", hint: "one JSON object a line")
    }
  }
}
