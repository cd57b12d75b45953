import ArgumentParser

/// The `mlnb` command: its subcommands, options and terminal text.
public struct MLNB: ParsableCommand {
  public static let configuration = CommandConfiguration(commandName: "mlnb", abstract: "Make lessons run.")
  public init() {}
}
