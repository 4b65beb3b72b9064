"""Which letters languages are written with, to tell one-byte encodings apart. Data only."""

# For each encoding, the letters beyond ASCII of every language usually written in it. One text is in one language, so
# an encoding is as good as its best single language covers the text: Czech read as cp1252 gives è, ø and ì, which no
# western language has together.
ALPHABETS: dict[str, dict[str, str]] = {
    "cp1252": {
        "fr": "àâæçèéêëîïôœùûüÿ", "de": "äöüßé", "es": "áéíñóúüªº", "pt": "àáâãçéêíóôõúüªº", "it": "àèéìíîòóùú",
        "nl": "éèëïöüáóíê", "sv": "åäöéà", "da": "åæøéö", "nb": "åæøéòôê", "fi": "åäöéšž", "is": "áéíóúýðþæö",
        "ca": "àçèéíïòóúü", "et": "äöüõšž",
    },
    "cp1250": {
        "hu": "áéíóöőúüű", "pl": "ąćęłńóśźżé", "cs": "áčďéěíňóřšťúůýžö", "sk": "áäčďéíĺľňóôŕšťúýž", "hr": "čćđšž",
        "sl": "čšžćđ", "ro": "ăâîşţșț",
    },
    "cp1251": {
        "ru": "абвгдежзийклмнопрстуфхцчшщъыьэюяё", "uk": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
        "bg": "абвгдежзийклмнопрстуфхцчшщъьюя", "sr": "абвгдђежзијклљмнњопрстћуфхцчџш",
    },
    "cp1253": {"el": "αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώϊϋΐΰ"},
    "cp1254": {"tr": "çğıöşüâîûİ"},
    "cp1257": {"lt": "ąčęėįšųūž", "lv": "āčēģīķļņšūž"},
    "cp852": {"hu": "áéíóöőúüű", "pl": "ąćęłńóśźż", "cs": "áčďéěíňóřšťúůýž"},
    "cp850": {"fr": "àâæçèéêëîïôùûü", "de": "äöüßé", "es": "áéíñóúü", "pt": "àáâãçéêíóôõú"},
    "mac_roman": {"fr": "àâæçèéêëîïôœùûü", "de": "äöüßé", "es": "áéíñóúü", "pt": "àáâãçéêíóôõú", "sv": "åäöé"},
}  # fmt: skip

# Signs beyond ASCII that stand in ordinary tables.
SIGNS = frozenset("€£¥¢$₴₺§©®™°²³½¼¾±×÷·•–—…‘’‚“”„«»‹›¡¿ªº№฿\u00a0\u00ad")
