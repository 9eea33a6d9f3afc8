"""Made-up results: varied, lifelike, and the same for the same seed, index and day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from random import Random
from typing import Any, TypeVar

from ttoffice.results.demo.rights import make_right, misread, serial_of
from ttoffice.results.demo.words import Subject, Words
from ttoffice.results.fees import FeePlan, Royalty, Stage
from ttoffice.results.record import Completer, Flag, Holder, Implementation, ResultRecord, Right

T = TypeVar("T")

SETTLED_DAYS = 80
"""Nothing in a made-up record is younger: what happens later is the story's."""
TWO_YEARS = 730
FEN_PER_WAN = 1_000_000

KINDS: tuple[tuple[str, str], ...] = (
    *(("patent", "invention"),) * 42,
    *(("patent", "utility_model"),) * 20,
    *(("patent", "design"),) * 4,
    *(("software_copyright", "software"),) * 14,
    *(("patent_application", "patent_application"),) * 7,
    *(("know_how", "know_how"),) * 5,
    *(("plant_variety", "plant_variety"),) * 3,
    *(("layout_design", "layout_design"),) * 2,
    *(("drug_marketing_license", "drug_license"),) * 1,
    *(("clinical_license", "clinical_license"),) * 2,
)
"""Result type and kind of right, a hundred of them in the shares that an office has."""
READINESS = (
    ("lab", 4), ("lab", 5), ("pilot", 6), ("pilot", 7), ("production", 8), ("production", 9), ("sample", 5),
    ("research", 3),
)  # fmt: skip
LEVELS = ("national_leading", "national_advanced", "world_advanced", "unrated", None, None)
HOME_FIELDS = {
    "layout_design": "electronics",
    "plant_variety": "agriculture",
    "drug_license": "biomedicine",
    "clinical_license": "biomedicine",
}
"""The technical field that a kind of right belongs to, where it belongs to one."""
FLAGS = (
    Flag("maturity", "小试→中试之间", "import.unknown_value", "成果台账（旧）.xlsx"),
    Flag("payment_mode", "先使用后付费", "import.payment_mode_which", "成果台账（旧）.xlsx"),
    Flag("fee_plan", "面议或 5", "import.fee_unit", "成果台账（旧）.xlsx"),
    Flag("technology_class", "应用/软科学", "import.class_which", "科技处汇总表.csv"),
)
"""Values that no import understood, each for a field that the result then lacks."""


