"""The code lists of a result: ASCII codes in the store, labels in the user's language.

Result types and payment modes are the guideline's (pay-later Art. 3 and 2); transfer modes are those of
促转法 16, license kinds those of 技术合同解释 25, fields the eleven of the technology-contract statistics.
"""

from __future__ import annotations

from enum import StrEnum

from ttoffice.i18n import N_, gettext


class Coded(StrEnum):
    """A code with a label; the label is a catalog string looked up in `LABELS`."""

    @property
    def label_source(self) -> str:
        """The label as a catalog string, not yet translated."""
        return LABELS[type(self)][self.value]

    @property
    def label(self) -> str:
        """The label in the user's language."""
        return gettext(self.label_source)


class ResultType(Coded):
    """The eight types of pay-later Art. 3."""

    PATENT = "patent"
    SOFTWARE_COPYRIGHT = "software_copyright"
    LAYOUT_DESIGN = "layout_design"
    PLANT_VARIETY = "plant_variety"
    DRUG_MARKETING_LICENSE = "drug_marketing_license"
    CLINICAL_LICENSE = "clinical_license"
    PATENT_APPLICATION = "patent_application"
    KNOW_HOW = "know_how"


class RightKind(Coded):
    """What an IP right is; patents are told apart because their terms differ (专利法 42)."""

    INVENTION = "invention"
    UTILITY_MODEL = "utility_model"
    DESIGN = "design"
    PATENT_APPLICATION = "patent_application"
    SOFTWARE = "software"
    LAYOUT_DESIGN = "layout_design"
    PLANT_VARIETY = "plant_variety"
    DRUG_LICENSE = "drug_license"
    CLINICAL_LICENSE = "clinical_license"
    KNOW_HOW = "know_how"
    OTHER = "other"


class LegalStatus(Coded):
    """The legal status of a right."""

    PENDING = "pending"
    IN_FORCE = "in_force"
    LAPSED = "lapsed"


class Answer(Coded):
    """Yes or no where an empty field means that nobody has said yet."""

    YES = "yes"
    NO = "no"


class TechnologyClass(Coded):
    """Whether a result is applied technology (pay-later Art. 4) or basic or soft science."""

    APPLIED = "applied"
    BASIC = "basic"
    SOFT = "soft"


class TechField(Coded):
    """The eleven fields of the technology-contract statistics, in their official order."""

    ELECTRONICS = "electronics"
    AEROSPACE = "aerospace"
    MANUFACTURING = "manufacturing"
    BIOMEDICINE = "biomedicine"
    MATERIALS = "materials"
    ENERGY = "energy"
    ENVIRONMENT = "environment"
    NUCLEAR = "nuclear"
    AGRICULTURE = "agriculture"
    TRANSPORT = "transport"
    URBAN = "urban"


class Maturity(Coded):
    """The five stages that most platforms share."""

    RESEARCH = "research"
    SAMPLE = "sample"
    LAB = "lab"
    PILOT = "pilot"
    PRODUCTION = "production"


class TechLevel(Coded):
    """The level that an appraisal stated."""

    WORLD_LEADING = "world_leading"
    WORLD_ADVANCED = "world_advanced"
    NATIONAL_LEADING = "national_leading"
    NATIONAL_ADVANCED = "national_advanced"
    NATIONAL_AVERAGE = "national_average"
    UNRATED = "unrated"


class Secrecy(Coded):
    """Secrecy level; only `open` may be published (促转法 11)."""

    OPEN = "open"
    INTERNAL = "internal"
    SECRET = "secret"
    CONFIDENTIAL = "confidential"
    TOP_SECRET = "top_secret"


class Consent(Coded):
    """Whether the researchers agree to pay-later licensing (pay-later Art. 7(1))."""

    GIVEN = "given"
    REFUSED = "refused"


class TransferMode(Coded):
    """The six ways of putting a result to use (促转法 16)."""

    SELF = "self"
    ASSIGN = "assign"
    LICENSE = "license"
    JOINT = "joint"
    EQUITY = "equity"
    OTHER = "other"


class LicenseKind(Coded):
    """License kinds (技术合同解释 25); unspecified means ordinary."""

    ORDINARY = "ordinary"
    SOLE = "sole"
    EXCLUSIVE = "exclusive"


