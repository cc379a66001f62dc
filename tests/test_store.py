"""The cache of parsed documents."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from dossier.store import Store


def test_what_was_put_is_got(tmp_path: Path) -> None:
    store = Store(tmp_path / "cache.db")
    store.put({"a": b"1", "b": b"2"}, keep=())
    assert store.get(["a", "b", "c"]) == {"a": b"1", "b": b"2"}


def test_what_is_not_kept_is_dropped(tmp_path: Path) -> None:
    store = Store(tmp_path / "cache.db")
    store.put({"a": b"1", "b": b"2"}, keep=())
    store.put({"c": b"3"}, keep=["b"])
    assert store.get(["a", "b", "c"]) == {"b": b"2", "c": b"3"}


def test_a_changed_entry_is_a_miss(tmp_path: Path) -> None:
    store = Store(tmp_path / "cache.db")
    store.put({"a": b"1"}, keep=())
    database = sqlite3.connect(tmp_path / "cache.db")
    database.execute("UPDATE entry SET data = ?", (b"poison",))
    database.commit()
    database.close()
    assert store.get(["a"]) == {}


def test_an_entry_moved_to_another_key_is_a_miss(tmp_path: Path) -> None:
    store = Store(tmp_path / "cache.db")
    store.put({"a": b"1"}, keep=())
    database = sqlite3.connect(tmp_path / "cache.db")
    database.execute("UPDATE entry SET key = 'b'")
    database.commit()
    database.close()
    assert store.get(["b"]) == {}


def test_a_foreign_file_is_an_empty_store_and_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "cache.db"
    path.write_bytes(b"not a database, but long enough to look at" * 50)
    store = Store(path)
    assert store.get(["a"]) == {}
    store.put({"a": b"1"}, keep=())
    assert store.get(["a"]) == {"a": b"1"}


def test_a_truncated_store_is_an_empty_store(tmp_path: Path) -> None:
    path = tmp_path / "cache.db"
    Store(path).put({str(i): bytes(1000) for i in range(100)}, keep=())
    path.write_bytes(path.read_bytes()[:5000])
    assert set(Store(path).get(map(str, range(100)))) <= set(map(str, range(100)))
    Store(path).put({"a": b"1"}, keep=())
    assert Store(path).get(["a"]) == {"a": b"1"}


def test_no_path_keeps_nothing() -> None:
    Store(None).put({"a": b"1"}, keep=())
    assert Store(None).get(["a"]) == {}
