// Times the ledger's rules alone: no file, no journal. `kernel SETUP CLAIMS [THREADS]` reads what `generate.py setup` and
// `generate.py claims` wrote, judges every claim line in memory, and prints the seconds of the judging as JSON.

import CivilTime
import Coverage
import Dispatch
import Foundation
import Ledger
import PolicyFiles
import Seeds
import Synchronization
import TextFormats

/// A claim line as it comes, which names its vials and no indication, and the place of its patient in a share.
struct Claim {
  let history: Int32
  let on: CivilDay
  let units: Int32
  let discarded: Int32
  let vials: Int32
  let reference: String

  var entry: UnitEntry {
    UnitEntry(
      on: on, administered: Units(Int(units)), discarded: Units(Int(discarded)), vials: Vials(Int(vials)),
      indication: nil, code: nil)
  }
}

/// Some patients with their claims in the order they come. Shares have nothing in common, not even the policy, because
/// threads that count the uses of one object wait for each other.
struct Share {
  let policy: Policy
  let book: PolicyBook
  var histories: [PatientHistory] = []
  var claims: [Claim] = []
  var covered = 0
  var denied = 0

  init() throws {
    policy = try PolicyReader.read(yaml: String(decoding: Seeds.policies[0].bytes, as: UTF8.self), file: "").policy
    book = PolicyBook([policy])
  }

  /// Judges each claim on those of its patient before it, as the ledger does: one patient after the other.
  mutating func judge() {
    let places = claimsByPatient()
    let none = PatientHistory(patient: PatientNumber(0), book: PolicyBook([]))
    for patient in histories.indices {
      // Taken out while it is judged, so that it is changed where it lies.
      var history = none
      swap(&history, &histories[patient])
      for place in places[patient]..<places[patient + 1] { judge(claims[place], number: place, in: &history) }
      swap(&history, &histories[patient])
    }
  }

  /// Brings the claims into the order of their patients, and gives the place of the first of each.
  private mutating func claimsByPatient() -> [Int] {
    var places = [Int](repeating: 0, count: histories.count + 1)
    for claim in claims { places[Int(claim.history) + 1] += 1 }
    for patient in histories.indices { places[patient + 1] += places[patient] }
    var next = places
    claims = [Claim](unsafeUninitializedCapacity: claims.count) { sorted, count in
      for claim in claims {
        sorted.initializeElement(at: next[Int(claim.history)], to: claim)
        next[Int(claim.history)] += 1
      }
      count = claims.count
    }
    return places
  }

  private mutating func judge(_ claim: Claim, number: Int, in history: inout PatientHistory) {
    let entry = claim.entry
    let verdict = UnitRules.judge(entry, history: history)
    guard verdict.isCovered, let cycle = verdict.cycle?.fact.record else {
      denied += 1
      return
    }
    covered += 1
    history.cover(
      AdministrationFact(
        number: AdministrationNumber(number), patient: history.patient, reference: claim.reference, attempt: 1,
        entry: entry, cycle: cycle, outcome: .covered, covered: entry.whole, window: verdict.window,
        fitsThen: verdict.fitsThen, fitsOn: nil, findings: [], sequence: JournalNumber(2)))
  }
}

struct Unreadable: Error { let line: String }

/// The patients of the setup in shares of a thousand, which a processor has at hand; where each member is.
func patients(_ path: String, into shares: inout [Share]) throws -> [String: (share: Int, history: Int)] {
  var places: [String: (share: Int, history: Int)] = [:]
  for line in try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n") {
    let object = try JSONReader.read(Array(line.utf8))
    guard case .string(let member)? = object["member_id"] else { throw Unreadable(line: String(line)) }
    let place = places[member] ?? (places.count / 1_000, places.count % 1_000)
    if places.updateValue(place, forKey: member) == nil {
      if place.share == shares.count { shares.append(try Share()) }
      shares[place.share].histories.append(
        PatientHistory(patient: PatientNumber(places.count), book: shares[place.share].book))
    }
    let policy = shares[place.share].policy
    guard case .string(let key)? = object["indication"], let indication = policy.indication(IndicationKey(key)) else {
      continue
    }
    add(object, indication, policy.version, to: &shares[place.share].histories[place.history])
  }
  return places
}

/// Adds an approved intake or a started cycle.
func add(
  _ object: JSONValue, _ indication: Indication, _ version: PolicyVersion, to history: inout PatientHistory
) {
  let entry = JournalNumber(1)
  if case .string(let text)? = object["start"], let day = CivilDay(text) {
    history.add(
      AuthorizationFact(
        number: AuthorizationNumber(1), request: RequestNumber(1), patient: history.patient,
        indication: indication.key, kind: .initial, span: indication.initial.length.span(from: day),
        cyclesGranted: indication.initial.cycles, priorCycles: 0, policy: version, sequence: entry))
  } else if case .string(let text)? = object["on"], let day = CivilDay(text) {
    let number = history.cycles.count + 1
    history.add(
      CycleFact(
        record: CycleRecordNumber(number), patient: history.patient, indication: indication.key,
        number: CycleNumber(number), startsOn: day, authorization: AuthorizationNumber(1), exception: nil,
        sequence: entry))
  }
}

/// The claims, each with its patient's share; a reference sent twice is judged once.
func claims(_ path: String, _ places: [String: (share: Int, history: Int)], into shares: inout [Share]) throws {
  var seen: Set<String> = []
  var columns: [String] = []
  for line in try String(contentsOfFile: path, encoding: .utf8).split(whereSeparator: \.isNewline) {
    let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    guard !columns.isEmpty else {
      columns = fields
      continue
    }
    func cell(_ column: String) -> String? { columns.firstIndex(of: column).map { fields[$0] } }
    guard fields.count == columns.count, let place = cell("member_id").flatMap({ places[$0] }),
      let day = cell("service_date").flatMap({ CivilDay($0) }), let units = cell("units").flatMap({ Int32($0) }),
      let discarded = cell("discarded").flatMap({ Int32($0) }), let vials = cell("vials").flatMap({ Int32($0) }),
      let reference = cell("reference"), cell("indication") == ""
    else { throw Unreadable(line: String(line)) }
    guard seen.insert(reference).inserted else { continue }
    shares[place.share].claims.append(
      Claim(
        history: Int32(place.history), on: day, units: units, discarded: discarded, vials: vials, reference: reference))
  }
}

let arguments = CommandLine.arguments
guard arguments.count >= 3, let threads = Int(arguments.count > 3 ? arguments[3] : "1"), threads > 0 else {
  print("usage: kernel SETUP CLAIMS [THREADS]")
  exit(64)
}
var shares: [Share] = []
try claims(arguments[2], try patients(arguments[1], into: &shares), into: &shares)
let clock = ContinuousClock()
let time = shares.withUnsafeMutableBufferPointer { shares in
  nonisolated(unsafe) let shares = shares
  let next = Mutex(0)
  return clock.measure {
    DispatchQueue.concurrentPerform(iterations: threads) { _ in
      while true {
        let place = next.withLock { next in
          next += 1
          return next - 1
        }
        guard place < shares.count else { return }
        shares[place].judge()
      }
    }
  }
}
let result: JSONValue = [
  "entries": .integer(shares.reduce(0) { $0 + $1.claims.count }), "threads": .integer(threads),
  "seconds": .decimal(String(Double(time / .microseconds(1)) / 1_000_000)),
  "covered": .integer(shares.reduce(0) { $0 + $1.covered }), "denied": .integer(shares.reduce(0) { $0 + $1.denied }),
]
print(result.text)
