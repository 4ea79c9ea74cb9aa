import CivilTime
import Coverage
import Testing

@testable import Storage

/// What is kept of histories already read, and what goes when there are too many.
struct HistoryMemoryTests {
  private func empty(_ patient: Int) -> PatientHistory {
    PatientHistory(patient: PatientNumber(patient), book: PolicyBook([]))
  }

  private func units(_ number: Int, of patient: Int) -> Fact {
    .administration(
      AdministrationFact(
        number: AdministrationNumber(number), patient: PatientNumber(patient), reference: "L\(number)", attempt: 1,
        entry: UnitEntry(
          on: CivilDay(ordinal: 0), administered: 1, discarded: 0, vials: nil, indication: nil, code: nil),
        cycle: nil, outcome: .denied, covered: .nothing, window: nil, fitsThen: nil, fitsOn: nil, findings: [],
        sequence: JournalNumber(number)))
  }

  @Test("of many histories those stay that are asked for, and the others go")
  func kept() {
    // Room for some fifty.
    let memory = HistoryMemory(most: 50_000)
    for patient in 1...1_000 {
      memory.remember(empty(patient), scope: .units)
      #expect(memory.history(of: PatientNumber(1), scope: .units) != nil, "after \(patient)")
    }
    let kept = (1...1_000).filter { memory.history(of: PatientNumber($0), scope: .units) != nil }
    #expect((40...65).contains(kept.count), "\(kept.count)")
    #expect(kept.contains(1_000))
  }

  @Test("a history grows with what is added to it, and takes the room of others")
  func grows() {
    let memory = HistoryMemory(most: 50_000)
    for patient in 1...16 { memory.remember(empty(patient), scope: .everything) }
    for number in 1...50 { memory.add(units(number, of: 1), to: PatientNumber(1)) }
    #expect(memory.history(of: PatientNumber(1), scope: .everything)?.administrations.count == 50)
    memory.remember(empty(17), scope: .everything)
    let kept = (1...17).filter { memory.history(of: PatientNumber($0), scope: .everything) != nil }
    #expect(kept.count < 10)
    #expect(kept.contains(1))
    #expect(kept.contains(17))
  }

  @Test("a narrow history is no answer to a wide question, a wide one answers both; what was forgotten is gone")
  func scopes() {
    let memory = HistoryMemory(most: 50_000)
    let patient = PatientNumber(7)
    memory.remember(empty(7), scope: .units)
    #expect(memory.history(of: patient, scope: .everything) == nil)
    memory.remember(empty(7), scope: .everything)
    memory.add(units(1, of: 7), to: patient)
    #expect(memory.history(of: patient, scope: .units)?.administrations.count == 1)
    #expect(memory.history(of: patient, scope: .everything)?.administrations.count == 1)
    memory.forget()
    #expect(memory.history(of: patient, scope: .units) == nil)
    memory.add(units(2, of: 7), to: patient)
    #expect(memory.history(of: patient, scope: .units) == nil)
  }
}
