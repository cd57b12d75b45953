// How the runtime's values are displayed in a page.

extension NDArray: ShownAsDebugDescription {}

extension DataFrame: Displayable {
  /// The frame as text, as pandas prints it, and as a table.
  public var display: Display {
    var display = Display.text(description)
    display.add(Display.MIMEType.html, html)
    return display
  }
}

extension Figure: Displayable {
  /// The figure as a picture, with its draw list and a text for readers who do not see it.
  public var display: Display {
    var display = Display.text(alternativeText)
    display.add(Display.MIMEType.drawList, drawList)
    display.add(Display.MIMEType.svg, svg)
    display.alternativeText = alternativeText
    display.width = width
    return display
  }
}
