# The files that both sides read: 100 MB of orders, and 60 MB of numbers with all their digits.
import sys

import numpy as np
import pandas as pd

folder = sys.argv[1]
random = np.random.RandomState(3)
n = 1_600_000
names = np.array([f"customer {i:05d} of the northern district" for i in range(2000)])
cities = np.array(["Ulm", "Bern", "Kiel", "Rom", "Graz", "Lyon", "Oslo", "Bristol", "Salamanca", "Rotterdam"])
orders = pd.DataFrame({
    "id": np.arange(n),
    "customer": names[random.randint(0, 2000, n)],
    "city": cities[random.randint(0, 10, n)],
    "quantity": random.randint(1, 500, n),
    "price": np.round(random.gamma(2, 20, n), 2),
    "paid": random.uniform(size=n) < 0.9,
})
orders.loc[random.uniform(size=n) < 0.05, "price"] = np.nan
orders.to_csv(f"{folder}/orders.csv", index=False)
numbers = pd.DataFrame({f"x{i}": random.standard_normal(400_000) for i in range(8)})
numbers.to_csv(f"{folder}/numbers.csv", index=False)
