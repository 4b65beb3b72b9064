"""The funnel: ordered stage entries, conversion, time in stage, and where it leaks."""
