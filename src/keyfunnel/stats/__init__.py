"""Statistics over counts: arrays in, numbers out. Knows nothing of sales, tables or engines.

Everything works from sufficient statistics (sums, counts, histograms of distinct values), so that ten
million rows arrive here as a few hundred numbers. Nothing is ever raised for too little data: what can't
be known is NaN.
"""
