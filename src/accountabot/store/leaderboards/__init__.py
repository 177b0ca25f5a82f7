"""Store members' scores, and the closed periods from which they are computed."""
