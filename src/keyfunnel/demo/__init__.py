"""A simulated company, honest enough to learn the product on."""
