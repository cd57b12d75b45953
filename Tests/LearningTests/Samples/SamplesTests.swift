import Arrays
import Learning
import Testing

@Suite struct SamplesTests {
  @Test("a seed draws scikit-learn's made-up data")
  func matchesScikitLearn() throws {
    let reference = try Reference(file: "selection")
    #expect(reference["made"].list.count == 30)
    for expected in reference["made"].list {
      let seed = expected["seed"].int
      let data: Examples<NDArray, IntArray> =
        switch expected["name"].text {
        case "classification": makeClassification(count: 60, seed: seed)
        case "classificationPlane":
          makeClassification(count: 50, features: 2, informative: 2, redundant: 0, clustersPerClass: 1, seed: seed)
        case "classificationSeveral":
          makeClassification(
            count: 70, features: 12, informative: 4, redundant: 3, repeated: 2, classes: 3, weights: [0.5, 0.3],
            flipped: 0.2, separation: 2, usesHypercube: false, shift: 0.5, scale: 2, seed: seed)
        case "classificationOrdered":
          makeClassification(count: 30, features: 40, informative: 35, shuffles: false, seed: seed)
        case "blobs": makeBlobs(count: 50, seed: seed)
        case "blobsWide":
          makeBlobs(count: 41, features: 3, centers: 5, deviation: 0.3, box: 0...5, shuffles: false, seed: seed)
        case "blobsGiven": makeBlobs(count: 20, centers: [[0, 0], [5, 5]], deviations: [0.1, 2], seed: seed)
        case "moons": makeMoons(count: 31, noise: 0.1, seed: seed)
        case "moonsPlain": makeMoons(count: 20, shuffles: false)
        default: makeCircles(count: 25, noise: 0.05, factor: 0.5, seed: seed)
        }
      #expect(data.target == expected["y"].integers, "\(expected["name"].text)")
      expectClose(data.features, expected["x"].array, tolerance: 1e-14, expected["name"].text)
    }
  }
}
