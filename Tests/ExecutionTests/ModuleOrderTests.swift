import Testing

import Execution

/// Modules are compiled as soon as they can be, and come out in the lesson's order.
@Suite struct ModuleOrderTests {
  private func plan(_ name: String, needs dependencies: [String] = []) -> ModulePlan {
    ModulePlan(named: name, dependencies: dependencies)
  }

  @Test func aModuleThatWaitsLetsOthersPass() {
    var order = ModuleOrder([plan("a"), plan("b", needs: ["a"]), plan("c"), plan("d", needs: ["b"]), plan("e", needs: ["c"])])
    #expect(order.next() == 0)
    order.begin(0)
    #expect(order.next() == 2)
    order.begin(2)
    #expect(order.next() == nil)
    order.settle(2)
    #expect(order.handOn() == nil)
    #expect(order.next() == 4)
    order.begin(4)
    order.settle(0)
    #expect(order.handOn() == 0)
    #expect(order.next() == 1)
    order.begin(1)
    #expect(order.next() == nil)
    order.settle(1)
    #expect(order.next() == 3)
    #expect([order.handOn(), order.handOn(), order.handOn()] == [1, 2, nil])
    order.settle(4)
    order.begin(3)
    order.settle(3)
    #expect([order.handOn(), order.handOn(), order.handOn()] == [3, 4, nil])
    #expect(order.isAtEnd)
  }

  /// Beside the first one, that comes first for which most work waits.
  @Test func whatMuchWaitsForComesBeforeWhatNothingDoes() {
    let modules = [plan("a"), plan("b"), plan("c"), plan("d", needs: ["c"])]
    var order = ModuleOrder(modules)
    order.begin(0)
    #expect(order.next() == 2)
    #expect(order.isAhead(2))
    order.settle(0)
    _ = order.handOn()
    #expect(order.next() == 1)
    #expect(!order.isAhead(1))
    #expect(ModuleOrder.time(of: modules, onProcessors: 2) { $0.name == "a" ? 3 : 1 } == 3)
    #expect(ModuleOrder.time(of: modules, onProcessors: 1) { _ in 2 } == 8)
  }

  @Test func whatStandsBeforeTheFirstIsThere() {
    let order = ModuleOrder([plan("a"), plan("b", needs: ["a"])], first: 1)
    #expect(order.next() == 1)
    #expect(ModuleOrder([], first: 0).isAtEnd)
  }

  /// However long each module takes, all are begun once, none before what it needs, and they come out in order.
  @Test(arguments: 0..<200) func everyOrderOfEndsGivesTheLessonsOrder(seed: Int) {
    var random = Linear(state: UInt64(seed) &* 2_654_435_761 &+ 1)
    let count = Int.random(in: 1...12, using: &random)
    let modules = (0..<count).map { index in
      plan("m\(index)", needs: (0..<index).filter { _ in Int.random(in: 0..<4, using: &random) == 0 }.map { "m\($0)" })
    }
    var order = ModuleOrder(modules)
    var (begun, settled, handedOn): ([Int], Set<String>, [Int]) = ([], [], [])
    var making: [Int] = []
    while !order.isAtEnd {
      if making.count < 3, let next = order.next() {
        #expect(!begun.contains(next))
        #expect(settled.isSuperset(of: modules[next].dependencies))
        begun.append(next)
        order.begin(next)
        making.append(next)
      } else if let done = making.indices.randomElement(using: &random) {
        let index = making.remove(at: done)
        settled.insert(modules[index].name)
        order.settle(index)
        while let next = order.handOn() { handedOn.append(next) }
      } else {
        Issue.record("nothing is in the making, and nothing can be begun")
        return
      }
    }
    #expect(handedOn == Array(0..<count))
  }
}

/// A small generator that gives the same numbers each time.
private struct Linear: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state ^ (state >> 31)
  }
}
