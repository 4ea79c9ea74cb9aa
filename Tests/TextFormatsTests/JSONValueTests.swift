import Testing
import TextFormats

struct JSONValueTests {
  @Test func literalsKeepTheOrderOfTheirMembers() {
    let value: JSONValue = ["b": 1, "a": [true, nil, "x"], "c": [:]]
    #expect(
      value
        == .object([
          JSONMember("b", .integer(1)),
          JSONMember("a", .array([.bool(true), .null, .string("x")])),
          JSONMember("c", .object([])),
        ]))
  }

  @Test func orderMattersForEquality() {
    #expect(["a": 1, "b": 2] as JSONValue != ["b": 2, "a": 1])
  }

  @Test func membersAreFoundByName() {
    let value: JSONValue = ["units": 28, "note": nil]
    #expect(value["units"] == 28)
    #expect(value["note"] == .some(.null))
    #expect(value["vials"] == nil)
    #expect(JSONValue.array([])["units"] == nil)
  }

  @Test func whatIsMissingIsNull() {
    let note: String? = nil
    let units: Int? = 28
    #expect(["note": .optional(note), "units": .optional(units)] as JSONValue == ["note": nil, "units": 28])
  }
}
