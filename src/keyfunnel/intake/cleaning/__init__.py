"""From sheets of text to rows of the sales model: cleaned, keyed, merged, resolved, each row's fate accounted for.

The order matters and :func:`~keyfunnel.intake.cleaning.clean.clean` keeps it: cells are read, keys checked, spellings
folded, duplicates merged, then the rows of the edition before are joined, references resolved over everything and
impossible values flagged. All of it is SQL over whole tables; Python only sees distinct words.
"""
