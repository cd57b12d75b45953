"""What pandas reads from CSV texts, handmade and random: reading.json.

Run with pandas 3.1.1 and NumPy 2.4: python3 reading.py
Left out on purpose, since our reader is stricter or typed: lines with more fields than the header (an error
here, an index there), columns that mix booleans or numbers with texts unquoted in pandas' object type.
"""
import io
import json
import pathlib

import numpy as np
import pandas as pd

from printing_format import stored

cases = []


def add(text, separator=",", **more):
    options = dict(sep=separator, float_precision="round_trip")
    options.update(more)
    frame = pd.read_csv(io.StringIO(text), **options)
    columns = []
    for i, name in enumerate(frame.columns):
        column = frame.iloc[:, i]
        if str(column.dtype) == "object" and not all(v is True or v is False or pd.isna(v) for v in column):
            column = column.map(lambda v: v if pd.isna(v) else str(v)).astype("str")
        columns.append({"name": str(name), **stored(column)})
    cases.append({"text": text, "separator": separator, "header": more.get("header", "infer") is not None,
                  "columns": columns, "rows": len(frame)})


add("a,b\n1,2\n3,4\n")
add("a,b\n1,2\n3,4")
add("a,b\r\n1,2\r\n3,4\r\n")
add("a,b\r1,2\r3,4\r")
add("\ufeffa,b\n1,2\n")
add("a;b\n1,5;x\n", ";")
add("a\tb\n1\t\"x\ty\"\n", "\t")
add("a b\n1 2\n3 4\n", " ")
add("a,b\n\n1,2\n\n\n3,4\n\n")
add("a,b\n  \n1,2\n")
add("a,b,c\n1,2\n3\n4,5,6\n")
add("a,b\n1,\n,2\n")
add("a\n1\n\n2\n")
add("a,a,b,a\n1,2,3,4\n")
add("a,,b\n1,2,3\n")
add("\"a,b\",\"c\"\"d\"\n1,2\n")
add("a,b\n\"x\ny\",1\n\"z\",2\n")
add("a,b\n\"x\"\"y\",\"\"\"\"\n\"\",\"q\"\n")
add("a,b\nx\"y,\"p\"q\n")
add("a,b\n\"1\",\"2.5\"\n\"3\",\"NA\"\n")
add("a,b\n 1, 2.5\n 3 ,4 \n")
add("a,b\n x, y\n")
add("a,b\nTrue,False\nFalse,TRUE\n")
add("a,b\ntrue,1\nfalse,0\n")
add("a,b\nTrue,\n,False\n")
add("a\n1\n2.5\n3\n")
add("a\n1\n\"\"\n3\n")
add("a\n1\nx\n3\n")
add("a\n1.5\nx\nNA\n")
add("a,b\nNA,N/A\nnull,None\nNaN,nan\n#N/A,<NA>\n")
add("a\ninf\n-inf\nInfinity\n+inf\n-Infinity\n")
add("a\n+1\n-2\n007\n")
add("a\n1e5\n1E-3\n2.e3\n.5\n-.25\n5.\n")
add("a\n9223372036854775807\n-9223372036854775808\n")
add("a\n0.1\n0.30000000000000004\n1.7976931348623157e308\n5e-324\n2.2250738585072011e-308\n1e400\n-1e400\n1e-400\n")
add("a\n123456789012345678901234567890.5\n0.000000000000000000000000000012345678901234567890\n")
add("a\n9007199254740993.0\n9007199254740992.5\n9007199254740991.4999999999999999999999\n")
add("a,b\nñandú,日本\n😀,é\n")
add("a,b\n")
add("a,b")
add("a,b\n1,2\n3,4\n", header=None)
add("x,y\n\"multi\r\nline\",2\n")
add("a,b\n1,x\ty\n")
add("a,b\n-,--\n+,.\ne,1e\n")
add("a,b\n1_000,0x10\n1 2,3\n")
add("a,b\nlong text that does not fit twelve bytes,1\nlong text that does not fit twelve bytes,2\nanother long one,3\n")
add("quote\n\"ends with quote\"\"\"\n\"\"\"starts\"\n")
add("a,b\n'x','y'\n")

random = np.random.RandomState(11)
PIECES = ["x", "long word in a field", "", "NA", "é", "a\"b", "with,comma", "with\nline", "\"", "  ", "word;semi", "😀"]


def value(kind):
    if random.uniform() < 0.1:
        return ["", "NA", "NaN"][random.randint(3)] if kind != "integer!" else "0"
    if kind.startswith("integer"):
        return str(random.randint(-10 ** random.randint(1, 10), 10 ** random.randint(1, 10)))
    if kind == "number":
        number = random.standard_normal() * 10.0 ** random.randint(-12, 12)
        return [repr(number), f"{number:.3f}", f"{number:.2e}", f"{number:g}"][random.randint(4)]
    if kind == "boolean":
        return ["True", "False"][random.randint(2)]
    return PIECES[random.randint(len(PIECES))]


for number in range(250):
    separator = [",", ";", "\t", "|"][random.randint(4)]
    end = ["\n", "\r\n"][random.randint(2)]
    width = random.randint(1, 8)
    kinds = [["integer", "integer!", "number", "boolean", "string"][random.randint(5)] for _ in range(width)]
    lines = [separator.join(f"c{i}" for i in range(width))]
    for _ in range(random.choice([1, 5, 30, 150])):
        fields = []
        for kind in kinds:
            text = value(kind)
            if any(c in text for c in "\"\n\r" + separator) or random.uniform() < 0.05 or (width == 1 and not text.strip()):
                text = "\"" + text.replace("\"", "\"\"") + "\""
            fields.append(text)
        if fields[0].strip() == "" and width > 1:
            fields[0] = "0" if kinds[0] != "string" else "s"
        lines.append(separator.join(fields))
    add(end.join(lines) + (end if random.randint(2) else ""), separator)

out = pathlib.Path(__file__).with_name("reading.json")
out.write_text("[\n" + ",\n".join(json.dumps(case, ensure_ascii=False) for case in cases) + "\n]\n", encoding="utf-8")
print(len(cases), "cases")
