"""Show leaderboards."""
