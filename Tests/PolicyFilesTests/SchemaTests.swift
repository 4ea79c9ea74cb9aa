import Foundation
import PolicyFiles
import Seeds
import Testing
import TextFormats

/// The JSON Schema of the format says what the reader does, as far as a schema can.
struct SchemaTests {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  private static func text(_ path: String) throws -> String {
    try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
  }

  private func problem(in yaml: String) throws -> String? {
    let schema = Schema(try JSONReader.read(Array(try SchemaTests.text("Documentation/policy.schema.json").utf8)))
    let compiled = try PolicyReader.read(yaml: yaml, file: "policy.yaml").compiled
    return try schema.problem(in: try JSONReader.read(Array(compiled.utf8)))
  }

  @Test(arguments: ["blinatumomab-2024-06", "maintezumab-2025-01", "neonatide-2026-02"])
  func takesEveryTestPolicy(_ name: String) throws {
    #expect(try problem(in: SchemaTests.text("Tests/Policies/\(name).yaml")) == nil)
  }

  @Test func takesTheShippedPolicyAndTheTemplate() throws {
    #expect(try problem(in: Shipped.policy) == nil)
    #expect(try problem(in: String(decoding: Seeds.template.bytes, as: UTF8.self)) == nil)
  }

  @Test(
    "a tree the reader would refuse is refused by the schema",
    arguments: [
      (#""policy":"blinatumomab","#, ""), (#""policy":"blinatumomab""#, #""policy":"Blina tumomab""#),
      (#""effective":"2021-03-01""#, #""effective":"1 March""#), (#""weeks":"30","#, ""),
      (#""weeks":"30""#, #""weeks":"30","months":"7""#), (#""basis":"rolling""#, #""basis":"sliding""#),
      (#""is":"yes""#, #""is":"yes","one_of":["yes"]"#), (#""cycles":"1-2""#, #""cycles":"1 to 2""#),
      (#""renewable":"false""#, #""renewable":"true""#), (#""measure":"mcg""#, #""measure":"""#),
      (#""asked":["initial"]"#, #""asked":[]"#), (#""title":"#, #""titel":"#),
    ])
  func refuses(old: String, new: String) throws {
    let compiled = try PolicyReader.read(yaml: Shipped.policy, file: "policy.yaml").compiled
    let range = try #require(compiled.firstRange(of: old))
    let changed = String(compiled[..<range.lowerBound]) + new + String(compiled[range.upperBound...])
    let schema = Schema(try JSONReader.read(Array(try SchemaTests.text("Documentation/policy.schema.json").utf8)))
    #expect(try schema.problem(in: try JSONReader.read(Array(changed.utf8))) != nil)
    #expect(!faults(ofCompiled: changed).isEmpty)
  }
}

/// As much of JSON Schema as the policy schema uses, over trees whose scalars are strings.
private struct Schema {
  let root: JSONValue

  init(_ root: JSONValue) { self.root = root }

  func problem(in value: JSONValue) throws -> String? { try problem(in: value, by: root, at: "") }

  private func problem(in value: JSONValue, by schema: JSONValue, at path: String) throws -> String? {
    if case .string(let reference)? = schema["$ref"] {
      let name = reference.split(separator: "/").last.map(String.init) ?? ""
      return try problem(in: value, by: try #require(root["$defs"]?[name]), at: path)
    }
    if case .array(let allowed)? = schema["enum"], !allowed.contains(value) { return "\(path): not allowed" }
    if case .array(let choices)? = schema["oneOf"] {
      let holding = try choices.filter { try problem(in: value, by: $0, at: path) == nil }
      if holding.count != 1 { return "\(path): \(holding.count) of the choices hold" }
    }
    switch value {
    case .string(let text): return try problem(inText: text, by: schema, at: path)
    case .array(let items): return try problem(inItems: items, by: schema, at: path)
    case .object(let members): return try problem(inMembers: members, by: schema, at: path)
    default: return "\(path): no string"
    }
  }

  private func problem(inText text: String, by schema: JSONValue, at path: String) throws -> String? {
    if schema["properties"] != nil || schema["items"] != nil { return "\(path): a text stands here" }
    if case .integer(let least)? = schema["minLength"], text.count < least { return "\(path): too short" }
    if case .string(let pattern)? = schema["pattern"], text.firstMatch(of: try Regex(pattern)) == nil {
      return "\(path): does not look so"
    }
    return nil
  }

  private func problem(inItems items: [JSONValue], by schema: JSONValue, at path: String) throws -> String? {
    if schema["type"] != nil, schema["type"] != "array" { return "\(path): a list stands here" }
    if case .integer(let least)? = schema["minItems"], items.count < least { return "\(path): too few" }
    guard let item = schema["items"] else { return nil }
    for (index, value) in items.enumerated() {
      if let found = try problem(in: value, by: item, at: "\(path)[\(index)]") { return found }
    }
    return nil
  }

  private func problem(inMembers members: [JSONMember], by schema: JSONValue, at path: String) throws -> String? {
    if schema["type"] != nil, schema["type"] != "object" { return "\(path): a mapping stands here" }
    if case .array(let required)? = schema["required"] {
      for name in required where !members.contains(where: { JSONValue.string($0.name) == name }) {
        return "\(path): lacks \(name.text)"
      }
    }
    guard let properties = schema["properties"] else { return nil }
    for member in members {
      guard let known = properties[member.name] else { return "\(path): unknown \(member.name)" }
      if let found = try problem(in: member.value, by: known, at: "\(path).\(member.name)") { return found }
    }
    return nil
  }
}
