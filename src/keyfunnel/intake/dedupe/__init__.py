"""People and companies that are there more than once: found, proposed, decided by a person, and merged reversibly.

Finding them is record linkage after Fellegi and Sunter (JASA 64, 1969), by splink on DuckDB: each field's agreement
weighs as much as it is likelier between two records of the same one than between any two. Nothing is learnt from
labels. What was decided is kept in the home folder by record ids, and applied by every import after.
"""
