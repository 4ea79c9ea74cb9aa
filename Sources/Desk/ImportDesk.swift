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

  mutating func count(_ result: ImportResult) {
    lines += 1
    switch result.answer {
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
  /// Logs the units of a file, each line as `administer` would, `batch` lines and one entry of the journal a commit.
  ///
  /// Results are handed on after their lines are on file. A file that cannot be read on is a fault, thrown after what
  /// stands before it is done. With `isDry` everything is taken back in the end.
  public func importAdministrations(
    _ input: InputBytes, batch: Int, isDry: Bool, context: WorkContext,
    results: ([ImportResult], ImportSummary) throws -> Void
  ) throws -> ImportSummary {
    var context = context
    context.today = try today(context)
    let importing = try Importing(desk: self, claims: ClaimReader(input), batch: batch, context: context)
    if isDry {
      try store.rehearse { transaction in
        while let answered = try importing.next(in: transaction) { try results(answered, importing.summary) }
      }
    } else {
      while importing.isMore {
        if let answered = try write({ try importing.next(in: $0) }) { try results(answered, importing.summary) }
      }
    }
    if let fault = importing.fault { throw fault }
    return importing.summary
  }
}

/// An import under way.
private final class Importing {
  private let desk: Desk
  private let claims: ClaimReader
  private let batch: Int
  private let context: WorkContext
  private(set) var summary = ImportSummary()
  /// Why the file could not be read to its end.
  private(set) var fault: Fault?
  private var pending: [ClaimLine] = []

  init(desk: Desk, claims: ClaimReader, batch: Int, context: WorkContext) throws {
    self.desk = desk
    self.claims = claims
    self.batch = batch
    self.context = context
    fill()
  }

  var isMore: Bool { !pending.isEmpty }

  /// Answers the next lines and writes them as one entry; nil when there are none.
  func next(in transaction: WriteTransaction) throws -> [ImportResult]? {
    guard isMore else { return nil }
    let sitting = Sitting(
      writing: transaction, desk: desk, today: try desk.today(context), actor: context.actor, isImporting: true)
    let answered = try pending.map { line in
      ImportResult(
        line: line.number, memberID: line.memberID, reference: line.reference,
        answer: try answer(line, in: sitting))
    }
    try sitting.appendImported()
    for result in answered { summary.count(result) }
    fill()
    return answered
  }

  private func answer(_ line: ClaimLine, in sitting: Sitting) throws -> Result<Answer, Fault> {
    do {
      switch line.asked {
      case .success(let asked): return .success(try sitting.administer(asked))
      case .failure(let fault):
        // What is not there is said before what is not valid.
        let member = line.memberID.map { OperationSubject.member(MemberID($0)) }
        return .failure(try sitting.firstMissing(member.map { [$0] } ?? []) ?? fault)
      }
    } catch let fault as Fault {
      // What is wrong with the file, not with the line, ends the run.
      guard fault.concernsOneLine else { throw fault }
      return .failure(fault)
    }
  }

  private func fill() {
    pending.removeAll(keepingCapacity: true)
    do {
      while fault == nil, pending.count < batch, let line = try claims.next() { pending.append(line) }
    } catch let found as Fault {
      fault = found
    } catch {
      fault = Fault(.unexpected, "\(error)")
    }
  }
}
