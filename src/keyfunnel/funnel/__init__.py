"""The funnel: ordered stage entries, conversion, time in stage, and where it leaks.

``chain.chains(facts)`` gives each subject's ordered entries, kept with an edition; ``funnel.funnel(facts, query)`` what
a :class:`~keyfunnel.funnel.query.FunnelQuery` asks of them; ``conversion.conversion(facts, …)`` the share that has gone
on by each day.

What the definitions leave open is settled here so:

- A deal without a lead is in ``reached`` from its first stage on, but no step rate counts it where it wasn't before: a
  step's numerator are those whose path came from the stage before. Where the data can't say who became what (visits
  that name no lead), the rate is of the two counts, without an interval.
- Counting skips, a stage is reached with the first entry to it *or beyond* it, in the order of time: what happens after
  the window can't take back what was reached within it. The path starts with the first entry to the lowest stage
  entered, so that a deal won before its lead existed was not won on this path.
- A lead's visits after it became a lead say nothing about how it came in, and are no entries.
- Time in stage ends with going on or being lost, whichever it is; it isn't bounded by the window.
"""
