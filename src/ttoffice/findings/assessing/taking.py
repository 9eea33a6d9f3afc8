"""Taking over proof: an exhibit or a record of the store with its hash, and why something cannot be taken over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from ttoffice.action.kinds import code_of, kind_of
from ttoffice.evidence.codes import FileState
from ttoffice.evidence.views import last_checked
from ttoffice.findings.proofs import file_sentence, proof_of
from ttoffice.findings.record import Proof
from ttoffice.i18n import N_
from ttoffice.i18n import gettext as _
from ttoffice.reasons import Reason

if TYPE_CHECKING:
    from ttoffice.store.connection import Reader
    from ttoffice.store.vault import Vault

BASIS = "exemption:12"
OWN = frozenset({"finding", "assessment", "conclusion", "effect"})
"""Kinds that say what is found; they prove nothing of it."""
PROVES_NOTHING = frozenset({"person", "deadline", "snooze", "policy", "calendar_year", "closure"})
"""Kinds by which the office keeps its lists and counts its days; they show nothing of what was done."""
UNSETTLED = {
    "decision": (("prepared",), N_("%(number)s is not decided yet.")),
    "hearing": (("recorded",), N_("%(number)s is not confirmed by who was heard (hearing.confirm).")),
    "inquiry": (("open",), N_("%(number)s is not settled yet (inquiry.settle).")),
    "notice": (("draft", "approved"), N_("%(number)s is not published yet.")),
    "rule": (("draft", "consulted"), N_("%(number)s is not adopted yet.")),
}
"""States in which a record shows nothing yet, and what to say of it."""


def taken(reader: Reader, numbers: Iterable[str]) -> tuple[Proof, ...]:
    """Return exhibits and records as proof, each once, with the hash they have now; those there are none of left out."""
    found = (proof_of(reader, number) for number in dict.fromkeys(numbers))
    return tuple(proof for proof in found if proof is not None)


def taking_reasons(
    reader: Reader, numbers: Iterable[str], field: str = "proofs", *, vault: Vault | None = None
) -> Iterator[Reason]:
    """Refuse what is not there, what is the finding itself, what is not settled, and files that are damaged.

    With the vault its files are looked at themselves; without, what the last check of them found is told.
    """
    for number in dict.fromkeys(numbers):
        told = {"number": number or "-"}
        proof = proof_of(reader, number)
        code = code_of(number)
        if proof is None:
            message = _("There is no exhibit and no record numbered %(number)s to take over as proof.")
            yield Reason("proof.unknown", message % told, BASIS, field)
        elif code in OWN:
            message = _("%(number)s says what is found; it cannot be the proof of it.")
            yield Reason("proof.own", message % told, BASIS, field)
        elif code in PROVES_NOTHING:
            message = _("%(number)s shows nothing of what was done; name an exhibit or the record of an act.")
            yield Reason("proof.nothing", message % told, BASIS, field)
        elif not proof.version:
            yield from _file_reasons(reader, proof, field, vault)
        elif code is not None:
            yield from _settled(reader, code, number, field)


def _file_reasons(reader: Reader, proof: Proof, field: str, vault: Vault | None) -> Iterator[Reason]:
    checked = last_checked(reader, proof.sha256)
    found_wrong = checked is not None and checked[0] != FileState.GOOD.value
    if found_wrong or (vault is not None and not vault.is_whole(proof.sha256)):
        yield Reason("proof.damaged", file_sentence(proof.number), BASIS, field)


def _settled(reader: Reader, code: str, number: str, field: str) -> Iterator[Reason]:
    kind = kind_of(code)
    if kind is None or code not in UNSETTLED:
        return
    states, sentence = UNSETTLED[code]
    if reader.value(f"SELECT state FROM {code} WHERE number = ?", (number,)) in states:
        yield Reason("proof.unsettled", _(sentence) % {"number": number}, BASIS, field)
