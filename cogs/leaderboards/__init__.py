"""The leaderboards, and the work that keeps their scores up to date."""
