import CivilTime
import Coverage
import Desk
import TextFormats

/// A policy as prose, by the sections its readers know.
public enum PolicyReport {
  /// A section that can be shown by itself.
  public enum Section: String, CaseIterable, Sendable {
    case authorizationLengths = "authorization-lengths"
    case limits
    case criteria
    case renewal
    case dosing
    case codes
    case references
    case diagnoses
    case jurisdictions
    case literature
    case questions
    case notes

    /// The heading, with the section's number where policies give it one.
    var heading: String {
      switch self {
      case .authorizationLengths: "I. Length of authorization"
      case .limits: "II. Limits on units and vials"
      case .criteria: "III. Initial criteria"
      case .renewal: "IV. Renewal criteria and caps"
      case .dosing: "V. Dosing"
      case .codes: "VI. Billing codes and products"
      case .references: "VII. References"
      case .diagnoses: "Appendix 1. Covered diagnoses"
      case .jurisdictions: "Appendix 2. Medicare jurisdictions"
      case .literature: "Appendix 3. Clinical literature"
      case .questions: "Questions a request answers"
      case .notes: "Further text"
      }
    }

    /// Whether it stands in the reference tables rather than in the policy file.
    public var isReference: Bool { self == .references || self == .jurisdictions || self == .literature }
  }

  /// The policy's own sections, or those asked for; reference tables are shown only when asked for.
  public static func lines(
    of policy: Policy, references: ReferenceTables?, sections: [Section] = [], style: Style
  ) -> [String] {
    var page = Page(style: style)
    page.heading(policy.title)
    page.add(
      "\(policy.version), in force from \(policy.effectiveOn), for \(policy.drug). Source: \(policy.source).")
    for section in shown(sections) {
      page.space()
      page.heading(section.heading)
      page.space()
      page.add(section, of: policy, references: references)
    }
    return page.lines
  }

  /// The policy as an object: its version, then a list a section, those asked for or all of the policy's own.
  public static func value(
    of policy: Policy, references: ReferenceTables?, sections: [Section] = []
  ) -> JSONValue {
    .object(
      [
        JSONMember("policy", .string(policy.version.policy)), JSONMember("version", .string(policy.version.version)),
        JSONMember("effective_on", .day(policy.effectiveOn)),
      ]
        + shown(sections).map { section in
          let name = section.rawValue.split(separator: "-").joined(separator: "_")
          return JSONMember(name, records(section, of: policy, references: references).value)
        })
  }

  private static func shown(_ sections: [Section]) -> [Section] {
    sections.isEmpty ? Section.allCases.filter { !$0.isReference } : sections
  }

  /// A section's rows, for formats that programs read.
  public static func records(_ section: Section, of policy: Policy, references: ReferenceTables?) -> Records {
    switch section {
    case .authorizationLengths: Records(lengthsOf: policy)
    case .limits: Records(limitsOf: policy)
    case .criteria: Records(criteriaOf: policy)
    case .renewal: Records(capsOf: policy)
    case .dosing: Records(dosesOf: policy)
    case .codes: Records(codesOf: policy)
    case .references: Records(references?.bibliography ?? [])
    case .diagnoses: Records(policy.diagnoses)
    case .jurisdictions: Records(references?.jurisdictions ?? [])
    case .literature: Records(references?.literature ?? [])
    case .questions: Records(policy.questions)
    case .notes: Records(notesOf: policy)
    }
  }
}

extension Page {
  fileprivate mutating func add(_ section: PolicyReport.Section, of policy: Policy, references: ReferenceTables?) {
    switch section {
    case .authorizationLengths: addLengths(of: policy)
    case .limits: addLimits(of: policy)
    case .criteria: addCriteria(of: policy, kind: .initial)
    case .renewal: addRenewal(of: policy)
    case .dosing: addDosing(of: policy)
    case .codes: addCodes(of: policy)
    case .diagnoses: addDiagnoses(policy.diagnoses)
    case .questions: addQuestions(policy.questions)
    case .notes: addNotes(of: policy)
    case .references: addBibliography(references)
    case .jurisdictions: addJurisdictions(references)
    case .literature: addLiterature(references)
    }
  }

  /// Adds the name of an indication with its key, over what is said of it.
  mutating func title(_ indication: Indication) {
    space()
    add("\(indication.name) (\(indication.key))")
  }

  /// Adds a line that begins with a dash.
  mutating func item(_ text: String, citation: String = "") {
    add(lead: "  - ", text + Text.cited(citation))
  }
}
