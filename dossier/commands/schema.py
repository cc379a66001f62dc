"""`dossier schema`: JSON Schemas of front matter and dossier.yaml, from the model's own classes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import click

from dossier.model import RECORDS
from dossier.parse.schema import json_schema
from dossier.settings import Settings


def schemas() -> Mapping[str, str]:
    """Return every schema as JSON text by file name: `article.schema.json` …, `dossier.schema.json`."""
    classes: dict[str, type] = {kind.value: record for kind, record in RECORDS.items()}
    classes["dossier"] = Settings
    return {
        f"{name}.schema.json": json.dumps(json_schema(found), ensure_ascii=False, indent=2) + "\n"
        for name, found in classes.items()
    }


@click.command()
@click.argument("kind", required=False, type=click.Choice([*(kind.value for kind in RECORDS), "dossier"]))
@click.option(
    "--output", type=click.Path(path_type=Path, file_okay=False), metavar="DIR", help="Write all schemas into DIR."
)
def command(kind: str | None, output: Path | None) -> int:
    """Write JSON Schemas of the front matter, for editors: one KIND to stdout, or all into a folder."""
    if output is None and kind is None:
        raise click.UsageError("name a kind, e.g. `dossier schema article`, or a folder with --output DIR")
    if kind is not None:
        click.echo(schemas()[f"{kind}.schema.json"], nl=False)
    if output is not None:
        output.mkdir(parents=True, exist_ok=True)
        for name, text in schemas().items():
            (output / name).write_text(text, encoding="utf-8", newline="\n")
        click.echo(f"wrote {len(schemas())} schemas into {output}", err=True)
    return 0
