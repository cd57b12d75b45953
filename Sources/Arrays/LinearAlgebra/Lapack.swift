internal import COpenBLAS

/// LAPACK's routines, for doubles and for floats, under one name each.
///
/// Matrices stand column by column and are overwritten. What comes back is LAPACK's `info`: 0 if all went well.
enum Lapack<Element: FloatingElement> {
  typealias Pointer = UnsafeMutablePointer<Element>

  private static var isDouble: Bool { Element.elementKind == .float64 }
  private static func doubles(_ pointer: Pointer) -> UnsafeMutablePointer<Double> {
    UnsafeMutableRawPointer(pointer).assumingMemoryBound(to: Double.self)
  }
  private static func floats(_ pointer: Pointer) -> UnsafeMutablePointer<Float> {
    UnsafeMutableRawPointer(pointer).assumingMemoryBound(to: Float.self)
  }

  /// Asks how much workspace is best, then works with it.
  private static func withWorkspace(_ call: (_ work: Pointer, _ size: inout Int32) -> Void) {
    var (best, size) = (Element.zeroElement, Int32(-1))
    call(&best, &size)
    // A float may have been rounded down.
    size = isDouble ? Int32(best) : Int32((Double(best) * (1 + Double(Element.ulpOfOne))).rounded(.up))
    let work = Pointer.allocate(capacity: Swift.max(1, Int(size)))
    defer { work.deallocate() }
    call(work, &size)
  }

  /// A X = B by LU factors with row exchanges; X takes the place of B.
  static func gesv(_ n: Int, _ sides: Int, _ a: Pointer, _ pivots: inout [Int32], _ b: Pointer) -> Int {
    var (order, sides, info) = (Int32(n), Int32(sides), Int32(0))
    if isDouble {
      dgesv_(&order, &sides, doubles(a), &order, &pivots, doubles(b), &order, &info)
    } else {
      sgesv_(&order, &sides, floats(a), &order, &pivots, floats(b), &order, &info)
    }
    return Int(info)
  }

  /// LU factors of a square matrix.
  static func getrf(_ n: Int, _ a: Pointer, _ pivots: inout [Int32]) -> Int {
    var (order, info) = (Int32(n), Int32(0))
    if isDouble {
      dgetrf_(&order, &order, doubles(a), &order, &pivots, &info)
    } else {
      sgetrf_(&order, &order, floats(a), &order, &pivots, &info)
    }
    return Int(info)
  }

  /// The inverse from LU factors.
  static func getri(_ n: Int, _ a: Pointer, _ pivots: inout [Int32]) -> Int {
    var (order, info) = (Int32(n), Int32(0))
    withWorkspace { work, size in
      if isDouble {
        dgetri_(&order, doubles(a), &order, &pivots, doubles(work), &size, &info)
      } else {
        sgetri_(&order, floats(a), &order, &pivots, floats(work), &size, &info)
      }
    }
    return Int(info)
  }

  /// The lower Cholesky factor.
  static func potrf(_ n: Int, _ a: Pointer) -> Int {
    var (order, leading, info) = (Int32(n), Int32(Swift.max(n, 1)), Int32(0))
    if isDouble {
      dpotrf_("L", &order, doubles(a), &leading, &info)
    } else {
      spotrf_("L", &order, floats(a), &leading, &info)
    }
    return Int(info)
  }

  /// R above the diagonal, and the reflections that make Q below it and in `factors`.
  static func geqrf(_ m: Int, _ n: Int, _ a: Pointer, _ factors: Pointer) {
    var (rows, columns, info) = (Int32(m), Int32(n), Int32(0))
    withWorkspace { work, size in
      if isDouble {
        dgeqrf_(&rows, &columns, doubles(a), &rows, doubles(factors), doubles(work), &size, &info)
      } else {
        sgeqrf_(&rows, &columns, floats(a), &rows, floats(factors), floats(work), &size, &info)
      }
    }
  }

  /// The first k columns of Q from the reflections.
  static func orgqr(_ m: Int, _ k: Int, _ a: Pointer, _ factors: Pointer) {
    var (rows, inner, info) = (Int32(m), Int32(k), Int32(0))
    withWorkspace { work, size in
      if isDouble {
        dorgqr_(&rows, &inner, &inner, doubles(a), &rows, doubles(factors), doubles(work), &size, &info)
      } else {
        sorgqr_(&rows, &inner, &inner, floats(a), &rows, floats(factors), floats(work), &size, &info)
      }
    }
  }

