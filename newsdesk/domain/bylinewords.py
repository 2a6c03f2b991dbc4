"""The words of a byline in each language: the list's joiners, "By", and the other credits.

Joiners follow CLDR's list patterns. Where a word for "by" would force names into another case
(Slavic and Baltic languages, Greek, Turkish) the label stands before a colon, or nothing does.
"""

from __future__ import annotations

from typing import Final

from newsdesk.domain.values import immutable


@immutable
class Words:
    """One language. ``conjunction`` joins the last two names, ``comma`` those before them.

    ``by`` stands before the writers, "" where names stand alone. ``place`` is the preposition
    put before a bare name of a town, "" where towns are inflected and a comma must do. The
    credits hold their own colon or none; names follow after a space.
    """

    conjunction: str
    by: str = ""
    place: str = ""
    comma: str = ", "
    reporting: str = ""
    additional_reporting: str = ""
    editing: str = ""
    photos: str = ""
    translation: str = ""
    interview: str = ""


def _english(conjunction: str, *, by: str = "", place: str = "", comma: str = ", ") -> Words:
    """Return a language whose lists we know and whose other credits are told in English."""
    return Words(
        conjunction,
        by,
        place,
        comma,
        reporting="Reporting by",
        additional_reporting="Additional reporting by",
        editing="Edited by",
        photos="Photos by",
        translation="Translated by",
        interview="Interview by",
    )


UNKNOWN: Final = _english(", ")
"""For languages not listed: names, commas, and the other credits in English."""

