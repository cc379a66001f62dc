"""`dossier explain RULE`: the rule's page of the reference, on the terminal."""

from __future__ import annotations

from textwrap import fill, indent

import click
from click.shell_completion import CompletionItem

from dossier import rules
from dossier.text import nearest


def _complete(context: click.Context, option: click.Parameter, typed: str) -> list[CompletionItem]:
    return [CompletionItem(rule.code, help=rule.summary) for rule in rules.ALL if rule.code.startswith(typed.upper())]


@click.command()
@click.argument("rule", required=False, shell_complete=_complete)
def command(rule: str | None) -> int:
    """Explain a rule by its code (D401) or name: why it exists, what breaks it, how to mend it.

    Without a rule, list all of them.
    """
    if rule is None:
        for row in rules.ALL:
            click.echo(f"{row.code}  {row.name:32} {row.summary}")
        return 0
    found = rules.by_code().get(rule.upper()) or rules.by_name().get(rule.lower())
    if found is None:
        near = nearest(rule, [*rules.by_code(), *rules.by_name()])
        raise click.UsageError(f"there is no rule `{rule}`" + (f"; did you mean `{near}`?" if near else ""))
    click.echo(page(found))
    return 0


def page(rule: rules.Rule) -> str:
    """Return a rule's page as plain text."""
    level = (
        f"{rule.severity}; `checks: {{{rule.name}: …}}` in dossier.yaml sets it" if rule.configurable else rule.severity
    )
    parts = [f"{rule.code} {rule.name} ({level})", fill(rule.summary, 88), "Why", indent(fill(rule.why, 84), "    ")]
    parts += ["This breaks it", indent(rule.bad, "    "), "This is right", indent(rule.good, "    ")]
    return "\n\n".join(parts)
