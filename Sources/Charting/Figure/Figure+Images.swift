extension Figure {
  /// A grid of images, each with its title and without ticks.
  ///
  /// ```swift
  /// Figure(images: digits, titles: labels.map { "Label: \($0)" }, columns: 10)
  /// ```
  /// - Parameters:
  ///   - images: The images: rows of numbers or of colours.
  ///   - titles: What stands over each; fewer will do.
  ///   - columns: How many stand side by side; by default up to ten.
  ///   - size: Width and height in inches; the height follows from the images if they need less.
  ///   - title: What stands over all.
  ///   - colorMap: Colours for numbers.
  ///   - limits: The numbers at the colour map's ends, for all images; by default each image's own.
  public init(
    images: [any ChartGrid], titles: [String] = [], columns: Int? = nil, size: (Double, Double)? = nil,
    title: String = "", colorMap: ColorMap = .viridis, limits: ClosedRange<Double>? = nil
  ) {
    let wanted = columns ?? min(max(images.count, 1), 10)
    let axes = images.enumerated().map { k, image in
      Axes(title: k < titles.count ? titles[k] : "", marks: [Image(image, colorMap: colorMap, limits: limits)])
        .ticks(x: [Double](), y: [Double]())
    }
    self.init(columns: wanted, size: size, title: title, axes: axes)
  }
}
