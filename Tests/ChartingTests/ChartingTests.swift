import Testing
import Charting
