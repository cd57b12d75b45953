/// What of foreign markup may enter a page: names of elements and attributes, by language.
struct MarkupPolicy {
  var elements: Set<String>
  var attributes: Set<String>
  /// Elements that are left out together with what they hold; all others not allowed lose only their tags.
  static let dropped: Set<String> = [
    "script", "style", "iframe", "object", "embed", "applet", "template", "noscript", "noembed", "noframes", "textarea",
    "select", "title", "xmp", "plaintext", "foreignobject", "frameset", "math", "head", "svg", "audio", "video", "canvas",
    "form", "button",
  ]

  /// Tables, lists and text.
  static let html = MarkupPolicy(
    elements: [
      "a", "abbr", "b", "blockquote", "br", "caption", "cite", "code", "col", "colgroup", "dd", "del", "details", "dfn",
      "div", "dl", "dt", "em", "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "ins",
      "kbd", "li", "mark", "meter", "ol", "p", "pre", "progress", "q", "s", "samp", "small", "span", "strong", "sub",
      "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "u", "ul", "var", "wbr",
    ],
    attributes: [
      "align", "alt", "aria-hidden", "aria-label", "class", "colspan", "dir", "height", "high", "href", "id", "lang",
      "low", "max", "min", "open", "optimum", "role", "rowspan", "scope", "span", "src", "start", "style", "title",
      "valign", "value", "width",
    ])

  /// Drawings: shapes, text, gradients, clips, no scripts and nothing from elsewhere.
  static let svg = MarkupPolicy(
    elements: [
      "svg", "g", "defs", "symbol", "use", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text",
      "tspan", "title", "desc", "clipPath", "mask", "pattern", "linearGradient", "radialGradient", "stop", "image", "marker",
    ],
    attributes: [
      "alignment-baseline", "aria-hidden", "aria-label", "class", "clip-path", "clip-rule", "clipPathUnits", "color", "cx",
      "cy", "d", "display", "dominant-baseline", "dx", "dy", "fill", "fill-opacity", "fill-rule", "font-family",
      "font-size", "font-style", "font-weight", "fx", "fy", "gradientTransform", "gradientUnits", "height", "href", "id",
      "image-rendering", "letter-spacing", "marker-end", "marker-mid", "marker-start", "markerHeight", "markerUnits",
      "markerWidth", "mask", "maskContentUnits", "maskUnits", "offset", "opacity", "orient", "overflow",
      "paint-order", "patternContentUnits", "patternTransform", "patternUnits", "points", "preserveAspectRatio", "r",
      "refX", "refY", "role", "rotate", "rx", "ry", "shape-rendering", "spreadMethod", "stop-color", "stop-opacity",
      "stroke", "stroke-dasharray", "stroke-dashoffset", "stroke-linecap", "stroke-linejoin", "stroke-miterlimit",
      "stroke-opacity", "stroke-width", "style", "text-anchor", "text-rendering", "textLength", "transform",
      "vector-effect", "viewBox", "visibility", "width", "x", "x1", "x2", "xlink:href", "xml:space", "xmlns", "xmlns:xlink",
      "y", "y1", "y2",
    ])

  /// HTML elements without content.
  static let void: Set<String> = ["br", "hr", "img", "col", "wbr"]

  /// Properties that an HTML `style` attribute may set: nothing that places an element outside its box.
  static let styleProperties: Set<String> = [
    "background", "background-color", "border", "border-bottom", "border-collapse", "border-color", "border-left",
    "border-right", "border-top", "color", "font-family", "font-size", "font-style", "font-variant-numeric",
    "font-weight", "height", "line-height", "max-width", "min-width", "padding",
    "padding-left", "text-align", "text-decoration", "vertical-align", "white-space", "width", "fill", "stroke",
    "stroke-width", "opacity", "fill-opacity", "stroke-opacity", "stop-color", "stop-opacity", "stroke-linecap",
    "stroke-linejoin", "stroke-dasharray", "stroke-miterlimit", "fill-rule", "clip-rule", "text-anchor", "mix-blend-mode",
    "display", "image-rendering", "--width", "--root", "overflow", "isolation", "stroke-dashoffset", "clip-path", "mask", "paint-order",
  ]
}
