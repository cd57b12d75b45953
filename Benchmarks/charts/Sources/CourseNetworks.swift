import Charting

/// The figures of the course's lessons 5 to 7.
func networkFigures(_ data: CourseData) -> [(String, Figure)] {
  func whole(_ values: [Double]) -> [Int] { values.map { Int($0) } }
  func history(_ name: String) -> Figure {
    Figure(columns: 2, size: (9, 3)) {
      Axes(title: "Accuracy") {
        Line(data.numbers(name, "accuracy"), label: "Training")
        Line(data.numbers(name, "validation"), label: "Validation")
      }.legend()
      Axes(title: "Loss") {
        Line(data.numbers(name, "loss"))
        Line(data.numbers(name, "validationLoss"))
      }
    }
  }
  let digits = data.images("testDigits", "images")
  let labels = whole(data.numbers("testDigits", "labels"))
  func guesses(_ name: String, _ field: String) -> Figure {
    let guesses = whole(data.numbers(name, field))
    return Figure(
      images: digits, titles: zip(labels, guesses).map { "Target: \($0)\nPred: \($1)" }, columns: 10, size: (10, 5))
  }
  let latent = data.rows("vae", "z")
  let kinds = whole(data.numbers("vae", "labels"))
  return [
    ("5-Neural_Networks-c009-0", history("ffnn")),
    ("5-Neural_Networks-c011-0", guesses("ffnn", "guesses")),
    ("5-Neural_Networks-c014-0", history("cnn")),
    // The course shows the predictions of other images here.
    ("5-Neural_Networks-c014-1", guesses("cnn", "otherGuesses")),
    (
      "5-Neural_Networks-c018-0",
      Figure {
        Axes(title: "Loss") {
          Line(data.numbers("wine", "loss"), label: "Training")
          Line(data.numbers("wine", "test"), label: "Test")
        }.legend()
      }
    ),
    (
      "6-VAE-c008-0",
      Figure(images: data.images("vae", "images"), titles: kinds.prefix(10).map { "Label: \($0)" }, columns: 10, size: (10, 5))
    ),
    (
      "6-VAE-c009-0",
      Figure {
        Axes(x: "Latent dim. $Z_0$", y: "Latent dim. $Z_1$") {
          Scatter(latent[0], latent[1], categories: kinds, colorMap: .tab10)
        }.colorBar()
      }
    ),
    ("7-Image_Segmentation-c005-0", history("lungs")),
  ] + moleculeFigures(data) + segmentationFigures(data)
}

private func moleculeFigures(_ data: CourseData) -> [(String, Figure)] {
  let places = data.rows("molecules", "pca")
  let energy = data.numbers("molecules", "energy")
  let way = data.rows("molecules", "way")
  func plane(_ more: [any Mark] = []) -> Figure {
    Figure {
      Axes(x: "First principal component", y: "Second principal component") {
        Scatter(places[0], places[1], values: energy)
        more
      }.colorBar()
    }
  }
  return [
    ("6-VAE-c011-0", Figure(columns: 5, size: (6.4, 5), axes: data.molecules("first", width: 110))),
    ("6-VAE-c012-0", Figure(columns: 5, size: (6.4, 5), axes: data.molecules("late", width: 110))),
    ("6-VAE-c022-0", plane()),
    ("6-VAE-c023-0", plane([Line(way[0], way[1], color: .red, width: 3.5)])),
    ("6-VAE-c025-0", Figure(columns: 4, size: (9, 7), axes: data.molecules("invented", width: 200))),
  ]
}

