"""The least that can tell that nothing changed: Python starts and looks at every file once. Run as a script."""

from __future__ import annotations

import os
import sys


def look(folder: str) -> int:
    """Return the sum of all sizes below a folder."""
    total, waiting = 0, [folder]
    while waiting:
        with os.scandir(waiting.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(entry.path)
                else:
                    total += entry.stat(follow_symlinks=False).st_size
    return total


if __name__ == "__main__":
    sys.exit(look(sys.argv[1]) == 0)
