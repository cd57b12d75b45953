/// The sum of `term(0)` to `term(count - 1)`, added in pairs of halves as NumPy adds, so that it rounds the
/// same: eight running sums over at most 128 terms, halves added together above that.
@inline(__always)
func pairwiseSum(_ count: Int, _ term: (Int) -> Double) -> Double {
  if count <= 128 { return blockSum(0, count, term) }
  // The tree of halves, walked without recursion so that the term is compiled into the loop.
  var pending = [(start: Int, count: Int, depth: Int)]()
  var sums = [(sum: Double, depth: Int)]()
  pending.append((0, count, 0))
  while let part = pending.popLast() {
    if part.count > 128 {
      let half = part.count / 2 - (part.count / 2) % 8
      pending.append((part.start + half, part.count - half, part.depth + 1))
      pending.append((part.start, half, part.depth + 1))
      continue
    }
    var sum = blockSum(part.start, part.count, term)
    var depth = part.depth
    while let last = sums.last, last.depth == depth {
      sums.removeLast()
      sum = last.sum + sum
      depth -= 1
    }
    sums.append((sum, depth))
  }
  return sums[0].sum
}

@inline(__always)
private func blockSum(_ start: Int, _ count: Int, _ term: (Int) -> Double) -> Double {
  if count < 8 {
    var sum = 0.0
    for position in start..<start + count { sum += term(position) }
    return sum
  }
  var sums = SIMD8<Double>()
  for lane in 0..<8 { sums[lane] = term(start + lane) }
  var position = 8
  while position <= count - 8 {
    var terms = SIMD8<Double>()
    for lane in 0..<8 { terms[lane] = term(start + position + lane) }
    sums += terms
    position += 8
  }
  var sum = ((sums[0] + sums[1]) + (sums[2] + sums[3])) + ((sums[4] + sums[5]) + (sums[6] + sums[7]))
  while position < count {
    sum += term(start + position)
    position += 1
  }
  return sum
}
