"""The files of a site, each made when first asked for: a save makes the page that is looked at, not six hundred."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from dossier.build import Make
from dossier.render import Rendered


@dataclass(frozen=True, slots=True, eq=False)
class Files(Mapping[str, bytes]):
    """Bytes by path from the site's root. Two are equal only if they are one: nothing is made for a comparison.

    A page that its template cannot make is the one that was shown before, where there is one, and else empty.
    """

    makers: Mapping[str, Make] = field(default_factory=dict)
    before: Mapping[str, bytes] = field(default_factory=dict)
    made: dict[str, bytes] = field(default_factory=dict)
    """What was asked for so far, in that order."""

    def __getitem__(self, path: str) -> bytes:
        if path not in self.made:
            self.make(path)
        return self.made[path]

    def __eq__(self, other: object) -> bool:
        return self is other

    def __hash__(self) -> int:
        return id(self)

    def __contains__(self, path: object) -> bool:
        return path in self.makers

    def __iter__(self) -> Iterator[str]:
        return iter(self.makers)

    def __len__(self) -> int:
        return len(self.makers)

    def make(self, path: str) -> Rendered:
        """Make a file anew and keep its bytes; return it with what is wrong with its template."""
        made = self.makers[path]()
        self.made[path] = made.artifacts[0].data if made.artifacts else self.before.get(path, b"")
        return made