  /// The singular value decomposition.
  static func gesdd(
    job: String, _ m: Int, _ n: Int, _ a: Pointer, s: Pointer, u: Pointer, vt: Pointer, vtRows: Int
  ) -> Int {
    var (rows, columns, leading, info) = (Int32(m), Int32(n), Int32(vtRows), Int32(0))
    var integers = [Int32](repeating: 0, count: 8 * Swift.min(m, n))
    withWorkspace { work, size in
      if isDouble {
        dgesdd_(
          job, &rows, &columns, doubles(a), &rows, doubles(s), doubles(u), &rows, doubles(vt), &leading, doubles(work),
          &size, &integers, &info)
      } else {
        sgesdd_(
          job, &rows, &columns, floats(a), &rows, floats(s), floats(u), &rows, floats(vt), &leading, floats(work), &size,
          &integers, &info)
      }
    }
    return Int(info)
  }

  /// Eigenvalues and, with job "V", eigenvectors of a symmetric matrix.
  static func syevd(job: String, _ n: Int, _ a: Pointer, _ values: Pointer) -> Int {
    var (order, info) = (Int32(n), Int32(0))
    var integers: [Int32] = [0]
    withWorkspace { work, size in
      var integerSize: Int32 = size < 0 ? -1 : integers[0]
      if size >= 0 { integers = [Int32](repeating: 0, count: Int(integerSize)) }
      if isDouble {
        dsyevd_(
          job, "L", &order, doubles(a), &order, doubles(values), doubles(work), &size, &integers, &integerSize, &info)
      } else {
        ssyevd_(job, "L", &order, floats(a), &order, floats(values), floats(work), &size, &integers, &integerSize, &info)
      }
    }
    return Int(info)
  }

  /// Eigenvalues and right eigenvectors of a general matrix.
  static func geev(_ n: Int, _ a: Pointer, real: Pointer, imaginary: Pointer, vectors: Pointer) -> Int {
    var (order, one, info) = (Int32(n), Int32(1), Int32(0))
    withWorkspace { work, size in
      // No left vectors are asked for, so their place is never looked at.
      if isDouble {
        dgeev_(
          "N", "V", &order, doubles(a), &order, doubles(real), doubles(imaginary), doubles(vectors), &one,
          doubles(vectors), &order, doubles(work), &size, &info)
      } else {
        sgeev_(
          "N", "V", &order, floats(a), &order, floats(real), floats(imaginary), floats(vectors), &one, floats(vectors),
          &order, floats(work), &size, &info)
      }
    }
    return Int(info)
  }

  /// Least squares by the singular value decomposition; the solution takes the place of B.
  static func gelsd(
    _ m: Int, _ n: Int, _ sides: Int, _ a: Pointer, _ b: Pointer, _ values: Pointer, cutoff: Element, rank: inout Int
  ) -> Int {
    var (rows, columns, sides, leading) = (Int32(m), Int32(n), Int32(sides), Int32(Swift.max(m, n)))
    var (found, info) = (Int32(0), Int32(0))
    var limit = cutoff
    var integers: [Int32] = [0]
    withWorkspace { work, size in
      if size >= 0 { integers = [Int32](repeating: 0, count: Int(integers[0])) }
      withUnsafeMutablePointer(to: &limit) { limit in
        if isDouble {
          dgelsd_(
            &rows, &columns, &sides, doubles(a), &rows, doubles(b), &leading, doubles(values), doubles(limit), &found,
            doubles(work), &size, &integers, &info)
        } else {
          sgelsd_(
            &rows, &columns, &sides, floats(a), &rows, floats(b), &leading, floats(values), floats(limit), &found,
            floats(work), &size, &integers, &info)
        }
      }
    }
    rank = Int(found)
    return Int(info)
  }

  /// The dot product of a run of elements with itself.
  static func dot(_ x: Pointer, _ count: Int) -> Element {
    isDouble
      ? Element(cblas_ddot(Int32(count), doubles(x), 1, doubles(x), 1))
      : Element(cblas_sdot(Int32(count), floats(x), 1, floats(x), 1))
  }
}
