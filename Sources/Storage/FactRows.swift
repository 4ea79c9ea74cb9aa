import CivilTime
import Coverage
import Crypto
import Foundation
import TextFormats

/// A row of a table of facts.
struct FactRow {
  let table: FactTable
  /// The key: the fact's own, else the next free one once the row is part of an entry.
  var key: Int?
  /// The values of the columns between the key and the sequence.
  let values: [SQLValue]
  /// The entry the row is part of.
  var sequence: Int?

  /// The value of a column of the table.
  subscript(column: Int) -> SQLValue {
    if column == 0 { return .of(key) }
    return column <= values.count ? values[column - 1] : .of(sequence)
  }
}

extension Fact {
  /// The rows the fact is kept in; a patient's first identity also makes the patient.
  var rows: [FactRow] {
    switch self {
    case .identity(let fact): FactRows.identity(fact)
    case .policy(let policy, let document, let compiled): [FactRows.policy(policy, document: document, compiled)]
    case .jurisdiction(let fact): [FactRows.jurisdiction(fact)]
    case .literature(let fact): [FactRows.literature(fact)]
    case .request(let fact): [FactRows.request(fact)]
    case .determination(let fact): [FactRows.determination(fact)]
    case .authorization(let fact): [FactRows.authorization(fact)]
    case .administration(let fact): [FactRows.administration(fact)]
    case .setting(let name, let value): [FactRow(table: .setting, values: [.of(name), .of(value)])]
    case .bibliography(let fact): [FactRow(table: .bibliography, values: [.of(fact.number), .of(fact.text)])]
    case .referenceNote(let reference, let text):
      [FactRow(table: .referenceNote, values: [.of(reference), .of(text)])]
    case .measurement(let fact):
      [
        FactRow(
          table: .measurement,
          values: [
            .of(fact.patient.value), .of(fact.on), .of(fact.weightKg?.description), .of(fact.heightCm?.description),
          ])
      ]
    case .attestation(let fact):
      [
        FactRow(
          table: .attestation,
          values: [.of(fact.request.value), .of(fact.question), .of(fact.answer), .of(fact.source)])
      ]
    case .authorizationChange(let fact):
      [
        FactRow(
          table: .authorizationChange,
          values: [
            .of(fact.authorization.value), .of(fact.kind.rawValue), .of(fact.endsOn), .of(fact.reason),
            .of(fact.approvedBy),
          ])
      ]
    case .authorizationVoid(let number, let voiding):
      [FactRow(table: .authorizationVoid, values: [.of(number.value), .of(voiding.reason)])]
    case .cycle(let fact):
      [
        FactRow(
          table: .cycle, key: fact.record.value,
          values: [
            .of(fact.patient.value), .of(fact.indication.text), .of(fact.number.value), .of(fact.startsOn),
            .of(fact.authorization.value), .of(fact.exception?.reason), .of(fact.exception?.approvedBy),
          ])
      ]
    case .cycleVoid(let record, let voiding):
      [FactRow(table: .cycleVoid, values: [.of(record.value), .of(voiding.reason)])]
    case .administrationVoid(let number, let voiding):
      [FactRow(table: .administrationVoid, values: [.of(number.value), .of(voiding.reason)])]
    case .note(let fact):
      [
        FactRow(
          table: .note,
          values: [
            .of(fact.subject), .of(fact.patient.value), .of(fact.kind.rawValue), .of(fact.at.description),
            .of(fact.text),
          ])
      ]
    case .flag(let fact):
      [
        FactRow(
          table: .flag, key: fact.number.value,
          values: [
            .of(fact.cause.kind.rawValue), .of(fact.cause.subject), .of(fact.cause.dueOn), .of(fact.patient.value),
            .of(fact.message),
          ])
      ]
    case .flagResolution(let number): [FactRow(table: .flagResolution, values: [.of(number.value)])]
    case .acknowledgement(let number, let note):
      [FactRow(table: .acknowledgement, values: [.of(number.value), .of(note)])]
    case .nightlyRun(let fact):
      [
        FactRow(
          table: .nightlyRun,
          values: [
            .of(fact.today), .of(fact.withinDays), .of(fact.raised), .of(fact.resolved), .of(fact.open),
          ])
      ]
    case .decisionTime(let fact):
      [
        FactRow(
          table: .decisionTime,
          values: [.of(fact.request.value), .of(fact.decidedAt.description), .of(fact.dueAt.description)])
      ]
    }
  }
}

