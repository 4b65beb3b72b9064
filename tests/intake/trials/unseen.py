"""Exports of systems whose headers aren't all in the vocabulary: what they speak of, and what is beside it, tells."""

import csv
from pathlib import Path

from openpyxl import Workbook as ExcelFile

from tests.intake.trials.book import BOOK, OWNERS
from tests.intake.trials.crms import closing, stage
from tests.intake.trials.layout import Export, grouped, us_date

FRESHSALES = Export(
    "deals-export.csv",
    {
        "ID": lambda d: 402000000000 + d.number,
        "Name": lambda d: d.title,
        "Deal value": lambda d: d.amount,
        "Deal value in base currency": lambda d: d.amount,
        "Expected close date": lambda d: d.expected,
        "Closed date": lambda d: d.closed,
        "Deal stage": lambda d: stage(d, ("New", "Qualification", "Negotiation"), "Won", "Lost"),
        "Sales owner": lambda d: d.owner,
        "Source": lambda d: d.source,
        "Sales account": lambda d: d.account,
        "Created at": lambda d: d.created.strftime("%Y-%m-%d %H:%M:%S"),
        "Created by": lambda d: OWNERS[0],
        "Expected deal value": lambda d: d.amount / 2,
    },
)
KOMMO = Export(
    "kommo_export_leads_2025-03-02.csv",
    {
        "ID": lambda d: d.number,
        "Lead title": lambda d: d.title,
        "Company": lambda d: d.account,
        "Responsible": lambda d: d.owner,
        "Lead status": lambda d: stage(
            d, ("Initial contact", "Offer made", "Negotiation"), "Closed - won", "Closed - lost"
        ),
        "Sale": lambda d: d.amount,
        "Created at": lambda d: d.created.strftime("%d.%m.%Y %H:%M:%S"),
        "Created by": lambda d: OWNERS[0],
        "Closed at": lambda d: d.closed.strftime("%d.%m.%Y 10:00:00") if d.closed else "not closed",
        "Expected close": lambda d: d.expected.strftime("%d.%m.%Y"),
        "Source": lambda d: d.source,
    },
)
NUTSHELL = Export(
    "leads.csv",
    {
        "Lead number": lambda d: 1000 + d.number,
        "Lead name": lambda d: d.title,
        "Status": lambda d: d.outcome.title(),
        "Stage": lambda d: ("Qualify", "Present", "Negotiate")[d.step],
        "Assignee": lambda d: d.owner,
        "Company": lambda d: d.account,
        "Value": lambda d: f"${d.amount:,.2f}",
        "Projected close date": lambda d: us_date(d.expected),
        "Closed date": lambda d: us_date(d.closed),
        "Created date": lambda d: us_date(d.created.date()),
        "Sources": lambda d: d.source,
    },
    lacking=frozenset({"time"}),
)
SUITECRM = Export(
    "Opportunities.csv",
    {
        "id": lambda d: f"1{d.number}",
        "name": lambda d: d.title,
        "date_entered": lambda d: d.created.strftime("%Y-%m-%d %H:%M:%S"),
        "date_modified": lambda d: "2025-03-01 10:00:00",
        "deleted": lambda d: "0",
        "assigned_user_id": lambda d: f"u{OWNERS.index(d.owner)}",
        "assigned_user_name": lambda d: d.owner,
        "account_name": lambda d: d.account,
        "lead_source": lambda d: d.source,
        "amount": lambda d: d.amount,
        "date_closed": closing,
        "sales_stage": lambda d: stage(
            d, ("Prospecting", "Qualification", "Proposal/Price Quote"), "Closed Won", "Closed Lost"
        ),
    },
)
PORTUGUESE_HUBSPOT = Export(
    "hubspot-exportacoes.csv",
    {
        "ID do registro": lambda d: 900 + d.number,
        "Nome do negócio": lambda d: d.title,
        "Etapa do negócio": lambda d: stage(
            d, ("Reunião marcada", "Contrato enviado", "Proposta"), "Negócio fechado", "Negócio perdido"
        ),
        "Data de fechamento": lambda d: f"{closing(d)} 10:00",
        "Proprietário do negócio": lambda d: d.owner,
        "Valor": lambda d: d.amount,
        "Data de criação": lambda d: d.created.strftime("%Y-%m-%d %H:%M"),
        "Fonte original do tráfego": lambda d: d.source,
        "Empresa associada": lambda d: d.account,
    },
    locale="pt_BR",
    currency="BRL",
)
SPANISH_PIPEDRIVE = Export(
    "deals-1234567-89.csv",
    {
        "Trato - ID": lambda d: d.number,
        "Trato - Título": lambda d: d.title,
        "Trato - Valor": lambda d: d.amount,
        "Trato - Moneda de Valor": lambda d: "MXN",
        "Trato - Organización": lambda d: d.account,
        "Trato - Etapa": lambda d: ("Calificado", "Contacto", "Propuesta")[d.step],
        "Trato - Estado": lambda d: {"won": "Ganado", "lost": "Perdido", "open": "Abierto"}[d.outcome],
        "Trato - Trato creado": lambda d: d.created.strftime("%Y-%m-%d %H:%M:%S"),
        "Trato - Fecha de ganado": lambda d: f"{d.closed} 10:00:00" if d.won else "",
        "Trato - Fecha de perdido": lambda d: f"{d.closed} 10:00:00" if d.lost else "",
        "Trato - Fecha prevista de cierre": lambda d: d.expected,
        "Trato - Propietario": lambda d: d.owner,
        "Trato - Origen": lambda d: d.source,
    },
    locale="es",
    currency="MXN",
)
TRADITIONAL_SALESFORCE = Export(
    "report1700000000003.csv",
    {
        "商機擁有人": lambda d: d.owner,
        "帳戶名稱": lambda d: d.account,
        "商機名稱": lambda d: d.title,
        "階段": lambda d: stage(d, ("開發中", "報價", "協商"), "已結束並贏得", "已結束並失去"),
        "金額": lambda d: f"NT${d.amount:,.2f}",
        "結束日期": lambda d: closing(d).strftime("%Y/%-m/%-d"),
        "建立日期": lambda d: d.created.strftime("%Y/%-m/%-d"),
        "潛在客戶來源": lambda d: d.source,
    },
    encoding="big5",
    locale="zh_TW",
    currency="TWD",
    lacking=frozenset({"time"}),
)
HUNGARIAN_OFFICE = Export(
    "eladas_export.csv",
    {
        "Azonosító": lambda d: d.number,
        "Megnevezés": lambda d: d.title,
        "Cég neve": lambda d: d.account,
        "Felelős": lambda d: d.owner,
        "Státusz": lambda d: stage(d, ("Érdeklődő", "Ajánlatot kapott", "Tárgyalás"), "Sikeres eladás", "Sikertelen"),
        "Nettó érték": lambda d: f"{grouped(d.amount, ' ', ',')} Ft",
        "Rögzítve": lambda d: d.created.strftime("%Y. %m. %d. %H:%M"),
        "Várható lezárás": lambda d: d.expected.strftime("%Y. %m. %d."),
        "Lezárás ideje": lambda d: d.closed.strftime("%Y. %m. %d.") if d.closed else "",
        "Érdeklődés forrása": lambda d: d.source,
    },
    encoding="cp1250",
    delimiter=";",
    quoting=csv.QUOTE_ALL,
    locale="hu",
    currency="HUF",
)
EXPORTS = {
    "Freshsales": FRESHSALES,
    "Kommo": KOMMO,
    "Nutshell": NUTSHELL,
    "SuiteCRM": SUITECRM,
    "HubSpot in Portuguese": PORTUGUESE_HUBSPOT,
    "Pipedrive in Spanish": SPANISH_PIPEDRIVE,
    "Salesforce in traditional Chinese": TRADITIONAL_SALESFORCE,
    "an office in Hungary": HUNGARIAN_OFFICE,
}


def monday(folder: Path) -> Path:
    """A board: groups of items, each with its name and header above it and its sum below."""
    file = ExcelFile()
    board = file.worksheets[0]
    board.append(["Sales Pipeline"])
    board.append([])
    for group, outcome in (("Active deals", "open"), ("Closed won", "won"), ("Closed lost", "lost")):
        board.append([group])
        board.append(
            [
                "Name",
                "Owner",
                "Stage",
                "Deal value",
                "Deal creation date",
                "Close Date",
                "Expected Close Date",
                "Accounts",
                "Lead source",
            ]
        )
        deals = [deal for deal in BOOK if deal.outcome == outcome]
        for d in deals:
            words = stage(d, ("New", "Discovery", "Proposal"), "Won", "Lost")
            board.append(
                [d.title, d.owner, words, float(d.amount), d.created, d.closed, d.expected, d.account, d.source]
            )
        board.append([None, None, None, float(sum(deal.amount for deal in deals))])
        board.append([])
    path = folder / "Deals_1700000000.xlsx"
    file.save(path)
    return path
