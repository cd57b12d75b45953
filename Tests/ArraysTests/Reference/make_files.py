"""Files that NumPy and the Python Imaging Library write: types.npz and pictures.json.

Run in this folder with NumPy and Pillow: python3 make_files.py
"""
import base64
import io
import json
import struct
import zlib

import numpy as np
from PIL import Image

table = np.array([[1, 2, 3], [4, 5, 100]])
types = {t: table.astype(t) for t in ["<f8", ">f8", "<f4", ">f4", "<i8", ">i8", "<i4", ">i4", "<i2", "|i1", "|u1", "<u2", ">u4", "<u8"]}
arrays = {name.replace("<", "little ").replace(">", "big ").replace("|", ""): a for name, a in types.items()}
arrays["columns"] = np.asfortranarray(table.astype(float))
arrays["bool"] = np.array([[True, False], [False, True]])
np.savez_compressed("types.npz", **arrays)

random = np.random.RandomState(4)


def chunk(kind, body):
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def adam7(pixels):
    """An interlaced picture, which Pillow reads and does not write."""
    height, width = pixels.shape[:2]
    kind = {2: 0, 3: {3: 2, 4: 6}.get(pixels.shape[-1])}[pixels.ndim]
    rows = b""
    for left, top, right, down in [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]:
        part = pixels[top::down, left::right]
        if part.size:
            rows += b"".join(b"\0" + row.tobytes() for row in part)
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, kind, 0, 0, 1))
            + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


def packed(depth, width, height):
    """Grey in fewer than 8 bits a pixel, or in 16."""
    values = random.randint(0, 1 << depth, (height, width))
    rows = b""
    for row in values:
        if depth == 16:
            rows += b"\0" + row.astype(">u2").tobytes()
        else:
            bits = "".join(format(v, f"0{depth}b") for v in row)
            bits += "0" * (-len(bits) % 8)
            rows += b"\0" + bytes(int(bits[i:i + 8], 2) for i in range(0, len(bits), 8))
    png = (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, 0, 0, 0, 0))
           + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))
    pixels = values >> 8 if depth == 16 else values * 255 // ((1 << depth) - 1)
    return png, pixels.astype(np.uint8)


pictures = []


def add(name, png, pixels):
    pixels = np.ascontiguousarray(pixels)
    pictures.append({"name": name, "png": base64.b64encode(png).decode(), "shape": list(pixels.shape),
                     "pixels": base64.b64encode(pixels.tobytes()).decode()})


def saved(image, **options):
    file = io.BytesIO()
    image.save(file, "png", **options)
    return file.getvalue()


smooth = (np.add.outer(np.arange(21) * 5, np.arange(17) * 7) % 256).astype(np.uint8)
colour = np.stack([smooth, smooth[::-1], smooth.T[:1].repeat(21, 0)[:, :17]], axis=2)
for name, pixels in {
    "grey": smooth, "grey noise": random.randint(0, 256, (9, 14)).astype(np.uint8), "colour": colour,
    "colour and opacity": np.concatenate([colour, smooth[..., None]], axis=2), "one pixel": smooth[:1, :1],
}.items():
    add(name, saved(Image.fromarray(pixels)), pixels)
    add(name + ", interlaced", adam7(pixels), pixels)
add("grey and opacity", saved(Image.fromarray(np.stack([smooth, smooth.T[:17].T[:, ::-1]], axis=2), "LA")),
    np.stack([smooth, smooth[:, ::-1]], axis=2))
palette = Image.fromarray(colour).quantize(13)
add("palette", saved(palette), np.array(palette.convert("RGB")))
add("palette with opacity", saved(palette, transparency=3), np.array(Image.open(io.BytesIO(saved(palette, transparency=3))).convert("RGBA")))
two = Image.fromarray(smooth > 100)
add("two colours", saved(two), np.array(two.convert("L")))
keyed = saved(Image.fromarray(colour), transparency=tuple(int(c) for c in colour[3, 4]))
add("colour with one clear", keyed, np.array(Image.open(io.BytesIO(keyed)).convert("RGBA")))
for depth in (1, 2, 4, 16):
    for width in (1, 7, 16):
        add(f"{depth} bits, {width} wide", *packed(depth, width, 5))
with open("pictures.json", "w") as out:
    json.dump(pictures, out, indent=0)
print(len(pictures), "pictures,", len(arrays), "arrays")