extension CourseData {
  /// Molecules as lines and letters, in the colours that chemists give to the elements, and light enough for dark pages.
  ///
  /// - Parameter width: About how wide a molecule's square is, in CSS pixels.
  fileprivate func molecules(_ name: String, width: Double) -> [Axes] {
    let drawings = values["molecules"]?[name] as? [[String: Any]] ?? []
    func color(_ element: String) -> Color {
      (element == "O" ? Color(hex: "#ee4b4b") : (element == "N" ? Color(hex: "#3d8bdb") : nil)) ?? .ink
    }
    return drawings.map { drawing in
      let letters = drawing["letters"] as? [[Any]] ?? []
      let bonds = (drawing["lines"] as? [[Any]] ?? []).map { (element: $0.first as? String, ends: $0.compactMap { $0 as? Double }) }
      let legend = drawing["legend"] as? String ?? ""
      // Each as large as its square holds, with room for the letters; the smallest are not blown up.
      let ends = bonds.map(\.ends).flatMap { [($0[0], $0[1]), ($0[2], $0[3])] }
        + letters.map { $0.compactMap { $0 as? Double } }.map { ($0[0], $0[1]) }
      let (across, up) = (ends.map { abs($0.0) }.max() ?? 0, ends.map { abs($0.1) }.max() ?? 0)
      let own = max(across + 0.7, (up + 0.6) / 0.8, 1.9)
      let reach = legend.isEmpty ? own : own + 1
      // The data's bonds leave the letters a share of their length; 7 pixels are enough.
      let places = letters.map { $0.compactMap { $0 as? Double } }
      let enough = 7 * 2 * reach / width
      func lengthened(_ line: [Double]) -> [Double] {
        let (across, up) = (line[2] - line[0], line[3] - line[1])
        let length = (across * across + up * up).squareRoot()
        let more = max(0, 0.36 - enough) / length
        func isNear(_ x: Double, _ y: Double) -> Bool {
          places.contains { ($0[0] - x) * ($0[0] - x) + ($0[1] - y) * ($0[1] - y) < 0.25 }
        }
        let (first, last) = (isNear(line[0], line[1]) ? more : 0, isNear(line[2], line[3]) ? more : 0)
        return [line[0] - first * across, line[1] - first * up, line[2] + last * across, line[3] + last * up]
      }
      let marks = ["C", "N", "O"].flatMap { element -> [any Mark] in
        let own = bonds.filter { $0.element == element }.map { lengthened($0.ends) }
        guard !own.isEmpty else { return [] }
        // One line for each element, broken between its parts.
        return [
          Line(
            own.flatMap { [$0[0], $0[2], .nan] }, own.flatMap { [$0[1], $0[3], .nan] }, color: color(element),
            style: .solid, width: 1.2)
        ]
      }
      let texts = letters.flatMap { letter -> [any Mark] in
        guard letter.count == 5, let symbol = letter[0] as? String, let hydrogens = letter[1] as? String,
          let x = letter[3] as? Double, let y = letter[4] as? Double
        else { return [] }
        let sides: [String: Text.Side] = ["left": .left, "right": .right, "above": .above, "below": .below]
        let side = sides[letter[2] as? String ?? ""] ?? .right
        let own = Text(symbol, at: (x, y), color: color(symbol), size: 8)
        return hydrogens.isEmpty ? [own] : [own, Text(hydrogens, at: (x, y), side: side, color: color(symbol), size: 8)]
      }
      let words: [any Mark] = legend.isEmpty ? [] : [Text(legend, at: (0, 0.7 - reach), size: 8)]
      return Axes(marks: marks + texts + words).limits(x: -reach...reach, y: -(legend.isEmpty ? 0.8 : 1) * reach...0.8 * reach).aspect(1).axesHidden()
    }
  }
}

private func segmentationFigures(_ data: CourseData) -> [(String, Figure)] {
  func images(_ name: String) -> [[[Double]]] { data.images("lungs", name) }
  guard !images("images").isEmpty else { return [] }
  func compared(_ scans: String, _ masks: String, _ guesses: String) -> Figure {
    Figure(
      images: zip(zip(images(scans), images(masks)), images(guesses)).flatMap { [$0.0, $0.1, $1] },
      titles: ["Image", "Ground truth", "Prediction"], columns: 3, size: (6, 20))
  }
  return [
    (
      "7-Image_Segmentation-c001-0",
      Figure(
        images: zip(images("images"), images("masks")).flatMap { [$0, $1] }, titles: ["Image", "Ground truth"],
        columns: 2, size: (4, 20))
    ),
    ("7-Image_Segmentation-c009-0", compared("images", "masks", "training")),
    ("7-Image_Segmentation-c010-0", compared("testImages", "testMasks", "test")),
  ]
}
