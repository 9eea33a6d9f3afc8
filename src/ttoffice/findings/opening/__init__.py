"""How a finding begins and is answered: open, edit, accept, refuse, withdraw, reopen (exemption Art. 2, 11, 12)."""
