"""Runs one command and prints what it took, as JSON. A process of its own: a child's peak memory begins with its parent's.

Run as `python -I -S stopwatch.py LOG WORDS…`; imports little, so that the floor of the memory is low.
"""

from __future__ import annotations

import os
import sys
import threading
import time

LONGEST_BYTES = 8192
"""Of what the system says about a process."""
LOOK_S = 0.1
"""Between two looks at the memory of all processes; a command that is over sooner is one process."""


def measure(log: str, words: list[str]) -> str:
    """Return exit status, wall and processor seconds and peak memory in KiB as JSON.

    The peak is that of the largest process or of all together, as the system shares out common pages (PSS, Linux only).
    """
    file = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
    streams = [(os.POSIX_SPAWN_DUP2, file, stream) for stream in (1, 2)]
    is_over, peaks = threading.Event(), [0]
    started_s = time.perf_counter()
    process = os.posix_spawnp(words[0], words, os.environ, file_actions=streams)
    looking = threading.Thread(target=look, args=(process, is_over, peaks), daemon=True)
    looking.start()
    _, status, used = os.wait4(process, 0)
    wall_s = time.perf_counter() - started_s
    is_over.set()
    looking.join()
    largest = used.ru_maxrss // (1024 if sys.platform == "darwin" else 1)
    cpu_s = used.ru_utime + used.ru_stime
    return f"[{os.waitstatus_to_exitcode(status)}, {wall_s}, {cpu_s}, {max(largest, *peaks)}]"


def look(process: int, is_over: threading.Event, peaks: list[int]) -> None:
    """Note the memory of a process and all below it, again and again."""
    while not is_over.wait(LOOK_S):
        peaks.append(max(peaks.pop(), sum(map(shared_kib, family(process)))))


def family(process: int) -> set[int]:
    """Return a process and its descendants."""
    children: dict[int, list[int]] = {}
    for number in processes():
        children.setdefault(parent_of(number), []).append(number)
    found, waiting = {process}, [process]
    while waiting:
        below = children.get(waiting.pop(), [])
        found.update(below)
        waiting += below
    return found


def processes() -> list[int]:
    """Return the numbers of all processes; none where the system does not tell."""
    try:
        with os.scandir("/proc") as entries:
            return [int(entry.name) for entry in entries if entry.name.isdigit()]
    except OSError:
        return []


def parent_of(process: int) -> int:
    """Return the parent's number, 0 for a process that is gone (proc(5), stat, field 4)."""
    fields = text_of(process, "stat").rpartition(")")[2].split()
    return int(fields[1]) if fields else 0


def shared_kib(process: int) -> int:
    """Return the proportional set size, 0 for a process that is gone (proc(5), smaps_rollup)."""
    rows = (line.split() for line in text_of(process, "smaps_rollup").splitlines())
    return next((int(row[1]) for row in rows if row[0] == "Pss:"), 0)


def text_of(process: int, name: str) -> str:
    """Return a file of the system about a process; "" for one that is gone."""
    try:
        file = os.open(f"/proc/{process}/{name}", os.O_RDONLY)
    except OSError:
        return ""
    try:
        return os.read(file, LONGEST_BYTES).decode("ascii", "replace")
    except OSError:
        return ""
    finally:
        os.close(file)


if __name__ == "__main__":
    sys.stdout.write(measure(sys.argv[1], sys.argv[2:]))
