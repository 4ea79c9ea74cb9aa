import TextFormats

extension CriterionResult {
  /// The result as an object: `criterion`, `text`, `citation`, `status`, `facts`.
  public var json: JSONValue {
    .object([
      JSONMember("criterion", .string(key)), JSONMember("text", .string(text)),
      JSONMember("citation", .string(citation)), JSONMember("status", .string(status.rawValue)),
      JSONMember("facts", .array(facts.map { .string($0) })),
    ])
  }

  /// Reads back what `json` wrote.
  public init?(_ json: JSONValue) {
    guard case .string(let key)? = json["criterion"], case .string(let text)? = json["text"],
      case .string(let citation)? = json["citation"], case .string(let word)? = json["status"],
      let status = CriterionStatus(rawValue: word), case .array(let facts)? = json["facts"]
    else { return nil }
    self.init(
      key: key, text: text, citation: citation, status: status,
      facts: facts.compactMap { if case .string(let fact) = $0 { fact } else { nil } })
  }
}