class PaymentMode(Coded):
    """The three pay-later modes (pay-later Art. 2) and two modes that are not pay-later."""

    ROYALTY = "royalty"
    STAGES = "stages"
    STAGES_ROYALTY = "stages_royalty"
    LUMP_SUM = "lump_sum"
    INSTALLMENTS = "installments"

    @property
    def pays_later(self) -> bool:
        """Whether it is one of the guideline's three modes."""
        return self in (PaymentMode.ROYALTY, PaymentMode.STAGES, PaymentMode.STAGES_ROYALTY)


class RoyaltyBase(Coded):
    """What a royalty is counted on (民法典 846)."""

    SALES = "sales"
    NET_SALES = "net_sales"
    NEW_OUTPUT = "new_output"
    NEW_PROFIT = "new_profit"
    INCOME = "income"


LABELS: dict[type[Coded], dict[str, str]] = {
    ResultType: {
        "patent": N_("Patent right"),
        "software_copyright": N_("Software copyright"),
        "layout_design": N_("Exclusive right to an integrated circuit layout design"),
        "plant_variety": N_("New plant variety right"),
        "drug_marketing_license": N_("Drug marketing license"),
        "clinical_license": N_("Clinical trial license"),
        "patent_application": N_("Right to apply for a patent"),
        "know_how": N_("Unpatented technology (know-how)"),
    },
    RightKind: {
        "invention": N_("Invention patent"),
        "utility_model": N_("Utility model patent"),
        "design": N_("Design patent"),
        "patent_application": N_("Patent application"),
        "software": N_("Software copyright registration"),
        "layout_design": N_("Layout design registration"),
        "plant_variety": N_("Plant variety right"),
        "drug_license": N_("Drug marketing license"),
        "clinical_license": N_("Clinical trial license"),
        "know_how": N_("Know-how"),
        "other": N_("Other right"),
    },
    LegalStatus: {"pending": N_("Pending"), "in_force": N_("In force"), "lapsed": N_("Lapsed")},
    Answer: {"yes": N_("Yes"), "no": N_("No")},
    TechnologyClass: {
        "applied": N_("Applied technology"),
        "basic": N_("Basic research"),
        "soft": N_("Soft science"),
    },
    TechField: {
        "electronics": N_("Electronics and information technology"),
        "aerospace": N_("Aerospace technology"),
        "manufacturing": N_("Advanced manufacturing technology"),
        "biomedicine": N_("Biological, pharmaceutical and medical device technology"),
        "materials": N_("New materials and their application"),
        "energy": N_("New energy and energy efficiency"),
        "environment": N_("Environmental protection and resource utilization technology"),
        "nuclear": N_("Nuclear application technology"),
        "agriculture": N_("Agricultural technology"),
        "transport": N_("Modern transport"),
        "urban": N_("Urban construction and social development"),
    },
    Maturity: {
        "research": N_("In research"),
        "sample": N_("Sample made"),
        "lab": N_("Lab test passed"),
        "pilot": N_("Pilot test passed"),
        "production": N_("Ready for mass production"),
    },
    TechLevel: {
        "world_leading": N_("World leading"),
        "world_advanced": N_("World advanced"),
        "national_leading": N_("Nationally leading"),
        "national_advanced": N_("Nationally advanced"),
        "national_average": N_("Nationally average"),
        "unrated": N_("Not appraised"),
    },
    Secrecy: {
        "open": N_("Not classified"),
        "internal": N_("Internal"),
        "secret": N_("Secret"),
        "confidential": N_("Confidential"),
        "top_secret": N_("Top secret"),
    },
    Consent: {"given": N_("Agreed"), "refused": N_("Refused")},
    TransferMode: {
        "self": N_("Own implementation"),
        "assign": N_("Assignment"),
        "license": N_("Licensing to others"),
        "joint": N_("Joint implementation"),
        "equity": N_("Contribution as capital"),
        "other": N_("Other agreed way"),
    },
    LicenseKind: {
        "ordinary": N_("Ordinary license"),
        "sole": N_("Sole license"),
        "exclusive": N_("Exclusive license"),
    },
    PaymentMode: {
        "royalty": N_("Zero or low threshold fee + royalty"),
        "stages": N_("Zero or low threshold fee + stage payments"),
        "stages_royalty": N_("Zero or low threshold fee + stage payments + royalty"),
        "lump_sum": N_("Lump sum paid at once"),
        "installments": N_("Lump sum paid by installments"),
    },
    RoyaltyBase: {
        "sales": N_("sales"),
        "net_sales": N_("net sales"),
        "new_output": N_("added output value"),
        "new_profit": N_("added profit"),
        "income": N_("actual income"),
    },
}
"""Labels by code list, as catalog strings."""
