"""Building a rulebook's texts from its files: the notice and the guidelines, article by article."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ttoffice.i18n import gettext as _
from ttoffice.rulebook.checking import check_facts
from ttoffice.rulebook.model import Article, Guideline, Item, Rulebook
from ttoffice.rulebook.numerals import LARGEST
from ttoffice.rulebook.reading_facts import read_facts
from ttoffice.rulebook.references import canonical
from ttoffice.rulebook.sections import Section, read

HEAD = "rulebook.toml"
FORMAT = 1
ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Head:
    """What `rulebook.toml` says of its rulebook, and where the rest of it is."""

    id: str
    title: str
    gloss: str
    region: str
    document: str
    issuer: str
    issued: date
    in_force_from: date
    in_force_to: date
    source: str
    text: str
    guidelines: tuple[Path, ...]
    facts: Path


def read_rulebook(folder: Path) -> Rulebook:
    """Read and check a rulebook's folder; raise RulebookError naming file, place and what is wrong."""
    head = read_head(folder)
    guidelines = _read_guidelines(folder, head)
    top = read(head.facts)
    facts = read_facts(top, {guideline.id for guideline in guidelines}, head.in_force_from, head.in_force_to)
    rulebook = Rulebook(
        id=head.id,
        title=head.title,
        gloss=head.gloss,
        region=head.region,
        document=head.document,
        issuer=head.issuer,
        issued=head.issued,
        in_force_from=head.in_force_from,
        in_force_to=head.in_force_to,
        source=head.source,
        text=head.text,
        guidelines=guidelines,
        facts=facts,
        folder=folder,
    )
    check_facts(rulebook, head.facts)
    return rulebook


def read_head(folder: Path) -> Head:
    """Read `rulebook.toml` of a folder; raise RulebookError where it is wrong."""
    top = read(folder / HEAD)
    if top.number("format") != FORMAT:
        raise top.wrong("format", _("this program reads format %(format)d") % {"format": FORMAT})
    head = Head(
        id=_identifier(top),
        title=top.text("title"),
        gloss=top.text("gloss", ""),
        region=top.text("region"),
        document=top.text("document"),
        issuer=top.text("issuer"),
        issued=top.day("issued"),
        in_force_from=top.day("in_force_from"),
        in_force_to=top.day("in_force_to"),
        source=top.text("source"),
        text=top.text("text"),
        guidelines=tuple(_beside(top, "guidelines", name) for name in top.texts("guidelines")),
        facts=_beside(top, "facts", top.text("facts")),
    )
    top.finish()
    _check_head(top, head, folder)
    return head


def _check_head(top: Section, head: Head, folder: Path) -> None:
    if head.id != folder.name:
        raise top.wrong("id", _("the id must be the name of the folder, %(name)s") % {"name": folder.name})
    if head.in_force_from < head.issued:
        raise top.wrong("in_force_from", _("it lies before the day of issue"))
    if head.in_force_to < head.in_force_from:
        raise top.wrong("in_force_to", _("it lies before the first day in force"))
    for key in ("title", "document", "issuer"):
        if getattr(head, key) not in head.text.split("\n"):
            raise top.wrong(key, _("it is no line of the notice"))


def _read_guidelines(folder: Path, head: Head) -> tuple[Guideline, ...]:
    guidelines: list[Guideline] = []
    for file in head.guidelines:
        top = read(file)
        guideline = _guideline(top)
        if any(guideline.id == known.id for known in guidelines):
            raise top.wrong("id", _("this id occurs twice: %(id)s") % {"id": guideline.id})
        if guideline.title not in head.text:
            raise read(folder / HEAD).wrong(
                "text", _("the notice does not name the guideline %(title)s") % {"title": guideline.title}
            )
        guidelines.append(guideline)
    return tuple(guidelines)


def _guideline(top: Section) -> Guideline:
    guideline_id = _identifier(top)
    guideline = Guideline(
        id=guideline_id,
        title=top.text("title"),
        gloss=top.text("gloss", ""),
        names=top.texts("names", ()),
        articles=tuple(
            _article(section, guideline_id, number)
            for number, section in enumerate(top.sections("article"), start=1)
        ),
    )
    top.finish()
    return guideline


def _article(section: Section, guideline: str, number: int) -> Article:
    _check_number(section, number)
    article = Article(
        number=number,
        ref=canonical(guideline, number),
        text=section.text("text"),
        gloss=section.text("gloss", ""),
        items=tuple(
            _item(below, guideline, number, index)
            for index, below in enumerate(section.sections("item", optional=True), start=1)
        ),
    )
    section.finish()
    return article


def _item(section: Section, guideline: str, article: int, number: int) -> Item:
    _check_number(section, number)
    item = Item(
        number=number,
        ref=canonical(guideline, article, number),
        text=section.text("text"),
        gloss=section.text("gloss", ""),
    )
    section.finish()
    return item


def _check_number(section: Section, expected: int) -> None:
    if section.number("number") != expected or expected > LARGEST:
        raise section.wrong(
            "number",
            _("numbers run from 1 to %(largest)d without a gap; %(expected)d is next")
            % {"largest": LARGEST, "expected": expected},
        )


def _identifier(top: Section) -> str:
    identifier = top.text("id")
    if not ID.fullmatch(identifier):
        raise top.wrong("id", _("an id is small letters, digits and hyphens"))
    return identifier


def _beside(top: Section, key: str, name: str) -> Path:
    if name in (".", "..") or "/" in name or "\\" in name:
        raise top.wrong(key, _("a file beside rulebook.toml is needed here, without a folder"))
    return top.file.parent / name
