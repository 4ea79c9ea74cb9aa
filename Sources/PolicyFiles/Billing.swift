import Coverage

/// The billing codes and products of a policy, as far as they could be read.
struct Billing {
  let codes: ItemList<BillingCode>
  let products: ItemList<Product>

  /// What is known when a policy has no billing section.
  static var unreadable: Billing { Billing(codes: .unreadable, products: .unreadable) }

  private init(codes: ItemList<BillingCode>, products: ItemList<Product>) {
    self.codes = codes
    self.products = products
  }

  /// Reads the section (policy VI).
  init(_ node: DocumentNode, _ faults: FaultList) {
    guard let fields = Fields(node, keys: ["citation", "codes", "products"], faults) else {
      self = .unreadable
      return
    }
    let citation = fields.text("citation")
    var names = UniqueNames(of: "billing code")
    codes = fields.list("codes") { Self.code($0, citation: citation ?? "", names: &names, faults) }
    let codes = codes
    var ndcs = UniqueNames(of: "product")
    products = fields.optionalList("products") { Self.product($0, codes: codes, names: &ndcs, faults) }
  }

  private static func code(
    _ node: DocumentNode, citation: String, names: inout UniqueNames, _ faults: FaultList
  ) -> BillingCode? {
    let keys = ["code", "system", "measure", "per_unit", "text"]
    guard let fields = Fields(node, keys: keys, faults) else { return nil }
    let code = fields.code("code", .billing)
    let system = fields.text("system")
    let measure = fields.text("measure")
    let perUnit = fields.amount("per_unit")
    let text = fields.text("text")
    names.admit(code, at: fields.place(of: "code"), faults)
    guard let code, let system, let measure, let perUnit, let text else { return nil }
    return BillingCode(
      code: code, system: system, measure: measure, perUnit: perUnit, text: text, citation: citation)
  }

  private static func product(
    _ node: DocumentNode, codes: ItemList<BillingCode>, names: inout UniqueNames, _ faults: FaultList
  ) -> Product? {
    let keys = ["ndc", "billed_as", "measure", "per_vial", "text"]
    guard let fields = Fields(node, keys: keys, faults) else { return nil }
    let ndc = fields.code("ndc", .ndc)
    let billedAs = fields.code("billed_as", .billing)
    let measure = fields.text("measure")
    let perVial = fields.amount("per_vial")
    let text = fields.text("text")
    names.admit(ndc, at: fields.place(of: "ndc"), faults)
    if let billedAs,
      let code = codes.find(billedAs, by: \.code, "billing code", at: fields.place(of: "billed_as"), faults),
      let measure, measure != code.measure
    {
      // Vials are turned into units by dividing one by the other.
      faults.add(
        "\"measure\" must be \(quoted(code.measure)), as the units of \(billedAs) are, not \(quoted(measure))",
        at: fields.place(of: "measure"))
    }
    guard let ndc, let billedAs, let measure, let perVial, let text else { return nil }
    return Product(ndc: ndc, billedAs: billedAs, measure: measure, perVial: perVial, text: text)
  }
}
