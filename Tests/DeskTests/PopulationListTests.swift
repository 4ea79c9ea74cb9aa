import Testing

@testable import Desk

/// The head of a list that may be long.
@Suite struct PopulationListTests {
  @Test("the first of very many are kept, whatever order they come in", arguments: [1, 200, 201, 400, 401, 10_007])
  func firstOfMany(count: Int) {
    var list = ListHead<Int>()
    // 7,919 is prime to every count here, so each number comes once.
    for index in 0..<count { list.add(index * 7_919 % count) }
    #expect(list.count == count)
    #expect(list.first == Array(0..<min(count, 200)))
  }
}
