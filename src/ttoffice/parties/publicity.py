"""The closed publicity of an internal rule, as the notices hand it over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from ttoffice.action.kinds import kind_of
from ttoffice.errors import RefusedError
from ttoffice.i18n import gettext as _
from ttoffice.parties.internal_rules import RULES, RuleState
from ttoffice.parties.rule_steps import ARTICLE, before, publicity_reasons
from ttoffice.reasons import Reason, refusing

if TYPE_CHECKING:
    from ttoffice.action.office import Context
    from ttoffice.store.connection import Reader


def closing_reasons(
    reader: Reader,
    rule_number: str,
    notice_number: str,
    closed_on: date,
    today: date,
    *,
    text_sha256: str | None = None,
) -> list[Reason]:
    """Return why a notice does not publish a rule; empty where its closing makes the rule published."""
    rule = RULES.load(reader, rule_number)
    if rule is None:
        message = _("There is no record numbered %(number)s.") % {"number": rule_number}
        return [Reason("rule.unknown", message, field="subject")]
    text, reasons = "", before(rule.record, RuleState.PUBLISHED)
    notice = notice_document(reader, notice_number)
    if notice is None:
        message = _("There is no record numbered %(number)s.") % {"number": notice_number}
        reasons.append(Reason("rule.no_notice", message, ARTICLE, "notice"))
    else:
        text = str(notice.get("text") or "")
        if notice.get("subject") != rule_number:
            message = _("%(notice)s is not about %(rule)s.") % {"notice": notice_number, "rule": rule_number}
            reasons.append(Reason("rule.other_notice", message, ARTICLE, "notice"))
    return [
        *reasons,
        *publicity_reasons(
            rule.record, published_text=text, text_sha256=text_sha256, closed_on=closed_on, today=today
        ),
    ]


def notice_document(reader: Reader, number: str) -> Mapping[str, Any] | None:
    """Return a notice's document: `subject` is what it is about, `text` what was published; None where there is none."""
    kind = kind_of("notice")
    found = kind.shelf.load(reader, number) if kind else None
    return found.document if found else None


def close(
    ctx: Context, rule_number: str, notice_number: str, closed_on: date, text_sha256: str | None
) -> str:
    """Write the notice and the day its publicity closed; return the rule's number, raise RefusedError."""
    reasons = closing_reasons(
        ctx.db, rule_number, notice_number, closed_on, ctx.today, text_sha256=text_sha256
    )
    rule = RULES.load(ctx.db, rule_number)
    if rule is None or refusing(reasons):
        raise RefusedError(reasons)
    published = replace(rule.record, state=RuleState.PUBLISHED, notice=notice_number, published_on=closed_on)
    return RULES.write(ctx, rule, published)
