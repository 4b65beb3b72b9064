"""The simulated company's data as its CRM and other tools would export them: CSV files with their headers."""
