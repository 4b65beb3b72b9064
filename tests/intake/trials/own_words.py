"""Sheets that sales people keep for themselves, worded by hand: their headers ask, tick off and go on."""

from tests.intake.trials.cells import Fact, written
from tests.intake.trials.layout import Export, by_case


def only_won(cell: str) -> Fact:
    return lambda deal: written(cell, deal) if deal.won else ""


EXPORTS = by_case(
    Export(
        "English, questions", "Deals 2024.csv",
        """Who: {owner} | Customer: {account} | What: {title} | How much (€): {amount:1,234.50}
        | How they found us: {source} | First talked: {created:%d/%m/%Y} | Won?: {outcome:yes|no|}
        | Decided on: {closed:%d/%m/%Y} | Decision due: {expected:%d/%m/%Y} | Notes:""",
        locale="en_GB", currency="EUR", lacking=("time",), above=(("Our deals - please keep up to date!",), ()),
    ),
    Export(
        "Hungarian, questions", "Üzletek.csv",
        """Ügyfél: {account} | Kapcsolat: Kiss Anna {number} | Miről szól: {title} | Ki viszi: {owner}
        | Mennyi (Ft): {amount:1 234,50} | Honnan jött: {source} | Mikor indult: {created:%Y.%m.%d.}
        | Megvan?: {outcome:igen|nem|folyamatban} | Mikor dőlt el: {closed:%Y.%m.%d.}
        | Mikorra várjuk: {expected:%Y.%m.%d.}""",
        locale="hu", currency="HUF", lacking=("time",), encoding="cp1250", delimiter=";",
    ),
    Export(
        "Portuguese, proposed and closed amounts", "Vendas.csv",
        """Cliente: {account} | Negócio: {title} | Quem atendeu: {owner} | Valor proposto: R$ {amount:1.234,50}
        | Valor fechado: {brought} | Fechou?: {outcome:Sim|Não|Em aberto} | Como chegou até nós: {source}
        | Primeiro contato: {created:%d/%m/%Y} | Fechado/perdido em: {closed:%d/%m/%Y}
        | Previsão: {expected:%d/%m/%Y}""",
        locale="pt_BR", currency="BRL", lacking=("time",), encoding="cp1252", delimiter=";",
        own={"brought": only_won("R$ {amount:1.234,50}")},
    ),
    Export(
        "German, in words of its own", "Angebotsliste.csv",
        """Lfd.: {number} | Kunde: {account} | Worum geht's: {title} | Wer kümmert sich: {owner}
        | Wert netto €: {amount:1.234,50} | Wie zu uns gekommen: {source} | Erstkontakt: {created:%d.%m.%y}
        | Stand der Dinge: {outcome:✔ haben wir|✘ abgesagt|{step:⏳ angefragt|⏳ Angebot|⏳ Klärung}}
        | Entschieden: {closed:%d.%m.%y} | soll fertig sein bis: {expected:%d.%m.%y}""",
        locale="de", currency="EUR", lacking=("time",), delimiter=";",
    ),
    Export(
        "Chinese, ticks", "销售台账.csv",
        """客户名称: {account} | 产品/项目: {title} | 业务员: {owner} | 报价（元）: {amount} | 渠道: {source}
        | 登记日期: {created:%Y-%m-%d} | 成交: {outcome:√||} | 未成交: {outcome:|√|} | 落单日期: {closed}
        | 预计成交时间: {expected}""",
        locale="zh_Hans", currency="CNY", lacking=("time",), encoding="utf-8-sig",
    ),
    Export(
        "columns of stages with dates", "stages.csv",
        """Opportunity: {title} | Client: {account} | Salesperson: {owner} | $: {amount} | Lead source: {source}
        | Lead in: {created:%m/%d/%Y} | Won: {won_on:%m/%d/%Y} | Lost: {lost_on:%m/%d/%Y}
        | Hope to close: {expected:%m/%d/%Y}""",
        locale="en_US", lacking=("time",),
    ),
    Export(
        "ClickUp", "2025-03-01T10_00_00 Sales - Deals.csv",
        """Task Type: Task | Task ID: 86b{number:05x} | Task Custom ID: null | Task Name: {title}
        | Status: {outcome:closed won|closed lost|{step:new|proposal|negotiation}}
        | Date Created: {created:%m/%d/%Y %I:%M:%S %p} | Due Date: {expected:%m/%d/%Y} | Start Date: null
        | Assignees: [{owner}] | Tags: [] | Priority: null | List Name: Deals | Date Closed: {closed:%m/%d/%Y}
        | Account (short text): {account} | Deal Size (currency): {amount} | Lead Source (drop down): {source}""",
        locale="en_US",
    ),
    Export(
        "Zendesk Sell", "deals-export.csv",
        """Name: {title} | ID: {number} | Owner: {owner} | Company name: {account} | Primary contact: Person {number}
        | Value: {amount} | Currency: USD | Stage: {outcome:Won|Lost|{step:Incoming|Qualified|Quote}}
        | Source: {source} | Added on: {created:%Y-%m-%d %H:%M:%S} | Last stage change on: {moved} 15:00:00
        | Hot: 0 | Estimated close date: {expected} | Tags:""",
        own={"moved": lambda deal: deal.closed or deal.created.date()},
    ),
)  # fmt: skip
