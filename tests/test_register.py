"""The register: an alphabetical index that needs no script, in the order in which readers look things up."""

from __future__ import annotations

from dataclasses import replace

import pytest

from build_plan import planned, view
from build_values import date, doc
from dossier.model import Actor, ActorKind, Document, Name, NameParts
from dossier.plan.alphabet import index_key, index_letter
from dossier.views import RegisterView


def register(*documents: Document) -> RegisterView:
    found: RegisterView = view(planned(documents), "register/index.html")
    return found


def words(shown: RegisterView) -> dict[str, list[tuple[str, str]]]:
    return {group.label: [(one.link.title, one.see) for one in group.entries] for group in shown.groups}


@pytest.mark.parametrize(
    ("language", "ordered"),
    [
        ("en", ["1994", "Ångström", "Azov", "Čapek", "Cook", "The Daily", "Éclair's", "Łódź", "Lviv", "Минск"]),
        ("ru", ["33 задержанных", "Ежов", "Ёлкина", "Ерёма", "Ермак", "Йод", "Минск", "Ян", "Anna"]),
        ("be", ["Елка", "Ерш", "Ёлка", "Жук", "Іваноў", "Йод", "Уладзімір", "Ўніз", "Фёдар"]),
        ("ar", ["إبراهيم", "أحمد", "بدر", "Anna", "Минск"]),
        ("de", ["Öl", "Oman", "Straße", "Strasse 2"]),
    ],
)
def test_names_stand_where_readers_of_the_script_look_for_them(language: str, ordered: list[str]) -> None:
    assert sorted(ordered, key=lambda text: index_key(text, language)) == ordered


def test_a_letter_is_that_without_its_mark_and_yo_is_a_letter_in_belarusian_only() -> None:
    assert [index_letter(text, "ru") for text in ("Ёлка", "Čapek", "«Мост»", "33")] == ["Е", "C", "М", "#"]
    assert index_letter("Ёлка", "be") == "Ё"


def test_a_person_is_found_under_the_family_name_in_every_spelling() -> None:
    person = doc(
        "actor:st",
        name="Sviatlana Tsikhanouskaya",
        kind=ActorKind.PERSON,
        names=(Name("Светлана Тихановская", lang="ru"), Name("Svetlana Tikhanovskaya")),
        aliases=("the candidate",),
    )
    assert isinstance(person.record, Actor)
    split = replace(person.record, parts=NameParts(given="Sviatlana", family="Tsikhanouskaya"))
    shown = register(replace(person, record=split))
    see = "Tsikhanouskaya, Sviatlana"
    assert words(shown) == {
        "C": [("the candidate", see)],
        "T": [("Tikhanovskaya, Svetlana", see), (see, "")],
        "Т": [("Тихановская, Светлана", see)],
    }
    assert [one.link.language for group in shown.groups for one in group.entries] == ["", "und-Latn", "", "ru"]


def test_where_no_parts_of_a_name_are_known_its_last_word_leads_to_the_person() -> None:
    shown = register(doc("actor:al", name="Alexander Lukashenko", kind=ActorKind.PERSON))
    assert words(shown) == {
        "A": [("Alexander Lukashenko", "")],
        "L": [("Lukashenko", "Alexander Lukashenko")],
    }


def test_a_long_register_is_cut_by_letter_and_every_entry_is_on_a_page() -> None:
    events = [doc(f"event:e{n}", title=f"{'abcde'[n % 5]}{n} happened", date=date("2020")) for n in range(1100)]
    result = planned(events)
    first = view(result, "register/index.html")
    assert (first.groups, [part.title for part in first.parts], first.total) == ((), list("ABCDE"), 1100)
    pages = [page.view for page in result.pages if page.url.startswith("register/")]
    assert sum(len(group.entries) for page in pages for group in page.groups) == 1100


def test_the_search_page_leads_to_it_without_a_script_and_every_page_does_in_its_footer() -> None:
    result = planned([doc("topic:tide", name="Tide")])
    assert view(result, "search/index.html").register_url == "../register/index.html"
    footer = view(result, "topics/tide/index.html").head.footer
    assert "../../register/index.html" in [link.url for link in footer]
