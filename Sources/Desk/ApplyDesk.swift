import Coverage
import Storage

/// The answer to one line of `apply`.
public struct ApplyResult: Sendable {
  /// The line, counted from 1.
  public let line: Int
  /// The operation's name; nil when the line does not say.
  public let operation: String?
  /// The answer, or what was wrong with the line.
  public let answer: Result<Answer, Fault>

  /// Whose history the line only looked at.
  var memberLookedAt: MemberID? {
    switch try? answer.get().subject {
    case .check(let check): check.memberID
    case .status(let status): status.memberID
    default: nil
    }
  }
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
  ///
  /// The next lines are read, and the last results handed on, while a batch is done; `results` is called by one thread
  /// at a time, and no more once this returns.
  public func apply(
    _ lines: LineReader, batch: Int, context: WorkContext, results: @escaping ([ApplyResult]) throws -> Void
  ) throws -> ApplySummary {
    var summary = ApplySummary()
    // The clock is read once a run, for the lines that do not carry their day.
    var context = context
    context.today = try today(context)
    let ahead = WorkAhead<[OperationLine]> {
      var read: [OperationLine] = []
      while read.count < batch, let line = try lines.next() { read.append(OperationLine(line)) }
      guard !read.isEmpty else { return nil }
      return (read, isLast: read.count < batch)
    }
    try WorkBehind.following(results) { behind in
      while let lines = try ahead.next() {
        let answered = try write { transaction in
          let answered = try answer(lines, in: transaction, context: context)
          let looked = try answered.compactMap(\.memberLookedAt).compactMap { try transaction.patient($0) }
          try recordReads(of: Set(looked), by: "apply", in: transaction, context: context)
          return answered
        }
        summary.lines += answered.count
        summary.failed += answered.count { if case .failure = $0.answer { true } else { false } }
        try behind.hand(answered)
      }
    }
    return summary
  }

  private func answer(
    _ lines: [OperationLine], in transaction: WriteTransaction, context: WorkContext
  ) throws -> [ApplyResult] {
    var answered: [ApplyResult] = []
    answered.reserveCapacity(lines.count)
    var rest = lines[...]
    while !rest.isEmpty {
      let next = rest.prefix(Desk.linesLookedAheadTo)
      rest = rest.dropFirst(next.count)
      try lookAhead(to: next.compactMap(\.units), in: transaction)
      for line in next { answered.append(try answer(line, in: transaction, context: context)) }
    }
    return answered
  }

  private func answer(
    _ line: OperationLine, in transaction: WriteTransaction, context: WorkContext
  ) throws -> ApplyResult {
    do {
      let read = try line.reading.get()
      let actor = Actor(user: context.actor.user, claimed: read.actor ?? context.actor.claimed)
      let day = try read.today ?? today(context)
      let sitting = Sitting(writing: transaction, desk: self, today: day, actor: actor)
      return ApplyResult(
        line: line.number, operation: line.name, answer: .success(try sitting.perform(read.operation)))
    } catch let fault as Fault {
      // What is wrong with the file, not with the line, ends the run.
      guard fault.concernsOneLine else { throw fault }
      return ApplyResult(line: line.number, operation: line.name, answer: .failure(fault))
    } catch let misread as Misread {
      let sitting = try Sitting(writing: transaction, desk: self, today: today(context), actor: context.actor)
      let fault = try sitting.firstMissing(misread.subjects) ?? misread.fault
      return ApplyResult(line: line.number, operation: line.name, answer: .failure(fault))
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
