import NotebookModel
import Testing

@Suite struct TerminalTextTests {
  @Test func aTerminalsTextIsWhatItWouldShow() {
    #expect(terminalText("plain ünïcode\n\ttab\n") == "plain ünïcode\n\ttab\n")
    #expect(terminalText("10%\r50%\r100%\ndone\r\n") == "100%\ndone\n")
    #expect(terminalText("\u{1B}[1;31mred\u{1B}[0m \u{1B}]8;;https://x\u{07}link\u{1B}]8;;\u{1B}\\!") == "red link!")
    #expect(terminalText("aß\u{8}b") == "ab")
    #expect(terminalText("nul\0 bell\u{7} del\u{7F}") == "nul␀ bell␇ del␡")
    #expect(terminalText("\u{1B}[") == "")
    #expect(terminalText("\u{1B}") == "")
  }
}
