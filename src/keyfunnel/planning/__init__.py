"""Where goals meet numbers: measuring key results, progress, pace, status."""
