import Testing
import CellSyntax
