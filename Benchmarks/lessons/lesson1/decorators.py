"""Lesson 1: functions that change functions, and a property with a rule."""

PYTHON = {
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
}
