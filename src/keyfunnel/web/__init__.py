"""The pages: thin views over planning, funnel, KPIs and lake, rendered on the server."""
