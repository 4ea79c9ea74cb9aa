// Times the ledger's rules alone: no file, no journal. `kernel SETUP CLAIMS [THREADS]` reads what `generate.py setup` and
// `generate.py claims` wrote, judges every claim line in memory, and prints the seconds of the judging as JSON.

import CivilTime
import Coverage
import Dispatch
import Foundation
import Ledger
import PolicyFiles
import Seeds
import TextFormats

/// A claim line, and the place of its patient in a share.
struct Claim {
  let history: Int
  let entry: UnitEntry
  let reference: String
}

/// A share of the patients with their claims in the order they come; shares have nothing in common.
struct Share {
  var histories: [PatientHistory] = []
  var claims: [Claim] = []
  var covered = 0
  var denied = 0

  /// Judges each claim on those of its patient before it, as the ledger does: one patient after the other.
  mutating func judge() {
    var next = [Int](repeating: 0, count: histories.count + 1)
    for claim in claims { next[claim.history + 1] += 1 }
    for patient in histories.indices { next[patient + 1] += next[patient] }
    var order = [Int](repeating: 0, count: claims.count)
    for place in claims.indices {
      order[next[claims[place].history]] = place
      next[claims[place].history] += 1
    }
    var first = 0
    for patient in histories.indices {
      // Taken out while it is judged, so that it is changed where it lies.
      var history = PatientHistory(patient: histories[patient].patient, book: PolicyBook([]))
      swap(&history, &histories[patient])
      judge(order[first..<next[patient]], in: &history)
      swap(&history, &histories[patient])
      first = next[patient]
    }
  }

  private mutating func judge(_ places: ArraySlice<Int>, in history: inout PatientHistory) {
    for place in places {
      let entry = claims[place].entry
      let verdict = UnitRules.judge(entry, history: history)
      guard verdict.isCovered, let cycle = verdict.cycle?.fact.record else {
        denied += 1
        continue
      }
      covered += 1
      history.cover(
        AdministrationFact(
          number: AdministrationNumber(place), patient: history.patient, reference: claims[place].reference,
          attempt: 1, entry: entry, cycle: cycle, outcome: .covered, covered: entry.whole, window: verdict.window,
          fitsThen: verdict.fitsThen, fitsOn: nil, findings: [], sequence: JournalNumber(2)))
    }
  }
}

struct Unreadable: Error { let line: String }

/// The patients of the setup, dealt out to shares; where each member is.
func patients(_ path: String, into shares: inout [Share]) throws -> [String: (share: Int, history: Int)] {
  let policy = try PolicyReader.read(yaml: String(decoding: Seeds.policies[0].bytes, as: UTF8.self), file: "").policy
  let book = PolicyBook([policy])
  var places: [String: (share: Int, history: Int)] = [:]
  for line in try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n") {
    let object = try JSONReader.read(Array(line.utf8))
    guard case .string(let member)? = object["member_id"] else { throw Unreadable(line: String(line)) }
    let place = places[member] ?? (places.count % shares.count, shares[places.count % shares.count].histories.count)
    if places.updateValue(place, forKey: member) == nil {
      let number = PatientNumber(places.count)
      shares[place.share].histories.append(PatientHistory(patient: number, book: book))
    }
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
      let day = cell("service_date").flatMap({ CivilDay($0) }), let units = cell("units").flatMap({ Int($0) }),
      let reference = cell("reference")
    else { throw Unreadable(line: String(line)) }
    guard seen.insert(reference).inserted else { continue }
    let key = cell("indication") ?? ""
    let entry = UnitEntry(
      on: day, administered: Units(units), discarded: Units(cell("discarded").flatMap { Int($0) } ?? 0),
      vials: cell("vials").flatMap { Int($0) }.map { Vials($0) }, indication: key.isEmpty ? nil : IndicationKey(key),
      code: nil)
    shares[place.share].claims.append(Claim(history: place.history, entry: entry, reference: reference))
  }
}

let arguments = CommandLine.arguments
guard arguments.count >= 3, let threads = Int(arguments.count > 3 ? arguments[3] : "1"), threads > 0 else {
  print("usage: kernel SETUP CLAIMS [THREADS]")
  exit(64)
}
var shares = Array(repeating: Share(), count: threads)
try claims(arguments[2], try patients(arguments[1], into: &shares), into: &shares)
let clock = ContinuousClock()
let time = shares.withUnsafeMutableBufferPointer { shares in
  nonisolated(unsafe) let shares = shares
  return clock.measure { DispatchQueue.concurrentPerform(iterations: shares.count) { shares[$0].judge() } }
}
let result: JSONValue = [
  "entries": .integer(shares.reduce(0) { $0 + $1.claims.count }), "threads": .integer(threads),
  "seconds": .decimal(String(Double(time / .microseconds(1)) / 1_000_000)),
  "covered": .integer(shares.reduce(0) { $0 + $1.covered }), "denied": .integer(shares.reduce(0) { $0 + $1.denied }),
]
print(result.text)
