import NotebookModel
import Testing

@Suite struct EscapingTests {
  @Test func text() {
    #expect(escapeHTML("a < b & c > \"d\" 'e'") == "a &lt; b &amp; c &gt; &quot;d&quot; 'e'")
    #expect(escapeHTML("") == "")
    #expect(escapeHTML("é日\u{1F600}\t\n") == "é日\u{1F600}\t\n")
    #expect(escapeHTML("a\0b\u{1B}[1mc\u{7F}") == "a\u{FFFD}b\u{FFFD}[1mc\u{FFFD}")
    #expect(escapeHTML("</script><script>") == "&lt;/script&gt;&lt;script&gt;")
  }

  @Test func addresses() {
    #expect(escapeAddress("a b.html?x=1&y=\"2\"") == "a%20b.html?x=1&amp;y=%222%22")
    #expect(escapeAddress("é'<>") == "%C3%A9&#x27;%3C%3E")
  }
}
