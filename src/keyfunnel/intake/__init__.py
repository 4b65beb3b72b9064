"""Everything between a file someone exported and the lake: reading, mapping, cleaning, accounting."""
