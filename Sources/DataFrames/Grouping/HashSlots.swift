/// A hash table from hashes to codes, by linear probing, at most half full.
struct HashSlots {
  /// The code of each slot below 31 bits of its hash, or -1 where the slot is empty.
  private var slots: [Int64]
  private var used = 0
  private var mask: Int

  init(capacity: Int = 64) {
    var size = 64
    while size < 2 * capacity { size *= 2 }
    slots = Self.empty(size)
    mask = size - 1
  }

  private static func empty(_ size: Int) -> [Int64] {
    [Int64](largeCapacity: size) { slots, count in
      slots.initialize(repeating: -1)
      count = size
    }
  }

  /// Uses what `touch` has read, so that the reading is not optimised away.
  @inline(never)
  mutating func keep(_ touched: Int64) { lastTouched = touched }
  private var lastTouched: Int64 = 0

  /// Reads the slot of a hash, so that it is near when its turn comes.
  @inline(__always)
  func touch(hash: UInt64) -> Int64 { slots[Int(hash >> 33) & mask] }

  /// The code of the equal key that is known, or `new` after noting it under this hash.
  @inline(__always)
  mutating func code(hash: UInt64, new: Int32, isSame: (Int32) -> Bool) -> Int32 {
    // The hash stays with the code, so that most other keys are told apart without looking at them.
    let short = Int64(bitPattern: hash >> 33)
    var position = Int(short) & mask
    while true {
      let slot = slots[position]
      if slot < 0 { break }
      if slot >> 32 == short {
        let code = Int32(truncatingIfNeeded: slot)
        if isSame(code) { return code }
      }
      position = (position &+ 1) & mask
    }
    slots[position] = short << 32 | Int64(new)
    used += 1
    if 2 * used > slots.count { grow() }
    return new
  }

  /// The code of the equal key that is known, or -1.
  @inline(__always)
  func find(hash: UInt64, isSame: (Int32) -> Bool) -> Int32 {
    let short = Int64(bitPattern: hash >> 33)
    var position = Int(short) & mask
    while true {
      let slot = slots[position]
      if slot < 0 { return -1 }
      if slot >> 32 == short {
        let code = Int32(truncatingIfNeeded: slot)
        if isSame(code) { return code }
      }
      position = (position &+ 1) & mask
    }
  }

  @inline(never)
  private mutating func grow() {
    let old = slots
    let size = 4 * old.count
    slots = Self.empty(size)
    mask = size - 1
    for slot in old where slot >= 0 {
      var position = Int(slot >> 32) & mask
      while slots[position] >= 0 { position = (position + 1) & mask }
      slots[position] = slot
    }
  }
}
