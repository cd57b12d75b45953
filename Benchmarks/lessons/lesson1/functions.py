"""Lesson 1: closures, sequences, and arguments."""

PYTHON = {
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
}
