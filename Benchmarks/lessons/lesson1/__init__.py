"""What the cells of lesson 1 are in Python, by their labels; hidden cells by what they test.

What Swift's compiler refuses is an error at run time here.
"""

from . import decorators, functions, speed, texts_and_figures, types

PYTHON = {**texts_and_figures.PYTHON, **types.PYTHON, **functions.PYTHON, **decorators.PYTHON, **speed.PYTHON}
