import CivilTime
import Coverage
import Testing

/// What the policy version of its coverage says of a cycle.
struct CycleTermsTests {
  @Test("a cycle is under the limits the policy has for its number, wherever they begin and end, past the last too")
  func limitsOfEachCycle() throws {
    let policy = try Shipped.version(
      "2021-04", effective: "2021-03-01",
      replacing: [("{ndc: 55513-0160, cycles: 1-9,", "{ndc: 55513-0160, cycles: 2-3,")])
    for key in [IndicationKey.relapsed, .residual] {
      let indication = try #require(policy.indication(key))
      for number in 1...20 {
        let cycle = try #require(history(policy, key, number).cycles.first)
        #expect(cycle.limits == indication.limits(of: CycleNumber(number)), "cycle \(number) of \(key)")
        #expect(cycle.indication == indication)
        #expect(cycle.billingCodes == ["J9039"])
      }
    }
    let vials = (1...5).map { history(policy, .relapsed, $0).cycles[0].limits.contains { !$0.isOnUnits } }
    #expect(vials == [false, true, true, false, false])
  }

  @Test("a cycle of which no installed version says anything is under no limit")
  func unknown() {
    let cycle = history(Shipped.policy, IndicationKey("unknown"), 1).cycles[0]
    #expect(cycle.limits.isEmpty && cycle.indication == nil && cycle.billingCodes.isEmpty)
  }

  private func history(_ policy: Policy, _ key: IndicationKey, _ number: Int) -> PatientHistory {
    let day = CivilDay(ordinal: 20_000)
    var history = PatientHistory(patient: PatientNumber(1), book: PolicyBook([policy]))
    history.add(
      AuthorizationFact(
        number: AuthorizationNumber(1), request: RequestNumber(1), patient: PatientNumber(1), indication: key,
        kind: .initial, span: DaySpan(from: day, days: 400), cyclesGranted: 9, priorCycles: 0, policy: policy.version,
        sequence: JournalNumber(1)))
    history.add(
      CycleFact(
        record: CycleRecordNumber(1), patient: PatientNumber(1), indication: key, number: CycleNumber(number),
        startsOn: day, authorization: AuthorizationNumber(1), exception: nil, sequence: JournalNumber(2)))
    return history
  }
}
