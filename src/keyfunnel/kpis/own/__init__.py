"""KPIs that a workspace defines for itself: read from plain values, checked, made into KPIs like any other."""
