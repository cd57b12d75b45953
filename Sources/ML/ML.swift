@_exported import Arrays
@_exported import DataFrames
@_exported import Learning
@_exported import Charting
@_exported import CellWire
