import Testing

@testable import Reports

@Suite struct TimelineLayoutTests {
  @Test("on random timelines nothing covers anything, nothing is lost, nothing leaves the width", arguments: 0..<400)
  func random(seed: Int) {
    var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 &+ 1
    func next(_ most: Int) -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double((state >> 33) % UInt64(most + 1))
    }
    let width = 300 + next(900)
    let items = (0..<Int(next(60))).map { _ in
      let from = next(Int(width))
      return TimelineLayout.Item(from: from, to: min(width, from + next(200)), labelWidth: next(180))
    }
    let places = TimelineLayout.places(of: items, within: width)
    #expect(places.count == items.count)
    for (index, place) in places.enumerated() {
      #expect(place.room.contains(items[index].from) && place.room.contains(items[index].to))
      #expect(place.room.contains(place.labelX) && place.room.contains(place.labelX + items[index].labelWidth))
      #expect(place.room.lowerBound >= 0 && place.room.upperBound <= width)
      for other in places[..<index] where other.row == place.row {
        #expect(
          other.room.upperBound <= place.room.lowerBound || place.room.upperBound <= other.room.lowerBound,
          "\(other) and \(place)")
      }
    }
  }

  @Test("things that have room share a row; one that has none opens the next") func rows() {
    let places = TimelineLayout.places(
      of: [
        .init(from: 0, to: 10, labelWidth: 40), .init(from: 50, to: 60, labelWidth: 5),
        .init(from: 20, to: 30, labelWidth: 5),
      ], within: 100)
    #expect(places.map(\.row) == [0, 0, 1])
  }

  @Test("a bar may begin where another ends, a label not") func touching() {
    let bars = TimelineLayout.places(
      of: [.init(from: 0, to: 50, labelWidth: 20), .init(from: 50, to: 90, labelWidth: 20)], within: 100)
    #expect(bars.map(\.row) == [0, 0])
    let labels = TimelineLayout.places(
      of: [.init(from: 0, to: 1, labelWidth: 50), .init(from: 50, to: 51, labelWidth: 20)], within: 100)
    #expect(labels.map(\.row) == [0, 1])
  }

  @Test("a label that would leave the width moves left") func edge() {
    let places = TimelineLayout.places(of: [.init(from: 95, to: 100, labelWidth: 30)], within: 100)
    #expect(places.map(\.labelX) == [70])
  }
}
