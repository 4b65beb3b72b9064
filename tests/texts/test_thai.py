"""Thai lines end between words, those too that browsers' dictionaries don't have."""

import gettext

from keyfunnel.texts.catalogue import LOCALE_DIR
from keyfunnel.texts.thai import BETWEEN, WITHIN, with_breaks


def test_a_word_that_no_dictionary_has_is_set_apart_from_letters_beside_it() -> None:
    assert with_breaks("จากดีลที่ปิด") == f"จาก{BETWEEN}ดีล{BETWEEN}ที่ปิด"
    assert with_breaks("ดีล") == "ดีล"
    assert with_breaks("{n} ดีล") == "{n} ดีล"


def test_no_line_ends_within_a_word_that_would_be_cut() -> None:
    assert with_breaks("ประเทศ, เซกเมนต์") == f"ประเทศ, เซ{WITHIN}ก{WITHIN}เมน{WITHIN}ต์"


def test_the_compiled_catalogue_has_them() -> None:
    with (LOCALE_DIR / "th" / "LC_MESSAGES" / "django.mo").open("rb") as compiled:
        words = gettext.GNUTranslations(compiled)
    assert words.gettext("Segment") == f"เซ{WITHIN}ก{WITHIN}เมน{WITHIN}ต์"
