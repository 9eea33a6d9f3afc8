"""The plain pages: why somebody is not let in, and the step between the link and the workbench."""

from __future__ import annotations

from html import escape

from ttoffice.i18n import gettext as _
from ttoffice.i18n import language

_PAGE = """<!doctype html>
<html lang="{lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<link rel="icon" href="data:,">{more}<title>{title}</title>
<style>body{{font:16px/1.7 system-ui,"Microsoft YaHei","Noto Sans CJK SC",sans-serif;max-width:36em;
margin:12vh auto;padding:0 1.5em;color:#222;background:#fff}}h1{{font-size:1.3em}}</style>
</head><body><h1>{title}</h1>{paragraphs}</body></html>
"""


def html_language() -> str:
    """Return the language in use as a page declares it."""
    return language().replace("_", "-")


def page(title: str, *paragraphs: str, more: str = "") -> str:
    """Return a page of plain text; `more` is markup of our own for its head."""
    told = "".join(f"<p>{escape(text)}</p>" for text in paragraphs)
    return _PAGE.format(lang=html_language(), title=escape(title), paragraphs=told, more=more)


def unknown() -> str:
    """Return the page for who comes without the token, or with a cookie of an earlier start."""
    return page(
        _("The workbench is locked"),
        _("This page opens only by the link that `ttoffice serve` printed when it was started."),
        _(
            "Copy the whole link, from http:// to its end, from the window in which ttoffice runs. Each start has a"
            " new link; those of earlier starts are no longer valid."
        ),
    )


def wrong_token() -> str:
    """Return the page for a link with another token."""
    return page(
        _("This link is not valid"),
        _("Its token is not that of the running program; perhaps it is cut off, or from an earlier start."),
        _("Copy the whole link, from http:// to its end, from the window in which ttoffice runs."),
    )


def foreign() -> str:
    """Return the page for a request under another name, or from another page."""
    return page(
        _("Refused"),
        _("The request came from another page, or under another name than 127.0.0.1. Nothing was done."),
    )


def absent() -> str:
    """Return the page for an address where nothing is."""
    return page(_("There is nothing here"), _("The workbench is at the root of this address."))


def entered() -> str:
    """Return the page that takes the token out of the address.

    The page itself leads on, not a redirect: a browser sends no strict cookie on a redirect that began at a link
    outside of this address.
    """
    return page(
        _("The workbench opens"),
        _("If it does not open by itself, reload the page."),
        more='<meta http-equiv="refresh" content="0;url=/">',
    )
