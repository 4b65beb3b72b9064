"""Exports of programs whose pages were set to another language: their translations' headers and words."""

import csv

from tests.intake.trials.layout import Export, by_case

EXPORTS = by_case(
    Export(
        "Salesforce in simplified Chinese", "report1700000000003.csv",
        """业务机会所有人: {owner} | 客户名: {account} | 业务机会名: {title}
        | 阶段: {outcome:已结束并赢得|已结束但丢失|{step:预期|提案/报价|谈判/复审}} | 会计期间: Q{closing:%q-%Y}
        | 金额: CNY {amount:1,234.50} | 预期收入: CNY {half:1,234.50} | 可能性(%): {outcome:100|0|50}
        | 结束日期: {closing:%Y-%-m-%-d} | 创建日期: {created:%Y-%-m-%-d} | 下一步: | 潜在客户来源: {source}
        | 类型: 新客户""",
        locale="zh_Hans", currency="CNY", encoding="utf-8-sig", lacking=("time",),
    ),
    Export(
        "Salesforce in traditional Chinese", "report1700000000003.csv",
        """商機擁有人: {owner} | 帳戶名稱: {account} | 商機名稱: {title}
        | 階段: {outcome:已結束並贏得|已結束並失去|{step:開發中|報價|協商}} | 金額: NT${amount:1,234.50}
        | 結束日期: {closing:%Y/%-m/%-d} | 建立日期: {created:%Y/%-m/%-d} | 潛在客戶來源: {source}""",
        locale="zh_TW", currency="TWD", encoding="big5", lacking=("time",),
    ),
    Export(
        "HubSpot in Portuguese", "hubspot-exportacoes.csv",
        """ID do registro: 9{number:02d} | Nome do negócio: {title}
        | Etapa do negócio: {outcome:Negócio fechado|Negócio perdido|{step:Reunião marcada|Contrato enviado|Proposta}}
        | Data de fechamento: {closing:%Y-%m-%d 10:00} | Proprietário do negócio: {owner} | Valor: {amount}
        | Data de criação: {created:%Y-%m-%d %H:%M} | Fonte original do tráfego: {source}
        | Empresa associada: {account}""",
        locale="pt_BR", currency="BRL",
    ),
    Export(
        "Pipedrive in German", "deals-1234567-90.csv",
        """Deal - ID: {number} | Deal - Titel: {title} | Deal - Wert: {amount} | Deal - Währung von Wert: EUR
        | Deal - Organisation: {account} | Deal - Kontaktperson: Kim {number}
        | Deal - Phase: {step:Qualifiziert|Demo geplant|Angebot gemacht}
        | Deal - Status: {outcome:Gewonnen|Verloren|Offen} | Deal - Deal erstellt am: {created}
        | Deal - Zeitpunkt des Gewinns: {won_on:%Y-%m-%d 10:00:00}
        | Deal - Zeitpunkt des Verlusts: {lost_on:%Y-%m-%d 10:00:00} | Deal - Verlustgrund: {outcome:|Preis|}
        | Deal - Erwartetes Abschlussdatum: {expected} | Deal - Besitzer: {owner} | Deal - Quelle: {source}""",
        locale="de", currency="EUR",
    ),
    Export(
        "Pipedrive in French", "deals-1234567-91.csv",
        """Affaire - ID: {number} | Affaire - Titre: {title} | Affaire - Valeur: {amount}
        | Affaire - Devise de Valeur: EUR | Affaire - Organisation: {account}
        | Affaire - Étape: {step:Qualifié|Démo planifiée|Proposition faite}
        | Affaire - Statut: {outcome:Gagné|Perdu|Ouvert} | Affaire - Affaire créée: {created}
        | Affaire - Date du gain: {won_on:%Y-%m-%d 10:00:00} | Affaire - Date de la perte: {lost_on:%Y-%m-%d 10:00:00}
        | Affaire - Date de clôture attendue: {expected} | Affaire - Propriétaire: {owner}
        | Affaire - Origine: {source}""",
        locale="fr", currency="EUR",
    ),
    Export(
        "Pipedrive in Spanish", "deals-1234567-89.csv",
        """Trato - ID: {number} | Trato - Título: {title} | Trato - Valor: {amount} | Trato - Moneda de Valor: MXN
        | Trato - Organización: {account} | Trato - Etapa: {step:Calificado|Contacto|Propuesta}
        | Trato - Estado: {outcome:Ganado|Perdido|Abierto} | Trato - Trato creado: {created}
        | Trato - Fecha de ganado: {won_on:%Y-%m-%d 10:00:00} | Trato - Fecha de perdido: {lost_on:%Y-%m-%d 10:00:00}
        | Trato - Fecha prevista de cierre: {expected} | Trato - Propietario: {owner} | Trato - Origen: {source}""",
        locale="es", currency="MXN",
    ),
    Export(
        "Teamleader in French", "opportunités.csv",
        """Référence: {number} | Titre: {title} | Client: {account} | Responsable: {owner}
        | Phase: {outcome:Accepté|Refusé|{step:Nouveau|Rendez-vous planifié|Devis envoyé}}
        | Montant hors TVA: {amount:1234,50} | Devise: EUR | Provenance: {source} | Ajouté le: {created:%d/%m/%Y}
        | Clôture estimée: {expected:%d/%m/%Y} | Date de clôture: {closed:%d/%m/%Y}""",
        locale="fr_BE", currency="EUR", delimiter=";", lacking=("time",),
    ),
    Export(
        "Dynamics in French", "Toutes les opportunités.csv",
        """(Ne pas modifier) Opportunité: 5f2e1c3a-0000-4000-8000-0000000000{number:02d}
        | (Ne pas modifier) Modifié le: 01/03/2025 10:00 | Rubrique: {title} | Client potentiel: {account}
        | Revenu estimé: {amount:1\u00a0234,50} €
        | Revenu réel: {outcome:{amount:1\u00a0234,50} €|{amount:1\u00a0234,50} €|}
        | Date de clôture estimée: {expected:%d/%m/%Y} | Date de clôture réelle: {closed:%d/%m/%Y}
        | Statut: {outcome:Conclue|Perdue|Ouverte} | Propriétaire: {owner} | Source du prospect: {source}
        | Créé le: {created:%d/%m/%Y %H:%M}""",
        locale="fr", currency="EUR", delimiter=";",
    ),
    Export(
        "Bitrix24 in German", "DEAL_20250302.csv",
        """ID: {number}
        | Phase: {outcome:Auftrag gewonnen|Auftrag verloren|{step:Neu|Dokumente vorbereiten|In Bearbeitung}}
        | Auftragsname: {title} | Quelle: {source} | Unternehmen: {account} | Verantwortliche Person: {owner}
        | Einkommen: {amount} | Währung: EUR | Erstellt am: {created:%d.%m.%Y %H:%M:%S}
        | Erwartetes Abschlussdatum: {expected:%d.%m.%Y} | Abgeschlossen am: {closed:%d.%m.%Y}""",
        locale="de", currency="EUR", delimiter=";",
    ),
    Export(
        "Hungarian, won and lost dated apart", "ügyletek.csv",
        """Ügylet azonosító: {number} | Ügylet címe: {title} | Szervezet: {account} | Tulajdonos: {owner}
        | Ügylet értéke: {amount:1 234,50} Ft | Szakasz: {step:Megkeresés|Ajánlat|Egyeztetés}
        | Állapot: {outcome:Nyert|Vesztett|Nyitott} | Hozzáadva: {created:%Y-%m-%d %H:%M} | Megnyerés ideje: {won_on}
        | Elvesztés ideje: {lost_on} | Várható lezárás: {expected} | Lead forrása: {source}""",
        locale="hu", currency="HUF", encoding="cp1250", delimiter=";",
    ),
    Export(
        "an office in Hungary", "eladas_export.csv",
        """Azonosító: {number} | Megnevezés: {title} | Cég neve: {account} | Felelős: {owner}
        | Státusz: {outcome:Sikeres eladás|Sikertelen|{step:Érdeklődő|Ajánlatot kapott|Tárgyalás}}
        | Nettó érték: {amount:1 234,50} Ft | Rögzítve: {created:%Y. %m. %d. %H:%M}
        | Várható lezárás: {expected:%Y. %m. %d.} | Lezárás ideje: {closed:%Y. %m. %d.}
        | Érdeklődés forrása: {source}""",
        locale="hu", currency="HUF", encoding="cp1250", delimiter=";", quoting=csv.QUOTE_ALL,
    ),
)  # fmt: skip
