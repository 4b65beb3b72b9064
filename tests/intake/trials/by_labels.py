# ruff: noqa: E501 - the words of a stage on one line
"""Exports by the labels that programs give their fields in their language files, of boards, and of counted dates."""

import datetime as dt

from tests.intake.trials.layout import Export, by_case


def _republic(day: dt.date | None) -> str:
    """Years as Taiwan counts them, from 1912."""
    return f"民國{day.year - 1911}年{day:%m}月{day:%d}日" if day else ""


def _days(day: dt.date | None) -> str:
    """Days as spreadsheets count them."""
    return str((dt.date(day.year, day.month, day.day) - dt.date(1899, 12, 30)).days) if day else ""


EXPORTS = by_case(
    Export(
        "vtiger in simplified Chinese", "销售机会.csv",
        """销售机会编号: POT{number} | 销售机会名称: {title} | 客户名称: {account} | 联系人姓名: 联系人{number}
        | 金额: {amount:1,234.50} | 预测总额(金额*成交概率): {half:1,234.50} | 有望达成: {closing}
        | 销售阶段: {outcome:成功结案|失败结案|{step:初期沟通|立项评估|提案或报价}} | 成交概率: 50 | 线索来源: {source}
        | 负责人: {owner} | 创建时间: {created} | 修改时间: 2025-03-01 10:00:00""",
        locale="zh_Hans", currency="CNY", encoding="gb18030",
    ),
    Export(
        "vtiger in Portuguese", "Oportunidades.csv",
        """No. Oportunidade: POT{number} | Nome Oportunidade: {title} | Nome Organização: {account}
        | Nome Contato: Contato {number} | Valor Fechamento: {amount:1.234,50} | Receita Ponderada: {half:1.234,50}
        | Estágio Vendas: {outcome:Fechado Vencido|Fechado Perdido|{step:Prospectando|Proposta|Negociação}}
        | Previsão fechamento em: {closing:%d-%m-%Y} | Fonte Lead: {source} | Responsável: {owner}
        | Criado em: {created:%d-%m-%Y %H:%M} | Modificado em: 01-03-2025 10:00""",
        locale="pt_BR", currency="BRL", encoding="cp1252", delimiter=";",
    ),
    Export(
        "SugarCRM in Hungarian", "Lehetosegek.csv",
        """Azonosító: {number:08x}-aaaa | Név: {title} | Kliens neve: {account} | Ajánlás forrása: {source}
        | Valószínű: {amount:1234,50} | Várható lezárása dátuma: {closing:%Y.%m.%d}
        | Eladási szint: {outcome:Bezárva Megnyerve|Bezárva Elveszítve|{step:Minősítés|Igényfelmérés|Tárgyalás}}
        | Valószínűség (%): 50 | Felelős felhasználó neve: {owner} | Felelős felhasználó azonosítója: 10{owner_number}
        | Létrehozás dátuma: {created:%Y.%m.%d %H:%M} | Módosítás dátuma: 2025.03.01 10:00""",
        locale="hu", currency="HUF", encoding="cp1250", delimiter=";",
    ),
    Export(
        "SugarCRM in traditional Chinese", "商機.csv",
        """名稱: {title} | ID: {number:08x}-cccc | 帳戶名稱: {account} | 潛在客戶來源: {source} | 可能: {amount:1,234.50}
        | 預計結束日期: {closing} | 銷售階段: {outcome:結束並贏得客戶|結束但客戶流失|{step:資格審查|需求分析|協商/審查}}
        | 可能性 (%): 50 | 指派的使用者名稱: {owner} | 建立日期: {created:%Y-%m-%d %H:%M} | 修改日期: 2025-03-01 10:00""",
        locale="zh_Hant", currency="TWD", encoding="utf-8-sig",
    ),
    Export(
        "Salesforce Data Cloud", "ssot__Opportunity__dlm.csv",
        """ssot__Id__c: 006{number:012d} | ssot__Name__c: {title} | ssot__AccountName__c: {account}
        | ssot__OpportunityStageId__c: {outcome:Closed Won|Closed Lost|{step:Prospecting|Proposal|Negotiation}}
        | ssot__TotalAmount__c: {amount} | ssot__ExpectedRevenueAmount__c: {half} | ssot__CloseDate__c: {closing}
        | ssot__CreatedDate__c: {created:%Y-%m-%dT%H:%M:%SZ} | ssot__LastModifiedDate__c: 2025-03-01T10:00:00Z
        | ssot__LeadSource__c: {source} | ssot__OwnerUserName__c: {owner}""",
    ),
    Export(
        "tasks of a project that are deals", "Sales_Pipeline.csv",
        """Task ID: 12{number:08d} | Created At: {created:%Y-%m-%d} | Completed At: {closed} | Last Modified: 2025-03-01
        | Name: {title} | Section/Column: {outcome:Closed won|Closed lost|{step:Inbound|Discovery|Proposal}}
        | Assignee: {owner} | Assignee Email: u{owner_number}@example.com | Due Date: {expected} | Notes:
        | Projects: Sales Pipeline | Account: {account} | Deal Value: {amount} | Lead source: {source}""",
        lacking=("time",),
    ),
    Export(
        "cards of a board", "board.csv",
        """Card ID: 65{number:022x} | Card Name: {title} | Labels: | Members: {owner} | Due Date: {expected}T17:00:00Z
        | List Name: {outcome:Won 🎉|Lost|{step:New leads|Proposal sent|Negotiating}} | Board Name: Sales pipeline
        | Created Date: {created:%Y-%m-%dT%H:%M:%SZ} | Customer: {account} | Deal size: {amount} | Source: {source}
        | Closed date: {closed}""",
    ),
    Export(
        "quotations in years of the Republic of China", "報價單明細表.csv",
        """報價單號: Q{number:05d} | 報價日期: {quoted} | 客戶簡稱: {account} | 主旨: {title} | 業務人員: {owner}
        | 客戶來源: {source} | 未稅金額: {amount:1,234.50} | 稅額: {half:1,234.50}
        | 單據狀態: {outcome:已成交|未成交|{step:報價中|追蹤中|議價中}} | 結案日期: {decided} | 預計成交日: {planned}""",
        own={
            "quoted": lambda d: _republic(d.created),
            "decided": lambda d: _republic(d.closed),
            "planned": lambda d: _republic(d.expected),
        },
        locale="zh_Hant_TW", currency="TWD", encoding="big5", lacking=("time",),
    ),
    Export(
        "Hungarian offers with days that a spreadsheet counted", "ajanlatok.txt",
        """Ajánlatszám: AJ-{number:04d} | Tárgy: {title} | Megrendelő: {account} | Értékesítő neve: {owner}
        | Honnan jött: {source} | Nettó ár: {amount:1 234,50} Ft
        | Eredmény: {outcome:elfogadva|elutasítva|{step:kiküldve|egyeztetés|döntésre vár}} | Kiküldés napja: {sent}
        | Elbírálás napja: {decided} | Várható elbírálás: {planned}""",
        own={
            "sent": lambda d: _days(d.created),
            "decided": lambda d: _days(d.closed),
            "planned": lambda d: _days(d.expected),
        },
        locale="hu", currency="HUF", encoding="cp1250", delimiter="|", lacking=("time",),
    ),
    Export(
        "Thai list in words of its own", "ตารางติดตามลูกค้า.csv",
        """No.: {number} | ชื่อลูกค้า/บริษัท: {account} | งาน: {title} | เซล: {owner} | รู้จักเราจากไหน: {source}
        | ยอด (บาท): {amount:1,234.50} | Status: {outcome:ปิดได้แล้ว|หลุดแล้ว|{step:คุยครั้งแรก|ส่งราคา|ต่อราคา}}
        | วันที่ทักมา: {created:%-d/%-m/%Ey} | วันปิด/หลุด: {closed:%-d/%-m/%Ey} | น่าจะปิด: {expected:%-d/%-m/%Ey}""",
        locale="th", currency="THB", delimiter="\t", lacking=("time",),
    ),
)  # fmt: skip
