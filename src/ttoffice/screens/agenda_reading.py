"""One thing of the agenda as the screens show it: in full, why it is due, and how it can be postponed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING

from ttoffice.agenda.items import Item
from ttoffice.agenda.views import Agenda
from ttoffice.errors import UsageError
from ttoffice.i18n import N_
from ttoffice.i18n import gettext as _
from ttoffice.reasons import Reason, refusing
from ttoffice.rulebook.citing import basis_text
from ttoffice.screens.kit.reading import Reading, Section, Shown
from ttoffice.screens.kit.verbs import Verb
from ttoffice.screens.modals.why import WhySection
from ttoffice.widgets.fields import Field

if TYPE_CHECKING:
    from ttoffice.action.office import Office


def snooze_fields() -> tuple[Field, ...]:
    """Return what postponing asks for."""
    return (
        Field("until", _("Comes back on"), "date", hint="2026-03-31"),
        Field("reason", _("Reason"), "text", max_length=1000),
    )


def call_back_fields() -> tuple[Field, ...]:
    """Return what calling back asks for."""
    return (Field("reason", _("Reason"), "text", max_length=1000, hint=_("may stay empty")),)


def verbs_on(today: date) -> tuple[Verb, ...]:
    """Return the verbs about a thing; postponing is tried by one day, to see whether the thing allows it at all."""
    tomorrow = (today + timedelta(days=1)).isoformat() if today < date.max else today.isoformat()
    return (
        Verb(
            "agenda.snooze",
            N_("Postpone a thing on the agenda, with the reason"),
            snooze_fields,
            {"until": tomorrow, "reason": "-"},
        ),
        Verb("agenda.unsnooze", N_("Call a postponed thing back to the agenda"), call_back_fields),
    )


def matching(item: Item, words: str) -> bool:
    """Return whether every word is found in a thing: as text, or as pinyin of its title and person."""
    from ttoffice.store.pinyin import spellings
    from ttoffice.store.search_text import normalise

    told = [item.title, item.person, item.subject, item.kind_label, item.why, item.key]
    texts = [normalise(text) for text in told]
    for text in texts[:2]:
        for spelling in spellings(text):
            texts += [spelling.initials, "".join(spelling.syllables).replace("-", "")]
    return all(any(word in text for text in texts) for word in normalise(words).split())


def read_item(office: Office, agenda: Agenda, item: Item | None, key: str) -> Reading:
    """Return a thing in full; raise UsageError where it no longer waits."""
    item = _waiting(item, key)
    sections = [Section(_("On the agenda"), tuple(_lines(office, agenda, item)))]
    days = proof_lines(office, item)
    if days:
        sections.append(Section(_("Count of the days"), tuple(days)))
    return Reading(item.subject or _("Agenda"), item.title, item.sequence, {}, tuple(sections))


def _waiting(item: Item | None, key: str) -> Item:
    if item is None:
        raise UsageError(
            _("Nothing waits on the agenda under %(key)s; it may be done.") % {"key": key},
            advice=_("Read the agenda again."),
        )
    return item


def _lines(office: Office, agenda: Agenda, item: Item) -> Iterator[tuple[str, Shown]]:
    from ttoffice.screens.agenda import state_of

    yield _("Group"), state_of(agenda, item)
    if item.day is not None:
        yield _("Due"), f"{item.day.isoformat()}  {item.days_text(agenda.as_of)}"
    if item.provisional:
        yield _("Provisional"), _("The day is provisional: a year's calendar is not announced yet.")
    yield _("Kind"), item.kind_label
    if item.subject:
        yield _("Record"), item.subject
    yield _("Why"), item.why
    if item.basis:
        yield _("Basis"), _basis(office, item)
    if item.person:
        yield _("Responsible"), item.person
    yield (
        _("Can it be postponed"),
        _("not beyond its day") if item.hard and item.day else _("yes, with a reason"),
    )
    if item.snoozed_until is not None:
        yield _("Comes back on"), item.snoozed_until.isoformat()
        yield _("Postponed by"), item.snoozed_by
        yield _("Reason"), item.snoozed_why
    yield _("Command"), item.command


def _basis(office: Office, item: Item) -> str:
    from ttoffice.errors import RulebookError

    try:
        return basis_text(office.rulebook, item.basis)
    except RulebookError:
        return item.basis


def proof_lines(office: Office, item: Item) -> list[tuple[str, str]]:
    """Return the day-by-day count behind a thing's day: each day, and why it counted or not."""
    if not item.proof:
        return []
    from ttoffice.deadlines.keeping import load
    from ttoffice.screens.kit.counting import counted_days

    with office.reader() as reader:
        found = load(reader, item.proof)
    return list(counted_days(found)) if found is not None else []


def why_item(
    office: Office, agenda: Agenda, item: Item | None, reasons: Mapping[str, tuple[Reason, ...]]
) -> list[WhySection]:
    """Return why a thing is due on its day, how the day was counted, and what hinders each verb."""
    if item is None:
        return []
    from ttoffice.screens.agenda import state_of

    state = str(state_of(agenda, item))
    cited = Reason("agenda.basis", item.why, item.basis or None, warning=True)
    day = item.day.isoformat() if item.day else _("no day is known")
    sections = [WhySection(item.kind_label, f"{state}  {day}", (item.title,), (cited,))]
    days = proof_lines(office, item)
    if days:
        lines = tuple(f"{label}  {value}" for label, value in days)
        sections.append(WhySection(_("Count of the days"), item.proof, lines))
    for verb in verbs_on(office.today):
        found = reasons.get(verb.name, ())
        sections.append(
            WhySection(verb.label, _("not now") if refusing(found) else _("possible"), (), tuple(found))
        )
    return sections
