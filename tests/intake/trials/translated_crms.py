"""Exports of CRMs whose pages were set to another language: their translations' headers and words."""

import datetime as dt

from tests.intake.trials.crms import closing, stage
from tests.intake.trials.languages import NO_BREAK
from tests.intake.trials.layout import Export, grouped

UNTIMED = frozenset({"time"})


def _dmy(day: dt.date | None, mark: str = "/") -> str:
    return day.strftime(f"%d{mark}%m{mark}%Y") if day else ""


SALESFORCE_CHINESE = Export(
    "report1700000000003.csv",
    {
        "业务机会所有人": lambda d: d.owner,
        "客户名": lambda d: d.account,
        "业务机会名": lambda d: d.title,
        "阶段": lambda d: stage(d, ("预期", "提案/报价", "谈判/复审"), "已结束并赢得", "已结束但丢失"),
        "会计期间": lambda d: f"Q{(closing(d).month + 2) // 3}-{closing(d).year}",
        "金额": lambda d: f"CNY {d.amount:,.2f}",
        "预期收入": lambda d: f"CNY {d.amount / 2:,.2f}",
        "可能性(%)": lambda d: 100 if d.won else 0 if d.lost else 50,
        "结束日期": lambda d: f"{closing(d).year}-{closing(d).month}-{closing(d).day}",
        "创建日期": lambda d: f"{d.created.year}-{d.created.month}-{d.created.day}",
        "下一步": lambda d: "",
        "潜在客户来源": lambda d: d.source,
        "类型": lambda d: "新客户",
    },
    "utf-8-sig",
    locale="zh_Hans",
    currency="CNY",
    lacking=UNTIMED,
)
PIPEDRIVE_GERMAN = Export(
    "deals-1234567-90.csv",
    {
        "Deal - ID": lambda d: d.number,
        "Deal - Titel": lambda d: d.title,
        "Deal - Wert": lambda d: d.amount,
        "Deal - Währung von Wert": lambda d: "EUR",
        "Deal - Organisation": lambda d: d.account,
        "Deal - Kontaktperson": lambda d: f"Kim {d.number}",
        "Deal - Phase": lambda d: ("Qualifiziert", "Demo geplant", "Angebot gemacht")[d.step],
        "Deal - Status": lambda d: {"won": "Gewonnen", "lost": "Verloren", "open": "Offen"}[d.outcome],
        "Deal - Deal erstellt am": lambda d: d.created.strftime("%Y-%m-%d %H:%M:%S"),
        "Deal - Zeitpunkt des Gewinns": lambda d: f"{d.closed} 10:00:00" if d.won else "",
        "Deal - Zeitpunkt des Verlusts": lambda d: f"{d.closed} 10:00:00" if d.lost else "",
        "Deal - Verlustgrund": lambda d: "Preis" if d.lost else "",
        "Deal - Erwartetes Abschlussdatum": lambda d: d.expected,
        "Deal - Besitzer": lambda d: d.owner,
        "Deal - Quelle": lambda d: d.source,
    },
    locale="de",
    currency="EUR",
)
PIPEDRIVE_FRENCH = Export(
    "deals-1234567-91.csv",
    {
        "Affaire - ID": lambda d: d.number,
        "Affaire - Titre": lambda d: d.title,
        "Affaire - Valeur": lambda d: d.amount,
        "Affaire - Devise de Valeur": lambda d: "EUR",
        "Affaire - Organisation": lambda d: d.account,
        "Affaire - Étape": lambda d: ("Qualifié", "Démo planifiée", "Proposition faite")[d.step],
        "Affaire - Statut": lambda d: {"won": "Gagné", "lost": "Perdu", "open": "Ouvert"}[d.outcome],
        "Affaire - Affaire créée": lambda d: d.created.strftime("%Y-%m-%d %H:%M:%S"),
        "Affaire - Date du gain": lambda d: f"{d.closed} 10:00:00" if d.won else "",
        "Affaire - Date de la perte": lambda d: f"{d.closed} 10:00:00" if d.lost else "",
        "Affaire - Date de clôture attendue": lambda d: d.expected,
        "Affaire - Propriétaire": lambda d: d.owner,
        "Affaire - Origine": lambda d: d.source,
    },
    locale="fr",
    currency="EUR",
)
TEAMLEADER_FRENCH = Export(
    "opportunités.csv",
    {
        "Référence": lambda d: d.number,
        "Titre": lambda d: d.title,
        "Client": lambda d: d.account,
        "Responsable": lambda d: d.owner,
        "Phase": lambda d: stage(d, ("Nouveau", "Rendez-vous planifié", "Devis envoyé"), "Accepté", "Refusé"),
        "Montant hors TVA": lambda d: grouped(d.amount, "", ","),
        "Devise": lambda d: "EUR",
        "Provenance": lambda d: d.source,
        "Ajouté le": lambda d: _dmy(d.created.date()),
        "Clôture estimée": lambda d: _dmy(d.expected),
        "Date de clôture": lambda d: _dmy(d.closed),
    },
    delimiter=";",
    locale="fr_BE",
    currency="EUR",
    lacking=UNTIMED,
)
HUNGARIAN_OFFICE = Export(
    "ügyletek.csv",
    {
        "Ügylet azonosító": lambda d: d.number,
        "Ügylet címe": lambda d: d.title,
        "Szervezet": lambda d: d.account,
        "Tulajdonos": lambda d: d.owner,
        "Ügylet értéke": lambda d: f"{grouped(d.amount, ' ', ',')} Ft",
        "Szakasz": lambda d: ("Megkeresés", "Ajánlat", "Egyeztetés")[d.step],
        "Állapot": lambda d: {"won": "Nyert", "lost": "Vesztett", "open": "Nyitott"}[d.outcome],
        "Hozzáadva": lambda d: d.created.strftime("%Y-%m-%d %H:%M"),
        "Megnyerés ideje": lambda d: d.closed if d.won else "",
        "Elvesztés ideje": lambda d: d.closed if d.lost else "",
        "Várható lezárás": lambda d: d.expected,
        "Lead forrása": lambda d: d.source,
    },
    "cp1250",
    ";",
    locale="hu",
    currency="HUF",
)
DYNAMICS_FRENCH = Export(
    "Toutes les opportunités.csv",
    {
        "(Ne pas modifier) Opportunité": lambda d: f"5f2e1c3a-0000-4000-8000-0000000000{d.number:02d}",
        "(Ne pas modifier) Modifié le": lambda d: "01/03/2025 10:00",
        "Rubrique": lambda d: d.title,
        "Client potentiel": lambda d: d.account,
        "Revenu estimé": lambda d: f"{grouped(d.amount, NO_BREAK, ',')} €",
        "Revenu réel": lambda d: f"{grouped(d.amount, NO_BREAK, ',')} €" if d.closed else "",
        "Date de clôture estimée": lambda d: _dmy(d.expected),
        "Date de clôture réelle": lambda d: _dmy(d.closed),
        "Statut": lambda d: {"won": "Conclue", "lost": "Perdue", "open": "Ouverte"}[d.outcome],
        "Propriétaire": lambda d: d.owner,
        "Source du prospect": lambda d: d.source,
        "Créé le": lambda d: d.created.strftime("%d/%m/%Y %H:%M"),
    },
    delimiter=";",
    locale="fr",
    currency="EUR",
)
BITRIX_GERMAN = Export(
    "DEAL_20250302.csv",
    {
        "ID": lambda d: d.number,
        "Phase": lambda d: stage(
            d, ("Neu", "Dokumente vorbereiten", "In Bearbeitung"), "Auftrag gewonnen", "Auftrag verloren"
        ),
        "Auftragsname": lambda d: d.title,
        "Quelle": lambda d: d.source,
        "Unternehmen": lambda d: d.account,
        "Verantwortliche Person": lambda d: d.owner,
        "Einkommen": lambda d: d.amount,
        "Währung": lambda d: "EUR",
        "Erstellt am": lambda d: d.created.strftime("%d.%m.%Y %H:%M:%S"),
        "Erwartetes Abschlussdatum": lambda d: _dmy(d.expected, "."),
        "Abgeschlossen am": lambda d: _dmy(d.closed, "."),
    },
    delimiter=";",
    locale="de",
    currency="EUR",
)

EXPORTS: dict[str, Export] = {
    "Salesforce in simplified Chinese": SALESFORCE_CHINESE,
    "Pipedrive in German": PIPEDRIVE_GERMAN,
    "Pipedrive in French": PIPEDRIVE_FRENCH,
    "Teamleader in French": TEAMLEADER_FRENCH,
    "Hungarian, won and lost dated apart": HUNGARIAN_OFFICE,
    "Dynamics in French": DYNAMICS_FRENCH,
    "Bitrix24 in German": BITRIX_GERMAN,
}
