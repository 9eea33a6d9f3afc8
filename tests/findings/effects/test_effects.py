"""What follows from a final finding, by actions: effects, archive, certificates, what is taken out."""

from __future__ import annotations

import json

import pytest

from tests.findings.staging import CLOSED, SERVED, Stage
from tests.offices import problems, tamper
from ttoffice.findings import reading
from ttoffice.findings.codes import EffectKind, FindingState
from ttoffice.parties.decision_rules import text_hash

CODE = "0" * 64


def newest(stage: Stage) -> reading.Effect:
    found: reading.Effect = stage.read(reading.effects)[-1]
    return found


# --- effects ---------------------------------------------------------------------------------------------


def test_an_effect_names_whom_it_concerns_to_whom_it_went_and_what_proves_it(final: Stage) -> None:
    proof = final.exhibit("送达回证.pdf")
    final.do("finding.record_effect", kind="service", person="李明", proof=[proof])
    record = newest(final).record
    assert (record.person, record.recipient, record.done_on) == (final.people["李明"], "李明", SERVED)
    assert record.title == "已送达当事人：李明"


@pytest.mark.parametrize(
    ("data", "codes"),
    [
        ({"kind": "service"}, {"effect.no_person", "effect.no_proof"}),
        ({"kind": "service", "person": "王主任", "proof": True}, {"effect.other_person"}),
        ({"kind": "service", "person": "李明"}, {"effect.no_proof"}),
        ({"kind": "audit", "proof": True}, {"effect.no_recipient"}),
        ({"kind": "audit", "recipient": "审计处"}, {"effect.no_proof"}),
        ({"kind": "personnel", "recipient": "人事处", "proof": ["ZJ-2026-0999"]}, {"exhibit.unknown"}),
        (
            {"kind": "referral", "person": "李明", "proof": True},
            {"effect.no_recipient", "effect.not_referred"},
        ),
        (
            {"kind": "correction", "person": "李明", "proof": True, "what": "补办手续"},
            {"effect.no_correction"},
        ),
        ({"kind": "reliance", "recipient": "省审计厅"}, {"effect.no_what"}),
        ({"kind": "certificate", "person": "李明"}, {"effect.certificate"}),
        ({"kind": "audit", "recipient": "审计处", "proof": True, "done_on": "2026-04-19"}, {"finding.order"}),
        (
            {"kind": "audit", "recipient": "审计处", "proof": True, "done_on": "2026-04-23"},
            {"finding.future"},
        ),
        (
            {"kind": "audit", "recipient": "审计处", "proof": True, "note": "电话13812345678"},
            {"personal.number"},
        ),
        (
            {"kind": "audit", "recipient": "审计处", "proof": True, "corrects": "YJ-2026-0099"},
            {"effect.corrects_other"},
        ),
    ],
)
def test_an_effect_that_lacks_something_is_not_recorded(
    final: Stage, data: dict[str, object], codes: set[str]
) -> None:
    if data.get("proof") is True:
        data = {**data, "proof": [final.exhibit("回执.pdf")]}
    assert final.refused("finding.record_effect", **data) == codes


def test_nothing_follows_from_a_finding_that_is_not_final(made_decided: Stage) -> None:
    data = {"kind": "audit", "recipient": "审计处", "proof": ["ZJ-2026-0001"]}
    assert made_decided.refused("finding.record_effect", **data) == {"finding.state"}


def test_an_entry_is_corrected_by_a_further_one_of_its_kind_once(final: Stage) -> None:
    proof = [final.exhibit("回执.pdf")]
    first = final.do("finding.record_effect", kind="audit", recipient="审计科", proof=proof)
    assert "effect.twice" in final.warned(
        "finding.record_effect", kind="audit", recipient="审计科", proof=proof
    )
    other = {"kind": "personnel", "recipient": "人事处", "proof": proof, "corrects": first}
    assert final.refused("finding.record_effect", **other) == {"effect.corrects_other"}
    final.do("finding.record_effect", kind="audit", recipient="审计处", proof=proof, corrects=first)
    again = {"kind": "audit", "recipient": "审计处", "proof": proof, "corrects": first}
    assert final.refused("finding.record_effect", **again) == {"effect.corrected"}


# --- the archive -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("without", "code"),
    [
        ("service", "finding.not_served"),
        ("personnel", "finding.no_personnel"),
        ("discipline", "finding.no_discipline"),
        ("audit", "finding.no_audit"),
    ],
)
def test_a_finding_is_not_archived_before_everybody_knows(final: Stage, without: str, code: str) -> None:
    final.known(without)
    assert final.refused("finding.archive", code=final.dossier()) == {code}


