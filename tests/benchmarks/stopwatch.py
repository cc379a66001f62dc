"""Runs one command and prints what it took, as JSON. A process of its own: a child's peak memory begins with its parent's.

Run as `python -I -S stopwatch.py LOG WORDS…`; imports little, so that the floor of the memory is low.
"""

import os
import sys
import time


def measure(log: str, words: list[str]) -> str:
    """Return exit status, wall and processor seconds and peak memory (in the system's unit) as JSON."""
    file = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
    streams = [(os.POSIX_SPAWN_DUP2, file, stream) for stream in (1, 2)]
    started_s = time.perf_counter()
    process = os.posix_spawnp(words[0], words, os.environ, file_actions=streams)
    _, status, used = os.wait4(process, 0)
    wall_s = time.perf_counter() - started_s
    cpu_s = used.ru_utime + used.ru_stime
    return f"[{os.waitstatus_to_exitcode(status)}, {wall_s}, {cpu_s}, {used.ru_maxrss}]"


if __name__ == "__main__":
    sys.stdout.write(measure(sys.argv[1], sys.argv[2:]))
