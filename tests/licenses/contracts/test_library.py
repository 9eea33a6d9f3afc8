from __future__ import annotations

from pathlib import Path

import pytest

from ttoffice.errors import TemplateError
from ttoffice.licenses.contracts.library import copy_library, load_library
from ttoffice.licenses.letters.letter import LetterKind
from ttoffice.licenses.letters.templates import copy_letters, load_template
from ttoffice.paths import Home


@pytest.fixture
def home(tmp_path: Path) -> Home:
    (tmp_path / "templates" / "contract").mkdir(parents=True)
    return Home(tmp_path)


def write(home: Home, name: str, text: str) -> Path:
    path = home.templates / "contract" / name
    path.write_text(text, encoding="utf-8")
    return path


ARTICLE = 'key = "tax"\ntitle = "税费"\n\n[[paragraphs]]\nkey = "tax_one"\ntext = "%s"\n'


def test_the_offices_own_file_replaces_the_shipped_one_and_may_add_an_article(home: Home) -> None:
    write(home, "20-tax.toml", ARTICLE % "税费由乙方{licensee}承担。")
    write(home, "23a-extra.toml", ARTICLE.replace("tax", "extra") % "另有约定。")
    library = load_library(home)
    assert library.own == ("20-tax.toml", "23a-extra.toml")
    assert [article.key for article in library.articles[19:24]] == [
        "tax", "registration", "notices", "disputes", "extra",
    ]  # fmt: skip
    assert library.sha256 != load_library().sha256


def test_a_copied_library_is_the_shipped_one_and_is_not_copied_over(home: Home) -> None:
    shipped = load_library()
    assert len(copy_library(home)) == len(shipped.articles) + 1
    assert load_library(home).sha256 == shipped.sha256
    own = write(home, "20-tax.toml", ARTICLE % "税费各自承担。")
    assert copy_library(home) == []
    assert "各自承担" in own.read_text("utf-8")
    assert len(copy_letters(home)) == len(LetterKind)


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ("key = \n", 1, "TOML"),
        ('key = "a"\nkey = "b"\n', 2, "TOML"),
        (ARTICLE % "由{licencee}承担。", 6, "licensee"),
        ('key = "tax"\ntitle = "税"\n[[paragraphs]]\nkey = "one"\ntext = """\n第一行\n{nope}"""\n', 7, "{nope}"),
        (ARTICLE % "一个{括号", 6, "{"),
        (ARTICLE % "好" + 'when = "royalty and exclusiv"\n', 7, "exclusive"),
        (ARTICLE % "好" + 'when = "royalty and"\n', 7, "royalty and"),
        (ARTICLE % "好" + 'colour = "red"\n', 7, "colour"),
        (ARTICLE % "好" + "sub = true\n", 7, ""),
        (ARTICLE % "好" + 'optional = "yes"\n', 7, "optional"),
        (ARTICLE % "见{ref:nowhere}", 6, "ref:nowhere"),
        (ARTICLE.replace("tax_one", "copies") % "好", 5, "library.toml"),
        (ARTICLE.replace('key = "tax"', 'key = "parties"') % "好", 1, "01-parties.toml"),
        (ARTICLE.replace("tax_one", "Tax") % "好", 5, "Tax"),
        ('key = "tax"\ntitle = "税"\n', 1, "paragraphs"),
        (ARTICLE.replace("text", "table") % "parteis", 6, "parties"),
        (ARTICLE.replace('text = "%s"\n', ""), 5, "text"),
    ],
)  # fmt: skip
def test_a_broken_file_is_told_with_its_place_and_what_is_known(
    home: Home, text: str, line: int, told: str
) -> None:
    path = write(home, "20-tax.toml", text)
    with pytest.raises(TemplateError) as error:
        load_library(home)
    assert str(path) in error.value.message
    assert f" {line} " in error.value.message, error.value.message
    assert told in error.value.message


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('default = "court_licensor"', 'default = "duel"', "duel"),
        ('kind = "number"\ndefault = "15"', 'kind = "number"\ndefault = "soon"', "delivery_days"),
        ('kind = "number"\ndefault = "15"', 'kind = "colour"\ndefault = "15"', "colour"),
        ('edition = "2026-11"', "", "edition"),
    ],
)
def test_a_broken_head_is_told_too(home: Home, old: str, new: str, told: str) -> None:
    shipped = Path(load_library.__globals__["SHIPPED"]) / "library.toml"
    text = shipped.read_text("utf-8")
    assert old in text
    write(home, "library.toml", text.replace(old, new, 1))
    with pytest.raises(TemplateError, match=told):
        load_library(home)


def test_a_broken_letter_is_told_with_its_place(home: Home) -> None:
    folder = home.templates / "letters"
    folder.mkdir()
    (folder / "demand.toml").write_text('[[paragraphs]]\ntext = "{licence}"\n', encoding="utf-8")
    with pytest.raises(TemplateError, match="license") as error:
        load_template(LetterKind.DEMAND, home)
    assert " 2 " in error.value.message
    assert load_template(LetterKind.REMINDER, home).own is False
