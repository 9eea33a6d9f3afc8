from __future__ import annotations

from dataclasses import replace

from tests.licenses.contracts.cases import case, drafted
from ttoffice.action.records import readable
from ttoffice.licenses.amending import changes_between
from ttoffice.licenses.contracts.kinds import CONTRACT
from ttoffice.licenses.contracts.text import lines_of
from ttoffice.licenses.kinds import AMENDMENT, LICENSE
from ttoffice.licenses.reading import terms_document
from ttoffice.licenses.wording import terms_lines
from ttoffice.store.canonical import canonical

TERMS = case().terms


def test_the_terms_of_a_license_are_read_as_sentences_below_its_plain_fields() -> None:
    document = {"terms": terms_document(TERMS), "title": "甲"}
    assert LICENSE.lines_of("terms", document["terms"]) == terms_lines(TERMS)
    (first, last) = readable(LICENSE, document)
    assert first == (LICENSE.label_of("title"), "甲")
    assert last[0] == LICENSE.label_of("terms")
    assert last[1].splitlines() == ["：".join(line) for line in terms_lines(TERMS)]


def test_an_amendment_says_what_it_changed_field_by_field() -> None:
    royalty = replace(TERMS.plan.royalty, report_days=45) if TERMS.plan.royalty else None
    after = replace(TERMS, territory="", plan=replace(TERMS.plan, royalty=royalty))
    changes = [
        {"field": one.field, "before": one.before, "after": one.after}
        for one in changes_between(TERMS, after)
    ]
    told = AMENDMENT.lines_of("changes", changes)
    assert [text for _label, text in told] == ["云南省 -> （无）", "30 -> 45"]


def test_a_contract_is_read_as_it_stands_on_paper() -> None:
    from pydantic import TypeAdapter

    from ttoffice.licenses.contracts.text import ContractText

    text = drafted(case()).text
    document = TypeAdapter(ContractText).dump_python(text, mode="json")
    assert canonical(document)
    assert [line for _label, line in CONTRACT.lines_of("text", document)] == list(lines_of(text))
    assert CONTRACT.readable("text", None) == ""
