"""The sales model at rest: Delta tables, editions that name a version of each, and measurements kept with them."""
