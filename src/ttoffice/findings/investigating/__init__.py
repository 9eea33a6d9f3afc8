"""How a case is investigated: the panel, the plan, the one extension (exemption Art. 12)."""
