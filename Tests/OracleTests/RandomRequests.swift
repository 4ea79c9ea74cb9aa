/// Requests, answers, decisions and changes to authorizations at their edges.
extension RandomHistories {
  typealias Patient = StupidOracle.Patient
  typealias Indication = StupidPolicy.Indication

  /// The first request of a course: an intake, or a renewal when all its earlier cycles were given elsewhere.
  func request(_ member: Member, _ patient: Patient, _ indication: Indication) {
    let used = member.prior[indication.key] ?? 0
    if used >= indication.lastPreContinued && random.chance(70) {
      sendRenewal(member, patient, indication)
    } else {
      sendIntake(member, patient, indication)
    }
  }

  /// A later request of a course, mostly the one that is due and sometimes one that is not.
  func requestMore(_ member: Member, _ patient: Patient, _ indication: Indication) {
    let live = oracle.liveAuthorizations(patient, indication)
    let used = (live.first?.prior ?? 0) + oracle.liveCycles(patient, indication).count
    let lastEnd = live.map(\.end).max() ?? clock
    let due = used >= indication.lastPreContinued
    let done = used >= indication.totalCap || (due && !indication.renewable)
    if done && !random.chance(20) { return }
    if due && indication.renewable && (lastEnd < clock + 40 || random.chance(25)) {
      sendRenewal(member, patient, indication)
      if random.chance(25) { sendRenewal(member, patient, indication) }
    } else if !due && lastEnd < clock + 20 {
      sendIntake(member, patient, indication)
    } else if random.chance(25) {
      if random.chance(50) {
        sendRenewal(member, patient, indication)
      } else {
        sendIntake(member, patient, indication)
      }
    }
  }

  func sendIntake(_ member: Member, _ patient: Patient, _ indication: Indication) {
    var intake = OperationLine("intake")
    intake.set("member_id", member.memberID)
    intake.set("indication", indication.key)
    let covered = random.pick(["C91.00", "C9101", "c91.02", "C83.50", "c8359", "C83.55", "C91.02"])
    intake.set("diagnosis", random.chance(92) ? covered : random.pick(["C91.03", "C83.5", "C92.00", "C91.0", "D61.1"]))
    let appealed = oracle.requests.last {
      $0.patient === patient && $0.indication.key == indication.key && $0.status == "denied" && !$0.isRenewal
    }
    if let last = appealed, random.chance(45) {
      intake.set("appeals", random.chance(95) ? last.number : "R-900001")
      if random.chance(60), let diagnosis = last.diagnosis { intake.set("diagnosis", diagnosis) }
    }
    complete(&intake, member, patient, indication, weeks: indication.initialWeeks)
    intake.set("attestations", attestations(indication, isRenewal: false))
    if random.chance(60) { intake.set("urgency", random.weighted([(60, "standard"), (37, "expedited"), (3, "soon")])) }
    spoil(&intake)
    let answer = send(intake)
    if ["pended", "referred"].contains(answer.outcome), random.chance(30) {
      // A second request overtakes the first, which then meets an overlap or another prior count.
      var second = intake
      second.set("diagnosis", "C91.02")
      second.set("attestations", met(indication, isRenewal: false))
      if random.chance(35) { second.set("prior_cycles", random.number(0...4)) }
      send(second)
    }
  }

  func sendRenewal(_ member: Member, _ patient: Patient, _ indication: Indication) {
    var renewal = OperationLine("renew")
    renewal.set("member_id", member.memberID)
    renewal.set("indication", indication.key)
    if random.chance(10) { renewal.set("diagnosis", random.pick(["C91.02", "C92.00"])) }
    complete(&renewal, member, patient, indication, weeks: StupidPolicy.renewalWeeks)
    renewal.set("attestations", attestations(indication, isRenewal: true))
    spoil(&renewal)
    let answer = send(renewal)
    if ["pended", "referred"].contains(answer.outcome), random.chance(25) {
      var second = renewal
      second.set("attestations", met(indication, isRenewal: true))
      send(second)
    }
  }

