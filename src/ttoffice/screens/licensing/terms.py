"""The terms of a license as they are read: sentences as they hold on a day, and what each amendment changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from ttoffice.i18n import gettext as _
from ttoffice.licenses.kinds import LICENSE
from ttoffice.screens.kit.reading import Section
from ttoffice.screens.kit.tabs import TabContent, View
from ttoffice.screens.licensing.sections import field_lines, standing_lines


def terms_sections(document: Mapping[str, Any]) -> Iterator[Section]:
    """Yield terms as sentences: what is licensed and how, then the fee plan."""
    from ttoffice.licenses.fees import FeePlan
    from ttoffice.licenses.reading import terms_from
    from ttoffice.licenses.wording import plan_lines, terms_lines

    terms = terms_from(dict(document))
    scope = terms_lines(replace(terms, plan=FeePlan()))
    yield Section(_("What is licensed"), scope)
    plan = plan_lines(terms.plan)
    yield Section(_("Fee plan"), plan or ((_("Mode"), _("no stages and no royalty yet")),))


def terms_tab(view: View) -> TabContent:
    """Return the terms as they hold on the day, each amendment with what it changed, and the record's fields."""
    from ttoffice.licenses.reading import load, terms_document, terms_on

    license_ = load(view.reader, view.number)
    terms = view.document["terms"]
    if license_ is not None and view.document["signed_on"]:
        terms = terms_document(terms_on(view.reader, license_, view.day))
    standing = tuple(standing_lines(view.reader, view.number, view.document, view.day))
    sections = (
        Section(_("How it stands"), standing),
        *terms_sections(terms),
        *amendment_sections(view),
        Section(_(LICENSE.title), tuple(field_lines(LICENSE, view.document))),
    )
    return TabContent(sections)


def amendment_sections(view: View) -> Iterator[Section]:
    """Yield each amendment with what it changed; one that does not hold yet says so."""
    from ttoffice.licenses.differing import what_changed
    from ttoffice.licenses.reading import amendments_of, load, terms_document, terms_from

    license_ = load(view.reader, view.number)
    if license_ is None:
        return
    before = license_.record.terms
    for item in amendments_of(view.reader, view.number):
        changes = {change.field: change.after for change in item.record.changes}
        after = terms_from(terms_document(before) | changes)
        begins = item.record.effective_on
        since = _("holds from %(day)s") if begins <= view.day else _("will hold from %(day)s")
        title = f"{_('Amendment')} {item.record.place}  {item.number}  {since % {'day': begins}}"
        reason = ((_("Reason"), item.record.reason),) if item.record.reason else ()
        told = tuple(
            (found.label, f"{found.before} -> {found.after}") for found in what_changed(before, after)
        )
        yield Section(title, (*reason, *told))
        before = after
