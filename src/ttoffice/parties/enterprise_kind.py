"""The kind of record that enterprises are: what it is called, its fields' labels, its lists and views."""

from __future__ import annotations

from ttoffice.action.kinds import RecordKind
from ttoffice.i18n import N_
from ttoffice.parties import enterprise_labels as labels
from ttoffice.parties.enterprises import ENTERPRISES

ENTERPRISE = RecordKind(
    ENTERPRISES,
    N_("Enterprise"),
    N_("Enterprises"),
    "name",
    {
        "name": N_("Registered name"),
        "who": N_("Name"),
        "former_names": N_("Former names"),
        "entity": N_("Kind of entity"),
        "credit_code": N_("Credit code"),
        "code_reason": N_("Why there is no code"),
        "country": N_("Country or region"),
        "region": N_("Prefecture or province"),
        "industry": N_("Industry for the size"),
        "industry_text": N_("Industry in words"),
        "figures": N_("Figures"),
        "marks": N_("Recognitions"),
        "representative": N_("Legal representative"),
        "contact_name": N_("Contact"),
        "contact_phone": N_("Office phone"),
        "address": N_("Address"),
        "bank_name": N_("Bank"),
        "bank_account": N_("Account"),
        "insiders": N_("Shareholders and officers"),
        "state": N_("State"),
        "ended_on": N_("Ended on"),
        "ended_source": N_("Known from"),
        "note": N_("Note"),
        "year": N_("Year"),
        "employees": N_("Employees"),
        "revenue_fen": N_("Revenue"),
        "assets_fen": N_("Total assets"),
        "source": N_("Source"),
        "declared_on": N_("Declared on"),
        "proof": N_("Paper"),
        "kind": N_("Kind"),
        "number": N_("Number"),
        "since": N_("since"),
        "until": N_("until"),
        "position": N_("Position"),
        "share": N_("Share in percent"),
    },
    {
        "entity": labels.ENTITIES,
        "country": labels.COUNTRIES,
        "region": labels.REGIONS,
        "industry": labels.INDUSTRIES,
        "kind": labels.MARKS,
        "position": labels.POSITIONS,
        "state": labels.STATES,
    },
    ("credit_code", "region", "industry", "state"),
    {
        "active": "state = 'active'",
        "all": "1",
        "without_figures": "state = 'active' AND entity = 'enterprise' AND figures = '[]'",
        "without_code": "credit_code = ''",
        "entities": "entity <> 'enterprise'",
        "abroad": "country <> 'CN'",
        "ended": "state <> 'active'",
    },
    {
        "active": N_("existing"),
        "all": N_("all enterprises"),
        "without_figures": N_("without figures for the size"),
        "without_code": N_("without a credit code"),
        "entities": N_("other business entities"),
        "abroad": N_("outside the mainland"),
        "ended": N_("dissolved or bankrupt"),
    },
)

KINDS: dict[str, RecordKind] = {ENTERPRISE.code: ENTERPRISE}