def test_the_archive_asks_for_a_whole_dossier_of_this_finding_made_after_its_last_change(
    final: Stage,
) -> None:
    early = final.dossier()
    final.known()
    assert final.refused("finding.archive", code=CODE) == {"finding.no_dossier"}
    assert final.refused("finding.archive", code=early) == {"finding.dossier_old"}
    assert final.refused("finding.archive", code=final.dossier("audit")) == {"finding.no_dossier"}
    code = final.dossier()
    final.do_new(
        "exhibit.add", subject=final.number, path=str(final.folder / next(final.folder.iterdir()).name)
    )
    assert final.refused("finding.archive", code=code) == {"finding.dossier_old"}
    newer = final.dossier()
    assert final.refused("finding.archive", code=newer, on=CLOSED.replace(day=19)) == {"finding.order"}
    final.do("finding.archive", code=newer)
    record = final.record
    assert (record.state, record.dossier_code, record.archived_on) == (FindingState.ARCHIVED, newer, SERVED)
    assert final.refused("finding.archive", code=newer) == {"finding.state"}
    assert problems(final.office) == ()


def test_nothing_is_archived_over_a_matrix_that_was_changed_by_hand(final: Stage) -> None:
    final.known()
    code = final.dossier()
    tamper(final.office.home.store, "UPDATE assessment SET reasons = '另有理由'")
    assert final.refused("finding.archive", code=code) == {"finding.other_matrix"}


def test_a_late_objection_that_was_admitted_is_settled_before_the_archive(final: Stage) -> None:
    final.known()
    notice = final.record.notice
    objection = final.do("objection.receive", notice, anonymous=True, channel="来信", content="仍有疑问")
    code = final.dossier()
    assert final.refused("finding.archive", code=code) == {"finding.objection_open"}
    final.do("objection.decide_late", objection, accept=False, reason="公示期满后提出，未附新的事实")
    assert final.refused("finding.archive", code=final.dossier()) == set()


def test_a_review_that_changed_a_final_conclusion_reopens_it_before_the_archive(final: Stage) -> None:
    final.known()
    notice = final.record.notice
    objection = final.do("objection.receive", notice, anonymous=True, channel="来信", content="新的事实")
    final.do("objection.decide_late", objection, accept=True, reason="附有新的事实")
    review = final.do("review.open", notice, panel=[final.people[name] for name in ("周五", "吴六", "郑七")])
    found = {"question": "新的事实", "found": "属实", "exhibits": [final.exhibit("核实.txt", review)]}
    final.do("review.find", review, **found)
    final.do("review.decide", review, outcome="changed", reasons="事实有变")
    final.do("objection.answer", objection, channel="公告栏", receipt=final.exhibit("反馈.jpg", objection))
    assert final.refused("finding.archive", code=final.dossier()) == {"finding.not_reopened"}
    proof = [final.exhibit("新证据.pdf")]
    final.do("finding.reopen", new_facts="新的事实", proof=proof, origin="superior", applicant="省科技厅")
    assert final.refused("finding.archive", code=final.dossier()) == set()


def test_a_decision_corrected_after_the_end_reopens_the_finding_before_the_archive(final: Stage) -> None:
    final.known()
    newer = final.do("decision.correct", final.record.decision, why="表决人数记录有误")
    final.do("decision.decide", newer, minutes=final.exhibit("更正纪要.pdf"))
    assert final.refused("finding.archive", code=final.dossier()) == {"finding.corrected_since"}


# --- certificates ----------------------------------------------------------------------------------------


def test_a_certificate_states_exactly_what_was_found_under_the_code_of_the_dossier(archived: Stage) -> None:
    archived.do("finding.certify", person="李明", recipient="省审计厅", what="2026年度经济责任审计")
    effect = newest(archived).record
    record = archived.record
    assert (effect.kind, effect.code) == (EffectKind.CERTIFICATE, record.dossier_code)
    assert effect.text_sha256 == text_hash(effect.note)
    assert effect.note == "\n".join(
        (
            "尽职免责认定结论证明",
            "省审计厅：",
            "因2026年度经济责任审计，现就李明（时任副校长，领导人员）的尽职免责认定情况证明如下：",
            (
                "一、认定事项：咖啡果皮许可费损失尽职免责认定（MZ-2026-0001）。2025年12月1日，科技成果许可（CG-2026-0001）："
                "未经资产评估，以协议定价许可咖啡果皮低温干燥方法。"
            ),
            (
                "二、认定结论：依据《云南省科技成果转化尽职免责工作指引（试行）》（以下简称《指引》），予以免责。"
                "适用条款：《指引》第六条、第七条第（二）项。"
            ),
            f"三、集体决策：2026年4月9日经校长办公会集体决策（{record.decision}）。",
            (
                f"四、内部公示：2026年4月10日至2026年4月17日在本单位内部公示（{record.notice}），2026年4月20日结束公示，"
                "公示期满无未处理的异议。"
            ),
            (
                "五、结果运用：依据《指引》第十四条，李明在单位评先评优、表彰奖励、年度综合考核时不受影响。"
                "本认定意见可作为单位接受审计、监督检查等工作的依据。"
            ),
            f"六、卷宗：本认定已于2026年4月24日归档，卷宗验证码{record.dossier_code}。",
            "特此证明。",
            "2026年4月24日",
        )
    )
    assert problems(archived.office) == ()


