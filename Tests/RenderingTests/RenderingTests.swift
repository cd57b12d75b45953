import Testing
import Rendering
