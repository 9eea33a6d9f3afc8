"""Whom a finding names: everybody in the case, in its matter and in the office's lists, by name, code and number."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from ttoffice.findings.precedents.erasing import Names, short_names
from ttoffice.findings.record import FindingRecord
from ttoffice.findings.shelves import HEARINGS, INQUIRIES
from ttoffice.licenses.procedure.ties import completers_of
from ttoffice.licenses.reading import load as load_license
from ttoffice.numbering import read_number
from ttoffice.parties.decisions import DECISIONS
from ttoffice.parties.matters import known_facts

if TYPE_CHECKING:
    from ttoffice.store.connection import Reader

_PARTS = re.compile(r"[\s、，,；;：:（）()/／]+")
_DUTIES = re.compile(
    "代表|负责人|法定代表人|经办人|专家|企业|公司|单位|学校|学院|部门|科技处|财务处|人事处|审计处|国资处|纪委|纪检"
    "|办公室|当事人|申请人|完成人|被许可方|受让方|总经理|经理|董事长|教授|主任|处长|院长|校长|书记|老师|同志|先生"
    "|女士"
)
"""What stands beside names in a field that holds who was heard, and names nobody."""


def office_names(reader: Reader) -> Names:
    """Return everybody in the lists of people and enterprises, by all names they have had."""
    persons = {row[0] for row in reader.execute("SELECT name FROM person")}
    persons |= {
        row[0]
        for row in reader.execute(
            "SELECT DISTINCT json_extract(document, '$.name') FROM revision WHERE kind = 'person'"
        )
    }
    others: set[str] = set()
    for name, former, code, *behind, insiders in reader.execute(
        "SELECT name, former_names, credit_code, representative, contact_name, insiders FROM enterprise"
    ):
        others |= {name, *json.loads(former), code}
        persons |= {*behind, *(one["who"] for one in json.loads(insiders))}
    return Names(frozenset(filter(None, persons)), frozenset(filter(None, others)))


def case_names(reader: Reader, number: str, finding: FindingRecord) -> Names:
    """Return whom one case names beyond those lists, enterprises by what they are called in short as well."""
    persons: set[str] = {finding.applicant_name, *(party.name for party in finding.parties)}
    persons |= {seat.name for seat in finding.panel}
    others: set[str] = set()
    heard = [to_hear.who for to_hear in finding.sides]
    for hearing in HEARINGS.where(reader, "subject = ?", (number,)):
        heard += [hearing.record.name, hearing.record.recorder]
    heard += [inquiry.record.asked_of for inquiry in INQUIRIES.where(reader, "subject = ?", (number,))]
    persons |= {part for text in heard for part in _parts(text)}
    for names in (_of_matter(reader, finding), _of_decisions(reader, number, finding)):
        persons |= names.persons
        others |= names.others
    others |= {text for text in finding.organisations if read_number(text) is None}
    others |= {part for name in _companies(reader, finding, others) for part in (name, *short_names(name))}
    return Names(frozenset(filter(None, persons)), frozenset(filter(None, others)))


def _parts(text: str) -> Iterator[str]:
    """Yield who was heard as it is written, and the names that may stand within it."""
    for part in _PARTS.split(text):
        if part and not _DUTIES.fullmatch(part):
            yield part


def _of_matter(reader: Reader, finding: FindingRecord) -> Names:
    """Return whom the matter names: licensee, completers, whoever the store knows to be in it."""
    facts = known_facts(reader, finding.subject) if finding.subject else None
    persons: set[str] = set()
    others: set[str] = set()
    if facts is not None:
        persons |= facts.persons | facts.author_names | facts.earlier_panel
        others |= facts.organisations
    license_ = load_license(reader, finding.subject) if finding.subject else None
    if license_ is not None:
        record = license_.record
        persons |= completers_of(reader, record)
        others |= {record.licensee_name}
        if record.signed_licensee is not None:
            others |= {record.signed_licensee.name, record.signed_licensee.credit_code}
    return Names(
        *(frozenset(text for text in found if read_number(text) is None) for found in (persons, others))
    )


def _of_decisions(reader: Reader, number: str, finding: FindingRecord) -> Names:
    """Return who decided about the case and about its matter, and whom those decisions concern."""
    about = json.dumps([number, *filter(None, (finding.subject, finding.decision))])
    within = "(SELECT value FROM json_each(?1))"
    persons: set[str] = set()
    others: set[str] = set()
    for found in DECISIONS.where(reader, f"subject IN {within} OR number IN {within}", (about,)):
        persons |= {member.name for member in found.record.members}
        persons |= {dissent.name for dissent in found.record.dissents}
        persons |= {text for text in found.record.persons if read_number(text) is None}
        others |= {text for text in found.record.organisations if read_number(text) is None}
    return Names(frozenset(persons), frozenset(others))


def _companies(reader: Reader, finding: FindingRecord, others: Iterable[str]) -> Iterator[str]:
    """Yield the names of the enterprises in the case, those known by number with all they have had."""
    yield from others
    license_ = load_license(reader, finding.subject) if finding.subject else None
    numbers: list[Any] = [text for text in finding.organisations if read_number(text) is not None]
    if license_ is not None:
        numbers.append(license_.record.licensee)
    for name, former in reader.execute(
        "SELECT name, former_names FROM enterprise WHERE number IN (SELECT value FROM json_each(?))",
        (json.dumps(numbers),),
    ):
        yield from (name, *json.loads(former))
