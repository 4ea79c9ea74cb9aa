import Coverage

/// Histories already read, so that a file of many operations reads each patient once.
///
/// They hold only while no other process writes: the store forgets them when one has, and when a transaction fails.
///
/// What this file keeps true
/// (1) However many patients a file names, what is kept stays near one size: those go that were not asked for lately.
final class HistoryMemory {
  /// One history. An object, so that a fact is added to it where it lies.
  private final class Known {
    var history: PatientHistory
    let scope: HistoryScope
    /// Where it lies among the places.
    var place = 0
    /// Whether it was asked for since the hand last passed; being read is not being asked for.
    var wasAsked = false
    /// About as many bytes as it takes.
    var weight: Int

    init(_ history: PatientHistory, scope: HistoryScope) {
      self.history = history
      self.scope = scope
      weight = 800 + 190 * (history.cycles.count + history.authorizations.count)
      // A patient's references are much alike.
      if let line = history.coveredLines.last { weight += Known.line(line.reference) * history.coveredLines.count }
      if scope == .everything { weight += 2_000 + 600 * history.administrations.count }
    }

    func add(_ fact: Fact) {
      if scope < .everything, case .administration(let fact) = fact {
        history.cover(fact)
        weight += Known.line(fact.reference)
      } else {
        history.add(fact)
        weight += 800
      }
    }

    /// A covered line and what limits count of it; a long reference lies apart.
    private static func line(_ reference: String) -> Int {
      let length = reference.utf8.count
      return length > 15 ? 112 + length : 80
    }
  }

  /// The most bytes kept.
  private let most: Int
  private var known: [PatientNumber: Known] = [:]
  // A hand goes round the places and frees those that were not asked for since it last came by.
  private var places: [Known?] = []
  private var vacant: [Int] = []
  private var hand = 0
  private var weight = 0
  private var patients: [MemberID: PatientNumber] = [:]

  /// 64 MB, so that an import stays under 200.
  init(most: Int = 64 << 20) { self.most = most }

  func history(of patient: PatientNumber, scope: HistoryScope) -> PatientHistory? {
    asked(patient, scope: scope)?.history
  }

  /// Whether a patient's history is kept, and stays for a while.
  func holds(_ patient: PatientNumber, scope: HistoryScope) -> Bool { asked(patient, scope: scope) != nil }

  private func asked(_ patient: PatientNumber, scope: HistoryScope) -> Known? {
    guard let held = known[patient], held.scope >= scope else { return nil }
    held.wasAsked = true
    return held
  }

  func remember(_ history: PatientHistory, scope: HistoryScope) {
    if let narrower = known[history.patient] { free(narrower) }
    let new = Known(history, scope: scope)
    weight += new.weight
    while weight > most, !known.isEmpty { advance() }
    known[history.patient] = new
    new.place = vacant.popLast() ?? places.endIndex
    if new.place == places.endIndex { places.append(new) } else { places[new.place] = new }
  }

  func add(_ fact: Fact, to patient: PatientNumber) {
    guard let held = known[patient] else { return }
    weight -= held.weight
    held.add(fact)
    weight += held.weight
  }

  func patient(_ member: MemberID) -> PatientNumber? { patients[member] }

  func remember(_ patient: PatientNumber, as member: MemberID) {
    if patients.count >= 100_000 { patients.removeAll() }
    patients[member] = patient
  }

  func forget() {
    known.removeAll()
    places.removeAll()
    vacant.removeAll()
    hand = 0
    weight = 0
    patients.removeAll()
  }

  private func advance() {
    hand = hand + 1 < places.count ? hand + 1 : 0
    guard let held = places[hand] else { return }
    if held.wasAsked { held.wasAsked = false } else { free(held) }
  }

  private func free(_ held: Known) {
    weight -= held.weight
    known[held.history.patient] = nil
    places[held.place] = nil
    vacant.append(held.place)
  }
}
