import CivilTime
import Coverage

/// Lays out the rest of a course: each step puts a supposed fact into the history, and asks the rules of the ledger.
///
/// What this file keeps true
/// (1) A cycle starts on a day `CycleRules` accept, under coverage held or a request `RequestRules` would not deny.
/// (2) What is laid out is accepted when it is logged in its order; nothing here decides by a rule of its own.
public struct ProjectionRules {
  private let key: IndicationKey
  private let plan: ProjectionPlan
  private let size: BodySize
  private var history: PatientHistory
  private var cycles: [ProjectedCycle] = []
  private var requests: [ProjectedRequest] = []

  /// The rest of a course; nil when no policy knows the indication.
  public static func project(
    _ indication: IndicationKey, plan: ProjectionPlan, history: PatientHistory
  ) -> Projection? {
    var rules = ProjectionRules(indication, plan: plan, history: history)
    return rules.project()
  }

  private init(_ indication: IndicationKey, plan: ProjectionPlan, history: PatientHistory) {
    key = indication
    self.plan = plan
    self.history = history
    let known = BodySize(of: history, on: plan.today)
    size = plan.weightKg.map { BodySize(weightKg: $0, heightCm: known.heightCm) } ?? known
  }

  private mutating func project() -> Projection? {
    let used = course.used
    layOutOpenCycle()
    var ends: [Finding]?
    while ends == nil, let terms { ends = addCycle(terms) }
    guard let terms else { return nil }
    return Projection(
      indication: terms, used: used, size: size, cycles: cycles, requests: requests, caps: caps(terms),
      ends: ends ?? [])
  }

  private var course: Course { Course(of: key, in: history) }

  /// The day from which the facts laid out so far are on file.
  private var knownOn: CivilDay { max(plan.today, course.latestCycle?.fact.startsOn ?? plan.today) }

  /// The terms the next cycle is under, as far as coverage does not say otherwise.
  private var terms: Indication? {
    course.authorizations.last.flatMap { CycleRules.terms(of: $0, in: history) }
      ?? history.book.terms(key, on: knownOn)
  }

  // MARK: Cycles

  private mutating func layOutOpenCycle() {
    guard let open = course.latestCycle, open.span.contains(plan.today), let terms = open.indication else { return }
    let doses = doses(of: open.fact, terms: terms)
    let remaining = DoseRules.remaining(doses.days, of: open, on: plan.today, history: history)
    coverDoses(remaining, of: open.fact)
    cycles.append(
      ProjectedCycle(
        number: open.fact.number, phase: open.phase, span: open.span, earliest: open.fact.startsOn,
        lengthAllows: open.fact.startsOn, isUnderWay: true,
        cover: cover(open.fact.authorization), coverage: coverage(of: open.fact),
        doses: FitRules.layOut(remaining, of: open.fact, into: &history), isSizeKnown: doses.isKnown))
  }

  /// Adds the next cycle with its doses; why there is none, when there is none.
  private mutating func addCycle(_ terms: Indication) -> [Finding]? {
    let from = max(knownOn, plan.start ?? plan.today)
    let earliestHeld = FirstDayRules.cycleStart(of: key, from: from, history: history)
    let lengthAllows = max(from, course.latestCycle.map { $0.span.endsOn + 1 } ?? from)
    let wanted = (earliestHeld ?? lengthAllows) + plan.delayDays
    var startsOn = FirstDayRules.cycleStart(of: key, from: wanted, history: history)
    if startsOn == nil {
      let reasons = ask(beginningFrom: wanted)
      guard reasons.isEmpty else { return reasons }
      startsOn = FirstDayRules.cycleStart(of: key, from: wanted, history: history)
    }
    let start = startsOn.map { CycleStart(indication: key, on: $0, exception: nil) }
    guard let start, let verdict = CycleRules.judge(start, history: history),
      let authorization = verdict.authorization,
      CivilDay.acceptedYears.contains(verdict.span.endsOn.components.year)
    else { return [] }
    let earliest = FirstDayRules.cycleStart(of: key, from: from, history: history) ?? start.on
    let fact = CycleFact(
      record: CycleRecordNumber(-1 - cycles.count), patient: history.patient, indication: key, number: verdict.number,
      startsOn: start.on, authorization: authorization.fact.number, exception: nil, sequence: JournalNumber(0))
    history.add(fact)
    let doses = doses(of: fact, terms: CycleRules.terms(of: authorization, in: history) ?? terms)
    coverDoses(doses.days, of: fact)
    cycles.append(
      ProjectedCycle(
        number: fact.number, phase: verdict.phase, span: verdict.span, earliest: earliest,
        lengthAllows: lengthAllows, isUnderWay: false,
        cover: cover(fact.authorization), coverage: coverage(of: fact),
        doses: FitRules.layOut(doses.days, of: fact, into: &history), isSizeKnown: doses.isKnown))
    return nil
  }

