"""Jinja as our templates need it: strict, escaping, and with all that is the same on every page worked out once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from types import CodeType
from typing import TYPE_CHECKING, TypeAlias

from dossier.messages import Messages
from dossier.model.files import TemplateFile
from dossier.views import PageView

if TYPE_CHECKING:
    from jinja2 import BytecodeCache, Environment
    from jinja2.ext import Extension
    from jinja2.lexer import Token, TokenStream
    from jinja2.runtime import Context

Codes: TypeAlias = dict[str, CodeType]
"""Compiled templates by language and a digest of name and text."""

_ARGUMENT = re.compile(r"[{}]")
_CALL = ("name", "lparen", "string", "rparen")
"""`t("…")` as Jinja's lexer sees it."""


def make_environment(
    templates: Mapping[str, TemplateFile], defaults: Mapping[str, TemplateFile], messages: Messages, compiled: Codes
) -> Environment:
    """Return an environment whose global `t` gives texts of the interface. It adds the templates it compiles."""
    from jinja2 import ChoiceLoader, Environment, FunctionLoader, PrefixLoader, StrictUndefined

    def loader(files: Mapping[str, TemplateFile]) -> FunctionLoader:
        found = {name: (file.source, file.path, None) for name, file in files.items()}
        return FunctionLoader(found.get)

    environment = Environment(
        loader=ChoiceLoader([loader(templates), loader(defaults), PrefixLoader({"default": loader(defaults)})]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
        extensions=[_texts_of(messages)],
        bytecode_cache=_kept_in(compiled, messages.language),
    )
    environment.globals["t"] = messages
    return environment


def _texts_of(messages: Messages) -> type[Extension]:
    """Put texts without arguments, `t("ui.search")`, into templates as they are compiled: half of all calls on a page.

    A text that is not there, or needs arguments, is asked for when the page is made, and is a fault of that line.
    """
    from jinja2.ext import Extension
    from jinja2.lexer import Token

    class Texts(Extension):
        def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
            seen: list[Token] = []
            before = ""
            for token in stream:
                seen.append(token)
                if len(seen) < len(_CALL):
                    continue
                text = _text_of(seen, messages) if before != "dot" else None
                if text is not None:
                    seen = [Token(seen[0].lineno, "string", text)]
                before = seen[0].type
                yield seen.pop(0)
            yield from seen

    return Texts


def _text_of(tokens: Sequence[Token], messages: Messages) -> str | None:
    if tuple(token.type for token in tokens) != _CALL or tokens[0].value != "t":
        return None
    text = messages.texts.get(tokens[2].value)
    return text if isinstance(text, str) and not _ARGUMENT.search(text) else None


def _kept_in(codes: Codes, language: str) -> BytecodeCache:
    """Keep what templates were compiled to in memory alone: what lies on a disk might have been changed to do harm."""
    from jinja2 import BytecodeCache
    from jinja2.bccache import Bucket

    class InMemory(BytecodeCache):
        def load_bytecode(self, bucket: Bucket) -> None:
            bucket.code = codes.get(language + bucket.key + bucket.checksum)

        def dump_bytecode(self, bucket: Bucket) -> None:
            assert bucket.code is not None, "only what was compiled is kept"
            codes[language + bucket.key + bucket.checksum] = bucket.code

    return InMemory()


def asset_function(assets: Mapping[str, str]) -> object:
    """Return the global `asset(name)`: the address of a file of the theme, seen from the page."""
    from jinja2 import pass_context

    @pass_context
    def asset(context: Context, name: str) -> str:
        page: PageView = context["page"]
        return page.head.root + assets[name]

    return asset