class Maker:
    """Makes results of one office, as they stand some weeks before `today`."""

    def __init__(self, words: Words, today: date, seed: int) -> None:
        self.words = words
        self.unit = words.unit["name"]
        self._today = today.toordinal()
        self._seed = seed * 1_000_000_007
        self._random = Random(seed)
        self._subjects = {kind: subjects_for(words, kind) for _type, kind in KINDS}
        self._plans = fee_plans(self._random, words.terms["stages"])

    def record(self, index: int) -> ResultRecord:
        """Return the result of an index, counted from 0."""
        self._random.seed(self._seed + index)
        result_type, kind = self._pick(KINDS)
        subject = self._pick(self._subjects[kind])
        topic = self._pick(self.words.titles["crops"] if kind == "plant_variety" else subject.topics)
        right = self._right(kind, index)
        values: dict[str, Any] = {
            "title": self._title(kind, subject, topic, index),
            "result_type": result_type,
            "department": subject.department,
            "rights": (right,),
            "completers": self._completers(),
            "contact_name": self.words.unit["contact_name"],
            "contact_phone": self.words.unit["contact_phone"],
            "remarks": self._pick(self.words.terms["remarks"]),
        }
        care = self._random.random()
        self._add_origin(values, care)
        if care < 0.85:
            self._add_content(values, subject, topic)
        if care < 0.6:
            self._add_terms(values, right, complete=care < 0.4)
        self._add_use(values)
        self._add_doubt(values)
        return ResultRecord(**values)

    def _pick(self, items: Sequence[T]) -> T:
        return items[int(self._random.random() * len(items))]

    def _day(self, youngest: int, oldest: int) -> date:
        """Return a day so many days before today."""
        age = youngest + int(self._random.random() * (oldest - youngest + 1))
        return date.fromordinal(self._today - age)

    def _right(self, kind: str, index: int) -> Right:
        part = self._random.random()
        if part < 0.08:
            acquired = self._day(TWO_YEARS - 88, TWO_YEARS - 1)
        elif part < 0.65:
            acquired = self._day(TWO_YEARS, 3600)
        else:
            acquired = self._day(SETTLED_DAYS, TWO_YEARS - 91)
        return make_right(kind, serial_of(index), acquired, self._holders(), self._random.random())

    def _holders(self) -> tuple[Holder, ...]:
        if self._random.random() < 0.88:
            return (Holder(self.unit),)
        share = self._pick((50, 60, 70, 80))
        partner = self._pick(self.words.people["partners"])
        return Holder(self.unit, str(share)), Holder(partner, str(100 - share))

    def _title(self, kind: str, subject: Subject, topic: str, index: int) -> str:
        titles = self.words.titles
        return self._pick(titles.get(kind) or titles["invention"]).format(
            topic=topic,
            device=self._pick(subject.devices),
            method=self._pick(subject.methods),
            quality=self._pick(titles["qualities"]),
            basis=self._pick(titles["bases"]),
            version=1 + index % 4,
            serial=1 + index % 900,
        )

    def _completers(self) -> tuple[Completer, ...]:
        people, count = self.words.people, 1 + int(self._random.random() * 5)
        names = {self._pick(people["surnames"]) + self._pick(people["given"]): None for _turn in range(count)}
        if self._random.random() < 0.02:
            names[self._pick(people["special"])] = None
        return tuple(Completer(name, self.unit) for name in names)

    def _add_origin(self, values: dict[str, Any], care: float) -> None:
        part, funding = self._random.random(), self.words.funding
        if part < 0.72:
            year, serial = self._pick(funding["projects"]), int(self._random.random() * 1000)
            values |= {
                "fiscal": "yes",
                "funding_source": self._pick(funding["fiscal"]),
                "project_number": f"{year}DZ{serial:04d}",
            }
        elif part < 0.9:
            values |= {"fiscal": "no", "funding_source": self._pick(funding["other"])}
        if care < 0.9:
            values["technology_class"] = "applied" if self._random.random() < 0.92 else "basic"

    def _add_content(self, values: dict[str, Any], subject: Subject, topic: str) -> None:
        maturity, trl = self._pick(READINESS)
        values |= {
            "tech_field": subject.tech_field,
            "industry": subject.industry,
            "maturity": maturity,
            "trl": trl,
            "tech_level": self._pick(LEVELS),
            "brief": self._brief(subject, topic),
            "keywords": (topic, self._pick(subject.methods)[:-2], subject.industry[:4]),
            "secrecy": "open" if self._random.random() < 0.97 else "internal",
        }

    def _brief(self, subject: Subject, topic: str) -> str:
        parts = self.words.brief
        sentences = (self._pick(parts[name]) for name in ("problem", "method", "effect", "use"))
        return "".join(sentences).format(
            topic=topic,
            industry=subject.industry,
            place=self._pick(parts["places"]),
            number=8 + int(self._random.random() * 30),
            other=6 + int(self._random.random() * 40),
        )

    def _add_terms(self, values: dict[str, Any], right: Right, *, complete: bool) -> None:
        plan, mode, sentence = self._pick(self._plans)
        values |= {
            "transfer_mode": "license",
            "license_kind": self._pick(("ordinary", "ordinary", "ordinary", "sole", "exclusive")),
            "license_term": self._pick(self.words.terms["license_terms"]),
            "territory": self._pick(self.words.terms["territories"]),
        }
        if not complete:
            return
        values |= {"fee_plan": plan, "fee_text": sentence, "payment_mode": mode}
        if self._random.random() < 0.94:
            values |= {"consent": "given", "consent_on": self._day(SETTLED_DAYS, 400)}
            listable = plan.payment_mode and values["secrecy"] == "open" and right.acquired_on
            if listable and self._random.random() < 0.3:
                values["listed_since"] = self._day(SETTLED_DAYS, 300)
        else:
            values["consent"] = "refused"

    def _add_use(self, values: dict[str, Any]) -> None:
        part = self._random.random()
        if part < 0.66 or "listed_since" in values:
            values["implemented"] = "no"
            if part < 0.05 and "listed_since" not in values:
                values["exclusion_reason"] = self._pick(self.words.terms["exclusions"])
                values["exclusion_on"] = self._day(SETTLED_DAYS, 300)
        elif part < 0.88:
            since = self._day(SETTLED_DAYS, 1500).isoformat()[: self._pick((4, 7, 10))]
            mode, note = (
                self._pick(("license", "assign", "joint", "self")),
                self._pick(self.words.terms["use_notes"]),
            )
            values |= {"implemented": "yes", "implementations": (Implementation(mode, since, note),)}

    def _add_doubt(self, values: dict[str, Any]) -> None:
        """Leave something open in some results that are not on the list, as imports of old ledgers do."""
        part, right = self._random.random(), values["rights"][0]
        if "listed_since" in values:
            return
        if part < 0.03:
            flag = self._pick(FLAGS)
            values["flags"] = (flag,) if values.get(flag.field) is None else ()
        elif part < 0.05 and right.acquired_on is not None:
            values["rights"] = (replace(right, acquired_on=None),)
            values["flags"] = (undated(right.acquired_on.year),)
        elif part < 0.07 and misread(right) != right:
            values["rights"] = (misread(right),)
            values["flags"] = (misnumbered(misread(right).number),)


