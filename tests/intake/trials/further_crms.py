"""Exports of further CRMs, in English: not all of their headers are in the vocabulary."""

from tests.intake.trials.layout import Export, by_case

EXPORTS = by_case(
    Export(
        "Freshsales", "deals-export.csv",
        """ID: 4020000000{number:02d} | Name: {title} | Deal value: {amount} | Deal value in base currency: {amount}
        | Expected close date: {expected} | Closed date: {closed}
        | Deal stage: {outcome:Won|Lost|{step:New|Qualification|Negotiation}} | Sales owner: {owner} | Source: {source}
        | Sales account: {account} | Created at: {created} | Created by: Anna Berg | Expected deal value: {half}""",
    ),
    Export(
        "Kommo", "kommo_export_leads_2025-03-02.csv",
        """ID: {number} | Lead title: {title} | Company: {account} | Responsible: {owner}
        | Lead status: {outcome:Closed - won|Closed - lost|{step:Initial contact|Offer made|Negotiation}}
        | Sale: {amount} | Created at: {created:%d.%m.%Y %H:%M:%S} | Created by: Anna Berg
        | Closed at: {closed:%d.%m.%Y 10:00:00|not closed} | Expected close: {expected:%d.%m.%Y} | Source: {source}""",
        repaired=8,
    ),
    Export(
        "Nutshell", "leads.csv",
        """Lead number: 10{number:02d} | Lead name: {title} | Status: {outcome:Won|Lost|Open}
        | Stage: {step:Qualify|Present|Negotiate} | Assignee: {owner} | Company: {account} | Value: ${amount:1,234.50}
        | Projected close date: {expected:%-m/%-d/%Y} | Closed date: {closed:%-m/%-d/%Y}
        | Created date: {created:%-m/%-d/%Y} | Sources: {source}""",
        lacking=("time",),
    ),
    Export(
        "SuiteCRM", "Opportunities.csv",
        """id: 1{number} | name: {title} | date_entered: {created} | date_modified: 2025-03-01 10:00:00 | deleted: 0
        | assigned_user_id: u{owner_number} | assigned_user_name: {owner} | account_name: {account}
        | lead_source: {source} | amount: {amount} | date_closed: {closing}
        | sales_stage: {outcome:Closed Won|Closed Lost|{step:Prospecting|Qualification|Proposal/Price Quote}}""",
    ),
    Export(
        "ActiveCampaign", "deals-export.csv",
        """Deal ID: {number} | Deal Title: {title} | Deal Value: ${amount:1,234.50} | Deal Currency: usd
        | Pipeline: Default Pipeline | Stage: {step:To Contact|In Contact|Follow Up} | Status: {outcome:Won|Lost|Open}
        | Deal Owner: {owner} | Primary Contact Name: Kim {number} | Primary Contact Email: kim{number}@example.com
        | Account Name: {account} | Created Date: {created} | Forecasted Close Date: {expected}
        | Won/Lost Date: {closed:%Y-%m-%d 10:00:00} | Lead Source: {source}""",
    ),
    Export(
        "LeadSquared", "Opportunity_Export.csv",
        """Opportunity Id: 8f3e-{number:04d} | Opportunity Name: {title} | Associated Lead Company: {account}
        | Opportunity Stage: {outcome:Won|Lost|{step:Prospecting|Demo Given|Quotation Sent}}
        | Opportunity Status: {outcome:Won|Lost|Open} | Owner: {owner} | Opportunity Source: {source}
        | Expected Deal Size: {amount:12,34,567.50} | Actual Deal Size: {outcome:{amount:12,34,567.50}||}
        | Expected Closure Date: {expected:%d/%m/%Y} | Actual Closure Date: {closed:%d/%m/%Y}
        | Created On: {created:%d/%m/%Y %I:%M:%S %p} | Modified On: 01/03/2025 10:00:00 AM""",
        locale="en_IN", currency="INR",
    ),
    Export(
        "Agile CRM", "Deals.csv",
        """Name: {title} | Description: | Track: Default | Milestone: {outcome:Won|Lost|{step:New|Prospect|Proposal}}
        | Value: {amount} | Probability: 40 | Close Date: {closing:%-m/%-d/%Y} | Won Date: {won_on:%-m/%-d/%Y}
        | Deal Owner: {owner} | Related Company: {account} | Deal Source: {source} | Loss Reason: {outcome:|Price|}
        | Created Date: {created:%-m/%-d/%Y}""",
        lacking=("time",),
    ),
    Export(
        "Business Central", "Opportunities.csv",
        """No.: OP{number:06d} | Closed: {outcome:Yes|Yes|No} | Creation Date: {created:%-m/%-d/%Y}
        | Description: {title} | Contact No.: CT{number:06d} | Contact Name: Kim {number}
        | Contact Company Name: {account} | Salesperson Name: {owner} | Status: {outcome:Won|Lost|In Progress}
        | Sales Cycle Code: EX-LARGE | Current Sales Cycle Stage: {step:Initial|Qualification|Proposal}
        | Campaign: {source} | Estimated Value (LCY): {amount:1,234.50} | Calcd. Current Value (LCY): {half:1,234.50}
        | Estimated Closing Date: {expected:%-m/%-d/%Y} | Date Closed: {closed:%-m/%-d/%Y}""",
        lacking=("time",),
    ),
    Export(
        "NetSuite", "OpportunitiesResults123.csv",
        """Internal ID: 50{number:02d} | Document Number: OPP{number:05d} | Title: {title} | Company Name: {account}
        | Sales Rep: {owner}
        | Opportunity Status: {outcome:Closed Won|Closed Lost|{step:In Discussion|Proposal|Negotiation}}
        | Lead Source: {source} | Currency: US Dollar | Projected Total: {amount:1234.50}
        | Weighted Total: {half:1234.50} | Expected Close: {expected:%-m/%-d/%Y} | Actual Close: {closed:%-m/%-d/%Y}
        | Date Created: {created:%-m/%-d/%Y %I:%M %P} | Win Loss Reason: {outcome:|Price|}""",
    ),
    Export(
        "Membrain", "Sales projects.csv",
        """Project name: {title} | Company: {account} | Project owner: {owner} | Process: Standard
        | Step: {step:Discover|Propose|Close} | State: {outcome:Won|Lost|Active} | Value: {amount} | Currency: USD
        | Origin: {source} | Start date: {created:%Y-%m-%d} | Estimated close: {expected} | Finished: {closed}""",
        lacking=("time",),
    ),
    Export(
        "SAP Sales Cloud", "Opportunities.csv",
        """Opportunity ID: {number:07d} | Opportunity: {title} | Account: {account} | Owner: {owner}
        | Sales Phase: {step:Identify opportunity|Qualify opportunity|Value proposition}
        | Life Cycle Status: {outcome:Won|Lost|In Process} | Expected Value: {amount:1,234.50} USD
        | Weighted Value: {half:1,234.50} USD | Source: {source} | Start Date: {created:%-m/%-d/%Y}
        | Close Date: {closing:%-m/%-d/%Y} | Reason for Status: {outcome:|Price|}""",
        lacking=("time",),
    ),
)  # fmt: skip
