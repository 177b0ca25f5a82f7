"""Keep members' scores up to date, and read leaderboards from them."""
