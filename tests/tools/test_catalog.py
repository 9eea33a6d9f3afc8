from __future__ import annotations

from pathlib import Path

import pytest

from tools import catalog


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    package = Path("pkg")
    (package / "locale" / "zh_CN").mkdir(parents=True)
    return package


def write(package: Path, code: str, messages: str = "", fragment: str = "a.po") -> None:
    (package / "m.py").write_text(code, encoding="utf-8")
    (package / "locale" / "zh_CN" / fragment).write_text(messages, encoding="utf-8")


def po(msgid: str, msgstr: str) -> str:
    return f'msgid "{msgid}"\nmsgstr "{msgstr}"\n\n'


def test_a_complete_catalog_has_no_problems(package: Path) -> None:
    write(
        package,
        'LABEL = N_("Result")\n'
        'def f(x):\n    return _("Row %(row)d "\n        "is 100%% empty") % {"row": x}, i18n.gettext("A" if x else "B"), _(LABEL)\n',
        po("Result", "成果")
        + po("Row %(row)d is 100%% empty", "第 %(row)d 行为空")
        + po("A", "甲")
        + po("B", "乙"),
    )
    assert catalog.check(package) == []
    assert catalog.missing(package) == ""


@pytest.mark.parametrize(
    ("code", "messages", "expected"),
    [
        ('_("a")', "", 'pkg/m.py:1: no Chinese for "a"'),
        ('_("a")', po("a", ""), "pkg/locale/zh_CN/a.po:1: not translated"),
        ('_("a")', "#, fuzzy\n" + po("a", "甲"), "pkg/locale/zh_CN/a.po:2: marked fuzzy"),
        ("", po("a", "甲"), "pkg/locale/zh_CN/a.po:1: no longer in the source"),
        ('\n_("成果")', po("成果", "成果"), "pkg/m.py:2: source strings are English"),
        ('_("")', "", "pkg/m.py:1: an empty string"),
        ('_("%(n)d a")', po("%(n)d a", "%(m)d 甲"), "placeholders differ (%(m)d, %(n)d)"),
        ('_("%(n)d a")', po("%(n)d a", "%(n)s 甲"), "placeholders differ (%(n)d, %(n)s)"),
        ('_("%(n)d a")', po("%(n)d a", "%(n)d%（甲）"), "a stray % breaks"),
        ('_("a\\n")', po("a\\n", "甲"), "ends in a line break"),
        ('_("%(n)d% a")', "", "pkg/m.py:1: a stray % breaks"),
        ('_(f"{x} a")', "", "pkg/m.py:1: an f-string cannot be translated"),
        ('_("%s a" % x)', "", "pkg/m.py:1: fill the placeholders in after"),
        ('_("a" + x)', "", "pkg/m.py:1: only a literal string"),
        ('_("a")', po("a", "甲") + po("a", "乙"), "translated otherwise at pkg/locale/zh_CN/a.po:1"),
        ('_("a")', "msgctxt", "pkg/locale/zh_CN/a.po:1: only msgid"),
    ],
)
def test_each_fault_is_reported_with_its_place(
    package: Path, code: str, messages: str, expected: str
) -> None:
    write(package, code, messages)
    assert any(expected in str(problem) for problem in catalog.check(package))
    assert catalog.main(["check", "--source", str(package)]) == 1


def test_identical_duplicates_of_two_fragments_are_allowed(package: Path) -> None:
    write(package, '_("a")', po("a", "甲"))
    write(package, '_("a")', po("a", "甲"), "b.po")
    assert catalog.check(package) == []


def test_missing_prints_stubs_that_name_all_places(package: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(package, '_("a \\"b\\"")\n_("c")\n_("a \\"b\\"")\n', po("c", "丙"))
    assert catalog.main(["missing", "--source", str(package)]) == 1
    assert capsys.readouterr().out.strip() == '#: pkg/m.py:1 pkg/m.py:3\nmsgid "a \\"b\\""\nmsgstr ""'


def test_compile_names_what_it_wrote(package: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(package, '_("a")', po("a", "甲"))
    assert catalog.main(["compile", "--source", str(package)]) == 0
    assert capsys.readouterr().out == "pkg/locale/zh_CN/LC_MESSAGES/ttoffice.mo\n"
