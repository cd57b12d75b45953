"""Lesson 1: texts, and figures with several axes."""

PYTHON = {
    "import": """
import numpy as np
import matplotlib.pyplot as plt

squares = np.arange(5.0) ** 2
squares.mean()
""",
    "shape": """
table = np.arange(6.0).reshape(2, 3)
print(table)
print(table.shape)
""",
    "broadcasting": """
hundreds = np.array([100, 200, 300])
print(10 * table + 1)
print(table + hundreds)
""",
    "picking": """
print(table[1, 2])
print(table[1])
print(table[:, 0])
print(table[0, 1:])
""",
    "mask": """
is_large = table > 2
print(is_large)
print(table[is_large])
""",
    "along-axes": """
print(table.mean())
print(table.mean(axis=0))
print(table.mean(axis=1))
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
}
