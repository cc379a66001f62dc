"""Several exchanges with a host at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

WORKERS = 8
"""So many requests wait for a distant host at once; more are taken for an attack by small ones."""
_Item = TypeVar("_Item")
_Result = TypeVar("_Result")


def each(work: Callable[[_Item], _Result], items: Iterable[_Item]) -> list[_Result]:
    """Do the same with every item, several at once; return the results in order.

    The first failure is raised; what has not begun by then is not done.
    """
    with ThreadPoolExecutor(WORKERS) as pool:
        try:
            return list(pool.map(work, items))
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise
