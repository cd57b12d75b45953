# Puts a section into RESULTS.md, in the order in which they stand there.
import os
import re

ORDER = ["Lessons", "Arrays", "Frames", "Charts", "Learning"]


def write(results, title, text):
    """Replaces the section with this title, or puts it before those that come after it."""
    page = open(results).read() if os.path.exists(results) else "# Results\n"
    text = text.strip("\n") + "\n"
    if re.search(rf"^## {title}\b", page, re.M):
        page = re.sub(
            rf"^## {title}\b.*?(?=^## |^<!-- |\Z)", lambda _: text + "\n", page, count=1, flags=re.M | re.S)
    else:
        later = "|".join(ORDER[ORDER.index(title) + 1:]) or "(?!)"
        place = re.search(rf"^## (?:{later})\b", page, re.M)
        start = place.start() if place else len(page)
        page = page[:start].rstrip("\n") + "\n\n" + text + "\n" + page[start:]
    open(results, "w").write(page.rstrip("\n") + "\n")
