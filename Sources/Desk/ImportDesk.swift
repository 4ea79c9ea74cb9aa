import Coverage
import Storage

/// The answer to one line of an imported file.
public struct ImportResult: Sendable {
  /// The line it begins on, counted from 1.
  public let line: Int
  /// The member id as written; nil when the line could not be read that far.
  public let memberID: String?
  /// The reference as written; nil when the line could not be read that far.
  public let reference: String?
  /// The answer, or what was wrong with the line.
  public let answer: Result<Answer, Fault>
}

/// What an import came to, line by line.
public struct ImportSummary: Sendable, Equatable {
  /// Bytes of the file that were answered.
  public var bytes = 0
  public var lines = 0
  public var covered = 0
  public var denied = 0
  /// Lines that are on file already, with the same content.
  public var replayed = 0
  public var conflicts = 0
  /// Lines that name a member who is not on file.
  public var notFound = 0
  public var invalid = 0

  /// Lines that were not done.
  public var failed: Int { conflicts + notFound + invalid }

  fileprivate mutating func count(_ answer: Result<Answer, Fault>) {
    lines += 1
    switch answer {
    case .success(let answer):
      if case .entry(let entry) = answer.subject, entry.isReplay {
        replayed += 1
      } else if answer.outcome == .covered {
        covered += 1
      } else {
        denied += 1
      }
    case .failure(let fault):
      switch fault.code {
      case .conflict: conflicts += 1
      case .notFound: notFound += 1
      default: invalid += 1
      }
    }
  }
}

extension Desk {
  /// Logs the units of a file, each line as `administer` would, `batch` lines a commit, and fewer where many are denied.
  ///
  /// Results are handed on after their lines are on file. A file that cannot be read on is a fault, thrown after what
  /// stands before it is done. With `isDry` everything is taken back in the end.
  ///
  /// The next lines are read, and the last results handed on, while a batch is done; `results` is called by one thread
  /// at a time, and no more once this returns.
  public func importAdministrations(
    _ input: InputBytes, batch: Int, isDry: Bool, context: WorkContext,
    results: @escaping ([ImportResult], ImportSummary) throws -> Void
  ) throws -> ImportSummary {
    var context = context
    context.today = try today(context)
    let claims = try ClaimReader(input)
    let ahead = WorkAhead { try claims.next(batch) }
    var summary = ImportSummary()
    try WorkBehind.following(results) { behind in
      func answerAll(_ write: (ArraySlice<ClaimLine>) throws -> [ImportResult]) throws {
        while let batch = try ahead.next() {
          var rest = batch.lines[...]
          while !rest.isEmpty {
            let answered = try write(rest)
            rest = rest.dropFirst(answered.count)
            for place in answered.indices { summary.count(answered[place].answer) }
            if rest.isEmpty { summary.bytes = batch.bytesRead }
            try behind.hand((answered, summary))
          }
        }
      }
      if isDry {
        try store.rehearse { transaction in
          try answerAll { try answer($0, in: transaction, context: context) }
        }
      } else {
        try answerAll { lines in try write { try answer(lines, in: $0, context: context) } }
      }
    }
    return summary
  }

  /// Lines that take as much memory until they are committed as one that is denied, for its reasons.
  private static let linesADenial = 4

  /// Answers the next lines, all of them unless many are denied, and writes them as entries of many lines.
  private func answer(
    _ lines: ArraySlice<ClaimLine>, in transaction: WriteTransaction, context: WorkContext
  ) throws -> [ImportResult] {
    let sitting = Sitting(
      writing: transaction, desk: self, today: try today(context), actor: context.actor, isImporting: true)
    var answered: [ImportResult] = []
    answered.reserveCapacity(lines.count)
    var rest = lines
    var denied = 0
    while !rest.isEmpty, answered.count + (Desk.linesADenial - 1) * denied < lines.count {
      let next = rest.prefix(Desk.linesLookedAheadTo)
      rest = rest.dropFirst(next.count)
      try lookAhead(to: next.compactMap { try? $0.asked.get() }, in: transaction)
      for line in next {
        let answer = try sitting.answer(line)
        if case .success(let answer) = answer, answer.outcome == .denied { denied += 1 }
        answered.append(
          ImportResult(line: line.number, memberID: line.memberID, reference: line.reference, answer: answer))
      }
      try sitting.appendImported()
    }
    return answered
  }
}

extension Sitting {
  fileprivate func answer(_ line: ClaimLine) throws -> Result<Answer, Fault> {
    do {
      switch line.asked {
      case .success(let asked): return .success(try administer(asked))
      case .failure(let fault):
        // What is not there is said before what is not valid.
        let member = line.memberID.map { OperationSubject.member(MemberID($0)) }
        return .failure(try firstMissing(member.map { [$0] } ?? []) ?? fault)
      }
    } catch let fault as Fault {
      // What is wrong with the file, not with the line, ends the run.
      guard fault.concernsOneLine else { throw fault }
      return .failure(fault)
    }
  }
}
