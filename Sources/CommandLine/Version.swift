extension MLNB {
  /// The version of the command and its runtime.
  public static let version = "0.1.0"
}
