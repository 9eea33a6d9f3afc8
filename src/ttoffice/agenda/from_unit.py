"""What is due of the unit itself: the guideline's end, the internal rules it lacks."""

from __future__ import annotations

from collections.abc import Iterator

from ttoffice.agenda.items import Item
from ttoffice.agenda.sources import Sight, Source, log_length
from ttoffice.errors import RulebookError
from ttoffice.i18n import gettext as _


def guideline(sight: Sight) -> Iterator[Item]:
    """Yield the end of the guideline in force; where it cannot be read, that."""
    if sight.quick:
        return
    try:
        rulebook = sight.office.rulebook
    except RulebookError as error:
        yield Item(
            f"rulebook:{sight.office.rulebook_id}",
            None,
            "",
            sight.office.rulebook_id,
            f"{error.message} {error.advice}".strip(),
            "",
            "ttoffice rules",
        )
        return
    yield Item(
        f"rulebook:{rulebook.id}",
        rulebook.in_force_to,
        "",
        rulebook.title,
        _(
            "The guideline is in force up to this day. What is begun later needs a new one: ask for its successor,"
            " and put it in as a rulebook."
        ),
        rulebook.document,
        "ttoffice rules",
        hard=True,
    )


def missing_rules(sight: Sight) -> Iterator[Item]:
    """Yield the topics of exemption Art. 5 and 11 about which no internal rule is in force; no day was ever set."""
    if sight.quick:
        return
    from ttoffice.parties.internal_rules import TOPICS, RuleTopic, missing_rule

    for reason in missing_rule(sight.reader, sight.day):
        topic = reason.code.removeprefix("rule.missing_")
        yield Item(
            f"rule:{topic}",
            None,
            "",
            _("Internal rule missing: %(topic)s") % {"topic": _(TOPICS[RuleTopic(topic)])},
            _(
                "The guideline asks the unit for it: draft, consult, decide collectively, publish; findings rest on it."
            ),
            reason.basis or "",
            "ttoffice do rule.create",
            sequence=log_length(sight),
        )


SOURCES: tuple[tuple[str, Source], ...] = (("rulebook", guideline), ("rule", missing_rules))
