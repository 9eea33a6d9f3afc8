"""Tables in files: workbooks and CSV in and out, knowing nothing of the office's fields.

Reading: `xlsx_read.open_workbook`, `csv_read.read_csv`; both give rows of `model.Row`.
Writing: `xlsx_write.write_xlsx`, `csv_write.write_csv`; both replace a file only when it is whole
(`atomic.atomic_write`). Files from outside are read with limits on size, count and depth, in this process.
"""

from __future__ import annotations
