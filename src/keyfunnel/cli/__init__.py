"""The command line: renders what the rooms below return."""
