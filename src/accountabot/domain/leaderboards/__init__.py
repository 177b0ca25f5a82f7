"""What leaderboards compare, over which time, and how members' scores are computed."""
