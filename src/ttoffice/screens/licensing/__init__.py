"""The work area of licenses: list, record with tabs, drafting, milestones, timeline and money."""
