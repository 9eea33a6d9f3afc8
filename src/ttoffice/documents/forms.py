"""A document as a file in the form that somebody asks for: a Word file, or a page for A4."""

from __future__ import annotations

from ttoffice.documents.paper import Paper


def in_form(paper: Paper, form: str) -> bytes:
    """Return a document as `docx` or `html`; the same document gives the same bytes."""
    if form == "html":
        from ttoffice.documents.html import as_html

        return as_html(paper).encode()
    from ttoffice.documents.docx import as_docx

    return as_docx(paper)
