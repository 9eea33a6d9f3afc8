"""Other licenses that touch the same results or rights, found without reading those that do not."""

from __future__ import annotations

import json
from datetime import date

from ttoffice.licenses.codes import BINDING, LicenseState
from ttoffice.licenses.law.facts import OtherLicense
from ttoffice.licenses.law.overlap import Overlap, shared, things
from ttoffice.licenses.reading import License, terms_on
from ttoffice.licenses.shelves import LICENSES
from ttoffice.licenses.terms import Terms
from ttoffice.store.connection import Reader

NEAR_SIGNATURE = (LicenseState.PRICE_NOTICE, LicenseState.DECIDED)
_STATES = ", ".join(f"'{state.value}'" for state in (*BINDING, *NEAR_SIGNATURE))
_NAMED = "EXISTS (SELECT 1 FROM json_each(?) AS one WHERE instr({text}, one.value) > 0)"
_CONDITION = (
    f"state IN ({_STATES}) AND number <> ? AND ({_NAMED.format(text='terms')} OR number IN"
    f" (SELECT subject FROM amendment WHERE {_NAMED.format(text='changes')}))"
)


def others_of(reader: Reader, number: str, terms: Terms, day: date) -> tuple[OtherLicense, ...]:
    """Return the licenses that bind the unit or are about to, and license something of the same."""
    own = things(terms.grants)
    names = sorted(
        {result for result, _key in own} | {right.number for g in terms.grants for right in g.rights}
    )
    wanted = json.dumps([name for name in names if name], ensure_ascii=False)
    params = (number, wanted, wanted)
    found = (_other(reader, item, day) for item in LICENSES.where(reader, _CONDITION, params))
    return tuple(item for item in found if shared(own, item.things) is not Overlap.NO)


def _other(reader: Reader, item: License, day: date) -> OtherLicense:
    record, terms = item.record, terms_on(reader, item, day)
    return OtherLicense(
        item.number,
        record.licensee,
        record.licensee_name,
        terms.effective_kind,
        record.state in BINDING,
        things(terms.grants),
        terms.territory,
        terms.field_of_use,
        terms.starts_on or record.effective_on or record.signed_on,
        record.ended_on or terms.ends_on,
    )