  /// Received date, wanted start and prior cycles, which both kinds of request have.
  private func complete(
    _ line: inout OperationLine, _ member: Member, _ patient: Patient, _ indication: Indication, weeks: Int
  ) {
    let live = oracle.liveAuthorizations(patient, indication)
    let received = random.weighted([
      (80, clock), (10, clock - random.number(1...12)), (2, clock + 1), (2, StupidPolicy.effective - 1),
      (6, (live.map(\.start).max() ?? clock) - random.below(2)),
    ])
    line.set("received", day: received)
    var starts: [(Int, Int?)] = [(25, nil), (25, received + random.below(6)), (4, received - random.number(1...20))]
    let monthOld = StupidCalendar.oneMonthAfter(member.birth)
    if received - member.birth < 60 { starts += [(40, monthOld), (40, monthOld - 1), (10, monthOld + 1)] }
    if let last = live.map(\.end).max(), let first = live.map(\.start).min() {
      starts += [(25, last + 1), (8, last), (3, first - 7 * weeks), (3, first - 7 * weeks + 1), (8, last + 8)]
    }
    if let start = random.weighted(starts) { line.set("start", day: start) }
    let planned = member.prior[indication.key] ?? 0
    if let onFile = live.first?.prior {
      if random.chance(12) { line.set("prior_cycles", random.chance(65) ? onFile : (onFile + 1) % 10) }
    } else if planned > 0 ? random.chance(92) : random.chance(25) {
      line.set("prior_cycles", planned)
    }
  }

  /// Makes one value of a request bad, now and then.
  private func spoil(_ line: inout OperationLine) {
    guard random.chance(6) else { return }
    switch random.below(8) {
    case 0: line.set("indication", "aml")
    case 1: line.set("attestations", ["favourite-colour": "blue"])
    case 2: line.set("attestations", ["single-agent": "maybe"])
    case 3: line.set("attestations", ["mrd-percent": random.pick(["a lot", "0.5%", "", "1,5"])])
    case 4: line.set("prior_cycles", json: random.pick(["-1", "\"2\"", "1.5"]))
    case 5: line.set("start", random.pick(["2026-02-30", "03/04/26", "2023-02-29"]))
    case 6: line.set("received", random.pick(["2022-00-10", "yesterday"]))
    default: line.set("member_id", "NOBODY-1")
    }
  }

  /// Answers under which every criterion is met.
  func met(_ indication: Indication, isRenewal: Bool) -> [String: String] {
    if isRenewal {
      return [
        "single-agent": "yes", "concurrent-live-vaccine": "no", "unacceptable-toxicity": "no",
        "disease-response": random.pick(["response", "stable"]),
        "response-assay": random.pick(["cbc", "marrow-cytogenetics", "qpcr", "fish"]),
      ]
    }
    var answers = [
      "b-cell-precursor": "yes", "single-agent": "yes", "live-vaccine-within-2-weeks": "no",
      "concurrent-live-vaccine": "no",
    ]
    if indication.key == "rr-all" {
      answers["relapsed-or-refractory"] = "yes"
      if random.chance(65) { answers["ph-status"] = "negative" }
      if answers["ph-status"] == nil {
        answers["tki-intolerant-or-refractory"] = "yes"
        if random.chance(70) { answers["ph-status"] = "positive" }
      }
    } else if random.chance(70) {
      answers["complete-response"] = "yes"
      answers["mrd-percent"] = random.pick(["0.1", "0.10", "0.5", "1", "12.25"])
      answers["mrd-method"] = random.pick(["flow-cytometry", "pcr"])
    } else {
      answers["mrd-after-consolidation"] = "yes"
    }
    return answers
  }

  /// Answers which are mostly all met, and otherwise miss something or speak against it.
  func attestations(_ indication: Indication, isRenewal: Bool) -> [String: String] {
    var answers = met(indication, isRenewal: isRenewal)
    let kind = random.weighted([(55, "met"), (22, "missing"), (11, "against"), (10, "branches"), (2, "none")])
    let questions = answers.keys.sorted()
    switch kind {
    case "missing":
      for _ in 0..<random.number(1...3) { answers[random.pick(questions)] = nil }
    case "against":
      contradict(&answers, random.pick(questions))
      if random.chance(40) { answers[random.pick(questions)] = nil }
    case "branches": branch(&answers, indication, isRenewal: isRenewal)
    case "none": answers = [:]
    default: break
    }
    return answers
  }

  private func contradict(_ answers: inout [String: String], _ question: String) {
    answers[question] =
      switch question {
      case "ph-status": "positive"
      case "mrd-percent": random.pick(["0.09", "0.0999", "0"])
      case "mrd-method", "response-assay": "other"
      case "disease-response": "progression"
      case "live-vaccine-within-2-weeks", "concurrent-live-vaccine", "unacceptable-toxicity": "yes"
      default: "no"
      }
  }

  /// An `or` with branches met, against and unknown in every mixture.
  private func branch(_ answers: inout [String: String], _ indication: Indication, isRenewal: Bool) {
    guard !isRenewal else {
      // Conditions of starting are not asked again.
      answers["b-cell-precursor"] = "no"
      answers["live-vaccine-within-2-weeks"] = "yes"
      return
    }
    let choices: [(String, [String?])] =
      indication.key == "rr-all"
      ? [("ph-status", ["positive", "negative", nil]), ("tki-intolerant-or-refractory", ["yes", "no", nil])]
      : [
        ("complete-response", ["yes", "yes", "no", nil]), ("mrd-percent", ["0.1", "0.09", "0.5", nil]),
        ("mrd-method", ["pcr", "other", "flow-cytometry", nil]), ("mrd-after-consolidation", ["yes", "no", "no", nil]),
      ]
    for (question, values) in choices { answers[question] = random.pick(values) }
  }

