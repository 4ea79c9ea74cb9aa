import TextFormats

extension Finding {
  /// The finding as an object: `code`, `message`, `citation`, `hint` when there is one, then its own fields.
  public var json: JSONValue {
    var members: [JSONMember] = [
      JSONMember("code", .string(code.rawValue)), JSONMember("message", .string(message)),
      JSONMember("citation", .string(citation)),
    ]
    if let hint { members.append(JSONMember("hint", .string(hint))) }
    return .object(members + details)
  }

  /// Reads back what `json` wrote.
  public init?(_ json: JSONValue) {
    guard case .object(let members) = json, case .string(let code)? = json["code"],
      let known = FindingCode(rawValue: code), case .string(let message)? = json["message"],
      case .string(let citation)? = json["citation"]
    else { return nil }
    var hint: String?
    if case .string(let text)? = json["hint"] { hint = text }
    let named: Set<String> = ["code", "message", "citation", "hint"]
    self.init(
      known, message, citation: citation, hint: hint, details: members.filter { !named.contains($0.name) })
  }
}
