"""Documents of publicity: the notice, the statement of publicity, receipts, review reports and feedback letters.

A document is first a `Paper`, a plain value; `as_docx` and `as_html` write it. They are Chinese whatever
language the screens speak.
"""
