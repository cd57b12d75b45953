"""How much memory a command and everything under it takes."""

import os
import threading


class MemoryWatch(threading.Thread):
    """The highest sum of resident memory that the processes under `root` reach, by kind of process.

    Polled every 4 ms. Pages that processes share count for each of them, on both sides.
    """

    def __init__(self, root, kinds):
        super().__init__(daemon=True)
        self.root, self.kinds = root, kinds
        self.peak, self.peak_all = 0, 0
        self.ended = threading.Event()

    def run(self):
        page = os.sysconf("SC_PAGE_SIZE")
        while not self.ended.wait(0.004):
            total = everything = 0
            for process in self.tree(self.root):
                try:
                    with open(f"/proc/{process}/statm") as file:
                        size = int(file.read().split()[1]) * page
                    with open(f"/proc/{process}/comm") as file:
                        name = file.read().strip()
                except (OSError, IndexError):
                    continue
                everything += size
                if any(name.startswith(kind) for kind in self.kinds):
                    total += size
            self.peak = max(self.peak, total)
            self.peak_all = max(self.peak_all, everything)

    def tree(self, process):
        yield process
        try:
            for task in os.listdir(f"/proc/{process}/task"):
                with open(f"/proc/{process}/task/{task}/children") as file:
                    for child in file.read().split():
                        yield from self.tree(int(child))
        except OSError:
            return
