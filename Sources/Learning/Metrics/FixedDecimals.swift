internal import CSystem

/// A number with a fixed number of decimals, as C prints it.
package func fixed(_ number: Double, decimals: Int) -> String {
  withVaList([Int32(decimals), number]) { arguments in
    var buffer = [CChar](repeating: 0, count: 400)
    let length = Int(vsnprintf(&buffer, buffer.count, "%.*f", arguments))
    return String(decoding: buffer[..<max(0, min(length, 399))].map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}

/// A number with a number of significant digits, as C's `%g` prints it.
package func significant(_ number: Double, digits: Int) -> String {
  withVaList([Int32(digits), number]) { arguments in
    var buffer = [CChar](repeating: 0, count: 64)
    let length = Int(vsnprintf(&buffer, buffer.count, "%.*g", arguments))
    return String(decoding: buffer[..<max(0, min(length, 63))].map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
