import Foundation
import NotebookModel
import Testing

@Suite("Hostile cells are failed cells, never a hang", .serialized)
struct HostileTests {
  @Test("An endless loop ends at its time-out")
  func endless() throws {
    let run = try run(["print(\"start\")", TestCell("print(\"in\")\nwhile true {}", timeout: 0.5), "print(2)"])
    #expect(run.statuses == [.ok, .timeout, .notRun])
    #expect(run.results[1].standardOutput == "in\n")
    #expect(run.results[1].failure?.message.contains("longer than its 0.5 s") == true)
  }

  @Test("A lesson has a time-out of its own")
  func lessonTimeout() throws {
    let run = try run(["import Foundation\nwhile true { usleep(1000) }", "print(1)"]) { $0.lessonTimeout = 1 }
    #expect(run.statuses == [.timeout, .notRun])
    #expect(run.interruption != nil)
  }

  @Test("With errors allowed a time-out does not end the lesson")
  func endlessAllowed() throws {
    let run = try run(["var n = 1", TestCell("n = 9\nwhile true {}", timeout: 0.3), "n"]) { $0.allowsErrors = true }
    #expect(run.statuses == [.ok, .timeout, .ok])
    #expect(run.texts[2] == "1")
  }

  @Test("A flood of output is cut, and the page says so")
  func flood() throws {
    let run = try run(["for i in 0..<400_000 { print(\"line\", i) }", "print(\"next\")"])
    #expect(run.isSuccess)
    #expect(run.results[0].standardOutput.utf8.count == 1_000_000)
    guard case .remark(let text)? = run.results[0].outputs.last else { throw Missing() }
    #expect(text.hasPrefix("Output cut after 1 MB"))
    #expect(run.texts[1] == "next\n")
  }

  @Test("An endless flood ends at its time-out")
  func endlessFlood() throws {
    let run = try run([TestCell("while true { print(\"again and again\") }", timeout: 1)])
    #expect(run.statuses == [.timeout])
    #expect(run.results[0].standardOutput.utf8.count == 1_000_000)
  }

  @Test("Memory is bounded: all at once, and little by little")
  func memory() throws {
    for source in [
      "let all = [UInt8](repeating: 1, count: 1 << 36)\nprint(all.count)",
      "var parts: [[UInt8]] = []\nwhile true { parts.append([UInt8](repeating: 1, count: 1 << 20)) }",
    ] {
      let run = try run([TestCell(source), "print(1)"]) { $0.memoryLimit = 400_000_000 }
      #expect(run.statuses == [.crash, .notRun])
      #expect(run.results[0].failure?.message.contains("memory") == true)
    }
  }

  @Test("exit, _exit and abort do not end the command")
  func exits() throws {
    let called = try run(["import Foundation\nprint(\"bye\")\nexit(3)", "print(1)"])
    #expect(called.statuses == [.crash, .notRun])
    #expect(called.results[0].failure?.message == "The cell called exit(3), which ended the kernel.")
    #expect(called.results[0].standardOutput == "bye\n")
    let silent = try run(["import Foundation\n_exit(0)"])
    #expect(silent.results[0].failure?.message == "The cell called exit(0), which ended the kernel.")
    let aborted = try run(["import Foundation\nabort()"])
    #expect(aborted.statuses == [.crash])
    let killed = try run(["import Foundation\nkill(getpid(), SIGKILL)"])
    #expect(killed.results[0].failure?.message.contains("killed") == true)
    let ended = try run(["import Foundation\nraise(SIGTERM)"])
    #expect(ended.results[0].failure?.message == "The cell was ended by SIGTERM (Terminated).")
  }

  @Test("A fork fails its cell; its child does not go on with the lesson")
  func fork() throws {
    let run = try run([
      """
      import Foundation
      typealias Fork = @convention(c) () -> Int32
      let fork = unsafeBitCast(dlsym(nil, "fork"), to: Fork.self)
      let child = fork()
      if child == 0 { print("child") } else { print("parent") }
      """, "print(\"next\")",
    ])
    #expect(run.statuses == [.crash, .notRun])
    #expect(run.results[0].standardOutput == "parent\n")
    #expect(run.results[0].failure?.message.contains("forked") == true)
  }

