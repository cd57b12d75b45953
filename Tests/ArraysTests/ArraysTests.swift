import Testing
import Arrays
