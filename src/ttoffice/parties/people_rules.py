"""What may stand about a person: posts and ties that say whom and what they mean; pure rules."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from ttoffice.i18n import gettext as _
from ttoffice.parties.people import PersonRecord, Post, Tie, TieKind
from ttoffice.parties.rules import credit_code_is_valid
from ttoffice.reasons import Reason

DECLARATION = "事业单位人事管理条例 39"


def person_reasons(record: PersonRecord, today: date) -> list[Reason]:
    """Return what is wrong with a person's record as a whole."""
    reasons = [reason for place, post in enumerate(record.posts) for reason in _post(f"posts[{place}]", post)]
    for place, tie in enumerate(record.ties):
        reasons += _tie(f"ties[{place}]", tie, today)
    if not record.roles:
        message = _("No role is given: leading member, manager or researcher. Findings go by it.")
        reasons.append(Reason("person.no_role", message, "exemption:2", "roles", warning=True))
    return reasons


def ties_left_out(before: Sequence[Tie], after: Sequence[Tie]) -> list[Tie]:
    """Return the ties that are declared no more: none of the later ones is of that kind to the same one."""
    kept = [_whom(tie) for tie in after]
    return [tie for tie in before if _whom(tie) not in kept]


def _whom(tie: Tie) -> tuple[str, ...]:
    return tie.kind.value, tie.person, tie.name, tie.organisation, tie.credit_code


def _post(field: str, post: Post) -> Iterator[Reason]:
    if not post.title:
        yield Reason("post.no_title", _("The post has no title."), field=f"{field}.title")
    yield from _order(field, post.since, post.until)


def _order(field: str, since: date | None, until: date | None) -> Iterator[Reason]:
    if since is not None and until is not None and until < since:
        message = _("It ends on %(until)s, before it begins on %(since)s.") % {
            "until": until.isoformat(),
            "since": since.isoformat(),
        }
        yield Reason("person.ends_before", message, field=f"{field}.until")


def _tie(field: str, tie: Tie, today: date) -> Iterator[Reason]:
    if tie.kind is TieKind.KIN and not (tie.person or tie.name):
        message = _("Kin need the other person: their number, or their name.")
        yield Reason("tie.no_person", message, DECLARATION, f"{field}.name")
    if tie.kind in (TieKind.SHAREHOLDING, TieKind.POST, TieKind.PAY) and not (
        tie.organisation or tie.credit_code
    ):
        message = _("An interest needs the organisation: its name, its credit code, or both.")
        yield Reason("tie.no_organisation", message, DECLARATION, f"{field}.organisation")
    if tie.kind is TieKind.OTHER and not (tie.person or tie.name or tie.organisation or tie.credit_code):
        message = _("The tie names neither a person nor an organisation.")
        yield Reason("tie.to_nobody", message, DECLARATION, f"{field}.name")
    if tie.credit_code and not credit_code_is_valid(tie.credit_code):
        message = _("The unified social credit code %(code)s does not pass its check digit.") % {
            "code": tie.credit_code
        }
        yield Reason("tie.credit_code", message, "GB 32100-2015", f"{field}.credit_code")
    if tie.share and not 0 < Decimal(tie.share) <= 100:
        message = _("A share is more than 0 and at most 100 percent.")
        yield Reason("tie.share", message, field=f"{field}.share")
    if tie.declared_on is not None and tie.declared_on > today:
        message = _("Nothing can have been declared on %(day)s, which is still to come.") % {
            "day": tie.declared_on.isoformat()
        }
        yield Reason("tie.future", message, field=f"{field}.declared_on")
    yield from _order(field, tie.since, tie.until)
