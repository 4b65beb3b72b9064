"""People and companies that are there twice, looked for and merged by a process of its own."""
