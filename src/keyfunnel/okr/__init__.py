"""Cycles, objectives, key results, the people who own them, and the record of every change."""
