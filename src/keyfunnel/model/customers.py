"""What customers do after the sale."""

from keyfunnel.model.table import Table, date, number, text, timestamp

ORDERS = Table(
    "orders",
    ("order_id",),
    (
        text("order_id", "the order's key"),
        text("account_id", "the customer", references="accounts"),
        timestamp("ordered_at", "when"),
        number("revenue", "money from it"),
        number("cost", "what it cost"),
        text("currency", "ISO 4217 code; the workspace's where absent"),
        text("deal_id", "the deal behind it", references="deals"),
    ),
    "Orders",
    dated="ordered_at",
)

SUBSCRIPTIONS = Table(
    "subscriptions",
    ("subscription_id",),
    (
        text("subscription_id", "the subscription's key"),
        text("account_id", "the customer", references="accounts"),
        text("plan", "plan"),
        date("started_on", "first day"),
        date("ended_on", "first day without it"),
        number("mrr", "money a month"),
        text("currency", "ISO 4217 code; the workspace's where absent"),
        text("end_reason", "why it ended"),
        date("renews_on", "planned renewal", planned=True),
        date("payment_expires_on", "when the payment method expires", planned=True),
    ),
    "Subscriptions, one row for each period at one price",
)

NPS_SCALE = 10
CSAT_SCALE = 5
"""The highest answers possible where a survey's source doesn't say."""

SURVEYS = Table(
    "surveys",
    ("response_id",),
    (
        text("response_id", "the answer's key"),
        text("kind", "which survey", values=("nps", "csat")),
        timestamp("at", "when"),
        text("account_id", "the customer", references="accounts"),
        number("score", "the answer"),
        number("scale", "the highest answer possible"),
    ),
    "Answers to surveys",
    dated="at",
)

TICKETS = Table(
    "tickets",
    ("ticket_id",),
    (
        text("ticket_id", "the ticket's key"),
        text("account_id", "the customer", references="accounts"),
        text("kind", "what about", values=("complaint", "question", "incident")),
        timestamp("opened_at", "when it was opened"),
        timestamp("resolved_at", "when it was solved"),
    ),
    "Complaints, questions and incidents",
    dated="opened_at",
)
