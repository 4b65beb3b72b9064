"""What people enter by hand beside what is imported: targets, quotas, plans, and notes on charts."""
