import Testing
import DataFrames
