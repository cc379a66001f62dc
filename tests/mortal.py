"""Work in children that are killed at their n-th disk call. One Python is started and forks a child for every try."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

_DRIVER = """
import os, signal, sys, traceback
work = {}
exec(sys.argv[1], work)
places = sys.argv[2].split(os.pathsep)
def dying_at(deadly):
    calls = 0
    def count(event, arguments):
        nonlocal calls
        if event in ("open", "os.mkdir", "os.rename", "os.link", "os.remove", "os.rmdir", "os.chmod", "shutil.rmtree"):
            if any(place in str(arguments[0]) for place in places):
                calls += 1
                if calls == deadly:
                    os.kill(os.getpid(), signal.SIGKILL)
    return count
for line in sys.stdin:
    child = os.fork()
    if child == 0:
        code = 1
        try:
            sys.addaudithook(dying_at(int(line)))
            work["work"](*sys.argv[3:])
            code = 0
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(code)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""


@contextmanager
def mortal(source: str, places: Sequence[str], *arguments: str) -> Iterator[Callable[[int], int]]:
    """Yield what runs `work(*arguments)` of `source` and kills it at its n-th call, from 1, for a path with a place in it.

    The answer is the child's exit code: 0 when it came through, -9 when it was killed.
    """
    paths = os.pathsep.join([str(Path(__file__).parent), str(Path(__file__).parent.parent)])
    command = [sys.executable, "-c", _DRIVER, source, os.pathsep.join(places), *arguments]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": paths}
    ) as driver:
        stdin, stdout = driver.stdin, driver.stdout
        assert stdin is not None and stdout is not None

        def killed_at(deadly: int) -> int:
            stdin.write(f"{deadly}\n")
            stdin.flush()
            return int(stdout.readline())

        yield killed_at
        stdin.close()
