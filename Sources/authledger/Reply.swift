import Desk
import Reports
import TextFormats

/// What a command prints on standard output, and how it ends.
struct Reply {
  var output: [UInt8] = []
  /// What is written into a file beside it, once the read it holds is recorded.
  var file: (path: String, bytes: [UInt8])?
  var status = ExitStatus.done
}

extension Session {
  /// The reply of a command that answers with one thing.
  func reply(
    _ status: ExitStatus = .done, isWriting: Bool = false, value: @autoclosure () throws -> JSONValue,
    lines: @autoclosure () throws -> [String]
  ) rethrows -> Reply {
    var output: [UInt8] = []
    switch format {
    case .json: JSONWriter.appendPretty(try value(), to: &output)
    case .ndjson: JSONWriter.append(try value(), to: &output)
    case .table, .csv: return Reply(output: isWriting && isQuiet ? [] : bytes(of: try lines()), status: status)
    }
    output.append(UInt8(ascii: "\n"))
    return Reply(output: output, status: status)
  }

  /// The reply of a command that answers with a list, with its own text for people where it has one.
  func reply(
    _ status: ExitStatus = .done, records: Records, lines: @autoclosure () -> [String]? = nil
  ) -> Reply {
    let output =
      switch format {
      case .json: records.json()
      case .ndjson: records.ndjson()
      case .csv: records.csv()
      case .table: bytes(of: lines() ?? records.table(maximumWidth: min(80, style.columns)))
      }
    return Reply(output: output, status: status)
  }

  /// The reply of a command that answers with one thing that is also a list, which CSV holds.
  func reply(
    _ status: ExitStatus = .done, records: @autoclosure () -> Records, value: @autoclosure () -> JSONValue,
    lines: @autoclosure () -> [String]
  ) -> Reply {
    guard format != .csv else { return Reply(output: records().csv(), status: status) }
    return reply(status, value: value(), lines: lines())
  }

  private func bytes(of lines: [String]) -> [UInt8] { Array(lines.map { $0 + "\n" }.joined().utf8) }
}
