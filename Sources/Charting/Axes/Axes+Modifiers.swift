extension Axes {
  private func with(_ change: (inout Axes) -> Void) -> Axes {
    var copy = self
    change(&copy)
    return copy
  }

  /// Shows a legend of the marks that have labels.
  ///
  /// - Parameters:
  ///   - placement: Where; by default where it covers least.
  ///   - title: What stands over the entries.
  public func legend(_ placement: LegendPlacement = .best, title: String? = nil) -> Axes {
    with {
      $0.legendPlacement = placement
      $0.legendTitle = title
    }
  }

  /// Shows beside the axes which colours stand for which values.
  public func colorBar(label: String = "") -> Axes {
    with { $0.colorBar = ColorBarOptions(label: label) }
  }

  /// Sets the values at the axes' ends. A range whose ends are turned around is not needed: see ``inverted(x:y:)``.
  public func limits(x: ClosedRange<Double>? = nil, y: ClosedRange<Double>? = nil) -> Axes {
    with {
      if let x { ($0.horizontal.lower, $0.horizontal.upper) = (x.lowerBound, x.upperBound) }
      if let y { ($0.vertical.lower, $0.vertical.upper) = (y.lowerBound, y.upperBound) }
    }
  }

  /// Sets one end of an axis and leaves the other to the data: `.limits(y: 0...)`.
  public func limits(x: PartialRangeFrom<Double>? = nil, y: PartialRangeFrom<Double>?) -> Axes {
    with {
      if let x { $0.horizontal.lower = x.lowerBound }
      if let y { $0.vertical.lower = y.lowerBound }
    }
  }

  /// Sets how the axes map values to places.
  public func scale(x: Scale? = nil, y: Scale? = nil) -> Axes {
    with {
      if let x { $0.horizontal.scale = x }
      if let y { $0.vertical.scale = y }
    }
  }

  /// Turns axes around, so that values grow to the left or downwards.
  public func inverted(x: Bool = false, y: Bool = false) -> Axes {
    with {
      $0.horizontal.isInverted = x
      $0.vertical.isInverted = y
    }
  }

  /// Sets the places of ticks and, if given, what stands there; an empty list leaves the axis bare.
  public func ticks(
    x: (any ChartValues)? = nil, labels xLabels: [String]? = nil, y: (any ChartValues)? = nil,
    yLabels: [String]? = nil
  ) -> Axes {
    with {
      if case .numbers(let values)? = x?.chartData { $0.horizontal.ticks = values }
      if case .numbers(let values)? = y?.chartData { $0.vertical.ticks = values }
      if let xLabels { $0.horizontal.tickLabels = xLabels }
      if let yLabels { $0.vertical.tickLabels = yLabels }
    }
  }

  /// Makes a unit of y `ratio` times as long on the page as a unit of x; 1 makes circles round.
  public func aspect(_ ratio: Double) -> Axes {
    with { if ratio > 0 && ratio.isFinite { $0.aspect = ratio } }
  }

  /// Chooses the grid lines behind the marks.
  public func grid(_ lines: GridLines = .both) -> Axes {
    with { $0.grid = lines }
  }

  /// Hides axes, ticks and frame: the marks alone.
  public func axesHidden(_ isHidden: Bool = true) -> Axes {
    with { $0.showsAxes = !isHidden }
  }

  /// Says how several bars at one place share it.
  public func bars(_ arrangement: BarArrangement) -> Axes {
    with { $0.barArrangement = arrangement }
  }

  /// Sets the colours that series take in turn.
  public func palette(_ palette: Palette) -> Axes {
    with { $0.palette = palette }
  }

  /// Sets what stands over the chart.
  public func title(_ title: String) -> Axes {
    with { $0.title = title }
  }
}
