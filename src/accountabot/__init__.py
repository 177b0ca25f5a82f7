"""A Discord bot that helps a community keep its word."""
