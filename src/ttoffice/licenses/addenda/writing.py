"""Writing an amending agreement: what it lacks is listed first; then its paper, as lines, Word file or page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ttoffice.documents import filling
from ttoffice.documents.forms import in_form
from ttoffice.documents.paper import Block, Grid, Paper, Para, Signatures, Table
from ttoffice.errors import RefusedError
from ttoffice.i18n import gettext as _
from ttoffice.licenses.addenda.addendum import Addendum
from ttoffice.licenses.addenda.templates import AddendumTemplate, load_template
from ttoffice.licenses.addenda.wording import FACTS, PLACES, TABLES
from ttoffice.licenses.contracts.fields import LICENSEE, UNIT
from ttoffice.licenses.contracts.needs import SIDES, UNIT_KEYS, missing
from ttoffice.licenses.contracts.papers import WATERMARK
from ttoffice.reasons import Reason, refusing

if TYPE_CHECKING:
    from ttoffice.paths import Home

NEEDED = ("name", "credit_code", "address", "representative")
"""What both sides have to be named by; how to reach them stands in the contract."""


@dataclass
class _Written:
    """The blocks of an agreement, and the names of the places that stayed empty."""

    blocks: list[Block] = field(default_factory=list)
    empty: list[str] = field(default_factory=list)


def addendum_reasons(found: Addendum, home: Home | None = None) -> list[Reason]:
    """Return what an agreement lacks, before anything is written; an empty list means go."""
    return _all_reasons(found, _composed(found, load_template(home)).empty)


def addendum_paper(found: Addendum, home: Home | None = None, *, draft: bool = False) -> Paper:
    """Return the paper of an agreement, a draft with its watermark; raise RefusedError with what it lacks."""
    template = load_template(home)
    written = _composed(found, template)
    reasons = refusing(_all_reasons(found, written.empty))
    if reasons:
        raise RefusedError(reasons, advice=_("Nothing was made. Enter what is missing first."))
    number = "　".join(filter(None, (found.number, f"合同编号 {found.case.number}")))
    head = (
        *(Para(line, centred=True, size="title") for line in _title(template.title or found.title)),
        Para(f"（{number}）", centred=True, size="subtitle"),
        Para("", plain=True),
    )
    told = f"补充协议　{number}"
    return Paper(
        found.case.licensor.name,
        "",
        (*head, *written.blocks),
        footer="本文本为草稿，未经双方签字盖章不具有约束力。" if draft else "",
        day=found.agreed_on or found.today,
        form="contract",
        head=f"草稿　{told}" if draft else told,
        watermark=WATERMARK if draft else "",
    )


def _title(title: str) -> list[str]:
    """Return a title as its lines: what is amended stands above what amends it."""
    before, what, rest = title.partition("补充协议")
    return [before.strip(), f"{what}{rest}"] if before.strip() and what else [title]


def addendum_file(
    found: Addendum, home: Home | None = None, *, draft: bool = False, form: str = "docx"
) -> bytes:
    """Return an agreement as a Word file or as a page for A4; the same agreement gives the same bytes."""
    return in_form(addendum_paper(found, home, draft=draft), form)


def addendum_name(found: Addendum, form: str = "docx", *, draft: bool = False) -> str:
    """Return the name that an agreement is usually saved under."""
    what = "补充协议草稿" if draft else "补充协议" if found.number else "补充协议签署稿"
    return f"{found.case.number}-{what}-{found.number or f'第{found.place}份'}.{form}"


def lines_of(paper: Paper) -> Iterator[str]:
    """Yield a paper line by line, cells of tables parted by tabs."""
    for block in paper.blocks:
        if isinstance(block, Para):
            yield block.text
        elif isinstance(block, Grid):
            yield from ("\t".join(row) for row in (block.heads, *block.rows))
        elif isinstance(block, Table):
            yield from ("\t".join(row) for row in block.rows)
        elif isinstance(block, Signatures):
            yield from (line for side in (block.left, block.right) for line in side)


def _composed(found: Addendum, template: AddendumTemplate) -> _Written:
    true = frozenset(name for name, holds in FACTS.items() if holds(found))
    written = _Written()

    def value(name: str) -> str:
        place = PLACES[name]
        text = place.read(found).strip()
        if not text and not place.may_be_empty:
            written.empty.append(name)
        return text

    for passage in template.found.passages:
        if passage.when is not None and not passage.when.holds(true):
            continue
        if passage.text is not None:
            text = filling.fill(passage.text, value)
            heading = passage.strong
            written.blocks.append(
                Para(
                    text,
                    passage.plain,
                    heading,
                    keep=heading or text.endswith("："),
                    space=8 if heading else 0,
                )
            )
        elif passage.table:
            written.blocks += TABLES[passage.table](found)
    return written


def _all_reasons(found: Addendum, empty: list[str]) -> list[Reason]:
    return [*_unsigned(found), *_sides(found), *_missing(empty), *_guarantors(found)]


def _unsigned(found: Addendum) -> Iterator[Reason]:
    number = found.case.number
    if found.case.record.signed_on is None:
        message = _("The license %(number)s is not signed yet; change its terms instead (license.change).")
        yield Reason("addendum.unsigned", message % {"number": number}, "民法典 543", "signed_on")
    elif not found.matters:
        message = _("The amendment changes nothing: the terms stand so already on that day.")
        yield Reason("amendment.nothing", message, "民法典 543", "terms")


def _sides(found: Addendum) -> Iterator[Reason]:
    titles = dict(SIDES)
    for where, side in ((UNIT, found.case.licensor), (LICENSEE, found.case.licensee)):
        whose = _("own unit") if where == UNIT else side.name or _("licensee")
        for key in NEEDED:
            value = getattr(side, key).strip() or (side.code_reason if key == "credit_code" else "")
            if not value:
                what = _("%(field)s of %(whose)s") % {"field": _(titles[key]), "whose": whose}
                yield missing(found.case, what, where, f"{where}.{UNIT_KEYS.get(key, key)}")


def _missing(empty: list[str]) -> Iterator[Reason]:
    for name in dict.fromkeys(empty):
        if name in ("licensor", "licensee", "signed_on", "guarantors"):
            continue  # told with where it is entered
        message = _("Missing: %(what)s. The agreement cannot be written without it.")
        yield Reason("addendum.missing", message % {"what": _(PLACES[name].title)}, field=name)


def _guarantors(found: Addendum) -> Iterator[Reason]:
    if not all(name.strip() for name in found.guarantors):
        message = _(
            "A guarantee stands without its guarantor's name; enter who has to consent (support.change)."
        )
        yield Reason("addendum.guarantor", message, "民法典 695", "guarantors")
