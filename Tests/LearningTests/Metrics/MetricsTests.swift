import Arrays
import Learning
import Testing

@Suite struct MetricsTests {
  private let sets: [Reference]

  init() throws { sets = try Reference(file: "metrics")["sets"].list }

  @Test("errors of regression", arguments: 0..<3)
  func regression(set: Int) {
    let reference = sets[set]
    for expected in reference["regression"].list {
      let (truth, guess) = (expected["truth"].array, expected["guess"].array)
      expectClose(r2Score(truth, guess), expected["r2"].double)
      expectClose(explainedVarianceScore(truth, guess), expected["explained"].double)
      expectClose(meanSquaredError(truth, guess), expected["squared"].double)
      expectClose(rootMeanSquaredError(truth, guess), expected["root"].double)
      expectClose(meanAbsoluteError(truth, guess), expected["absolute"].double)
      expectClose(meanAbsolutePercentageError(truth, guess), expected["percentage"].double)
      expectClose(medianAbsoluteError(truth, guess), expected["median"].double)
    }
    let first = reference["regression"].list[0]
    expectClose(maxError(first["truth"].array, first["guess"].array), reference["maximum"].double)
    #expect(r2Score([2.0, 2], [2.0, 2]) == 1)
    #expect(r2Score([2.0, 2], [2.0, 3]) == 0)
  }

  @Test("scores of two classes", arguments: 0..<3)
  func binary(set: Int) {
    let reference = sets[set]
    let expected = reference["binary"]
    let (truth, guess, scores) = (expected["truth"].integers, expected["guess"].integers, expected["scores"].array)
    let curve = rocCurve(truth, scores: scores)
    expectClose(curve.falsePositiveRates, expected["fpr"].array)
    expectClose(curve.truePositiveRates, expected["tpr"].array)
    #expect(curve.thresholds == expected["thresholds"].array)
    let all = rocCurve(truth, scores: scores, droppingIntermediate: false)
    expectClose(all.falsePositiveRates, expected["allFPR"].array)
    expectClose(all.truePositiveRates, expected["allTPR"].array)
    expectClose(rocAUCScore(truth, scores: scores), expected["auc"].double)
    let precisionRecall = precisionRecallCurve(truth, scores: scores)
    expectClose(precisionRecall.precision, expected["precisions"].array)
    expectClose(precisionRecall.recall, expected["recalls"].array)
    #expect(precisionRecall.thresholds == expected["cuts"].array)
    expectClose(averagePrecisionScore(truth, scores: scores), expected["average"].double)
    expectClose(logLoss(truth, probabilities: expected["probabilities"].array), expected["logLoss"].double)
    expectClose(precisionScore(truth, guess), expected["precision"].double)
    expectClose(recallScore(truth, guess), expected["recall"].double)
    expectClose(f1Score(truth, guess), expected["f1"].double)
  }

  @Test("scores of several classes", arguments: 0..<3)
  func several(set: Int) {
    let reference = sets[set]
    let expected = reference["several"]
    let (truth, guess) = (expected["truth"].texts, expected["guess"].texts)
    #expect(confusionMatrix(truth, guess) == expected["confusion"].integers)
    expectClose(accuracyScore(truth, guess), expected["accuracy"].double)
    expectClose(balancedAccuracyScore(truth, guess), expected["balanced"].double)
    expectClose(matthewsCorrelation(truth, guess), expected["matthews"].double)
    expectClose(cohenKappaScore(truth, guess), expected["kappa"].double)
    for (average, name) in [(Averaging.micro, "micro"), (.macro, "macro"), (.weighted, "weighted")] {
      let values = expected["averages"][name].doubles
      expectClose(precisionScore(truth, guess, average: average), values[0])
      expectClose(recallScore(truth, guess, average: average), values[1])
      expectClose(f1Score(truth, guess, average: average), values[2])
    }
    #expect(classificationReport(truth, guess) == expected["report"].text)
    #expect(classificationReport(truth, guess, digits: 3) == expected["report3"].text)
  }

  @Test("scores of clusters", arguments: 0..<3)
  func clusters(set: Int) {
    let reference = sets[set]
    let expected = reference["clusters"]
    let (x, truth, labels) = (expected["x"].array, expected["truth"].integers, expected["labels"].integers)
    expectClose(adjustedRandScore(truth, labels), expected["rand"].double)
    let parts = homogeneityCompletenessVMeasure(truth, labels)
    expectClose([parts.homogeneity, parts.completeness, parts.vMeasure] as NDArray, expected["vMeasure"].array)
    expectClose(normalizedMutualInformation(truth, labels), expected["information"].double)
    expectClose(silhouetteSamples(x, labels: labels), expected["silhouettes"].array)
    expectClose(silhouetteScore(x, labels: labels), expected["silhouette"].double)
    expectClose(calinskiHarabaszScore(x, labels: labels), expected["calinski"].double)
    expectClose(daviesBouldinScore(x, labels: labels), expected["davies"].double)
  }
}
