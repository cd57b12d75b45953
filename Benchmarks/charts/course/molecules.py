#!/usr/bin/env python3
"""Lays the molecules of the course's lesson 6 out on the plane and writes their lines and letters, as JSON for data.py.

    python3 molecules.py DATA_FOLDER OUT.json

Needs RDKit, which finds the atoms' places; lines and letters are then our own to draw. DATA_FOLDER holds
molecule_data.csv, whose first and late rows are the first two pictures. The third shows molecules that a network made
up; they are taken from the picture that ours stands beside.
"""
import csv
import json
import pathlib
import sys

from rdkit import Chem, RDLogger
from rdkit.Chem import rdDepictor

RDLogger.DisableLog("rdApp.*")
rows = list(csv.DictReader((pathlib.Path(sys.argv[1]) / "molecule_data.csv").open()))
invented = [
    ("CC1=C(N)C(O)=CO1", 147.11), ("CC1=C(N)C(O)=NO1", 147.20), ("CC1=CN(CC)=CN1", 146.47), ("CC1=CN(CC)=CO1", 146.58),
    ("CC=CN1CC(C)=CN1", 146.36), ("CC=CN1CC(O)=CO1", 146.59), ("CC=C1NN(C)=NO1", 147.10), ("CC=CN1NC(O)=NO1", 147.16),
    ("C12CCCCC3=C1NC2N3", 146.51)]


def letters(atom, points):
    """What stands at an atom: its symbol, its hydrogens and their side; nothing for a carbon with neighbours."""
    if atom.GetSymbol() == "C" and atom.GetDegree() > 0:
        return None
    count = atom.GetTotalNumHs()
    hydrogen = "" if count == 0 else ("H" if count == 1 else f"$\\mathrm{{H_{count}}}$")
    x, y = points[atom.GetIdx()]
    near = [points[n.GetIdx()] for n in atom.GetNeighbors()]
    dx, dy = (sum(p[k] for p in near) / max(len(near), 1) - (x, y)[k] for k in (0, 1)) if near else (0, 0)
    if len(near) > 1 and abs(dy) > 2 * abs(dx):
        side = "below" if dy > 0 else "above"
    else:
        side = "left" if dx > 0.1 or (not near and atom.GetSymbol() == "O") else "right"
    return atom.GetSymbol(), hydrogen, side


def drawn(smiles, legend=""):
    molecule = Chem.MolFromSmiles(smiles, sanitize=False)
    molecule.UpdatePropertyCache(strict=False)
    # Without the check of valences, which some of the invented ones do not pass; bonds stay single and double.
    Chem.SanitizeMol(molecule, Chem.SANITIZE_FINDRADICALS | Chem.SANITIZE_SETCONJUGATION | Chem.SANITIZE_SETHYBRIDIZATION | Chem.SANITIZE_SYMMRINGS)
    rdDepictor.Compute2DCoords(molecule)
    places = molecule.GetConformer()
    points = [(places.GetAtomPosition(k).x, places.GetAtomPosition(k).y) for k in range(molecule.GetNumAtoms())]
    xs, ys = zip(*points)
    middle = ((min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2)
    points = [(x - middle[0], y - middle[1]) for x, y in points]
    atoms = list(molecule.GetAtoms())
    texts = [letters(atom, points) for atom in atoms]
    lines = []

    def line(bond, shift, shorter):
        """A line beside the bond's middle line, each half in the colour of its atom."""
        a, b = bond.GetBeginAtomIdx(), bond.GetEndAtomIdx()
        (ax, ay), (bx, by) = points[a], points[b]
        length = ((bx - ax) ** 2 + (by - ay) ** 2) ** 0.5
        u, v = (bx - ax) / length, (by - ay) / length
        # Letters have room around them, wider sideways than upwards.
        room = [0.0 if not texts[k] else 0.36 + 0.06 * abs(u) for k in (a, b)]
        start, end = room[0] + (shorter if not texts[a] else 0), length - room[1] - (shorter if not texts[b] else 0)
        at = lambda t: (round(ax + u * t - v * shift, 3), round(ay + v * t + u * shift, 3))
        half = length / 2
        symbols = atoms[a].GetSymbol(), atoms[b].GetSymbol()
        if symbols[0] == symbols[1]:
            lines.append((symbols[0], *at(start), *at(end)))
        else:
            lines.append((symbols[0], *at(start), *at(half)))
            lines.append((symbols[1], *at(half), *at(end)))

    rings = [list(ring) for ring in molecule.GetRingInfo().AtomRings()]
    for bond in molecule.GetBonds():
        a, b = bond.GetBeginAtomIdx(), bond.GetEndAtomIdx()
        order = round(bond.GetBondTypeAsDouble())
        if order == 3:
            for shift in (-0.2, 0, 0.2):
                line(bond, shift, 0)
        elif order == 2:
            inside = min((r for r in rings if a in r and b in r), key=len, default=None)
            if inside is None and 1 in (atoms[a].GetDegree(), atoms[b].GetDegree()) and (texts[a] or texts[b]):
                line(bond, -0.1, 0)
                line(bond, 0.1, 0)
            else:
                # The second line lies inside the ring, or on the side of the chain.
                others = inside or [n.GetIdx() for k in (a, b) for n in atoms[k].GetNeighbors() if n.GetIdx() not in (a, b)]
                cx = sum(points[k][0] for k in others) / len(others) if others else points[a][0]
                cy = sum(points[k][1] for k in others) / len(others) if others else points[a][1] + 1
                (ax, ay), (bx, by) = points[a], points[b]
                side = 1 if (bx - ax) * (cy - ay) - (by - ay) * (cx - ax) > 0 else -1
                line(bond, 0, 0)
                line(bond, 0.2 * side, 0.2)
        else:
            line(bond, 0, 0)
    return {
        "legend": legend, "lines": lines,
        "letters": [[*texts[k], round(points[k][0], 3), round(points[k][1], 3)] for k in range(len(atoms)) if texts[k]]}


pathlib.Path(sys.argv[2]).write_text(json.dumps({
    "first": [drawn(row["smiles"]) for row in rows[:20]],
    "late": [drawn(row["smiles"]) for row in rows[31650:31670]],
    "invented": [drawn(word, f"{word}\n{energy:.2f} kcal/mol") for word, energy in invented],
}, separators=(",", ":")) + "\n")
