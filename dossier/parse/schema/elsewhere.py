"""What somebody meant by a key that does not exist: a slip, or the habit of another program."""

from __future__ import annotations

from collections.abc import Mapping

from dossier.parse.frontmatter import Node, Scalar
from dossier.parse.schema.shapes import rows_of
from dossier.text import fold, nearest

_HABITS: Mapping[str, tuple[str, ...]] = {
    "abstract": ("summary",),
    "actors": ("mentions", "participants"),
    "alias": ("aliases",),
    "archive_url": ("archive",),
    "authors": ("author",),
    "base": ("base_url",),
    "baseurl": ("base_url",),
    "byline": ("author",),
    "categories": ("topics",),
    "created": ("added",),
    "date": ("published", "asserted", "added"),
    "description": ("summary",),
    "domain": ("base_url",),
    "excerpt": ("summary",),
    "figure": ("value",),
    "headline": ("title",),
    "lang": ("language",),
    "label": ("name", "title"),
    "lastmod": ("updated",),
    "latitude": ("lat",),
    "location": ("places", "dateline"),
    "longitude": ("lon",),
    "name": ("title", "statement", "literal"),
    "nav": ("menu",),
    "navigation": ("menu",),
    "newspaper": ("outlet",),
    "people": ("mentions", "participants"),
    "place": ("places", "dateline"),
    "place_name": ("name",),
    "publisher": ("outlet",),
    "redirect_from": ("former_ids",),
    "site_name": ("title",),
    "site_url": ("base_url",),
    "source": ("outlet", "sources", "evidence"),
    "sources": ("evidence",),
    "tags": ("topics",),
    "text": ("statement",),
    "timezone": ("time_zone",),
    "title": ("name", "statement", "label"),
    "url": ("to",),
    "website": ("url",),
}
"""Keys of other programs and their names here, the likeliest first; only those that the record has are offered."""

_ADVICE: Mapping[str, str] = {
    "slug": "the address comes from `id`; old addresses go into `former_ids`",
    "permalink": "the address comes from `id`; old addresses go into `former_ids`",
    "layout": "templates are chosen by kind; your own stand in `templates/`",
    "template": "templates are chosen by kind; your own stand in `templates/`",
    "theme": "your own templates and styles stand in `templates/`",
    "output": "the output folder is chosen on the command line: `--output`",
    "output_dir": "the output folder is chosen on the command line: `--output`",
    "head_html": "nothing is added to the pages' head; your own templates stand in `templates/`",
    "plugins": "there are none",
}


def meant(cls: type[object], key: Scalar, value: Node) -> tuple[str, str]:
    """Return the field that was meant, or "", and the help that says so."""
    rows = rows_of(cls)
    if key.value == "draft" and "status" in rows:
        return "", "write `status: draft`"
    if key.value in ("start", "end") and "date" in rows:
        return "date", "write one `date`; a span of days as `2020-08-09/2020-08-12`"
    if key.value in _ADVICE:
        return "", _ADVICE[key.value]
    habits = [name for name in _HABITS.get(fold(key.value), ()) if name in rows]
    if habits:
        return habits[0], f"here it is called `{habits[0]}`"
    near = nearest(key.value.replace("-", "_"), rows)
    if near:
        return near, f"did you mean `{near}`?"
    own = "data of your own goes under `extra`" if "extra" in rows else ""
    return "", own or f"its keys are {', '.join(f'`{name}`' for name in rows)}"
