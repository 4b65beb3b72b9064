"""Statistics the product rests on: arrays in, numbers out, no knowledge of sales."""
