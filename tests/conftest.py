"""The suite's order and its last words. The browser comes last: its driver keeps an event loop that others must not meet."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from clouds import Grounds
from storage_servers import KEY, SECRET, environment


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: "browser" in Path(item.fspath).parts)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say aloud what was left out because something is not installed."""
    skipped = [report.longrepr for report in terminalreporter.stats.get("skipped", ())]
    for reason in sorted({longrepr[2] for longrepr in skipped if isinstance(longrepr, tuple | list)}):
        if "LEFT OUT" in reason:
            terminalreporter.write_line(reason.removeprefix("Skipped: "), red=True, bold=True)


@pytest.fixture(scope="session")
def grounds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Grounds]:
    """Storage servers on loopback, shared by all tests."""
    with ExitStack() as servers:
        yield Grounds(tmp_path_factory.mktemp("clouds"), servers)


@pytest.fixture(scope="module")
def keys() -> Iterator[None]:
    """The key that the servers take, in the environment."""
    with environment(AWS_ACCESS_KEY_ID=KEY, AWS_SECRET_ACCESS_KEY=SECRET, AWS_CONFIG_FILE=os.devnull):
        yield
