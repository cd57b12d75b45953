"""What the cells of lesson 3 are in Python, by their labels; hidden cells by what they test."""

from . import clusters, dimensions, exercises

PYTHON = {**dimensions.PYTHON, **clusters.PYTHON, **exercises.PYTHON}
