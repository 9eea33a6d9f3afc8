"""Who may license whom under the guideline, and when (pay-later Art. 1, 2, 9)."""

from __future__ import annotations

from collections.abc import Iterator

from ttoffice.i18n import gettext as _
from ttoffice.licenses.law.facts import LicenseeFacts, LicenseFacts
from ttoffice.reasons import Reason


def guideline_reasons(facts: LicenseFacts) -> Iterator[Reason]:
    """Outside its time the guideline carries no contract; the Civil Code still does."""
    first, last = facts.force
    if not first <= facts.day <= last:
        message = _(
            "The guideline is in force from %(first)s to %(last)s, not on %(day)s: the contract rests on the Civil"
            " Code alone and is no pay-later license of the guideline."
        )
        values = {
            "first": first.isoformat(),
            "last": last.isoformat(),
            "day": facts.day.isoformat(),
        }
        yield Reason("license.not_in_force", message % values, "pay-later:9", "signed_on", warning=True)


def licensee_reasons(facts: LicenseFacts) -> Iterator[Reason]:
    """There is a licensee, which exists; its size and seat are looked at."""
    licensee = facts.licensee
    if not licensee.number:
        message = _("The licensee is missing; enter the enterprise and name its number (QY-…).")
        yield Reason("license.no_licensee", message, "pay-later:2", "licensee")
        return
    if not licensee.known:
        message = _("There is no enterprise numbered %(number)s; enter it first.")
        text = message % {"number": licensee.number}
        yield Reason("license.licensee_unknown", text, "pay-later:2", "licensee")
        return
    if licensee.ended:
        yield _ended(licensee)
    if licensee.country:
        yield from _abroad(facts)
    elif licensee.class_asked:
        yield from _size(facts)


def _ended(licensee: LicenseeFacts) -> Reason:
    """What no longer exists concludes no contract; one that was concluded before stands, and is wound up."""
    if licensee.ended_since:
        message = _(
            "%(name)s exists no more (%(how)s): claim what is owed from who winds it up; conclude nothing new."
        )
    else:
        message = _("%(name)s exists no more (%(how)s) and cannot conclude a contract.")
    text = message % {"name": licensee.name, "how": licensee.ended}
    return Reason("license.licensee_ended", text, "民法典 59", "licensee", warning=licensee.ended_since)


def _size(facts: LicenseFacts) -> Iterator[Reason]:
    """The guideline is made for small and medium enterprises; others are not barred (pay-later Art. 1, 2)."""
    licensee = facts.licensee
    if licensee.small is None:
        message = _(
            "Whether %(name)s is a micro, small or medium enterprise, for which the guideline is made, is open"
            " (%(size)s). Enter its industry and figures, and have it declare them."
        )
        code = "license.size_unknown"
    elif not licensee.small:
        message = _(
            "%(name)s (%(size)s) is no micro, small or medium enterprise, for which the guideline is made;"
            " say in the decision why it is licensed so."
        )
        code = "license.not_small"
    else:
        return
    values = {"name": licensee.name, "size": licensee.size or _("no figures")}
    yield Reason(code, message % values, "pay-later:1", "licensee", warning=True)


def _abroad(facts: LicenseFacts) -> Iterator[Reason]:
    """A license across the border is an export of technology, and use at home comes first."""
    values = {"name": facts.licensee.name, "country": facts.licensee.country}
    message = _(
        "%(name)s is outside the country (%(country)s): see in the catalogues whether export of this technology is"
        " forbidden, restricted (a license is needed first) or free (the contract is to be registered)."
    )
    yield Reason("license.abroad", message % values, "技术进出口管理条例", "licensee", warning=True)
    message = _(
        "Results made with public funds are first used at home; say why %(name)s is licensed, and keep the proof."
    )
    yield Reason("license.abroad_priority", message % values, "促转法 6", "licensee", warning=True)
