import Foundation
import RealBinary
import Testing

/// Processes that want the same thing at the same time.
@Suite struct RaceTests {
  @Test("two clerks who race for the last 35 units: one is told yes, one no", arguments: 1...10)
  func lastUnits(round: Int) async throws {
    let binary = try RealBinary()
    let folder = try ScratchFolder()
    let setUp = """
      authledger init --time-zone UTC
      printf '%s\\n' \
        '{"op":"patient.add","member_id":"M-1","name":"Test Patient","birth_date":"1980-01-01"}' \
        '{"op":"intake","member_id":"M-1","indication":"rr-all","diagnosis":"C91.02","received":"2024-01-02","attestations":{"b-cell-precursor":"yes","single-agent":"yes","live-vaccine-within-2-weeks":"no","concurrent-live-vaccine":"no","relapsed-or-refractory":"yes","ph-status":"negative"}}' \
        '{"op":"cycle.start","member_id":"M-1","indication":"rr-all","on":"2024-01-02"}' \
        '{"op":"administer","member_id":"M-1","on":"2024-01-02","units":945,"reference":"bulk"}' \
        | authledger apply - > /dev/null
      """
    #expect(try binary.shell(setUp, in: folder).status == 0)
    let statuses = try await withThrowingTaskGroup(of: Int32.self) { group in
      for clerk in ["a", "b"] {
        group.addTask {
          try binary.run(
            ["administer", "M-1", "--on", "2024-01-03", "--units", "35", "--reference", clerk], in: folder
          ).status
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(statuses.sorted() == [0, 2])
    #expect(try binary.run(["verify"], in: folder).status == 0)
  }
}
