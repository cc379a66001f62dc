"""Exchanges two folders at once where the system can, else by two renames that `recover` can finish."""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Iterable
from pathlib import Path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2  # linux/fs.h
_RENAME_SWAP = 2  # macOS sys/stdio.h


def exchange(stage: Path, output: Path, aside: Path) -> Path:
    """Put `stage` in the place of `output` and return where the old tree is now.

    `aside` is where the old tree waits when the system cannot exchange two names in one step. Raises OSError.
    """
    if not output.exists():
        stage.rename(output)
        return aside
    if _exchange_names(stage, output):
        return stage
    output.rename(aside)
    stage.rename(output)
    return aside


def _exchange_names(one: Path, other: Path) -> bool:
    try:
        libc = ctypes.CDLL(None, use_errno=True)
        if sys.platform == "linux":
            failed = libc.renameat2(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE)
        elif sys.platform == "darwin":
            failed = libc.renamex_np(os.fsencode(one), os.fsencode(other), _RENAME_SWAP)
        else:
            return False
    except (OSError, AttributeError, TypeError):
        return False
    return bool(failed == 0)


def sync(files: Iterable[Path], folder: Path) -> None:
    """Force new files and their names to the disk before they are switched in. An OSError is fatal to the build."""
    if _sync_file_system(folder):
        return
    folders = {folder}
    for file in files:
        _sync_path(file, os.O_RDONLY)
        folders.add(file.parent)
    for path in sorted(folders):
        _sync_path(path, os.O_RDONLY)


def _sync_file_system(folder: Path) -> bool:
    """One syncfs(2) gives the same order as thousands of fsyncs, and reports write errors since Linux 5.8."""
    if sys.platform != "linux":
        return False
    try:
        libc = ctypes.CDLL(None, use_errno=True)
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            if libc.syncfs(descriptor) != 0:
                code = ctypes.get_errno()
                raise OSError(code, os.strerror(code), str(folder))
        finally:
            os.close(descriptor)
    except AttributeError:
        return False
    return True


def _sync_path(path: Path, flags: int) -> None:
    if sys.platform == "win32":
        return
    descriptor = os.open(path, flags)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
