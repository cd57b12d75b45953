/// Sorts numbers with the rows that they belong to.
///
/// Where numbers are equal, the order of the rows decides in which order a node adds up its targets, and so the last
/// digit: this sort leaves rows in the order in which scikit-learn's does. It is an introsort (Musser, 1997): quicksort
/// about the median of three, in three parts (less, equal, greater), insertion sort below 16, heap sort where
/// quicksort degenerates.
struct TieSort {
  let values: UnsafeMutablePointer<Float>
  let rows: UnsafeMutablePointer<Int>

  /// Sorts `count` numbers.
  func sort(_ count: Int) {
    if count == 0 { return }
    let levels = Int.bitWidth - 1 - count.leadingZeroBitCount
    sort(count, depth: 2 * levels)
  }

  private func sort(_ total: Int, depth limit: Int) {
    var part = self
    var count = total
    var depth = limit
    while count > 15 {
      if depth <= 0 {
        part.heapSort(count)
        return
      }
      depth -= 1
      let pivot = part.medianOfThree(count)
      var (place, less, greater) = (0, 0, count)
      while place < greater {
        let value = part.values[place]
        if value < pivot {
          part.swap(place, less)
          place += 1
          less += 1
        } else if value > pivot {
          greater -= 1
          part.swap(place, greater)
        } else {
          place += 1
        }
      }
      part.sort(less, depth: depth)
      part = TieSort(values: part.values + greater, rows: part.rows + greater)
      count -= greater
    }
    part.insertionSort(count)
  }

  @inline(__always)
  private func swap(_ a: Int, _ b: Int) {
    let (value, row) = (values[a], rows[a])
    values[a] = values[b]
    rows[a] = rows[b]
    values[b] = value
    rows[b] = row
  }

  private func medianOfThree(_ count: Int) -> Float {
    let (a, b, c) = (values[0], values[count / 2], values[count - 1])
    if a < b { return b < c ? b : (a < c ? c : a) }
    if b < c { return a < c ? a : c }
    return b
  }

  private func insertionSort(_ count: Int) {
    guard count > 1 else { return }
    for place in 1..<count {
      let (value, row) = (values[place], rows[place])
      var hole = place
      while hole > 0 && values[hole - 1] > value {
        values[hole] = values[hole - 1]
        rows[hole] = rows[hole - 1]
        hole -= 1
      }
      values[hole] = value
      rows[hole] = row
    }
  }

  private func heapSort(_ count: Int) {
    var root = (count - 2) / 2
    while true {
      siftDown(root, count)
      if root == 0 { break }
      root -= 1
    }
    var end = count - 1
    while end > 0 {
      swap(0, end)
      siftDown(0, end)
      end -= 1
    }
  }

  private func siftDown(_ start: Int, _ end: Int) {
    var root = start
    while true {
      let child = root * 2 + 1
      var greatest = root
      if child < end && values[greatest] < values[child] { greatest = child }
      if child + 1 < end && values[greatest] < values[child + 1] { greatest = child + 1 }
      if greatest == root { return }
      swap(root, greatest)
      root = greatest
    }
  }
}
