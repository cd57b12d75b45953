internal import CDuktape
internal import Synchronization

/// KaTeX, run in an embedded JavaScript engine: TeX in, static HTML and MathML out.
///
/// Starting takes 90 ms, because KaTeX has to be compiled; its bytecode is kept beside it when it is installed, or else
/// in the cache folder, and from then on starting takes 6 ms. There is one engine for each process, and it serves one thread at a time.
final class FormulaEngine {
  /// What became of one formula.
  enum Outcome: Equatable {
    case html(String)
    /// What KaTeX says is wrong, and the byte in the formula where, if it says.
    case failure(message: String, offset: Int?)
  }

  private let context: OpaquePointer

  private static let shared = Mutex<[String: FormulaEngine]>([:])

  /// Runs `body` with the engine for the KaTeX in `folder`, which is started if it is not running yet.
  ///
  /// - Returns: nil if there is no usable KaTeX in the folder.
  static func with<Result>(folder: String, cacheFolder: String?, _ body: (FormulaEngine) -> Result) -> Result? {
    shared.withLock { engines in
      if let engine = engines[folder] { return body(engine) }
      guard let engine = FormulaEngine(folder: folder, cacheFolder: cacheFolder) else { return nil }
      engines[folder] = engine
      return body(engine)
    }
  }

  private init?(folder: String, cacheFolder: String?) {
    guard let source = contents(ofFile: "\(folder)/katex.min.js") ?? contents(ofFile: "\(folder)/katex.js"),
      let context = mlnb_duk_create_heap()
    else { return nil }
    self.context = context
    guard loadProgram(source, folder: folder, cacheFolder: cacheFolder), duk_pcall(context, 0) == DUK_EXEC_SUCCESS,
      evaluate(Self.missingBuiltIn), evaluate(Self.glue)
    else {
      duk_destroy_heap(context)
      return nil
    }
    duk_set_top(context, 0)
  }

  deinit { duk_destroy_heap(context) }

  /// The one thing that KaTeX expects of a newer JavaScript than the engine's.
  private static let missingBuiltIn = """
    if (!Array.prototype.fill) {
      Object.defineProperty(Array.prototype, 'fill', {
        value: function (value) {
          for (var index = 0; index < this.length; index++) this[index] = value;
          return this;
        }
      });
    }
    """

  /// A function that keeps a formula's macros for those after it and turns an error into a value.
  private static let glue = """
    var mlnbMacros = {};
    function mlnbRender(tex, isDisplay) {
      try {
        return katex.renderToString(tex, {
          displayMode: isDisplay, throwOnError: true, strict: false, trust: false, globalGroup: true,
          macros: mlnbMacros, maxExpand: 1000, maxSize: 50
        });
      } catch (error) {
        if (!(error instanceof katex.ParseError)) return [String(error), -1];
        var message = error.message.replace(/^KaTeX parse error: /, '')
          .replace(/ at (position [0-9]+|end of input): [^]*$/, '');
        return [message, typeof error.position === 'number' ? error.position : -1];
      }
    }
    """

  /// Leaves KaTeX's main function on the stack, from kept bytecode where there is any.
  private func loadProgram(_ source: [UInt8], folder: String, cacheFolder: String?) -> Bool {
    let name = "katex-\(ContentHash(source).hexadecimal)-\(DUK_VERSION).bytecode"
    let path = cacheFolder.map { "\($0)/\(name)" }
    let kept = ["\(folder)/\(name)", path].lazy.compactMap { $0.flatMap(contents(ofFile:)).flatMap(Self.checked) }
    if let program = kept.first {
      guard let buffer = mlnb_duk_push_buffer(context, program.count) else { return false }
      program.withUnsafeBytes { UnsafeMutableRawBufferPointer(start: buffer, count: $0.count).copyMemory(from: $0) }
      duk_load_function(context)
      return true
    }
    let status = source.withUnsafeBytes {
      mlnb_duk_compile(context, $0.baseAddress?.assumingMemoryBound(to: CChar.self), $0.count)
    }
    guard status == DUK_EXEC_SUCCESS else { return false }
    if let path {
      duk_dup(context, -1)
      duk_dump_function(context)
      var size: duk_size_t = 0
      if let bytes = duk_get_buffer_data(context, -1, &size) {
        let program = [UInt8](UnsafeRawBufferPointer(start: bytes, count: size))
        if let slash = path.lastIndex(of: "/") { makeFolder(String(path[..<slash])) }
        replaceFile(path, with: Self.seal(program))
      }
      duk_pop(context)
    }
    return true
  }

  /// Bytecode with its hash before it: the engine trusts what it loads, so a damaged file must not reach it.
  private static func seal(_ program: [UInt8]) -> [UInt8] {
    Array(ContentHash(program).hexadecimal.utf8) + program
  }

  private static func checked(_ file: [UInt8]) -> [UInt8]? {
    guard file.count > 32 else { return nil }
    let program = Array(file[32...])
    return Array(ContentHash(program).hexadecimal.utf8) == Array(file[..<32]) ? program : nil
  }

  private func evaluate(_ script: String) -> Bool {
    let count = script.utf8.count
    return script.withCString { mlnb_duk_evaluate(context, $0, count) } == DUK_EXEC_SUCCESS
  }

  /// Forgets all macros; `preamble` are formulas whose definitions are to hold from now on.
  func reset(preamble: [String]) {
    _ = evaluate("mlnbMacros = {};")
    duk_set_top(context, 0)
    for tex in preamble { _ = render(tex, isDisplay: false) }
  }

  /// Sets one formula.
  func render(_ tex: String, isDisplay: Bool) -> Outcome {
    defer { duk_set_top(context, 0) }
    duk_get_global_string(context, "mlnbRender")
    tex.withCString { _ = duk_push_lstring(context, $0, tex.utf8.count) }
    duk_push_boolean(context, isDisplay ? 1 : 0)
    guard duk_pcall(context, 2) == DUK_EXEC_SUCCESS else {
      return .failure(message: string(at: -1) ?? "the formula cannot be set", offset: nil)
    }
    if duk_is_string(context, -1) != 0 { return .html(string(at: -1) ?? "") }
    duk_get_prop_index(context, -1, 1)
    let position = Int(duk_get_int(context, -1))
    duk_pop(context)
    duk_get_prop_index(context, -1, 0)
    return .failure(
      message: string(at: -1) ?? "the formula cannot be set",
      offset: position < 0 ? nil : Self.byteOffset(ofUTF16: position, in: tex))
  }

  private func string(at index: duk_idx_t) -> String? {
    var length: duk_size_t = 0
    guard let bytes = mlnb_duk_string(context, index, &length) else { return nil }
    return String(decoding: UnsafeRawBufferPointer(start: bytes, count: length), as: UTF8.self)
  }

  private static func byteOffset(ofUTF16 offset: Int, in text: String) -> Int {
    let index = text.utf16.index(text.startIndex, offsetBy: min(offset, text.utf16.count))
    return text.utf8.distance(from: text.startIndex, to: index)
  }
}
