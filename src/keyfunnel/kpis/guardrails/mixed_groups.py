"""A total over groups that differ: it describes none of them, and moves when their mix does."""
