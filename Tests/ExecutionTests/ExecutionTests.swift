import Testing
import Execution
