import Arrays
internal import CSystem

extension RandomState {
  /// How often each of several outcomes comes up in a number of draws, as NumPy's legacy `multinomial` draws it.
  ///
  /// - Parameter probabilities: How likely each outcome is; they add up to 1.
  package mutating func multinomial(_ count: Int, probabilities: [Double]) -> [Int] {
    var counts = [Int](repeating: 0, count: probabilities.count)
    var (left, rest) = (count, 1.0)
    for place in 0..<(probabilities.count - 1) {
      counts[place] = binomial(left, probability: probabilities[place] / rest)
      left -= counts[place]
      if left <= 0 { return counts }
      rest -= probabilities[place]
    }
    counts[probabilities.count - 1] += left
    return counts
  }

  /// How often an event comes up in a number of draws.
  package mutating func binomial(_ count: Int, probability: Double) -> Int {
    if count == 0 || probability == 0 { return 0 }
    if probability <= 0.5 { return rareBinomial(count, probability) }
    return count - rareBinomial(count, 1 - probability)
  }

  private mutating func rareBinomial(_ count: Int, _ p: Double) -> Int {
    p * Double(count) <= 30 ? binomialByInversion(count, p) : binomialByRejection(count, p)
  }

  /// Adds up the probabilities of 0, 1, 2, ... until they pass a random number.
  private mutating func binomialByInversion(_ count: Int, _ p: Double) -> Int {
    let (n, q) = (Double(count), 1 - p)
    let start = exp(n * log(q))
    let mean = n * p
    let bound = Int(Swift.min(n, mean + 10 * sqrt(mean * q + 1)))
    var (x, chance) = (0, start)
    var u = random()
    while u > chance {
      x += 1
      if x > bound {
        (x, chance) = (0, start)
        u = random()
      } else {
        u -= chance
        chance = Double(count - x + 1) * p * chance / (Double(x) * q)
      }
    }
    return x
  }

  /// Draws from a triangle, two parallelograms' and two exponentials' hull of the distribution, and rejects what lies
  /// above it: BTPE (Kachitvichyanukul and Schmeiser, 1988).
  private mutating func binomialByRejection(_ count: Int, _ p: Double) -> Int {
    let (n, q) = (Double(count), 1 - p)
    let peak = n * p + p
    let mode = floor(peak)
    let variance = n * p * q
    let half = floor(2.195 * sqrt(variance) - 4.6 * q) + 0.5
    let middle = mode + 0.5
    let (low, high) = (middle - half, middle + half)
    let c = 0.134 + 20.5 / (15.3 + mode)
    var slope = (peak - low) / (peak - low * p)
    let leftRate = slope * (1 + slope / 2)
    slope = (high - peak) / (high * q)
    let rightRate = slope * (1 + slope / 2)
    let p2 = half * (1 + 2 * c)
    let p3 = p2 + c / leftRate
    let p4 = p3 + c / rightRate
    while true {
      let u = random() * p4
      var v = random()
      var y: Double
      if u <= half {
        return Int(floor(middle - half * v + u))
      } else if u <= p2 {
        let x = low + (u - half) / c
        v = v * c + 1 - abs(mode - x + 0.5) / half
        if v > 1 { continue }
        y = floor(x)
      } else if u <= p3 {
        y = floor(low + log(v) / leftRate)
        if y < 0 || v == 0 { continue }
        v *= (u - p2) * leftRate
      } else {
        y = floor(high - log(v) / rightRate)
        if y > n || v == 0 { continue }
        v *= (u - p3) * rightRate
      }
      let k = abs(y - mode)
      if !(k > 20 && k < variance / 2 - 1) {
        let s = p / q
        let a = s * (n + 1)
        var f = 1.0
        if mode < y {
          for i in stride(from: mode + 1, through: y, by: 1) { f *= a / i - s }
        } else if mode > y {
          for i in stride(from: y + 1, through: mode, by: 1) { f /= a / i - s }
        }
        if v > f { continue }
        return Int(y)
      }
      let rho = (k / variance) * ((k * (k / 3 + 0.625) + 0.16666666666666666) / variance + 0.5)
      let t = -k * k / (2 * variance)
      let logV = log(v)
      if logV < t - rho { return Int(y) }
      if logV > t + rho { continue }
      let (x1, f1, z, w) = (y + 1, mode + 1, n + 1 - mode, n - y + 1)
      func tail(_ a: Double) -> Double {
        let b = a * a
        return (13680 - (462 - (132 - (99 - 140 / b) / b) / b) / b) / a / 166320
      }
      var exact = middle * log(f1 / x1) + (n - mode + 0.5) * log(z / w)
      exact += (y - mode) * log(w * p / (x1 * q))
      exact += tail(f1) + tail(z) + tail(x1) + tail(w)
      if logV > exact { continue }
      return Int(y)
    }
  }
}
