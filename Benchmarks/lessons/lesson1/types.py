"""Lesson 1: types, and a text as code."""

PYTHON = {
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
}
