"""What a KPI is, the catalogue, and how a KPI is computed from an edition of the sales model."""
