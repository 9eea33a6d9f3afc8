"""Documents of publicity: the notice, the statement of publicity, receipts, review reports and feedback letters."""
