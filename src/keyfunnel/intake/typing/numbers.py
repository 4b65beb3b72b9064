"""Numbers as people write them: groups, decimal commas, currency signs, percent, brackets for negatives."""

from keyfunnel.intake.typing.words import literal

# Formats are named by an example. The two with groups also take spaces and apostrophes between groups.
PLAIN, DOT, COMMA, DOT_PERCENT, COMMA_PERCENT = "1234.56", "1,234.56", "1.234,56", "12.5%", "12,5%"
NUMBER_FORMATS: tuple[str, ...] = (PLAIN, DOT, COMMA, DOT_PERCENT, COMMA_PERCENT)

_CURRENCY = (
    r"(?:R\$|US\$|A\$|C\$|HK\$|NT\$|S\$|Rs\.?|[$€£¥฿₹₩₺₽₫₪₴₦₱₡₲₵￥元円]|Ft\.?|[Kk]r\.?|zł|Kč|лв\.?|руб\.?|บาท|"
    r"(?i:USD|EUR|GBP|JPY|CNY|RMB|THB|HUF|BRL|INR|AUD|CAD|CHF|SEK|NOK|DKK|PLN|CZK|RON|BGN|TRY|RUB|UAH|ILS|ZAR|MXN|"
    r"ARS|CLP|COP|PEN|SGD|HKD|TWD|KRW|IDR|MYR|PHP|VND|NZD|AED|SAR|EGP|NGN|KES))"
)
_SPACE = "\\s\u00a0\u2007\u2009\u202f"
_GROUPS = " '’\t\u00a0\u2007\u2009\u202f"
_MINUS = "\\-\u2212\u2013"


def number_text(sql: str, format_: str) -> str:
    """The number that the text ``sql`` writes, as DuckDB writes it (percent still times 100); no digits where it isn't
    a number in this format."""
    body = f"regexp_extract({sql}, {literal(number_pattern(format_))}, 1)"
    digits = f"translate({body}, {literal(_GROUPS + ',')}, '')"
    if format_ in (COMMA, COMMA_PERCENT):
        digits = f"translate({body}, {literal(',.' + _GROUPS)}, '.')"
    return f"concat(CASE WHEN regexp_matches({sql}, '[({_MINUS}]') THEN '-' ELSE '' END, {digits})"


def number_sql(sql: str, format_: str, at_rest: str) -> str:
    """``sql`` as a number of the SQL type ``at_rest``, NULL where it can't be read."""
    if format_ in (DOT_PERCENT, COMMA_PERCENT):
        return f"CAST(TRY_CAST({number_text(sql, format_)} AS DECIMAL(18,6)) / 100 AS {at_rest})"
    plain = f"TRY_CAST({sql} AS {at_rest})"
    if format_ == PLAIN:
        return plain
    dressed = f"TRY_CAST({number_text(sql, format_)} AS {at_rest})"
    # A comma or dot in the middle must not be taken for the other; a plain number needs no second look.
    return f"coalesce({plain}, {dressed})" if format_ == DOT else dressed


def integer_sql(sql: str, format_: str) -> str:
    """``sql`` as BIGINT, NULL where it has a fraction."""
    value = number_sql(sql, format_, "DECIMAL(18,4)")
    return f"CASE WHEN {value} = trunc({value}) THEN CAST({value} AS BIGINT) END"


def number_pattern(format_: str) -> str:
    """What numbers in ``format_`` look like, more strictly than a cast: a code such as 12E4 doesn't. The first group
    holds the digits and marks. Valid for both RE2 and Python."""
    if format_ == PLAIN:
        return r"^([-+]?(?:[0-9]+[.]?[0-9]*|[.][0-9]+)(?:[eE][-+][0-9]+)?)$"
    group, mark = (",", "[.]") if format_ in (DOT, DOT_PERCENT) else ("[.]", ",")
    between = rf"(?:{group}|[{_SPACE}'’])"
    whole = rf"[0-9]+|[0-9]{{1,3}}(?:{between}[0-9]{{3}})+|[0-9]{{1,2}}(?:,[0-9]{{2}})+,[0-9]{{3}}"
    percent = r"%" if format_ in (DOT_PERCENT, COMMA_PERCENT) else ""
    before = rf"^[-+({_MINUS}{_SPACE}]*{_CURRENCY}?[-+({_MINUS}{_SPACE}]*"
    after = rf"[{_SPACE}|]*{_CURRENCY}?[{_SPACE}]*{percent}[{_SPACE}]*[-){_MINUS}]?$"
    return rf"{before}((?:{whole})(?:{mark}[0-9]*)?|{mark}[0-9]+){after}"