  @Test("Closing its output fails a cell")
  func closesOutput() throws {
    for source in ["import Foundation\nclose(1)\nprint(\"gone\")", "import Foundation\nfclose(stdout)", "import Foundation\nfor d in 0..<64 { close(Int32(d)) }"] {
      let run = try run([TestCell(source, timeout: 5), "print(1)"])
      #expect(run.statuses == [.crash, .notRun])
      #expect(run.results[0].failure?.message.contains("closed") == true, "\(source)")
    }
  }

  @Test("What a cell redirects or a killed subprocess has written is shown")
  func redirected() throws {
    for _ in 1...3 {
      let run = try run(["import Foundation\nlet done = dup2(2, 1)\nprint(\"redirected\")", "print(\"after\")"])
      #expect(run.results.map(\.standardError) == ["redirected\n", "after\n"])
    }
    let killed = try run([
      "import Foundation\nlet p = Process()\np.executableURL = URL(fileURLWithPath: \"/bin/sh\")\np.arguments = [\"-c\", \"echo done; kill -9 $PPID\"]\ntry p.run()\np.waitUntilExit()"
    ])
    #expect(killed.results[0].standardOutput == "done\n")
  }

  @Test("No process outlives the lesson, not even one that has left its session")
  func daemons() throws {
    let mark = "3\(Int.random(in: 100_000...999_999))"
    _ = try run([
      TestCell("import Foundation\nlet p = Process()\np.executableURL = URL(fileURLWithPath: \"/bin/sh\")\np.arguments = [\"-c\", \"setsid sleep \(mark) & sleep \(mark) & echo started\"]\ntry p.run()\nusleep(400_000)")
    ])
    let found = Process()
    found.executableURL = URL(fileURLWithPath: "/bin/sh")
    found.arguments = ["-c", "cat /proc/[0-9]*/cmdline 2>/dev/null | tr '\\0' ' ' | grep -c 'slee[p] \(mark)' | grep -v '^0$'"]
    try found.run()
    found.waitUntilExit()
    #expect(found.terminationStatus == 1)
  }

  @Test("Standard output, standard error, displays and a subprocess's output stay in order and in their cells")
  func order() throws {
    let run = try run([
      """
      import Foundation
      print("one")
      fputs("two\\n", stderr)
      display(3)
      FileHandle.standardError.write(Data("four\\n".utf8))
      FileHandle.standardOutput.write(Data("five\\n".utf8))
      print("six", terminator: "")
      """,
      "let p = Process()\np.executableURL = URL(fileURLWithPath: \"/bin/echo\")\np.arguments = [\"from echo\"]\ntry p.run()\np.waitUntilExit()",
      "print(\"after\")",
    ])
    #expect(
      run.results[0].outputs == [
        .standardOutput("one\n"), .standardError("two\n"), .display(.text("3")), .standardError("four\n"),
        .standardOutput("five\nsix"),
      ])
    #expect(run.results[1].standardOutput == "from echo\n")
    #expect(run.texts[2] == "after\n")
  }

  @Test("An interruption stops the cell and keeps what it has put out")
  func interruption() throws {
    var ends: [Int32] = [-1, -1]
    #expect(pipe(&ends) == 0)
    let write = ends[1]
    Thread.detachNewThread {
      usleep(1_500_000)
      var byte: UInt8 = 1
      _ = Foundation.write(write, &byte, 1)
    }
    let read = ends[0]
    let run = try run(["print(\"done\")", "print(\"begun\")\nwhile true {}", "print(3)"]) { $0.interruption = read }
    #expect(run.results.map(\.status) == [.ok, .notRun, .notRun])
    #expect(run.results[1].standardOutput == "begun\n")
    #expect(run.interruption != nil)
  }

  struct Missing: Error {}
}
