"""Values with their units, as a table shows them."""


def amount(value: float | None, unit: str) -> str:
    if value is None:
        return "not available"
    if unit == "ratio":
        return f"{value:.2%}"
    return f"{value:,.2f}".rstrip("0").rstrip(".") + ("" if unit in ("count", "money", "index") else f" {unit}")
