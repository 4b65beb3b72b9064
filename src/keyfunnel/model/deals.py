"""Deals, their way through the stages, and what they contain."""

from keyfunnel.model.table import Table, date, number, text, timestamp

DEALS = Table(
    "deals",
    ("deal_id",),
    (
        text("deal_id", "the deal's key"),
        text("name", "what the deal is called"),
        text("account_id", "the company", references="accounts"),
        text("lead_id", "the lead it came from", references="leads"),
        text("owner_id", "who owns it", references="reps"),
        text("pipeline", "pipeline it runs through"),
        text("deal_type", "new, expansion, renewal, referral or another word of the source's"),
        text("source", "channel it came from"),
        text("product_id", "main product", references="products"),
        text("region", "region; the owner's where absent"),
        text("segment", "segment; the account's where absent"),
        text("country", "country; the account's where absent"),
        number("amount", "value"),
        text("currency", "ISO 4217 code; the workspace's where absent"),
        timestamp("created_at", "when it was opened"),
        timestamp("first_contact_at", "first contact with the customer"),
        date("expected_close_on", "planned close", planned=True),
        timestamp("closed_at", "when it was won or lost"),
        text("outcome", "how it stands", values=("open", "won", "lost")),
        text("lost_reason", "why it was lost"),
        text("stage", "the CRM's stage now"),
    ),
    "Deals, one row each",
    dated="created_at",
)

DEAL_STAGES = Table(
    "deal_stages",
    ("deal_id", "stage", "entered_at"),
    (
        text("deal_id", "the deal", references="deals"),
        text("stage", "the CRM's stage entered"),
        timestamp("entered_at", "when"),
        number("amount", "the deal's value at that time"),
    ),
    "Every entry of a deal into a stage",
    dated="entered_at",
)

PRODUCTS = Table(
    "products",
    ("product_id",),
    (
        text("product_id", "the product's key"),
        text("name", "what it is called"),
        text("family", "product line"),
        number("list_price", "list price of a unit"),
        number("unit_cost", "cost of a unit"),
    ),
    "What is sold",
)

DEAL_LINES = Table(
    "deal_lines",
    ("line_id",),
    (
        text("line_id", "the line's key"),
        text("deal_id", "the deal", references="deals"),
        text("product_id", "the product", references="products"),
        number("quantity", "units"),
        number("unit_price", "price of a unit before discount"),
        number("unit_cost", "cost of a unit"),
        number("discount", "money taken off the line"),
    ),
    "Products on a deal",
)
