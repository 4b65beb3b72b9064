"""What the product does against how it would be done otherwise, as ratios of times in one run on one machine."""
