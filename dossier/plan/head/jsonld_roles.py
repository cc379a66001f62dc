"""Offices over time in JSON-LD: OrganizationRole nodes, so that a title is never without its dates."""

from __future__ import annotations

from dossier.model import Actor, FactStatus, Kind, Role
from dossier.plan.head.jsonld_names import Names, sure_day
from dossier.plan.script_json import Json


def memberships(names: Names, actor: Actor) -> list[Json]:
    """Return an actor's confirmed roles in organisations; disputed and alleged ones need words that JSON-LD lacks."""
    return [_role(names, role) for role in actor.roles if role.organisation and role.status is FactStatus.CONFIRMED]


def _role(names: Names, role: Role) -> Json:
    start = sure_day(role.start)
    end = sure_day(role.end)
    node: dict[str, Json] = {"@type": "OrganizationRole", "roleName": role.title}
    node |= {"startDate": start} if start else {}
    node |= {"endDate": end} if end else {}
    return {**node, "memberOf": names.link(role.organisation, Kind.ACTOR, "Organization")}
