import Coverage
import Foundation
import Ledger
import Storage
import TextFormats

/// The answer to one line of `apply`.
public struct ApplyResult: Sendable {
  /// The line, counted from 1.
  public let line: Int
  /// The operation's name; nil when the line does not say.
  public let operation: String?
  /// The answer, or what was wrong with the line.
  public let answer: Result<Answer, Fault>
}

/// What a run of `apply` came to.
public struct ApplySummary: Sendable {
  /// Lines answered.
  public var lines = 0
  /// Of these, lines that could not be done.
  public var failed = 0
}

extension Desk {
  /// Does many operations, one a line. Results are handed on in the order of the lines, a batch at a time, only after
  /// the batch's transaction is committed; a line that fails does not undo its neighbours.
  public func apply(
    _ lines: LineReader, batch: Int, context: WorkContext, results: ([ApplyResult]) throws -> Void
  ) throws -> ApplySummary {
    var summary = ApplySummary()
    // The clock is read once a run, for the lines that do not carry their day.
    var context = context
    context.today = try today(context)
    var pending = try nextBatch(lines, size: batch)
    while !pending.isEmpty {
      let answered = try write { transaction in
        try pending.map { line in try answer(line, in: transaction, context: context) }
      }
      summary.lines += answered.count
      summary.failed += answered.count { if case .failure = $0.answer { true } else { false } }
      try results(answered)
      pending = try nextBatch(lines, size: batch)
    }
    return summary
  }

  private func nextBatch(_ lines: LineReader, size: Int) throws -> [LineReader.Line] {
    var batch: [LineReader.Line] = []
    while batch.count < size, let line = try lines.next() { batch.append(line) }
    return batch
  }

  private func answer(
    _ line: LineReader.Line, in transaction: WriteTransaction, context: WorkContext
  ) throws -> ApplyResult {
    var name: String?
    do {
      let members = try line.members()
      guard case .string(let op)? = members.first(where: { $0.name == "op" })?.value else {
        throw Fault(.invalid, "line \(line.number): op is missing", hint: "say which operation, such as \"administer\"")
      }
      name = op
      let read = try OperationReader.read(members, name: op)
      let actor = Actor(user: context.actor.user, claimed: read.actor ?? context.actor.claimed)
      let day = try read.today ?? today(context)
      let sitting = Sitting(writing: transaction, desk: self, today: day, actor: actor)
      return ApplyResult(line: line.number, operation: op, answer: .success(try sitting.perform(read.operation)))
    } catch let fault as Fault {
      // What is wrong with the file, not with the line, ends the run.
      guard fault.concernsOneLine else { throw fault }
      return ApplyResult(line: line.number, operation: name, answer: .failure(fault))
    } catch let misread as Misread {
      let sitting = try Sitting(writing: transaction, desk: self, today: today(context), actor: context.actor)
      let fault = try sitting.firstMissing(misread.subjects) ?? misread.fault
      return ApplyResult(line: line.number, operation: name, answer: .failure(fault))
    }
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

extension Fault {
  /// Whether the fault lies in one operation, not in the file or the machine.
  var concernsOneLine: Bool {
    switch code {
    case .notFound, .invalid, .conflict, .notPermitted: true
    default: false
    }
  }
}

extension Sitting {
  /// The first thing an operation names that is not on file.
  func firstMissing(_ subjects: [OperationSubject]) throws -> Fault? {
    for subject in subjects {
      do {
        switch subject {
        case .member(let member): _ = try history(of: member)
        case .request(let text): _ = try request(text)
        case .authorization(let text): _ = try authorization(text)
        case .entry(let reference):
          guard try entry(reference) != nil else { throw Sitting.noEntry(reference) }
        case .flag(let text): _ = try flag(text)
        case .note(let text): _ = try owner(of: text)
        case .cycle(let member, let indication, let number):
          _ = try cycle(number, of: indication, in: try history(of: member), member: member)
        }
      } catch let fault as Fault where fault.code == .notFound {
        return fault
      }
    }
    return nil
  }
}