/// The rows of the wider facts.
enum FactRows {
  static func identity(_ fact: IdentityFact) -> [FactRow] {
    let salt = (0..<16).map { _ in UInt8.random(in: .min ... .max) }
    let birthDate = fact.birthDate.description
    let commitment = commitment(salt: salt, memberID: fact.memberID.text, name: fact.name, birthDate: birthDate)
    let identity = FactRow(
      table: .identity,
      values: [
        .of(fact.patient.value), .of(fact.memberID.text), .of(fact.name), .of(birthDate), .of(fact.reason), .of(salt),
        .of(commitment),
      ])
    guard fact.reason == nil else { return [identity] }
    return [FactRow(table: .patient, key: fact.patient.value, values: []), identity]
  }

  /// What the chain holds in the place of a person's identifiers.
  static func commitment(salt: [UInt8], memberID: String, name: String, birthDate: String) -> [UInt8] {
    var hash = SHA256()
    hash.update(data: salt)
    for part in [memberID, name, birthDate] {
      hash.update(data: withUnsafeBytes(of: UInt64(part.utf8.count).bigEndian) { Array($0) })
      hash.update(data: Array(part.utf8))
    }
    return [UInt8](hash.finalize())
  }

  static func policy(_ policy: Policy, document: String, _ compiled: String) -> FactRow {
    FactRow(
      table: .policy,
      values: [
        .of(policy.version.policy), .of(policy.version.version), .of(policy.effectiveOn), .of(document),
        .of([UInt8](SHA256.hash(data: Array(document.utf8)))), .of(compiled),
      ])
  }

  static func jurisdiction(_ fact: Jurisdiction) -> FactRow {
    FactRow(
      table: .jurisdiction,
      values: [
        .of(fact.jurisdiction), .of(fact.area), .of(fact.states.joined(separator: " ")), .of(fact.contractor),
        .of(fact.note),
      ])
  }

  static func literature(_ fact: LiteratureEntry) -> FactRow {
    FactRow(
      table: .literature,
      values: [
        .of(fact.disease), .of(fact.regimen), .of(fact.nccnCategory), .of(fact.fdaApproved), .of(fact.trialDesign),
        .of(fact.comparator), .of(fact.primaryEndPoint), .of(fact.lineOfTherapy), .of(fact.conclusion),
        .of(fact.links.joined(separator: " ")),
      ])
  }

  static func request(_ fact: RequestFact) -> FactRow {
    FactRow(
      table: .request, key: fact.number.value,
      values: [
        .of(fact.patient.value), .of(fact.indication.text), .of(fact.kind.rawValue), .of(fact.receivedOn),
        .of(fact.receivedAt.description), .of(fact.urgency.rawValue), .of(fact.diagnosis), .of(fact.wantedStart),
        .of(fact.priorCycles), .of(fact.requester), .of(fact.appeals?.value), .of(fact.policy.policy),
        .of(fact.policy.version),
      ])
  }

  static func determination(_ fact: DeterminationFact) -> FactRow {
    FactRow(
      table: .determination,
      values: [
        .of(fact.request.value), .of(fact.outcome.rawValue), .of(fact.basis?.rawValue), .of(fact.review?.reviewer),
        .of(fact.review?.credential), .of(fact.review?.rationale),
        .of(JSONValue.array(fact.findings.map(\.json)).text), .of(JSONValue.array(fact.criteria.map(\.json)).text),
        .of(JSONValue.array(fact.missing.map { .string($0) }).text),
      ])
  }

  static func authorization(_ fact: AuthorizationFact) -> FactRow {
    FactRow(
      table: .authorization, key: fact.number.value,
      values: [
        .of(fact.request.value), .of(fact.patient.value), .of(fact.indication.text), .of(fact.kind.rawValue),
        .of(fact.span.startsOn), .of(fact.span.endsOn), .of(fact.cyclesGranted), .of(fact.priorCycles),
        .of(fact.policy.policy), .of(fact.policy.version),
      ])
  }

  static func administration(_ fact: AdministrationFact) -> FactRow {
    let findings = fact.findings.isEmpty ? nil : JSONValue.array(fact.findings.map(\.json)).text
    return FactRow(
      table: .administration, key: fact.number.value,
      values: [
        .of(fact.patient.value), .of(fact.reference), .of(fact.attempt), .of(fact.entry.on),
        .of(fact.entry.administered.count), .of(fact.entry.discarded.count), .of(fact.entry.vials?.count),
        .of(fact.entry.indication?.text), .of(fact.entry.code), .of(fact.cycle?.value), .of(fact.outcome.rawValue),
        .of(fact.covered.administered.count), .of(fact.covered.discarded.count), .of(fact.covered.vials.count),
        .of(fact.window?.span.startsOn), .of(fact.window?.span.endsOn), .of(fact.window?.used),
        .of(fact.window?.limit), .of(fact.fitsThen?.count), .of(fact.fitsOn), .of(findings),
      ])
  }
}
