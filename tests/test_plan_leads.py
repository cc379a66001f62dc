"""First words for previews: every listed page once, in the part that pages look for it in, and no other page."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from build_plan import CANARY, documents, planned, secret, view
from build_values import date, doc
from dossier.model.fields import Language
from dossier.plan import Planned
from dossier.plan.lead_parts import part_of, parts_for


def leads_of(site: Planned) -> dict[int, dict[str, Any]]:
    """Read the parts as a browser does."""
    texts = [file.data.decode() for file in site.files if file.url.startswith("leads/")]
    read = [
        re.fullmatch(r"\(window\.dossierLeads=window\.dossierLeads\|\|\{\}\)\[(\d+)\]=(.*);\n", text) for text in texts
    ]
    return {int(found[1]): json.loads(found[2]) for found in read if found}


def test_every_listed_record_stands_in_the_part_that_its_name_asks_for() -> None:
    site = planned([*documents(), secret(), *(doc(f"place:x{number}") for number in range(60))])
    leads = leads_of(site)
    parts = view(site, "index.html").head.lead_parts
    assert set(leads) == set(range(parts))
    assert all(part_of(name, parts) == part for part, rows in leads.items() for name in rows)
    names = {name for rows in leads.values() for name in rows}
    assert {"actors/anna", "info/method", "places/x59", "articles/first"} <= names
    assert CANARY not in str(leads)


def test_a_lead_says_kind_date_title_first_words_and_language() -> None:
    article = doc(
        "article:a", title="A <b>", summary="Anna spoke.", published=date("2020-08-10"), language=Language("ru")
    )
    leads = leads_of(planned([article]))
    rows = {name: row for part in leads.values() for name, row in part.items()}
    assert rows == {"articles/a": ["Article · 10 Aug 2020", "A <b>", "Anna spoke.", "ru"]}


@pytest.mark.parametrize(("records", "parts"), [(0, 1), (32, 1), (33, 2), (65, 4), (12_500, 512)])
def test_parts_grow_by_powers_of_two(records: int, parts: int) -> None:
    assert parts_for(records) == parts