def test_a_certificate_is_of_an_archived_finding_for_somebody_it_is_about(
    archived: Stage, made_final: Stage
) -> None:
    assert made_final.refused("finding.certify", person="李明", recipient="省审计厅") == {"finding.state"}
    assert archived.refused("finding.certify", person="王主任", recipient="省审计厅") == {
        "effect.other_person"
    }
    assert archived.refused("finding.certify", person="李明") == {"effect.no_recipient"}
    given = {"person": "李明", "recipient": "省审计厅"}
    assert archived.refused("finding.certify", **given, on="2026-04-23") == {"finding.order"}
    assert archived.refused("finding.certify", **given, on="2026-04-25") == {"finding.future"}


def test_a_certificate_says_that_the_finding_was_reopened_or_its_decision_corrected(archived: Stage) -> None:
    proof = [archived.exhibit("新证据.pdf")]
    newer = archived.do(
        "finding.reopen", new_facts="发现新的会议纪要", proof=proof, origin="audit", applicant="审计处"
    )
    old = archived.record.decision
    second = archived.do("decision.correct", old, why="记录有误")
    archived.do("decision.decide", second, minutes=archived.exhibit("更正纪要.pdf"))
    given = {"person": "李明", "recipient": "省审计厅"}
    assert archived.warned("finding.certify", **given) == {"effect.reopened", "effect.corrected_decision"}
    archived.do("finding.certify", **given)
    assert (
        f"七、其他需要说明的情况：因新的事实，本认定事项已由{newer}号重新开展认定（已收到）；以重新认定生效的结论为准。"
        f"作出本认定的集体决策已由{second}更正。"
    ) in newest(archived).record.note


def test_where_an_archived_finding_was_relied_on_is_recorded(archived: Stage) -> None:
    given = {"kind": "reliance", "recipient": "省审计厅", "what": "经济责任审计报告第三部分"}
    assert archived.warned("finding.record_effect", **given) == {"effect.no_proof"}
    archived.do("finding.record_effect", **given)
    assert newest(archived).record.recipient == "省审计厅"


# --- what cannot be undone ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE finding SET text = '不予免责'",
        "UPDATE finding SET dossier_code = ''",
        "UPDATE conclusion SET outcome = 'not_exempt'",
        "UPDATE effect SET note = ''",
        "DELETE FROM effect",
    ],
)
def test_the_check_of_the_office_tells_of_every_change_by_hand(archived: Stage, statement: str) -> None:
    archived.do("finding.certify", person="李明", recipient="省审计厅")
    tamper(archived.office.home.store, statement)
    assert problems(archived.office) != ()


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("UPDATE assessment SET reasons = '另有理由'", "finding.other_matrix"),
        ("UPDATE conclusion SET decision = 'JY-2026-0099'", "finding.no_conclusion"),
        ("DELETE FROM conclusion", "finding.no_conclusion"),
    ],
)
def test_nothing_is_certified_over_what_was_changed_by_hand(
    archived: Stage, statement: str, code: str
) -> None:
    tamper(archived.office.home.store, statement)
    assert code in archived.refused("finding.certify", person="李明", recipient="省审计厅")


def test_who_took_what_stands_in_the_log_and_nothing_else_changes(archived: Stage) -> None:
    before = archived.record
    given = {"what": "认定决定书", "file": "决定书.docx", "sha256": CODE, "names": True}
    archived.do("finding.take_out", **given)
    archived.do_new("finding.take_out_list", **{**given, "names": False}, numbers=[archived.number])
    assert archived.record == before
    with archived.office.reader() as reader:
        rows = reader.all("SELECT action, subject, operator, input FROM log ORDER BY id DESC LIMIT 2")
    (listed, none, _who, numbers), (taken, subject, who, said) = rows
    assert (taken, subject, who) == ("finding.take_out", archived.number, "李明")
    assert json.loads(said) == given
    assert (listed, none) == ("finding.take_out_list", None)
    assert json.loads(numbers)["numbers"] == [archived.number]
