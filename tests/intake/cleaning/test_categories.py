"""One spelling for each category: the most frequent, or the one that stood before."""

from tests.intake.company import Company, codes, fates, mapped, table

LEADS = mapped(leads=table("leads", lead_id="Id", source="Source"))


def test_spellings_that_differ_by_case_width_or_spaces_become_the_most_frequent(company: Company) -> None:
    report = company.bring(
        LEADS,
        leads="Id,Source\nL1,Paid Search\nL2,Paid Search\nL3,paid search\nL4,PaidSearch\nL5,Ｐaid Search\nL6,Email\n",
    )

    assert fates(report.files[0]) == (3, 3, 0, 0)
    assert codes(report.files[0]) == {"category_spelling": 3}
    assert company.column("leads", "source") == ["Email"] + ["Paid Search"] * 5


def test_other_signs_tell_categories_apart(company: Company) -> None:
    report = company.bring(LEADS, leads="Id,Source\nL1,C\nL2,C+\nL3,R&D\nL4,RD\nL5,中文\nL6,中 文\nL7,中文\n")

    assert fates(report.files[0]) == (6, 1, 0, 0)
    assert company.column("leads", "source") == ["C", "C+", "R&D", "RD", "中文", "中文", "中文"]


def test_traditional_and_simplified_characters_spell_the_same_source(company: Company) -> None:
    report = company.bring(LEADS, leads="Id,Source\nL1,網絡推廣\nL2,网络推广\nL3,网络推广\nL4,轉介紹\nL5,Web\n")

    assert fates(report.files[0]) == (4, 1, 0, 0)
    assert codes(report.files[0]) == {"category_spelling": 1}
    assert company.column("leads", "source") == ["Web", "网络推广", "网络推广", "网络推广", "轉介紹"]


def test_the_spelling_that_stood_before_stays(company: Company) -> None:
    company.bring(LEADS, leads="Id,Source\nL1,Web\n")
    report = company.bring(LEADS, leads="Id,Source\nL2,web\nL3,web\n")

    assert fates(report.files[0]) == (0, 2, 0, 0)
    assert company.column("leads", "source") == ["Web", "Web", "Web"]


def test_names_are_left_alone(company: Company) -> None:
    mapping = mapped(reps=table("reps", rep_id="Id", name="Name"))
    report = company.bring(mapping, reps="Id,Name\n1,Ann\n2,ANN\n")

    assert fates(report.files[0]) == (2, 0, 0, 0)
    assert company.column("reps", "name") == ["ANN", "Ann"]