WORDS: Final[dict[str, Words]] = {
    "en": _english(" and ", by="By", place="in"),
    "de": Words(
        " und ", "Von", "in",
        reporting="Berichterstattung von", additional_reporting="Mitarbeit von",
        editing="Redaktion von", photos="Fotos von", translation="Übersetzt von",
        interview="Interview von",
    ),
    "fr": Words(
        " et ", "Par", "à",
        reporting="Reportage de", additional_reporting="Avec la contribution de",
        editing="Édité par", photos="Photos :", translation="Traduit par",
        interview="Propos recueillis par",
    ),
    "es": Words(
        " y ", "Por", "en",
        reporting="Reportaje de", additional_reporting="Con información de",
        editing="Editado por", photos="Fotos de", translation="Traducido por",
        interview="Entrevista de",
    ),
    "pt": Words(
        " e ", "Por", "em",
        reporting="Reportagem de", additional_reporting="Com a colaboração de",
        editing="Edição de", photos="Fotos de", translation="Tradução de",
        interview="Entrevista de",
    ),
    "it": Words(
        " e ", "Di", "a",
        reporting="Servizio di", additional_reporting="Con la collaborazione di",
        editing="A cura di", photos="Foto di", translation="Traduzione di",
        interview="Intervista di",
    ),
    "ca": Words(
        " i ", "Per", "a",
        reporting="Reportatge de", additional_reporting="Amb informació de",
        editing="Editat per", photos="Fotos de", translation="Traduït per",
        interview="Entrevista de",
    ),
    "ro": Words(
        " și ", "De", "",
        reporting="Reportaj de", additional_reporting="Cu contribuția:", editing="Editat de",
        photos="Foto:", translation="Traducere de", interview="Interviu de",
    ),
    "nl": Words(
        " en ", "Door", "in",
        reporting="Verslag door", additional_reporting="Met medewerking van",
        editing="Redactie door", photos="Foto’s van", translation="Vertaald door",
        interview="Interview door",
    ),
    "sv": Words(
        " och ", "Av", "i",
        reporting="Rapportering av", additional_reporting="Ytterligare rapportering av",
        editing="Redigerad av", photos="Foto:", translation="Översatt av",
        interview="Intervju av",
    ),
    "da": Words(
        " og ", "Af", "i",
        reporting="Rapportering af", additional_reporting="Yderligere rapportering af",
        editing="Redigeret af", photos="Foto:", translation="Oversat af",
        interview="Interview af",
    ),
    "nb": Words(
        " og ", "Av", "i",
        reporting="Rapportering av", additional_reporting="Ytterligere rapportering av",
        editing="Redigert av", photos="Foto:", translation="Oversatt av",
        interview="Intervju av",
    ),
    "fi": Words(
        " ja ",
        reporting="Raportointi:", additional_reporting="Lisäraportointi:", editing="Toimitus:",
        photos="Kuvat:", translation="Käännös:", interview="Haastattelu:",
    ),
    "pl": Words(
        " i ",
        reporting="Relacja:", additional_reporting="Współpraca:", editing="Redakcja:",
        photos="Zdjęcia:", translation="Tłumaczenie:", interview="Wywiad:",
    ),
    "cs": Words(
        " a ",
        reporting="Reportáž:", additional_reporting="Spolupráce:", editing="Redakce:",
        photos="Foto:", translation="Překlad:", interview="Rozhovor:",
    ),
    "sk": Words(
        " a ",
        reporting="Reportáž:", additional_reporting="Spolupráca:", editing="Redakcia:",
        photos="Foto:", translation="Preklad:", interview="Rozhovor:",
    ),
    "hu": Words(
        " és ",
        reporting="Tudósítás:", additional_reporting="Közreműködött:", editing="Szerkesztette:",
        photos="Fotó:", translation="Fordította:", interview="Interjú:",
    ),
    "uk": Words(
        " і ",
        reporting="Репортаж:", additional_reporting="За участі:", editing="Редагування:",
        photos="Фото:", translation="Переклад:", interview="Інтерв’ю:",
    ),
    "ru": Words(
        " и ",
        reporting="Репортаж:", additional_reporting="При участии:", editing="Редактура:",
        photos="Фото:", translation="Перевод:", interview="Интервью:",
    ),
    "be": Words(
        " і ",
        reporting="Рэпартаж:", additional_reporting="Пры ўдзеле:", editing="Рэдагаванне:",
        photos="Фота:", translation="Пераклад:", interview="Інтэрв’ю:",
    ),
    "bg": Words(
        " и ",
        reporting="Репортаж:", additional_reporting="С участието на:", editing="Редакция:",
        photos="Снимки:", translation="Превод:", interview="Интервю:",
    ),
    "el": Words(
        " και ",
        reporting="Ρεπορτάζ:", additional_reporting="Με τη συμβολή:", editing="Επιμέλεια:",
        photos="Φωτογραφίες:", translation="Μετάφραση:", interview="Συνέντευξη:",
    ),
    "tr": Words(
        " ve ",
        reporting="Haber:", additional_reporting="Katkıda bulunan:", editing="Editör:",
        photos="Fotoğraf:", translation="Çeviri:", interview="Röportaj:",
    ),
    "ar": Words(
        " و", "بقلم", "في", " و",
        reporting="تقرير:", additional_reporting="بمشاركة:", editing="تحرير:",
        photos="تصوير:", translation="ترجمة:", interview="مقابلة:",
    ),
    "he": Words(
        " ו", "מאת", "",
        reporting="כתב:", additional_reporting="השתתפו בהכנת הכתבה:", editing="עריכה:",
        photos="צילום:", translation="תרגום:", interview="ראיון:",
    ),
    "fa": Words(
        " و ", "", "در", "، ",
        reporting="گزارش:", additional_reporting="با همکاری:", editing="ویرایش:",
        photos="عکس:", translation="ترجمه:", interview="گفت‌وگو:",
    ),
    "zh": Words(
        "和", "", "", "、",
        reporting="报道：", additional_reporting="补充报道：", editing="编辑：",
        photos="摄影：", translation="翻译：", interview="采访：",
    ),
    "ja": Words(
        "、", "", "", "、",
        reporting="取材：", additional_reporting="取材協力：", editing="編集：",
        photos="写真：", translation="翻訳：", interview="聞き手：",
    ),
    "et": _english(" ja "),
    "lv": _english(" un "),
    "lt": _english(" ir "),
    "sl": _english(" in "),
    "hr": _english(" i "),
    "bs": _english(" i "),
    "sr": _english(" и "),
    "mk": _english(" и "),
    "sq": _english(" dhe "),
    "is": _english(" og "),
    "ga": _english(" agus "),
    "cy": _english(" a "),
    "gl": _english(" e ", by="Por", place="en"),
    "eu": _english(" eta "),
    "ka": _english(" და "),
    "hy": _english(" և "),
    "az": _english(" və "),
    "kk": _english(" және "),
    "id": _english(" dan ", by="Oleh", place="di"),
    "vi": _english(" và "),
    "hi": _english(" और "),
    "ko": _english(" 및 "),
    "af": _english(" en ", by="Deur", place="in"),
}  # fmt: skip
"""By the primary language subtag (BCP 47)."""


def words_for(language: str) -> Words:
    """Return the words of a language: by its base, Norwegian in either form as Bokmål."""
    parts = language.replace("_", "-").lower().split("-")
    base = "nb" if parts[0] in {"no", "nn"} else parts[0]
    if base == "sr" and "latn" in parts:
        return WORDS["hr"]
    return WORDS.get(base, UNKNOWN)