  /// Answers a pended request or decides an open one.
  func settle(_ request: StupidOracle.Request, _ member: Member) {
    if random.chance(request.status == "pended" ? 55 : 10) {
      sendAnswer(request)
    } else {
      sendDecision(request)
    }
    if random.chance(15) {
      // Closed by now, more often than not.
      if random.chance(50) { sendAnswer(request) } else { sendDecision(request) }
    }
  }

  private func sendAnswer(_ request: StupidOracle.Request) {
    var line = OperationLine("answer")
    line.set("request", random.chance(97) ? request.number : random.pick(["R-900001", "R-1", "nonsense"]))
    var answers: [String: String] = [:]
    let wanted = met(request.indication, isRenewal: request.isRenewal)
    switch random.weighted([(60, "complete"), (15, "some"), (18, "against"), (4, "unknown"), (3, "value")]) {
    case "complete": answers = wanted
    case "some":
      let question = random.pick(wanted.keys.sorted())
      answers[question] = wanted[question]
    case "against":
      answers = wanted
      contradict(&answers, random.pick(wanted.keys.sorted()))
    case "unknown": answers = ["shoe-size": "44"]
    default: answers = ["ph-status": "yes"]
    }
    line.set("attestations", answers)
    send(line)
  }

  private func sendDecision(_ request: StupidOracle.Request) {
    var line = OperationLine("decide")
    line.set("request", random.chance(97) ? request.number : "R-900002")
    let outcomes = [(46, "approved"), (18, "denied"), (20, "pended"), (12, "withdrawn"), (4, "ok")]
    line.set("outcome", random.weighted(outcomes))
    if random.chance(97) { line.set("reviewer", "Reviewer \(random.below(5))") }
    if random.chance(96) { line.set("credential", random.weighted([(55, "MD"), (25, "DO"), (20, "RN")])) }
    if random.chance(96) { line.set("rationale", "Reviewed with the records at hand.") }
    send(line)
  }

  func changeAuthorization(_ patient: Patient, _ indication: Indication) {
    let all = patient.authorizations.filter { $0.indication.key == indication.key }
    let live = all.filter { !$0.voided }
    guard !all.isEmpty else { return }
    var authorization = live.isEmpty || random.chance(15) ? random.pick(all) : random.pick(live)
    let unused = live.filter { some in !patient.cycles.contains { !$0.voided && $0.authorization === some } }
    if !unused.isEmpty && random.chance(30) { authorization = random.pick(unused) }
    let number = random.chance(97) ? authorization.number : random.pick(["A-900001", "A-1"])
    switch random.weighted([(40, "extend"), (35, "terminate"), (25, "void")]) {
    case "extend":
      var days = [authorization.end, authorization.end - 1, authorization.end + 1, authorization.end + 84]
      days += [authorization.end + 7, authorization.end + 42]
      if let next = live.map(\.start).filter({ $0 > authorization.end }).min() {
        days += [next, next - 1, next + 10, next, next - 1]
      }
      sendChange("authorization.extend", number, key: "to", day: random.pick(days), needsName: true)
    case "terminate":
      var days = [
        authorization.start - 1, authorization.start, authorization.end, authorization.end - 1, authorization.end - 7,
      ]
      let covered = patient.lines.filter { $0.isLiveCovered && authorization.covers($0.entry.day) }
      if let last = covered.map(\.entry.day).max() { days += [last, last - 1, last, last + 1] }
      let cycles = oracle.liveCycles(patient, indication).filter { $0.authorization === authorization }
      if let last = cycles.map(\.start).max() { days += [last, last - 1] }
      sendChange("authorization.terminate", number, key: "on", day: random.pick(days), needsName: true)
    default:
      sendChange("authorization.void", number, key: nil, day: 0, needsName: false)
      if random.chance(25) { sendChange("authorization.void", number, key: nil, day: 0, needsName: false) }
    }
  }

  private func sendChange(_ name: String, _ number: String, key: String?, day: Int, needsName: Bool) {
    var line = OperationLine(name)
    line.set("authorization", number)
    if let key { line.set(key, day: day) }
    if random.chance(97) { line.set("reason", "Asked for by the plan.") }
    if needsName, random.chance(97) { line.set("approved_by", "Supervisor") }
    send(line)
  }
}
