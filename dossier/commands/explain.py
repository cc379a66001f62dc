"""`dossier explain RULE`: the rule's page of the reference, on the terminal."""

from __future__ import annotations

from collections.abc import Iterable
from textwrap import fill, indent

import click
from click.shell_completion import CompletionItem

from dossier import rules
from dossier.commands.project import find_project, plugins_of
from dossier.text import nearest


def _complete(context: click.Context, option: click.Parameter, typed: str) -> list[CompletionItem]:
    return [CompletionItem(rule.code, help=rule.summary) for rule in rules.ALL if rule.code.startswith(typed.upper())]


@click.command()
@click.argument("rule", required=False, shell_complete=_complete)
def command(rule: str | None) -> int:
    """Explain a rule by its code (D401) or name: why it exists, what breaks it, how to mend it.

    Without a rule, list all of them, with those of the project's plug-ins.
    """
    if rule is None:
        for row in (*rules.ALL, *_rules_of_plugins()):
            click.echo(f"{row.code}  {row.name:32} {row.summary}")
        return 0
    click.echo(page(_found(rule, rules.ALL) or _found_in_plugins(rule)))
    return 0


def _found(named: str, table: Iterable[rules.Rule]) -> rules.Rule | None:
    return next((row for row in table if named.casefold() in (row.code.casefold(), row.name)), None)


def _found_in_plugins(named: str) -> rules.Rule:
    """Return the rule of a plug-in. Raises click.UsageError with the nearest name."""
    more = _rules_of_plugins()
    found = _found(named, more)
    if found is None:
        near = nearest(named, [name for row in (*rules.ALL, *more) for name in (row.code, row.name)])
        raise click.UsageError(f"there is no rule `{named}`" + (f"; did you mean `{near}`?" if near else ""))
    return found


def _rules_of_plugins() -> tuple[rules.Rule, ...]:
    """Return the rules of the plug-ins that the project here lists, if there is a project."""
    project = find_project()
    plugins = plugins_of(project) if project else None
    return plugins.rules if plugins else ()


def page(rule: rules.Rule) -> str:
    """Return a rule's page as plain text."""
    level = (
        f"{rule.severity}; `checks: {{{rule.name}: …}}` in dossier.yaml sets it" if rule.configurable else rule.severity
    )
    parts = [f"{rule.code} {rule.name} ({level})", fill(rule.summary, 88), "Why", indent(fill(rule.why, 84), "    ")]
    parts += ["This breaks it", indent(rule.bad, "    "), "This is right", indent(rule.good, "    ")]
    return "\n\n".join(parts)