def undated(year: int) -> Flag:
    """Return the flag of a right of which the ledger gave only the year."""
    return Flag("rights.acquired_on", f"{year}年", "import.date_incomplete", "科技处汇总表.csv")


def misnumbered(number: str) -> Flag:
    """Return the flag of a right whose check digit is wrong."""
    return Flag("rights.number", number, "number.check_digit", "科技处汇总表.csv")


def subjects_for(words: Words, kind: str) -> tuple[Subject, ...]:
    """Return the fields of work in which a kind of right occurs."""
    wanted = HOME_FIELDS.get(kind)
    return tuple(one for one in words.subjects if wanted in (None, one.tech_field))


def fee_plans(random: Random, triggers: Sequence[str]) -> list[tuple[FeePlan, str | None, str]]:
    """Return plans in the three pay-later modes and some others, with payment mode and listing sentence."""
    plans = [_pay_later(random, triggers, turn) for turn in range(120)]
    plans += [FeePlan(lump_sum_fen=amount * FEN_PER_WAN) for amount in (5, 12, 30)]
    plans += [FeePlan(negotiable=True)] * 2
    return [
        (plan, plan.payment_mode or ("lump_sum" if plan.lump_sum_fen else None), plan.sentence())
        for plan in plans
    ]


def _pay_later(random: Random, triggers: Sequence[str], turn: int) -> FeePlan:
    royalty = Royalty(
        random.choice(("1", "1.5", "2", "3", "5")), random.choice(("sales", "net_sales", "new_profit"))
    )
    stages = tuple(
        Stage(trigger, random.choice((1, 2, 3, 5, 8)) * FEN_PER_WAN, days_to_pay=30)
        for trigger in random.sample(triggers, 1 + turn % 2)
    )
    return FeePlan(
        threshold_fen=random.choice((0, 0, 5_000, 10_000, 20_000)) * 100,
        stages=() if turn % 3 == 0 else stages,
        royalty=None if turn % 3 == 1 else royalty,
    )
