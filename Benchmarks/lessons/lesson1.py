"""What the cells of lesson 1 are in Python, by their labels; hidden cells by what they test.

What Swift's compiler refuses is an error at run time here.
"""

PYTHON = {
    "import": """
import numpy as np
import matplotlib.pyplot as plt

squares = np.arange(5.0) ** 2
squares.mean()
""",
    "interpolation": """
number = 3.141592
sentence = f"String formatting allows including variables like {number:.2f}."
print(sentence)
""",
    "padding": """
def padded(value, width):
    text = str(value)
    return " " * max(0, width - len(text)) + text

for name, height in [("Ada", 165), ("Grace", 168), ("Blaise", 72)]:
    print(f"{padded(name, 8)} {padded(height, 5)} cm")
""",
    "raw-text": r"""
print(r"C:\temp\{not a value}")
""",
    "find": """
start = sentence.find("variable")
if start >= 0:
    print(f"Starting from index {start}: '{sentence[start : start + len('variable')]}'")
""",
    "find-missing": """
def position(word, text):
    return text.find(word)

print(position("missing", sentence))
""",
    "regex": r"""
import re

match = re.search(r"(?P<whole>\d+)\.(?P<fraction>\d+)", sentence)
if match:
    print(f"found {match[0]}: {match['whole']} and {match['fraction']}")
""",
    "images": """
letter_t = [
    [0, 0, 0, 0, 0],
    [0, 1, 1, 1, 0],
    [0, 0, 1, 0, 0],
    [0, 0, 1, 0, 0],
    [0, 0, 0, 0, 0],
]
plus_sign = [
    [0, 0, 0, 0, 0],
    [0, 0, 1, 0, 0],
    [0, 1, 1, 1, 0],
    [0, 0, 1, 0, 0],
    [0, 0, 0, 0, 0],
]
hook = [
    [0, 0, 0, 0, 0],
    [0, 1, 1, 0, 0],
    [0, 0, 1, 0, 0],
    [0, 0, 1, 0, 0],
    [0, 0, 0, 0, 0],
]
images = [letter_t, plus_sign, hook]
""",
    "fig-three": """
fig, axes = plt.subplots(1, 3, figsize=(7.2, 2.6))
axes[0].imshow(images[0])
axes[0].set_title("Example 1")
axes[1].imshow(images[1])
axes[1].set_title("Example 2")
axes[2].imshow(images[2])
axes[2].set_title("Example 3")
plt.show()
""",
    "fig-loop": """
fig, axes = plt.subplots(1, 3, figsize=(7.2, 2.6))
for number, image in enumerate(images):
    axes[number].imshow(image)
    axes[number].set_title(f"Example {number}")
plt.show()
""",
    "axes-list": """
def draw_panel(ax, number):
    ax.imshow(images[number])
    ax.set_title(f"Example {number}")

panels = [lambda ax, number=number: draw_panel(ax, number) for number in range(len(images))]
print(f"{len(panels)} axes, of type {type(panels)}")
""",
    "fig-space": """
random = np.random.RandomState(1)
cloud = random.multivariate_normal([1, 2, 4], np.eye(3), 100)

fig = plt.figure(figsize=(8, 2.6))
ax = fig.add_subplot(1, 4, 1, projection="3d")
ax.scatter(cloud[:, 0], cloud[:, 1], cloud[:, 2])
ax.set(xlabel="x", ylabel="y", zlabel="z", title="In space")
for place, draw in enumerate(panels):
    draw(fig.add_subplot(1, 4, place + 2))
plt.show()
""",
    "inference": """
counter = 1
text = "This is a test"
country_codes = {"Switzerland": 41, "France": 33, "Italy": 39, "UK": 44, "Germany": 49}

print(type(counter), type(text), type(country_codes))
""",
    "annotations": """
counter: int = 1
text: str = "This is a test"
country_codes: dict[str, int] = {"Switzerland": 41, "France": 33, "Italy": 39, "UK": 44, "Germany": 49}
""",
    "other-type": """
text = 100
text.upper()
""",
    "mixed-numbers": """
wines = "1599"
share = 0.53
print(wines * share)
""",
    "conversion": """
wines = 1599
share = 0.53
print(float(wines) * share)
""",
    "annotated-function": """
def divide_ten_by(numbers: list[float]) -> None:
    for number in numbers:
        print(f"10/{number} = {10 / number}")

divisors: list[float] = [0.5, 20.0, 100.0]
divide_ten_by(divisors)
""",
    "own-types": """
class Person:
    def __init__(self, name, birthday=None):
        self.name, self.birthday = name, birthday

alice: Person = Person("Alice")
print(alice.name, alice.birthday or "has not told us when she was born")
""",
    "no-eval": """
data = np.array([10, 20, 30])
evaluate("print(data ** 2)")
""",
    "by-name": """
data = np.array([10, 20, 30])
operations = {"square": lambda x: x ** 2, "double": lambda x: x * 2}

operation = operations.get("square")
if operation:
    print(operation(data))
print(operations.get("erase all files") is None)
""",
    "json": """
import json

class Settings:
    def __init__(self, trees, maxDepth=None):
        if not isinstance(trees, int):
            raise TypeError("trees: a whole number was expected")
        self.trees, self.max_depth = trees, maxDepth

settings = Settings(**json.loads('{"trees": 100, "maxDepth": 8}'))
print(vars(settings))
""",
    "wrong-json": """
Settings(**json.loads('{"trees": "many"}'))
""",
    "tokens": r"""
class FormulaError(Exception):
    pass

def signs(formula):
    sign = re.compile(r"\s*(\d+|[A-Za-z_]\w*|\*\*|[-+*()])")
    found, place = [], 0
    while match := sign.match(formula, place):
        found.append(match[1])
        place = match.end()
    if formula[place:].strip():
        raise FormulaError(f"what does '{formula[place:]}' mean?")
    return found

signs("(data + 1) ** 2")
""",
    "parser": """
class Formula:
    strengths = {"+": 1, "-": 1, "*": 2, "**": 3}

    def __init__(self, signs, names):
        self.signs, self.names = signs, names

    def result(self, least=1):
        left = self.atom()
        while self.signs and self.strengths.get(self.signs[0], 0) >= least:
            sign = self.signs.pop(0)
            strength = self.strengths[sign]
            right = self.result(strength if sign == "**" else strength + 1)
            if sign == "+":
                left = left + right
            elif sign == "-":
                left = left - right
            elif sign == "*":
                left = left * right
            else:
                left = left ** right
        return left

    def atom(self):
        sign = self.signs.pop(0) if self.signs else "the end"
        if sign.isdigit():
            return np.array([int(sign)])
        if sign in self.names:
            return self.names[sign]
        if sign != "(":
            raise FormulaError(f"not expected: {sign}")
        inner = self.result()
        if not self.signs or self.signs.pop(0) != ")":
            raise FormulaError("no )")
        return inner
""",
    "evaluate": """
def evaluate(text, names):
    formula = Formula(signs(text), names)
    value = formula.result()
    if formula.signs:
        raise FormulaError(f"'{''.join(formula.signs)}' is left over")
    return value

print(evaluate("data ** 2", {"data": data}))
print(evaluate("2 * (data + 1) - data", {"data": data}))
""",
    "bad-formula": """
evaluate("data ** ", {"data": data})
""",
    "function": """
def fahrenheit_to_celsius(degrees):
    return (degrees - 32) * 5 / 9

fahrenheit_to_celsius(98.6)
""",
    "closure": """
to_celsius = lambda degrees: (degrees - 32) * 5 / 9

to_celsius(98.6)
""",
    "anonymous": """
(lambda degrees: (degrees - 32) * 5 / 9)(98.6)
""",
    "capture": """
def make_counter():
    count = 0
    def step():
        nonlocal count
        count += 1
        return count
    return step

advance = make_counter()
print(advance(), advance(), advance())

another = make_counter()
print(another())
""",
    "squares": """
def squared_numbers(limit):
    number = 0
    while number < limit:
        yield number * number
        number += 1

squared_numbers(10)
""",
    "five-times": """
generator = squared_numbers(10)
for _ in range(4):
    next(generator)

print(next(generator))
print(generator)
""",
    "for-loop": """
for square in squared_numbers(10):
    print(square)
""",
    "all-at-once": """
list(squared_numbers(10))
""",
    "sequence-function": """
import itertools

def halved(value):
    while True:
        yield value
        value /= 2

print(list(itertools.islice(halved(1.0), 5)))
""",
    "lazy": """
wanted = filter(lambda square: square % 5 == 1, map(lambda n: n * n, itertools.count()))

print(list(itertools.islice(wanted, 3)))
""",
    "async": """
import asyncio

async def measurements():
    for second in range(1, 4):
        await asyncio.sleep(0.005)
        yield 20 + second / 2

async for temperature in measurements():
    print(f"{temperature} °C")
""",
    "map": """
web_colors = {"green": 0x008000, "red": 0xFF0000, "blue": 0x0000FF, "yellow": 0xFFFF00}

def rgb(name):
    code = web_colors.get(name, 0)
    return tuple((code >> shift & 255) / 255 for shift in (16, 8, 0))

print(list(map(rgb, ["green", "red", "blue", "yellow"])))
""",
    "map-two": """
decimals = [3.14159, 2.71828, 1.61803]
print(list(map(round, decimals, range(1, 4))))
""",
    "filter": """
def has_passed(grade):
    return grade > 4

grades = [5.5, 6.0, 2.0, 3.5, 4.5]
list(filter(has_passed, grades))
""",
    "filter-closure": """
list(filter(lambda grade: grade > 4, grades))
""",
    "map-closure": """
list(map(lambda grade: grade > 4, grades))
""",
    "reduce": """
def number_or_none(text):
    try:
        return float(text)
    except ValueError:
        return None

print(sum(grades) / len(grades))
print([n for n in map(number_or_none, ["5.5", "sick", "6"]) if n is not None])
print(list(map(len, ["red", "green"])))
""",
    "variadic": """
def print_arguments(first, *others, **options):
    print(first)
    if others:
        print(others)
    if options:
        print(options)
""",
    "missing-argument": """
print_arguments()
""",
    "one-argument": """
print_arguments(1)
""",
    "three-arguments": """
print_arguments(1, 2, 3)
""",
    "labelled-arguments": """
print_arguments(1, 2, 3, 4, color="red", marker="x")
""",
    "labels": """
def rectangle(*, width, height):
    return width * height

rectangle(width=3.0, height=4.0)
""",
    "wrong-label": """
rectangle(width=3.0, hight=4.0)
""",
    "wrong-order": """
rectangle(4.0, width=3.0)
""",
    "no-labels": """
rectangle(3.0, 4.0)
""",
    "any-labels": """
def plot(*values, **settings):
    for value in values:
        print(f"a value: {value}")
    for label, value in settings.items():
        print(f"{label}: {value}")

plot(1, 2, color="red", marker="x")
""",
    "plain": """
def fahrenheit_to_celsius(degrees):
    return (degrees - 32) * 5 / 9

fahrenheit_to_celsius(80.0)
""",
    "decorator": """
def printing_whole(function):
    def wrapper(*arguments, **options):
        result = function(*arguments, **options)
        print(int(result))
        return result
    return wrapper

decorated = printing_whole(fahrenheit_to_celsius)
decorated(80.0)
""",
    "twice": """
printing_whole(decorated)(80.0)
""",
    "decorator-settings": """
def whole(saying=None):
    def wrap(function):
        def wrapper(*arguments, **options):
            if saying:
                print(saying)
            return int(function(*arguments, **options))
        return wrapper
    return wrap

whole_celsius = whole(saying="Get rid of decimals!")(fahrenheit_to_celsius)
whole_celsius(80.0)
""",
    "memory": """
def remembering(function):
    known = {}
    def wrapper(argument):
        if argument not in known:
            known[argument] = function(argument)
        return known[argument]
    return wrapper

@remembering
def square(number):
    print(f"squaring {number}")
    return number * number

print(square(12), square(12))
""",
    "property-wrapper": """
class Clamped:
    def __init__(self, value, low, high):
        self.low, self.high, self.value = low, high, min(max(value, low), high)

    def __get__(self, owner, kind):
        return self.value

    def __set__(self, owner, value):
        self.value = min(max(value, self.low), self.high)

class Oven:
    temperature = Clamped(20.0, 0.0, 250.0)

oven = Oven()
oven.temperature = 900.0
print(oven.temperature)
""",
    "time-it": """
import time

def in_units(seconds):
    if seconds >= 1:
        return f"{seconds:.2f} s"
    if seconds >= 1e-3:
        return f"{seconds * 1e3:.2f} ms"
    if seconds >= 1e-6:
        return f"{seconds * 1e6:.2f} µs"
    return f"{seconds * 1e9:.0f} ns"

def time_it(name, work, runs=7):
    work()
    start = time.perf_counter()
    work()
    once = time.perf_counter() - start
    loops = max(1, int(min(100_000, 0.002 / once)))
    seconds = []
    for _ in range(runs):
        start = time.perf_counter()
        for _ in range(loops):
            work()
        seconds.append((time.perf_counter() - start) / loops)
    print(f"{name}: {in_units(np.mean(seconds))} ± {in_units(np.std(seconds))} ({runs} runs of {loops})")
""",
    "fig-pi": """
rain = np.random.RandomState(1234)
drops = rain.random_sample((1000, 2))
is_inside = (drops ** 2).sum(axis=1) < 1
angles = np.linspace(0, np.pi / 2, 100)

fig, ax = plt.subplots(figsize=(3.6, 3.6))
ax.scatter(drops[is_inside, 0], drops[is_inside, 1], color="blue", s=9)
ax.scatter(drops[~is_inside, 0], drops[~is_inside, 1], color="gray", s=9)
ax.plot(np.cos(angles), np.sin(angles), color="black")
ax.set(xlim=(0, 1), ylim=(0, 1), aspect=1)
plt.show()
""",
    "pi": """
def estimate_pi(points):
    np.random.seed(1234)
    inside = 0
    for _ in range(points):
        x = np.random.random()
        y = np.random.random()
        if x * x + y * y < 1:
            inside += 1
    return 4 * inside / points

print(estimate_pi(100_000))
""",
    "pi-optimised": """
from numba import jit

@jit
def estimate_pi_faster(points):
    np.random.seed(1234)
    inside = 0
    for _ in range(points):
        x = np.random.random()
        y = np.random.random()
        if x * x + y * y < 1:
            inside += 1
    return 4 * inside / points

print(estimate_pi_faster(100_000))
""",
    "pi-times": """
time_it("as it is ", lambda: estimate_pi(100_000))
time_it("optimised", lambda: estimate_pi_faster(100_000))
""",
    "loops": """
def sum_of_squares(values):
    total = 0.0
    for index in range(len(values)):
        total += values[index] * values[index]
    return total
""",
    "loops-optimised": """
@jit
def sum_of_squares_faster(values):
    total = 0.0
    for index in range(len(values)):
        total += values[index] * values[index]
    return total
""",
    "loop-times": """
numbers = [float(n % 7) for n in range(100_000)]
array = np.array(numbers)

time_it("as it is ", lambda: sum_of_squares(numbers))
time_it("optimised", lambda: sum_of_squares_faster(array))
time_it("one array", lambda: array @ array)
""",
    "mapped": """
digits = np.load("data/mnist_data_5k.npy", mmap_mode="r")
labels = np.load("data/mnist_labels_5k.npy", mmap_mode="r")

print(digits.shape, labels.shape)
""",
    "mapped-or-loaded": """
loaded = np.load("data/mnist_data_5k.npy")

print(type(digits), type(loaded), np.array_equal(digits, loaded))
""",
    "fig-digits": """
fig, axes = plt.subplots(1, 10, figsize=(9.6, 1.3))
for number, ax in enumerate(axes):
    ax.imshow(digits[number].reshape(28, 28), cmap="gray")
    ax.set_title(labels[number])
    ax.axis("off")
plt.show()
""",
    "batches-start": """
def batches_of(data, labels, batch_size):
    return
    yield  # Your turn: hand out one batch after the other.

batches = batches_of(digits, labels, 10)
print(next(batches, "There is no batch yet."))
""",
    "batches-solution": """
def batches_of(data, labels, batch_size):
    for position in range(0, len(labels) - batch_size + 1, batch_size):
        yield data[position : position + batch_size], labels[position : position + batch_size]

batches = batches_of(digits, labels, 10)
""",
    "test: batches": """
tested = batches_of(digits, labels, 10)
first_batch = next(tested)
assert first_batch[0].shape == (10, 784), "ten digits have the shape (10, 784)"
assert (first_batch[1] == labels[:10]).all(), "the first batch should hold the labels 0 to 9"
assert (next(tested)[1] == labels[10:20]).all(), "the second batch should hold the labels 10 to 19"
assert sum(1 for _ in batches_of(digits, labels, 300)) == 16, "5,000 examples make 16 whole batches of 300"
""",
    "fourth": """
for _ in range(3):
    next(batches)

print(f"Target labels in this batch: {next(batches)[1]}")
""",
}
