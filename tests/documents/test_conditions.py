from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ttoffice.documents.conditions import ConditionError, parse
from ttoffice.documents.filling import FillingError, Slot, fill, slots
from ttoffice.documents.filling import parse as parse_text

NAMES = ("a", "b", "c.d")


@pytest.mark.parametrize(
    ("text", "true", "holds"),
    [
        ("a", {"a"}, True),
        ("not a", {"a"}, False),
        ("a and b or c.d", {"c.d"}, True),
        ("a and (b or c.d)", {"c.d"}, False),
        ("not (a or b) and c.d", {"c.d"}, True),
        ("not not a", {"a"}, True),
    ],
)
def test_conditions_bind_as_everybody_expects(text: str, true: set[str], holds: bool) -> None:
    assert parse(text).holds(true) is holds


@pytest.mark.parametrize(
    "text", ["", "  ", "a b", "and", "a and", "(a", "a)", "not", "a || b", "__import__('os')", "a == b", "é"]
)
def test_anything_else_is_refused_and_nothing_is_run(text: str) -> None:
    with pytest.raises(ConditionError):
        parse(text)


CONDITIONS = st.recursive(
    st.sampled_from(NAMES),
    lambda inner: st.one_of(
        inner.map(lambda text: f"not ({text})"),
        st.tuples(inner, st.sampled_from(("and", "or")), inner).map(lambda t: f"({t[0]}) {t[1]} ({t[2]})"),
    ),
    max_leaves=8,
)


@given(CONDITIONS, st.sets(st.sampled_from(NAMES)))
def test_a_condition_is_what_logic_says_it_is(text: str, true: set[str]) -> None:
    words = text.replace("c.d", "c_d")
    known = {name.replace(".", "_"): name in true for name in NAMES}
    assert parse(text).holds(true) is bool(eval(words, {"__builtins__": {}}, known))


def test_places_are_filled_once_and_never_looked_through_again() -> None:
    template = parse_text("甲{name}乙{{literal}}{ref:term}")
    assert [slot.name for slot in slots(template)] == ["name", "ref:term"]
    assert fill(template, lambda name: f"<{name}>{{name}}") == "甲<name>{name}乙{literal}<ref:term>{name}"


@pytest.mark.parametrize(("text", "place"), [("甲{", 1), ("}", 0), ("{ name }", 0), ("{1}", 0), ("a{b", 1)])
def test_a_lone_bracket_is_refused_with_its_place(text: str, place: int) -> None:
    with pytest.raises(FillingError) as error:
        parse_text(text)
    assert error.value.place == place


@given(st.text(alphabet="甲{}a_1:. ", max_size=12))
def test_any_text_is_a_template_or_is_refused(text: str) -> None:
    try:
        template = parse_text(text)
    except FillingError:
        return
    if not any(isinstance(part, Slot) for part in template):
        assert fill(template, lambda _name: "") == text.replace("{{", "{").replace("}}", "}")
