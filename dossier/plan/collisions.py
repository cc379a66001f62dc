"""One table over all outputs: no two share an address, on any file system, and every name can be written anywhere."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from dossier.diagnostics import Diagnostic, Related, Span
from dossier.rules import addresses as rules
from dossier.text import nfc
from dossier.views import Maker

MAX_NAME_BYTES = 200
"""Room below the 255 bytes of file systems for `.dossier-tmp` and the like."""
RESERVED = frozenset(
    {"con", "prn", "aux", "nul"} | {f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10)}
)
"""Names that Windows keeps for devices, with any suffix."""


@dataclass(frozen=True, slots=True)
class Output:
    """One address and where it comes from: a content file, or words for what the program makes itself."""

    url: str
    origin: str
    is_file: bool
    """Whether the origin is a file of the project."""
    maker: Maker | None = None

    @property
    def place(self) -> Span:
        """Where its faults are shown."""
        return self.maker.place if self.maker else Span(self.origin)


def collisions_of(outputs: Iterable[Output]) -> tuple[tuple[Diagnostic, ...], frozenset[int]]:
    """Check every address. Returns the faults, each once, and the positions of outputs that must not be written."""
    faults: dict[tuple[str, str], Diagnostic] = {}
    dropped: set[int] = set()
    owners: dict[str, Output] = {}
    folders: dict[str, Output] = {}
    for position, output in enumerate(outputs):
        if not all(map(_is_usable, output.url.split("/"))):
            for fault in _name_faults(output):
                faults.setdefault((fault.rule, fault.message), fault)
        folded = _folded(output.url)
        above = tuple(_new_folders(folded, folders))
        other = (
            owners.get(folded) or folders.get(folded) or next((owners[path] for path in above if path in owners), None)
        )
        if other is not None:
            fault = _collision(output, other)
            faults[fault.rule, fault.message] = fault
            dropped.add(position)
            continue
        owners[folded] = output
        folders.update(dict.fromkeys(above, output))
    return tuple(faults.values()), frozenset(dropped)


def _new_folders(folded: str, known: Container[str]) -> Iterator[str]:
    """Yield the folders of an address from the inside out, up to one that is known: what is above that is too."""
    folder = folded.rpartition("/")[0]
    while folder and folder not in known:
        yield folder
        folder = folder.rpartition("/")[0]


def _folded(url: str) -> str:
    return url.lower() if url.isascii() else nfc(nfc(url).casefold())


def _collision(output: Output, other: Output) -> Diagnostic:
    """Point at the plug-in that wants a taken address, else at a content file where there is one; name the other."""
    is_first = output.maker or output.is_file or not other.is_file
    here, there = (output, other) if is_first else (other, output)
    related = (Related(Span(there.origin), f"`{there.url}` comes from here"),) if there.is_file else ()
    if here.maker:
        message = f"the plug-in `{here.maker.name}` makes a page at `{here.url}`, which is taken"
        advice = f"the address belongs to {there.origin}; the plug-in needs another one"
        return rules.SAME_ADDRESS.at(here.place, message, help=advice, related=related)
    message = (
        f"`{here.url}` and `{there.url}` cannot both be in the site"
        if here.url != there.url
        else f"two things want the address `{here.url}`"
    )
    return rules.SAME_ADDRESS.at(
        Span(here.origin), message, help=f"rename one of them: the other is {there.origin}", related=related
    )


@lru_cache(maxsize=65_536)
def _is_usable(name: str) -> bool:
    """Tell whether every file system takes a name; most names stand in many addresses."""
    is_reserved = name.split(".", 1)[0].casefold() in RESERVED
    return bool(name) and name == name.rstrip(". ") and not is_reserved and len(name.encode()) <= MAX_NAME_BYTES


def _name_faults(output: Output) -> list[Diagnostic]:
    faults = []
    for name in (name for name in output.url.split("/") if not _is_usable(name)):
        if name.split(".", 1)[0].casefold() in RESERVED:
            faults.append(
                rules.RESERVED_NAME.at(
                    output.place,
                    f"`{name}` is a name that Windows keeps for itself",
                    help="rename the file, or give the record another `id`",
                )
            )
        elif name != name.rstrip(". ") or not name:
            faults.append(
                rules.RESERVED_NAME.at(
                    output.place,
                    f"`{name}` ends in a dot or a blank",
                    help="rename the file, or give the record another `id`",
                )
            )
        if len(name.encode()) > MAX_NAME_BYTES:
            faults.append(
                rules.LONG_NAME.at(
                    output.place,
                    f"`{name[:40]}…` is {len(name.encode())} bytes long",
                    help=f"keep it under {MAX_NAME_BYTES} bytes",
                )
            )
    return faults
