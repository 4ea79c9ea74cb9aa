import CivilTime
import Coverage
import Storage

/// The history of a patient or of one authorization: what happened, when, recorded by whom.
extension Desk {
  /// The lines of a history, in the order recorded.
  ///
  /// `subject` is a member id or an authorization's number.
  public func history(of subject: String, only filter: HistoryFilter, context: WorkContext) throws -> HistoryAnswer {
    let today = try today(context)
    return try read(context) { reading in
      let sitting = try Sitting(reading: reading, desk: self, today: today)
      let history: PatientHistory
      var only: AuthorizationNumber?
      let isMember = try reading.patient(MemberID(subject)) != nil
      if !isMember, AuthorizationNumber(subject) != nil {
        let (held, found) = try sitting.authorization(subject)
        history = found
        only = held.fact.number
      } else if !isMember, RequestNumber(subject) != nil {
        let member = try reading.member(try sitting.request(subject).fact.patient)
        throw Fault(
          .notFound, "\(subject) is a request, and a history is a patient's or an authorization's",
          hint: "see `authledger explain \(subject)`, or `authledger history` of its patient, \(member)")
      } else {
        history = try sitting.history(of: MemberID(subject))
      }
      var lines = try HistoryLines(reading: reading, history: history).all(under: only)
      let since = try filter.since.map { since in
        switch since {
        case .sequence(let number): number
        case .instant(let instant): try reading.lastEntry(by: instant)
        }
      }
      lines = lines.filter { line in filter.keeps(line) && (since.map { line.sequence > $0 } ?? true) }
      return HistoryAnswer(
        memberID: history.identity?.memberID ?? MemberID(subject), name: history.identity?.name ?? "", lines: lines)
    }
  }
}

/// Which lines of a history are shown; what is nil or empty keeps all.
public struct HistoryFilter: Sendable {
  /// The first day something happened.
  public var from: CivilDay?
  /// The last day something happened.
  public var to: CivilDay?
  /// Only these kinds.
  public var kinds: [String] = []
  /// Only what this user recorded, or was recorded under this name.
  public var by: String?
  /// Only what was recorded after this.
  public var since: AsOf?

  public init() {}

  /// Whether a line is kept, as far as the line itself tells.
  func keeps(_ line: HistoryLine) -> Bool {
    (kinds.isEmpty || kinds.contains(line.kind)) && (from.map { $0 <= line.happenedOn } ?? true)
      && (to.map { line.happenedOn <= $0 } ?? true)
      && (by.map { $0 == line.actor.user || $0 == line.actor.claimed } ?? true)
  }
}
