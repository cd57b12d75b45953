"""Lesson 1: measuring, and the exercise: batches from a file."""

PYTHON = {
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
    def run(loops):
        start = time.perf_counter()
        for _ in range(loops):
            work()
        return time.perf_counter() - start

    work()
    loops = 1
    while run(loops) < 0.002:
        loops *= 2
    seconds = [run(loops) / loops for _ in range(runs)]
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
