"""The house's measures: sizes of files and functions, parameters, nesting, and words that no module may be called."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
MODULES = sorted((ROOT / "dossier").rglob("*.py"))
MOST_LINES = 400
MOST_FUNCTION_LINES = 40
MOST_PARAMETERS = 5
MOST_NESTING = 3
TABLES = {"dossier/rules"}
"""Folders that hold tables only; a table may be as long as its rows."""
VAGUE_NAMES = {"utils", "util", "helpers", "helper", "common", "base", "core", "manager", "handler", "misc"}
NESTS = (ast.If, ast.For, ast.While, ast.With, ast.Try, ast.Match, ast.AsyncFor, ast.AsyncWith)

Function = ast.FunctionDef | ast.AsyncFunctionDef


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def functions(path: Path) -> Iterator[Function]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, Function):
            yield node


def is_command(function: Function) -> bool:
    """A command's parameters are its options; click names them."""
    return any(
        "click" in ast.unparse(decorator) or "option" in ast.unparse(decorator) for decorator in function.decorator_list
    )


def depth(node: ast.AST, level: int = 0) -> int:
    """Return how deep blocks are nested; an `elif` is no level of its own."""
    deepest = level
    for child in ast.iter_child_nodes(node):
        if isinstance(child, Function | ast.Lambda | ast.ClassDef):
            continue
        is_elif = isinstance(node, ast.If) and isinstance(child, ast.If) and node.orelse == [child]
        deepest = max(deepest, depth(child, level + (isinstance(child, NESTS) and not is_elif)))
    return deepest


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_a_module_keeps_the_measures(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    faults = []
    if len(text.splitlines()) > MOST_LINES and name(path.parent) not in TABLES:
        faults.append(f"{len(text.splitlines())} lines")
    for function in functions(path):
        where = f"{function.name} (line {function.lineno})"
        if (lines := (function.end_lineno or 0) - function.lineno + 1) > MOST_FUNCTION_LINES:
            faults.append(f"{where}: {lines} lines")
        arguments = [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]
        count = sum(argument.arg not in ("self", "cls") for argument in arguments)
        if count > MOST_PARAMETERS and not is_command(function):
            faults.append(f"{where}: {count} parameters")
        if (levels := depth(function)) > MOST_NESTING:
            faults.append(f"{where}: nested {levels} deep")
    assert faults == []


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_a_module_says_what_it_owns_and_is_named_after_it(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    assert path.stem not in VAGUE_NAMES


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_no_module_below_the_commands_knows_the_clock_the_environment_or_chance(path: Path) -> None:
    if "commands" in path.parts or path.name in ("cli.py", "lock.py", "site.py"):
        return  # the lock names its process, the stage needs a name of its own
    tree = ast.parse(path.read_text(encoding="utf-8"))
    imported = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    assert not imported & {"random", "secrets", "time", "locale", "logging"}
    calls = {ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    assert not calls & {
        "datetime.now",
        "datetime.datetime.now",
        "datetime.date.today",
        "date.today",
        "os.getenv",
        "print",
    }
    assert "os.environ" not in {ast.unparse(node) for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
