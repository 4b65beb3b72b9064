"""Charts: Vega-Lite specs made here, drawn in the browser with the page's own colours."""
