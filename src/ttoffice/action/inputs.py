"""Validating an action's input; what pydantic finds becomes reasons in the user's language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError, field_validator
from pydantic_core import ErrorDetails, PydanticCustomError

from ttoffice.errors import RefusedError
from ttoffice.i18n import N_
from ttoffice.i18n import gettext as _
from ttoffice.reasons import Reason


class Input(BaseModel):
    """Base of every action's input: frozen, and a name that it does not know is an error.

    The character NUL is refused: databases and other programs take it for the end of a text.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    @field_validator("*", mode="after")
    @classmethod
    def _no_nul(cls, value: Any) -> Any:
        for text in value if isinstance(value, tuple) else (value,):
            if isinstance(text, str) and NUL in text:
                raise PydanticCustomError("string_unicode", "holds NUL")
        return value


NUL = "\0"


MESSAGES = {
    "missing": N_("is missing"),
    "extra_forbidden": N_("is not a known name"),
    "string_too_long": N_("is longer than %(max_length)s characters"),
    "string_too_short": N_("must not be empty"),
    "too_long": N_("has more than %(max_length)s entries"),
    "enum": N_("must be one of %(expected)s"),
    "literal_error": N_("must be one of %(expected)s"),
    "date_from_datetime_parsing": N_("is no date; write it as 2026-03-31"),
    "date_parsing": N_("is no date; write it as 2026-03-31"),
    "date_type": N_("is no date; write it as 2026-03-31"),
    "date_from_datetime_inexact": N_("is no date; write it as 2026-03-31"),
    "int_parsing": N_("must be a whole number"),
    "int_parsing_size": N_("must be a whole number"),
    "int_type": N_("must be a whole number"),
    "int_from_float": N_("must be a whole number"),
    "finite_number": N_("must be a whole number"),
    "bool_parsing": N_("must be true or false"),
    "bool_type": N_("must be true or false"),
    "string_type": N_("must be text"),
    "list_type": N_("must be a list"),
    "tuple_type": N_("must be a list"),
    "dict_type": N_("must be a JSON object"),
    "model_type": N_("must be a JSON object"),
    "model_attributes_type": N_("must be a JSON object"),
    "greater_than_equal": N_("must be at least %(ge)s"),
    "less_than_equal": N_("must be at most %(le)s"),
    "greater_than": N_("must be more than %(gt)s"),
    "string_pattern_mismatch": N_("is not written in the form asked for"),
    "string_unicode": N_("holds characters that are no text"),
    "value_error": N_("is not allowed: %(error)s"),
}
"""What to say for each of pydantic's error types; others fall back to `UNUSABLE`."""

UNUSABLE = N_("cannot be used (%(type)s)")


def validate(model: type[BaseModel], data: BaseModel | Mapping[str, Any]) -> BaseModel:
    """Return the validated input; raise RefusedError with one reason a wrong value."""
    if isinstance(data, model):
        return data
    raw = data.model_dump() if isinstance(data, BaseModel) else data
    try:
        return model.model_validate(raw)
    except ValidationError as error:
        raise RefusedError(
            [reason_of(detail) for detail in error.errors(include_url=False)],
            advice=_("Nothing was written. Correct the input and try again."),
        ) from error


def reason_of(detail: ErrorDetails) -> Reason:
    """Return one of pydantic's findings as a reason; the field is its path, `rights[0].number`."""
    path = ""
    for step in detail["loc"]:
        path += f"[{step}]" if isinstance(step, int) else (f".{step}" if path else str(step))
    known = {key: str(value) for key, value in (detail.get("ctx") or {}).items()}
    if "expected" in known:  # pydantic writes "'a', 'b' or 'c'"
        known["expected"] = known["expected"].replace("' or '", "', '")
    template = _(MESSAGES.get(detail["type"], UNUSABLE))
    try:
        text = template % {"type": detail["type"], **known}
    except KeyError:
        text = _(UNUSABLE) % {"type": detail["type"]}
    return Reason(f"input.{detail['type']}", f"{path or _('The input')} {text}", field=path or None)
