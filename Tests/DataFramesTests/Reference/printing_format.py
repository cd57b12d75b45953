"""How the scripts here write a column and the labels of rows into JSON."""
import numpy as np
import pandas as pd


def stored(values):
    """A column as type and values; numbers as their shortest text so that NaN and infinities survive."""
    dtype = str(values.dtype)
    kind = {"float64": "number", "int64": "integer", "Int64": "integer", "bool": "boolean",
            "object": "boolean", "str": "string"}[dtype]
    items = []
    for value in values:
        if kind == "number":
            items.append(repr(float(value)))
        elif value is None or value is pd.NA or (isinstance(value, float) and np.isnan(value)):
            items.append(None)
        elif kind == "integer":
            items.append(str(int(value)))
        elif kind == "boolean":
            items.append("true" if value else "false")
        else:
            items.append(value)
    return {"type": kind, "values": items}


def levels(index):
    if isinstance(index, pd.RangeIndex):
        return {"range": [index.start, len(index), index.step], "names": list(index.names)}
    frame = index.to_frame(index=False)
    return {"levels": [stored(frame.iloc[:, i]) for i in range(frame.shape[1])], "names": list(index.names)}
