"""The languages a desk chooses from, each under its own name."""

from __future__ import annotations

from PySide6.QtCore import QLocale

OFFERED = (
    "en-GB", "en-US", "ar", "cs", "da", "de", "el", "es", "et", "fi", "fr", "he", "hu", "it",
    "ja", "ko", "lt", "lv", "nb", "nl", "pl", "pt", "pt-BR", "ro", "ru", "sk", "sl", "sv", "tr",
    "uk", "zh",
)  # fmt: skip
"""Languages in the list; a story or profile in another one keeps it."""


def language_name(tag: str) -> str:
    """Return the English name of a language (BCP 47), with its country where that is told."""
    locale = QLocale(tag.replace("-", "_"))
    if locale.language() == QLocale.Language.C:
        return tag
    name = QLocale.languageToString(locale.language())
    if "-" in tag:
        country = {"en-GB": "UK", "en-US": "US"}.get(tag) or QLocale.territoryToString(
            locale.territory()
        )
        return f"{name} ({country})"
    return name


def offered(present: str) -> tuple[tuple[object, str], ...]:
    """Return (tag, name) pairs to choose from, the present one always among them."""
    tags = OFFERED if present in OFFERED or not present else (*OFFERED, present)
    return tuple(sorted(((tag, language_name(tag)) for tag in tags), key=lambda pair: pair[1]))