  private func doses(of fact: CycleFact, terms: Indication) -> (days: [DoseDay], isKnown: Bool) {
    let authorization = course.authorizations.first { $0.fact.number == fact.authorization }
    guard let policy = authorization.flatMap({ history.book.policy($0.fact.policy) }) else { return ([], false) }
    return (
      DoseRules.planned(terms, cycle: fact.number, size: size, policy: policy),
      DoseRules.schedule(terms, cycle: fact.number, size: size, policy: policy) != nil
    )
  }

  // MARK: Coverage

  private func cover(_ number: AuthorizationNumber) -> ProjectedCycle.Cover {
    number.value < 0 ? .asked(-number.value) : .held(number)
  }

  private func coverage(of fact: CycleFact) -> DaySpan {
    course.authorizations.first { $0.fact.number == fact.authorization }?.span ?? DaySpan(from: fact.startsOn, days: 1)
  }

  /// Asks for the coverage that follows when a dosing day would be past the end of the one held.
  private mutating func coverDoses(_ doses: [DoseDay], of fact: CycleFact) {
    let course = course
    let days = doses.filter { $0.billable.count > 0 }.map { fact.startsOn + ($0.day - 1) }
    guard let gap = days.first(where: { course.authorization(covering: $0) == nil }) else { return }
    _ = ask(beginningFrom: gap)
  }

  /// Puts the coverage the next cycle needs into the history, beginning on a day or as soon after as may be; every
  /// reason why it cannot be had, when it cannot.
  private mutating func ask(beginningFrom begin: CivilDay) -> [Finding] {
    guard let terms = history.book.terms(key, on: knownOn) else { return [] }
    let course = course
    let reached = CapRules.reached(used: course.used, by: terms)
    let number = CycleNumber(course.used + 1)
    let kind = terms.phase(of: number)?.coverage ?? .continued
    guard reached.isEmpty,
      let asked = FirstDayRules.request(
        kind, for: key, receivedFrom: knownOn, beginningFrom: begin, history: history)
    else { return reached.isEmpty ? refusal(kind, beginningFrom: begin) : reached }
    let place = requests.count + 1
    history.add(
      AuthorizationFact(
        number: AuthorizationNumber(-place), request: asked.fact.number, patient: history.patient, indication: key,
        kind: kind, span: asked.span, cyclesGranted: asked.cycles, priorCycles: asked.fact.priorCycles,
        policy: asked.fact.policy, sequence: JournalNumber(0)))
    let decisionDays = (plan.decisionHours + 23) / 24
    requests.append(
      ProjectedRequest(
        kind: kind, askFrom: asked.fact.receivedOn,
        askBy: max(asked.fact.receivedOn, asked.span.startsOn - decisionDays), span: asked.span,
        cycles: CycleRange(number, CycleNumber(course.used + asked.cycles)), policy: asked.fact.policy))
    return []
  }

  /// Every reason against a request received on the day the facts are on file.
  private func refusal(_ kind: CoverageKind, beginningFrom begin: CivilDay) -> [Finding] {
    guard let policy = history.book.inForce(for: key, on: knownOn), let terms = policy.indication(key) else {
      return []
    }
    let fact = RequestRules.supposed(
      kind, for: key, receivedOn: knownOn, beginningOn: begin, policy: policy.version, history: history)
    return RequestRules.grant(fact, indication: terms, history: history).findings
  }

  // MARK: Caps

  /// The caps reached over the whole course, with the cycles that reach them.
  private func caps(_ terms: Indication) -> [ProjectedCap] {
    var caps: [ProjectedCap] = []
    for cycle in course.cycles {
      for finding in CapRules.reached(used: cycle.fact.number.value, by: cycle.indication ?? terms)
      where !caps.contains(where: { $0.finding.code == finding.code }) {
        caps.append(ProjectedCap(finding: finding, cycle: cycle.fact.number, on: cycle.fact.startsOn))
      }
    }
    return caps
  }
}
