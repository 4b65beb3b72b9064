"""The sales model: which tables and columns there are, what they mean, and what a workspace is. Data only."""
