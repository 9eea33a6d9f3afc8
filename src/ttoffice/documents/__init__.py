"""Documents as values, and how they are written: Word files and pages of their own.

A document is first a `Paper`, a plain value; `as_docx` and `as_html` write it. They are Chinese whatever
language the screens speak.
"""
