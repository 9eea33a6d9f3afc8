"""The papers of a finding, from the application form to the list of what is archived; their text is in templates."""
