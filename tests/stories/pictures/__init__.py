"""Stories about pictures."""
