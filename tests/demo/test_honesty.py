"""What the simulated company shows is what it was made of, so that the product has something true to find."""

from tests.demo.conftest import Ask

STAGES = "['Discovery', 'Demo', 'Proposal', 'Negotiation', 'Closed Won', 'Closed Lost']"


def test_sources_differ_in_quality(ask: Ask) -> None:
    rows = ask("""
        SELECT lower(trim("Lead Source")) AS source, avg(("Converted Deal ID" IS NOT NULL)::INT)
        FROM leads WHERE "Created Date" < '2026-09' GROUP BY 1
    """)
    rate: dict[str, float] = dict(rows)
    assert rate["referral"] > 2 * rate["paid search"] > 2 * rate["social"] * 0.8


def test_fast_answers_win_more_leads(ask: Ask) -> None:
    """Among leads of the same fit; the simulation says within an hour, and over a day."""
    [(fast, slow)] = ask("""
        WITH answered AS (
            SELECT "Converted Deal ID" IS NOT NULL AS won,
                date_diff('minute', "Assigned Date"::TIMESTAMP, "First Contacted Date"::TIMESTAMP) AS minutes
            FROM leads WHERE "First Contacted Date" < '2026-09' AND "SQL Date" IS NOT NULL)
        SELECT avg(won::INT) FILTER (minutes <= 60), avg(won::INT) FILTER (minutes >= 1440) FROM answered
    """)
    assert fast > slow + 0.05


def test_asia_pacific_loses_most_between_demo_and_proposal(ask: Ask) -> None:
    rows = ask("""
        WITH reached AS (
            SELECT "Deal ID", bool_or("Stage" = 'Demo') AS demo, bool_or("Stage" = 'Proposal') AS proposal
            FROM deal_stage_history GROUP BY 1)
        SELECT "Region", avg(proposal::INT) FROM reached JOIN clean_deals USING ("Deal ID")
        WHERE demo AND created < '2026-07-01' GROUP BY 1
    """)
    rate: dict[str, float] = dict(rows)
    assert rate["Asia Pacific"] < min(rate["Europe"], rate["Americas"]) - 0.07


def test_august_is_slow(ask: Ask) -> None:
    rows = ask(
        """SELECT substr("Created Date", 6, 2), count(*) FROM leads WHERE "Created Date" LIKE '2025%' GROUP BY 1"""
    )
    month: dict[str, int] = dict(rows)
    assert month["08"] < 0.8 * month["06"]
    assert month["12"] < 0.8 * month["11"]


def test_wins_crowd_at_the_end_of_a_quarter(ask: Ask) -> None:
    [(crowded, even)] = ask("""
        SELECT count(*) FILTER (last_day(closed) - closed::DATE < 7 AND month(closed) % 3 = 0) / 10,
            count(*) FILTER (last_day(closed) - closed::DATE < 7 AND month(closed) % 3 = 1) / 10
        FROM clean_deals WHERE "Status" = 'Won' AND "Pipeline" = 'New Business'
    """)
    assert crowded > 1.3 * even


def test_a_deals_way_goes_forward_but_for_those_that_come_back(ask: Ask) -> None:
    [(moves, back)] = ask(f"""
        WITH moved AS (
            SELECT list_position({STAGES}, "Stage") - lag(list_position({STAGES}, "Stage")) OVER one AS step
            FROM deal_stage_history WINDOW one AS (PARTITION BY "Deal ID" ORDER BY "Entered Date"))
        SELECT count(step), count(*) FILTER (step < 0) FROM moved
    """)
    assert 0.005 < back / moves < 0.05


def test_some_stages_are_skipped(ask: Ask) -> None:
    [(negotiated, shown)] = ask("""
        WITH reached AS (
            SELECT "Deal ID", bool_or("Stage" = 'Demo') AS demo, bool_or("Stage" = 'Negotiation') AS negotiation
            FROM deal_stage_history GROUP BY 1)
        SELECT count(*), count(*) FILTER (demo) FROM reached WHERE negotiation
    """)
    assert 0.85 < shown / negotiated < 0.98


def test_lines_sum_to_the_deals_amount(ask: Ask) -> None:
    wrong = ask("""
        WITH lines AS (
            SELECT "Deal ID", sum("Quantity"::DOUBLE * "Unit Price"::DOUBLE - "Discount"::DOUBLE) AS total
            FROM deal_line_items GROUP BY 1)
        SELECT "Deal ID", total, money FROM clean_deals JOIN lines USING ("Deal ID") WHERE abs(total - money) > 0.005
    """)
    assert wrong == []


def test_subscriptions_of_a_customer_follow_each_other(ask: Ask) -> None:
    """No two at once; a new price begins the day the old one ends."""
    [(overlapping,)] = ask("""
        WITH ordered AS (
            SELECT "Start Date" AS began, lag("End Date", 1, '') OVER one AS before, lag("Account ID") OVER one AS same
            FROM subscriptions WINDOW one AS (PARTITION BY "Account ID" ORDER BY "Start Date"))
        SELECT count(*) FROM ordered WHERE same IS NOT NULL AND (before IS NULL OR before > began)
    """)
    assert overlapping == 0
    [(left, changed, running)] = ask("""
        SELECT count(*) FILTER ("End Reason" <> 'Price Change'), count(*) FILTER ("End Reason" = 'Price Change'),
            count(*) FILTER ("End Date" IS NULL) FROM subscriptions
    """)
    assert min(left, changed) > 20 < running


def test_reps_come_and_go_and_leave_no_open_deals_to_nobody(ask: Ask) -> None:
    [(came, gone)] = ask("""
        SELECT count(*) FILTER ("Start Date" > '2024-06'), count("End Date") FROM users WHERE "Sells" = 'Yes'
    """)
    assert came > 0
    assert gone > 0
    [(orphaned, still_open)] = ask("""
        SELECT count("End Date"), count(*) FROM deals JOIN users ON trim("Deal Owner") = "Full Name"
        WHERE "Status" = 'Open' AND "Created Date" > '2026-08'
    """)
    assert orphaned < 0.2 * still_open


def test_quotas_of_teams_sum_to_the_companys(ask: Ask) -> None:
    """Those right below the whole; each is rounded to thousands."""
    rows = ask("""
        SELECT "Period", sum("Target"::INT) FILTER ("Scope" = 'company'),
            sum("Target"::INT) FILTER ("Scope" IN (SELECT "Team Name" FROM teams WHERE "Parent Team" = 'Sales'))
        FROM quotas GROUP BY 1
    """)
    assert len(rows) == 11
    assert all(abs(company - teams) <= 3000 for _, company, teams in rows)
