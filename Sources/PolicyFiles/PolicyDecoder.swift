import CivilTime
import Coverage

/// Makes a policy of a document and checks everything on the way.
struct PolicyDecoder {
  let faults: FaultList

  /// The policy; nil, or one that lacks parts, when there are faults.
  func policy(_ root: DocumentNode) -> Policy? {
    let keys = [
      "policy", "version", "effective", "title", "drug", "source", "billing", "diagnoses", "questions", "criteria",
      "indications", "notes",
    ]
    guard let fields = Fields(root, keys: keys, faults) else { return nil }
    let id = fields.name("policy")
    let version = fields.name("version")
    let effectiveOn = fields.day("effective")
    let title = fields.text("title")
    let drug = fields.text("drug")
    let source = fields.text("source")
    let billing = fields.node("billing").map { Billing($0, faults) } ?? .unreadable
    let diagnoses = fields.node("diagnoses").flatMap(self.diagnoses)
    let placed = self.questions(fields)
    let questions = ItemList(items: placed.items.map(\.value), isComplete: placed.isComplete)
    var criterionKeys = UniqueNames(of: "criterion")
    let criteria = fields.list("criteria", mayBeEmpty: true) { node in
      CriterionDecoder(questions: questions, faults: faults).criterion(node, keys: &criterionKeys)
    }
    let checks = CriterionChecks(questions: questions, faults: faults)
    checks.checkTogether(criteria.items, own: 0)
    let decoder = IndicationDecoder(
      billing: billing, questions: questions, universalCriteria: criteria.items, universalKeys: criterionKeys,
      faults: faults)
    var indicationKeys = UniqueNames(of: "indication")
    var asked = criteria
    let indications = fields.list("indications") { decoder.indication($0, keys: &indicationKeys, asked: &asked) }
    checks.checkMentions(of: placed.items, in: root)
    // A criterion with a fault may be the one in which an answer matters.
    if let asked = asked.all, !indications.items.isEmpty {
      checks.checkUse(of: placed.items, by: asked.map(\.value))
    }
    let notes = fields.optionalList("notes", note)
    guard let id, let version, let effectiveOn, let title, let drug, let source, let diagnoses else { return nil }
    return Policy(
      version: PolicyVersion(policy: id, version: version), effectiveOn: effectiveOn, title: title, drug: drug,
      source: source, billingCodes: billing.codes.items, products: billing.products.items, diagnoses: diagnoses,
      questions: questions.items, criteria: criteria.items.map(\.value), indications: indications.items,
      notes: notes.items)
  }

  /// The questions, each placed at its beginning.
  private func questions(_ fields: Fields) -> ItemList<Placed<Question>> {
    var keys = UniqueNames(of: "question")
    return fields.list("questions", mayBeEmpty: true) { node in
      QuestionDecoder(faults: faults).question(node, keys: &keys).map { Placed(value: $0, place: node.place) }
    }
  }

  private func diagnoses(_ node: DocumentNode) -> DiagnosisList? {
    guard let fields = Fields(node, keys: ["citation", "codes"], faults) else { return nil }
    let citation = fields.text("citation")
    var names = UniqueNames(of: "diagnosis")
    let codes = fields.list("codes") { node -> Diagnosis? in
      guard let fields = Fields(node, keys: ["code", "text", "from", "through"], faults) else { return nil }
      let code = fields.code("code", CodePattern.icd)
      let text = fields.text("text")
      let startsOn = fields.optionalDay("from")
      let endsOn = fields.optionalDay("through")
      if let startsOn, let endsOn, endsOn < startsOn {
        faults.add("\"through\" must not be before \(startsOn), which is \"from\"", at: fields.place(of: "through"))
      }
      names.admit(code, at: fields.place(of: "code"), faults)
      guard let code, let text else { return nil }
      return Diagnosis(code: code, text: text, startsOn: startsOn, endsOn: endsOn)
    }
    return citation.map { DiagnosisList(citation: $0, codes: codes.items) }
  }

  private func note(_ node: DocumentNode) -> PolicyNote? {
    guard let fields = Fields(node, keys: ["citation", "text"], faults) else { return nil }
    let citation = fields.text("citation")
    let text = fields.text("text")
    guard let citation, let text else { return nil }
    return PolicyNote(citation: citation, text: text)
  }
}
