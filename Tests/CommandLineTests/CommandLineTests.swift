import Testing
import CommandLine
