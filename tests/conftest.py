"""Order of the suite: the browser comes last. Its driver keeps an event loop in this thread that others must not meet."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: "browser" in Path(item.fspath).parts)
