"""Interface texts: complete in every language, plural forms right, unknown keys are bugs."""

from __future__ import annotations

import string
from collections.abc import Mapping

import pytest

from dossier.locators import LocatorType
from dossier.messages import LANGUAGES, TABLES, Messages, Text, catalogue
from dossier.model import Kind


def names_in(text: Text) -> set[str]:
    forms = text.values() if isinstance(text, Mapping) else (text,)
    return {name for form in forms for _, name, _, _ in string.Formatter().parse(form) if name}


@pytest.fixture(params=LANGUAGES)
def messages(request: pytest.FixtureRequest) -> Messages:
    return catalogue(request.param)


def test_every_catalogue_has_the_same_keys_and_the_same_names_to_fill(messages: Messages) -> None:
    english = catalogue("en")
    assert set(messages.texts) == set(english.texts)
    for key, text in english.texts.items():
        assert names_in(messages.texts[key]) == names_in(text), key


def test_no_text_is_empty_or_has_stray_space(messages: Messages) -> None:
    for key, text in messages.texts.items():
        for form in text.values() if isinstance(text, Mapping) else (text,):
            assert form and form == form.strip(), key


def test_every_value_of_every_closed_set_has_a_label(messages: Messages) -> None:
    missing = [
        f"{table}.{value}"
        for table, values in TABLES.items()
        for value in values
        if f"{table}.{value}" not in messages.texts
    ]
    assert not missing


def test_every_kind_and_locator_has_a_label(messages: Messages) -> None:
    for kind in Kind:
        assert messages(f"kind.{kind}") and messages(f"list.{kind.folder}") and messages(f"lead.{kind.folder}")
        assert messages(f"count.{kind.folder}", count=2)
    for locator in LocatorType:
        assert messages(f"locator.{locator}", value="4")


def test_plural_forms_are_those_of_cldr(messages: Messages) -> None:
    from babel import Locale

    wanted = set(Locale.parse(messages.language).plural_form.tags) | {"other"}
    for key, text in messages.texts.items():
        if isinstance(text, Mapping):
            assert set(text) == wanted, key


@pytest.mark.parametrize(
    ("language", "count", "shown"),
    [
        ("en", 1, "1 article"),
        ("en", 0, "0 articles"),
        ("en", 1200, "1,200 articles"),
        ("ru", 1, "1 статья"),
        ("ru", 3, "3 статьи"),
        ("ru", 11, "11 статей"),
        ("ru", 21, "21 статья"),
        ("be", 22, "22 артыкулы"),
        ("be", 5, "5 артыкулаў"),
        ("de", 1, "1 Artikel"),
    ],
)
def test_a_number_takes_the_form_of_its_language(language: str, count: int, shown: str) -> None:
    assert catalogue(language)("count.articles", count=count) == shown


def test_a_regional_tag_uses_its_base_language_and_an_unknown_one_english() -> None:
    assert catalogue("be-tarask").language == "be"
    assert catalogue("de_AT").language == "de"
    assert catalogue("ka")("list.actors") == "Actors"


def test_an_unknown_key_a_missing_value_and_a_missing_count_are_bugs() -> None:
    messages = catalogue("en")
    with pytest.raises(KeyError):
        messages("role.nobody")
    with pytest.raises(KeyError):
        messages("ui.saved_copy_of")
    with pytest.raises(KeyError):
        messages("count.actors")
