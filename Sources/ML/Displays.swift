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
    let rendition = rendition
    var display = Display(alternativeText: rendition.alternativeText, width: rendition.width, caption: caption)
    display.add(Display.MIMEType.text, rendition.alternativeText)
    display.add(Display.MIMEType.drawList, rendition.drawList)
    display.representations.append(
      .init(type: rendition.isPNG ? Display.MIMEType.png : Display.MIMEType.svg, bytes: rendition.picture))
    if let narrow = rendition.narrowPicture {
      display.representations.append(.init(type: Display.MIMEType.narrowSVG, bytes: narrow))
    }
    display.problems = rendition.problems
    return display
  }
}
