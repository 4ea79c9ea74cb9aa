import CivilTime
import Coverage
import TextFormats

extension Records {
  /// Policy versions, a row each.
  public init(_ policies: [Policy]) {
    self.init(
      columns: ["policy", "version", "effective_on", "drug", "indications", "title", "source"],
      rows: policies.map { policy in
        [
          .string(policy.version.policy), .string(policy.version.version), .day(policy.effectiveOn),
          .string(policy.drug), .array(policy.indications.map { .string($0.key.text) }), .string(policy.title),
          .string(policy.source),
        ]
      }, hidden: ["source", "title"], emptyText: "no policy is installed")
  }

  /// Medicare contractors, a row a jurisdiction.
  public init(_ jurisdictions: [Jurisdiction]) {
    self.init(
      columns: ["jurisdiction", "states", "area", "contractor", "note"],
      rows: jurisdictions.map {
        [
          .string($0.jurisdiction), .array($0.states.map { .string($0) }), .string($0.area), .string($0.contractor),
          .optional($0.note),
        ]
      }, hidden: ["states", "note"], emptyText: "no jurisdictions")
  }

  /// The literature review, a row a regimen.
  public init(_ entries: [LiteratureEntry]) {
    self.init(
      columns: [
        "disease", "regimen", "nccn_category", "fda_approved", "trial_design", "comparator", "primary_end_point",
        "line_of_therapy", "conclusion", "links",
      ],
      rows: entries.map { entry in
        [
          .string(entry.disease), .string(entry.regimen), .string(entry.nccnCategory), .string(entry.fdaApproved),
          .string(entry.trialDesign), .string(entry.comparator), .string(entry.primaryEndPoint),
          .string(entry.lineOfTherapy), .string(entry.conclusion), .array(entry.links.map { .string($0) }),
        ]
      }, emptyText: "no literature")
  }

  /// The policy's references, a row each.
  public init(_ entries: [BibliographyEntry]) {
    self.init(
      columns: ["number", "text"], rows: entries.map { [.integer($0.number), .string($0.text)] },
      emptyText: "no references")
  }

  /// The covered diagnoses, a row a code.
  public init(_ diagnoses: DiagnosisList) {
    self.init(
      columns: ["code", "text", "citation", "from", "through"],
      rows: diagnoses.codes.map {
        [
          .string($0.code), .string($0.text), .string(diagnoses.citation), .optional($0.startsOn),
          .optional($0.endsOn),
        ]
      },
      hidden: ["citation", "from", "through"], emptyText: "no diagnosis is covered")
  }

  /// The questions of a policy, a row each.
  public init(_ questions: [Question]) {
    self.init(
      columns: ["question", "answers", "text", "note"],
      rows: questions.map { [.string($0.key), .string($0.accepted), .string($0.text), .string($0.note)] },
      hidden: ["note"], emptyText: "no questions")
  }

  /// Billing codes and products, a row each.
  public init(codesOf policy: Policy) {
    let codes: [[JSONValue]] = policy.billingCodes.map { code in
      [
        .string(code.code), .string(code.system), .string("\(code.perUnit) \(code.measure) per unit"),
        .string(code.citation), .string(code.text),
      ]
    }
    let products: [[JSONValue]] = policy.products.map { product in
      [
        .string(product.ndc), "NDC", .string("\(product.perVial) \(product.measure) per vial"), "",
        .string(product.text),
      ]
    }
    self.init(
      columns: ["code", "system", "holds", "citation", "text"], rows: codes + products, emptyText: "no codes")
  }

  /// The limits of every indication, a row each.
  public init(limitsOf policy: Policy) {
    self.init(
      columns: ["indication", "counts", "code", "cycles", "most", "days", "basis", "citation"],
      rows: policy.indications.flatMap { indication in
        indication.limits.map { limit -> [JSONValue] in
          let subject: (counts: String, code: String) =
            switch limit.subject {
            case .units(let code): ("units", code)
            case .vials(let ndc, _): ("vials", ndc)
            }
          return [
            .string(indication.key.text), .string(subject.counts), .string(subject.code),
            .string(limit.cycles.dashed), .integer(limit.most), .integer(limit.days),
            .string(limit.basis.rawValue), .string(limit.citation),
          ]
        }
      }, emptyText: "no limits")
  }

  /// The criteria of a policy, a row each; those of every indication have none of their own.
  public init(criteriaOf policy: Policy) {
    func row(_ criterion: Criterion, of indication: Indication?) -> [JSONValue] {
      [
        .string(criterion.key), .optional(indication?.key.text),
        .array(criterion.asked.map { .string($0.rawValue) }), .string(criterion.citation), .string(criterion.text),
        .string(criterion.requirement.text),
      ]
    }
    self.init(
      columns: ["criterion", "indication", "asked", "citation", "text", "requires"],
      rows: policy.criteria.map { row($0, of: nil) }
        + policy.indications.flatMap { indication in indication.criteria.map { row($0, of: indication) } },
      hidden: ["asked", "requires"], emptyText: "no criteria")
  }
}

extension CycleRange {
  /// The range with a plain hyphen, for programs: `1-5`.
  var dashed: String { first == last ? "\(first)" : "\(first)-\(last)" }
}
