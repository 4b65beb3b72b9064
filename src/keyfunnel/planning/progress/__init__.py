"""How far a key result is, where it is heading, and what that makes of it. Numbers in, numbers out; no database."""
