import Charting
import Foundation
import Testing

@Suite("Ticks")
struct TicksTests {
  @Test(arguments: [
    (0.0, 1.0), (0, 100), (-3.2, 7.9), (9.6, 50.7), (0, 682.5), (1e-300, 5e-300), (-1e300, 1e300), (1999.5, 2024.2),
    (-0.0004, 0.0011), (1e6, 1e6 + 3), (0.99999, 1.00001),
  ])
  func ticksAreRoundEvenAndInside(lower: Double, upper: Double) throws {
    for count in [2.0, 4, 6, 9, 12] {
      let ticks = ExtendedWilkinson.ticks(from: lower, to: upper, count: count)
      let slack = (upper / 2 - lower / 2) * 1e-6
      #expect(ticks.allSatisfy { $0 >= lower - slack && $0 <= upper + slack })
      guard ticks.count > 1 else { continue }
      let steps = zip(ticks.dropFirst(), ticks).map { $0 / 2 - $1 / 2 }
      let step = steps[0] * 2
      #expect(steps.allSatisfy { abs($0 * 2 - step) < abs(step) * 1e-4 })
      let mantissa = step / pow(10, log10(step).rounded(.down))
      let isRound = [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 7.5, 8, 10].contains { abs($0 - mantissa) < 1e-3 }
      #expect(isRound, "step \(step) over \(lower)...\(upper)")
      #expect(Double(ticks.count) <= 2 * count + 2 && Double(ticks.count) >= count / 3)
    }
  }

  @Test func zeroIsATickWhereTheRangeHoldsIt() {
    for (a, b) in [(-3.2, 7.9), (-1.0, 1.0), (-680.0, 1500.0), (-0.01, 5.0)] {
      #expect(ExtendedWilkinson.ticks(from: a, to: b, count: 6).contains(0))
    }
  }

  @Test func labelsShowTheDigitsThatTheStepNeeds() {
    let ticks = Ticks.linear(from: 0, to: 1, count: 5)
    #expect(ticks.major.map(\.label) == ["0.00", "0.25", "0.50", "0.75", "1.00"])
    #expect(ticks.multiplier == nil)
    #expect(Ticks.linear(from: -10, to: 10, count: 5).major.first?.label == "−10")
  }

  @Test func longNumbersShareAPowerOfTen() {
    let small = Ticks.linear(from: 4e-8, to: 7.2e-8, count: 5)
    #expect(small.multiplier == "$\\times 10^{−8}$")
    #expect(small.major.allSatisfy { $0.label.count <= 4 })
    let large = Ticks.linear(from: 0, to: 8e6, count: 5)
    #expect(large.multiplier == "$\\times 10^{6}$")
    #expect(large.major.map(\.label).contains("4"))
  }

  @Test func digitsThatDoNotChangeStandOnce() throws {
    let ticks = Ticks.linear(from: 1_234_560, to: 1_234_563, count: 4)
    let multiplier = try #require(ticks.multiplier)
    #expect(multiplier.hasPrefix("+"))
    #expect(ticks.major.allSatisfy { $0.label.count <= 5 })
    let offset = try #require(Double(multiplier.dropFirst()))
    for tick in ticks.major {
      let shown = try #require(Double(tick.label.replacingOccurrences(of: "−", with: "-")))
      #expect(abs(offset + shown - tick.value) < 1e-6)
    }
  }

  private func numbers(_ figure: Figure) -> [Double] {
    figure.textBoxes.compactMap { Double($0.text.replacingOccurrences(of: "−", with: "-")) }
  }

  @Test func stepsAreCountedInWholeNumbers() {
    for figure in [
      Figure { Axes { Line([1, 4, 9, 16, 25]) }.ticks(y: [Double]()) },
      Figure { Axes { Line(1...15, (1...15).map { Double($0) }) }.ticks(y: [Double]()) },
    ] {
      #expect(numbers(figure).count > 2)
      for number in numbers(figure) { #expect(number == number.rounded()) }
    }
  }

  @Test func equalUnitsAreCountedInOneStep() {
    let square = Figure(size: (3.6, 3.6)) { Axes { Line([0, 1], [0, 1]) }.limits(x: 0...1, y: 0...1).aspect(1) }
    let counts = Dictionary(numbers(square).map { ($0, 1) }, uniquingKeysWith: +)
    #expect(counts.count > 2 && counts.values.allSatisfy { $0 == 2 }, "\(counts)")
  }

  @Test func shortAxesStillHaveSomeTicks() throws {
    let narrow = try #require(Figure { Axes(x: "x", y: "y") { Line([0, 0.9], [0, 0.9]) } }.narrowTexts)
    let numbers = narrow.boxes.compactMap { Double($0.text) }
    #expect(numbers.count >= 8)
  }

  @Test func powersOfTenWithSmallerTicksBetween() {
    let ticks = Ticks.logarithmic(from: 5, to: 2e6, count: 6)
    #expect(ticks.major.map(\.label) == ["$10^{1}$", "$10^{2}$", "$10^{3}$", "$10^{4}$", "$10^{5}$", "$10^{6}$"])
    #expect(ticks.minor.contains { abs($0 - 20) < 1e-9 })
    #expect(Ticks.logarithmic(from: 0.01, to: 100, count: 6).major.map(\.label) == ["−2", "−1", "0", "1", "2"].map { "$10^{\($0)}$" })
    #expect(Ticks.logarithmic(from: 1e-300, to: 1e300, count: 6).major.count <= 8)
    #expect(Ticks.logarithmic(from: 2, to: 7, count: 6).major.count >= 2)
  }
}
