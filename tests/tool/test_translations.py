"""Every text of the phone is there in every language, and every output has every language."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from jscomm_scaffold.questions import LANGUAGES
from tests.phone.site import SHARED
from tests.translations import CODES, WORDPRESS, files, language, texts

ENGLISH = texts()

# Words that are the same in English, in all languages ("*") or in some.
SAME = {
    "*": {"chat", "offline", "online", "page_offline"},
    "fr": {"conversations", "messages", "microphone"},
    "it": {"password", "small_window"},
    "nb": {"send", "start_chat"},
    "nl": {"camera"},
    "nn": {"send", "start_chat"},
}


def placeholders(text: str) -> Counter[str]:
    return Counter(re.findall(r"%(?:\d+\$)?s", text))


@pytest.mark.parametrize("code", CODES)
def test_no_text_is_missing_and_none_is_left_over(code: str) -> None:
    assert set(language(code).texts) == set(ENGLISH)


@pytest.mark.parametrize("code", CODES)
def test_each_text_says_something(code: str) -> None:
    empty = [key for key, text in language(code).texts.items() if not text.strip() or text != text.strip()]
    assert not empty


@pytest.mark.parametrize("code", CODES)
def test_names_and_numbers_keep_their_places(code: str) -> None:
    translated = language(code).texts
    lost = [key for key, text in ENGLISH.items() if placeholders(text) != placeholders(translated[key])]
    assert not lost


@pytest.mark.parametrize("code", CODES)
def test_a_percent_sign_belongs_to_a_place(code: str) -> None:
    stray = [key for key, text in language(code).texts.items() if "%" in re.sub(r"%(?:\d+\$)?s", "", text)]
    assert not stray


@pytest.mark.parametrize("code", CODES)
def test_nothing_was_left_in_english(code: str) -> None:
    same = {key for key, text in language(code).texts.items() if text == ENGLISH.get(key)}
    assert same <= SAME["*"] | SAME.get(code, set())


@pytest.mark.parametrize("code", CODES)
def test_the_name_and_the_direction_of_a_language(code: str) -> None:
    assert language(code).name.strip()
    assert language(code).direction == ("rtl" if code == "he" else "ltr")


def test_no_text_needs_escaping_in_any_format() -> None:
    everything = {"en": ENGLISH} | {code: language(code).texts for code in CODES}
    special = [
        (code, key)
        for code, table in everything.items()
        for key, text in table.items()
        if re.search(r"[\\\"'<>&\x00-\x1f\x7f]|\[[=%#]", text)
    ]
    assert not special


@pytest.mark.parametrize("code", CODES)
def test_no_text_of_the_pages_for_administrators_needs_escaping(code: str) -> None:
    both = [text for pair in language(code).admin.items() for text in pair]
    assert not [text for text in both if re.search(r"[\\\"'\x00-\x1f\x7f]|\[[=%#]", text)]


def test_a_word_has_one_meaning_for_those_who_translate_by_the_english_text() -> None:
    translated_by_gettext = [text for key, text in ENGLISH.items() if not key.startswith("page_")]
    repeated = [text for text, count in Counter(translated_by_gettext).items() if count > 1]
    assert not repeated


def test_the_languages_that_can_be_chosen_are_those_that_there_are() -> None:
    there = {path.stem for path in (SHARED / "templates" / "languages").glob("*.jinja")}
    assert {"en", *there} == set(LANGUAGES)
    assert set(WORDPRESS) == there


def test_each_target_has_the_files_of_each_language() -> None:
    wrong = [path for path, content in files() if not path.exists() or path.read_text("utf-8") != content]
    assert not wrong, "run: python -m tests.translations"
