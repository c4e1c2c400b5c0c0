"""The command line as scripts use it: names, JSON keys, exit codes, one sentence for bad input."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from engram.app import main
from engram.cli.arguments import parser
from engram.store import driver

DECK = """# Machines
<!-- version: 1 -->

## Levers

### What does lever one turn?
<!-- id: lever-one; references: 003#1 -->

#### Answer

Wheel one.

### Which wheel is the largest?
<!-- id: wheel-largest; siblings: lever-one -->

- [ ] Wheel one
- [x] Wheel two
- [ ] Wheel three

#### Why

It has the most teeth.

## Brakes::Drum brakes

### Is a drum brake sealed?
<!-- id: drum-sealed -->

- [x] True
- [ ] False

### What wears first?
<!-- id: wears-first -->
"""

CARD_KEYS = {
    "id", "deck", "topic", "kind", "question", "answer", "explanation", "options", "select",
    "source", "references", "tags", "siblings", "incomplete", "problems",
}  # fmt: skip
REPORT_KEYS = {
    "decks", "new", "changed", "key_changed", "moved", "unchanged", "retired", "duplicates",
    "skipped", "conflicts", "problems",
}  # fmt: skip

Engram = Callable[..., Any]


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = tmp_path / "machines.md"
    path.write_text(DECK, encoding="utf-8")
    return path


def test_compile_reports_cards_and_problems_and_touches_no_library(
    engram: Engram, document: Path, tmp_path: Path
) -> None:
    found = engram("compile", document, "--json")
    assert set(found) == {"cards", "problems"}
    assert all(set(card) == CARD_KEYS for card in found["cards"])
    assert [card["kind"] for card in found["cards"]] == [
        "recall",
        "single_choice",
        "true_false",
        "recall",
    ]
    first = found["cards"][0]
    assert first["source"] == {"document": "machines.md", "line": 6, "ordinal": 1}
    assert (first["id"], first["topic"], first["siblings"]) == (
        "lever-one",
        "Levers",
        ["wheel-largest"],
    )
    assert [card["incomplete"] for card in found["cards"]] == [False, False, False, True]
    assert {problem["severity"] for problem in found["problems"]} == {"error"}
    assert set(found["problems"][0]) == {"document", "line", "severity", "message"}
    assert not (tmp_path / "library.db").exists()


def test_a_deck_file_is_one_closed_file_that_can_be_imported(
    engram: Engram, document: Path, tmp_path: Path
) -> None:
    output = tmp_path / "out" / "machines.engram"
    output.parent.mkdir()
    engram("compile", document, "--output", output)
    assert [path.name for path in output.parent.iterdir()] == ["machines.engram"]
    before = output.read_bytes()
    report = engram("import", output, "--json")
    assert set(report) == REPORT_KEYS
    assert report["decks"] == ["Machines"]
    assert len(report["new"]) == 4
    assert output.read_bytes() == before
    assert len(engram("import", output, "--json")["unchanged"]) == 4


def test_a_dry_run_writes_nothing(engram: Engram, document: Path) -> None:
    assert len(engram("import", document, "--dry-run", "--json")["new"]) == 4
    assert engram("cards", "--json") == {"cards": []}


def test_a_changed_document_keeps_ids_and_reviews(engram: Engram, document: Path) -> None:
    engram("import", document)
    engram("answer", "lever-one", 4)
    text = document.read_text(encoding="utf-8")
    document.write_text(
        text.replace("Wheel one.", "Wheel number one.")
        .replace("- [x] Wheel two", "- [ ] Wheel two")
        .replace("- [ ] Wheel three", "- [x] Wheel three")
        .replace("## Brakes::Drum brakes", "## Brakes"),
        encoding="utf-8",
    )
    report = engram("import", document, "--json")
    assert report["changed"] == ["lever-one"]
    assert report["key_changed"] == ["wheel-largest"]
    assert report["moved"] == ["drum-sealed", "wears-first"]
    stats = engram("stats", "--json")
    assert stats["total"]["seen"] == 1


def test_due_answer_undo_and_stats_speak_the_contract(engram: Engram, document: Path) -> None:
    engram("import", document)
    at = "2026-03-02T10:00:00+00:00"
    due = engram("due", "--at", at, "--json")
    assert set(due) == {"study_day", "due", "new", "backlog", "by_topic", "next"}
    assert due["study_day"] == "2026-03-02"
    assert (due["due"], due["new"], due["backlog"]) == (0, 2, 0)
    assert due["by_topic"]["Machines"] == {"due": 0, "new": 2}
    answered = engram("answer", due["next"][0], 3, "--at", at, "--json")
    assert answered["kind"] == "scheduled"
    assert answered["before"] is None
    assert answered["after"] == {
        "repetitions": 1,
        "interval_days": 1,
        "easiness": 2.36,
        "due": "2026-03-03",
    }
    again = engram("answer", due["next"][0], 4, "--at", at, "--json")
    assert (again["kind"], again["before"], again["after"]) == (
        "drill",
        answered["after"],
        answered["after"],
    )
    undone = engram("undo", "--json")
    assert undone == {
        "card": due["next"][0],
        "before": answered["after"],
        "after": answered["after"],
    }
    assert engram("undo", "--json")["after"] is None
    stats = engram("stats", "--at", at, "--json")
    assert set(stats) == {"topics", "total", "retention", "forecast"}
    assert [topic["topic"] for topic in stats["topics"]] == [
        "Machines",
        "Machines::Levers",
        "Machines::Brakes",
        "Machines::Brakes::Drum brakes",
    ]
    assert set(stats["total"]) == {
        "topic", "cards", "seen", "mastery", "coverage", "readiness", "levels", "answers",
        "expected", "observed", "interval",
    }  # fmt: skip
    assert stats["retention"] is None


def test_a_script_can_live_through_months_in_a_minute(engram: Engram, document: Path) -> None:
    engram("import", document)
    intervals = []
    at = "2026-03-02"
    for _ in range(5):
        after = engram("answer", "lever-one", 4, "--at", f"{at}T12:00:00", "--json")["after"]
        intervals.append(after["interval_days"])
        at = after["due"]
    assert intervals == [1, 6, 15, 38, 95]
    assert engram("check", "--json")["differences"] == []


def test_cards_are_found_and_exported_and_come_back(
    engram: Engram, document: Path, tmp_path: Path
) -> None:
    engram("import", document)
    assert [card["id"] for card in engram("cards", "wheel", "--json")["cards"]] == [
        "lever-one",
        "wheel-largest",
    ]
    assert engram("cards", "is:incomplete", "--json")["cards"][0]["id"] == "wears-first"
    assert engram("cards", "topic:levers", "--json")["cards"][0]["topic"] == "Machines::Levers"
    exported = json.loads(engram("export", "--format", "json", "--output", "-"))
    assert exported["decks"] == ["Machines"]
    for name in ("again.md", "again.csv", "again.engram", "again.json"):
        engram("export", "--format", name.split(".")[1], "--output", tmp_path / name)
        report = engram("import", tmp_path / name, "--json")
        assert (len(report["unchanged"]) + len(report["moved"]), report["new"]) == (4, []), name


def test_exported_json_is_the_same_decks_in_another_library(
    engram: Engram, document: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other.md"
    other.write_text("# Ropes\n\n### What holds a rope?\n\n#### Answer\n\nA cleat.\n")
    engram("import", document, other)
    exports = tmp_path / "decks.json", tmp_path / "again.json"
    new = "--library", tmp_path / "new.db"
    engram("export", "--format", "json", "--output", exports[0])
    assert engram(*new, "import", exports[0], "--json")["decks"] == ["Machines", "Ropes"]
    engram(*new, "export", "--format", "json", "--output", exports[1])
    first, again = (json.loads(export.read_text("utf-8")) for export in exports)
    for card in (*first["cards"], *again["cards"]):
        del card["source"]
    assert again == first


def test_compiled_json_is_compiled_again_to_the_same_cards(
    engram: Engram, document: Path, tmp_path: Path
) -> None:
    compiled = engram("compile", document, "--json")
    (tmp_path / "machines.json").write_text(json.dumps(compiled), encoding="utf-8")
    again = engram("compile", tmp_path / "machines.json", "--json")
    for card in (*compiled["cards"], *again["cards"]):
        del card["source"]
    assert again["cards"] == compiled["cards"]


def test_a_table_is_read_by_the_roles_that_are_named(
    engram: Engram, refused: Callable[..., str], tmp_path: Path
) -> None:
    path = tmp_path / "words.csv"
    path.write_text("word,reading,meaning\nyama,YA-ma,mountain\n", encoding="utf-8")
    (guessed,) = engram("compile", path, "--json")["cards"]
    assert (guessed["question"], guessed["answer"]) == ("yama", "mountain\n\nYA-ma")
    words = ("--columns", "answer,-,question", "--json")
    (card,) = engram("compile", path, *words)["cards"]
    assert (card["question"], card["answer"]) == ("mountain", "yama")
    assert engram("import", path, *words)["new"] == [card["id"]]
    told = refused("import", path, "--columns", "question,answer,tags,-")
    assert "has 3 columns, and roles were given for 4; nothing was imported." in told


def test_a_table_for_a_spreadsheet_says_how_it_is_encoded(
    engram: Engram, document: Path, tmp_path: Path
) -> None:
    engram("import", document)
    engram("export", "--format", "csv", "--output", tmp_path / "all.csv")
    written = (tmp_path / "all.csv").read_bytes().decode("utf-8")
    assert written.startswith('\ufeff"question","answer","explanation","options","right"')
    assert engram("export", "--format", "csv", "--output", "-") == written[1:]


def test_progress_is_exported_when_asked_for(engram: Engram, document: Path) -> None:
    engram("import", document)
    engram("answer", "lever-one", 5)
    words = ("export", "--format", "json", "--output", "-")
    assert "reviews" not in json.loads(engram(*words))
    reviews = json.loads(engram(*words, "--with-progress"))["reviews"]
    assert [(review["card"], review["grade"]) for review in reviews] == [("lever-one", 5)]


def test_backup_and_check(engram: Engram, document: Path, tmp_path: Path) -> None:
    engram("import", document)
    made = engram("backup", "--json")
    assert Path(made["backup"]).stat().st_size == made["bytes"]
    assert engram("backup", "--json")["backup"] != made["backup"]
    assert engram("check", "--json")["cards"] == 4


@pytest.mark.parametrize("grade", ["6", "-1", "x", "3.5", ""])
def test_a_wrong_grade_changes_nothing(
    grade: str, refused: Callable[..., str], engram: Engram, document: Path
) -> None:
    engram("import", document)
    assert "0 to 5" in refused("answer", "lever-one", "--", grade)
    assert engram("check", "--json")["reviews"] == 0


def test_a_package_holds_one_deck_or_all(engram: Engram, document: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.md"
    other.write_text("# Other\n\n### How heavy is it?\n\n#### Answer\n\nTwo tons.\n")
    engram("import", document, other)
    for words, count in (((), 5), (("--deck", "Other", "--with-progress"), 1)):
        package = tmp_path / "cards.apkg"
        engram("export", "--format", "apkg", "--output", package, *words)
        with ZipFile(package) as archive:
            archive.extract("collection.anki2", tmp_path)
        collection = driver.connect(tmp_path / "collection.anki2")
        sql = "select count(*), count(distinct guid) from notes"
        assert collection.execute(sql).fetchone() == (count, count)
        collection.close()


def test_bad_input_gets_one_sentence(
    refused: Callable[..., str], engram: Engram, document: Path, tmp_path: Path
) -> None:
    engram("import", document)
    (tmp_path / "empty.md").write_text(" \n")
    (tmp_path / "binary.md").write_bytes(bytes(range(256)) * 20)
    assert "no card nowhere" in refused("answer", "nowhere", 4)
    assert "incomplete" in refused("answer", "wears-first", 4)
    assert "Took back the import" in engram("undo")
    assert "nothing" in refused("undo").lower() or "no answer" in refused("undo")
    engram("import", document)
    for name in ("missing.md", "empty.md", "binary.md"):
        assert refused("compile", tmp_path / name)
        assert refused("import", document, tmp_path / name)
    assert "no deck" in refused("export", "--deck", "Nothing", "--format", "json", "--output", "-")
    for words in (("--deck", "Nothing"), ("--output", "-")):
        assert refused("export", "--format", "apkg", "--output", tmp_path / "a.apkg", *words)
    assert not (tmp_path / "a.apkg").exists()
    assert "one of the documents" in refused("compile", document, "--output", document)
    assert "Machines" in document.read_text(encoding="utf-8")
    assert len(engram("cards", "--json")["cards"]) == 4


def test_no_command_writes_over_a_library_or_a_device(
    refused: Callable[..., str], engram: Engram, document: Path, tmp_path: Path
) -> None:
    engram("import", document)
    library, notes = tmp_path / "library.db", tmp_path / "notes.txt"
    notes.write_text("mine")
    engram("backup", "--output", tmp_path / "copy.db")
    before = library.read_bytes()
    commands: list[tuple[object, ...]] = [
        ("compile", document, "--output"),
        ("backup", "--output"),
        *(("export", "--format", each, "--output") for each in ("json", "md", "engram", "apkg")),
    ]
    for command in commands:
        for output in (library, tmp_path / "copy.db", tmp_path / "library.db-wal", "/dev/null"):
            assert refused(*command, output), (command, output)
    for command in (commands[0], commands[1], *commands[4:]):
        assert "exists already" in refused(*command, notes)
    assert library.read_bytes() == before
    assert notes.read_text() == "mine"
    assert Path("/dev/null").is_char_device()
    assert [path.name for path in tmp_path.glob("*.partial")] == []


def test_a_document_named_twice_is_imported_once(engram: Engram, document: Path) -> None:
    assert len(engram("import", document, document, "--json")["new"]) == 4


def test_cards_that_are_known_from_another_document_are_counted(
    engram: Engram, tmp_path: Path
) -> None:
    facts = ["What holds a rope?\n\nA cleat.", "What is a halyard?\n\nA rope that lifts a sail."]
    first, second = tmp_path / "ropes.txt", tmp_path / "sails.txt"
    first.write_text("\n\n".join(f"{n}. {fact}" for n, fact in enumerate(facts, 1)))
    more = [
        "What is a jib?\n\nA sail.",
        "What is a reef?\n\nA fold in a sail.",
        "Luff?\n\nAn edge.",
    ]
    second.write_text("\n\n".join(f"{n}. {fact}" for n, fact in enumerate([*more, facts[1]], 1)))
    engram("import", first)
    known = "1 of the new cards is in the library already, with the same text or in other words."
    told = f"sails: 4 {{}}new\n{{}}{known} Both are kept.\n"
    twin = engram("import", second, "--dry-run", "--json")["duplicates"][0]
    shown = f"  new: {twin[0]}  What is a halyard?\n    repeats {twin[1]}: What is a halyard?\n"
    assert engram("import", second, "--dry-run") == told.format("would be ", shown)
    assert len(engram("import", second, "--dry-run", "--json")["duplicates"]) == 1
    assert engram("import", second) == told.format("", "")
    third = tmp_path / "both.txt"
    both = [*facts, *(f"{n}?\n\nWord {n} of the log." for n in ("Keel", "Bow", "Stern", "Mast"))]
    third.write_text("\n\n".join(f"{n}. {fact}" for n, fact in enumerate(both, 1)))
    assert "\n2 of the new cards are in the library already" in engram("import", third)


def test_a_markdown_export_names_no_sibling_that_it_does_not_hold(
    engram: Engram, tmp_path: Path
) -> None:
    cards = (
        "# Parts\n\n### What holds a rope?\n"
        "<!-- id: cleat; siblings: rope -->\n\n#### Answer\n\nA cleat.\n",
        "\n### What does a cleat hold?\n<!-- id: rope -->\n\n#### Answer\n\nA rope.\n",
    )
    parts = tmp_path / "parts.md"
    parts.write_text("".join(cards))
    engram("import", parts)
    parts.write_text(cards[0].replace("; siblings: rope", ""))
    assert engram("import", parts, "--json")["retired"] == ["rope"]
    engram("export", "--deck", "Parts", "--format", "md", "--output", tmp_path / "out.md")
    assert engram("compile", tmp_path / "out.md", "--json")["problems"] == []


def test_a_markdown_export_of_several_decks_asks_for_one(
    refused: Callable[..., str], engram: Engram, document: Path, tmp_path: Path
) -> None:
    engram("import", document)
    other = tmp_path / "other.md"
    other.write_text(
        "# Others\n\n### What holds a rope?\n<!-- id: cleat -->\n\n#### Answer\n\nA cleat.\n"
    )
    engram("import", other)
    assert "--deck" in refused("export", "--format", "md", "--output", tmp_path / "all.md")
    engram("export", "--format", "md", "--deck", "Others", "--output", tmp_path / "one.md")


def test_a_damaged_deck_file_is_refused_whole(
    refused: Callable[..., str], engram: Engram, document: Path, tmp_path: Path
) -> None:
    deck = tmp_path / "machines.engram"
    engram("compile", document, "--output", deck)
    content = bytearray(deck.read_bytes())
    for page in range(4, len(content) // 4096):
        content[page * 4096 : page * 4096 + 90] = bytes(90)
    deck.write_bytes(content)
    assert "damaged" in refused("import", deck)
    assert engram("cards", "--json") == {"cards": []}


def test_a_deck_file_is_not_compiled_again(
    refused: Callable[..., str], engram: Engram, document: Path, tmp_path: Path
) -> None:
    engram("compile", document, "--output", tmp_path / "machines.engram")
    assert "import takes it" in refused("compile", tmp_path / "machines.engram")


def test_a_date_alone_is_that_study_day(engram: Engram) -> None:
    assert engram("due", "--at", "2026-03-01", "--json")["study_day"] == "2026-03-01"


def test_a_search_of_too_many_terms_is_told(refused: Callable[..., str]) -> None:
    assert "200 terms" in refused("cards", "word " * 1200)


EXPORT_JSON = ("export", "--format", "json", "--output", "-")
ENOUGH = "\nA paragraph of plain words.\n" * 200  # so few control characters make no binary file
NASTY = "\x1b]0;taken\x07\x1b[31m\x7f\x9b2J\x08"
UNTOLD = frozenset(map(chr, (*range(9), *range(11, 32), *range(127, 160))))


@pytest.fixture
def nasty_document(tmp_path: Path) -> Path:
    path = tmp_path / f"na{NASTY}sty\n.md"
    path.write_text(
        f"# De{NASTY}ck\n\n## To{NASTY}pic\n\nA le{NASTY}ftover.\n\n"
        f"### What is re{NASTY}d?\n<!-- id: red -->\n\n#### Answer\n\nAn app{NASTY}le.\n{ENOUGH}",
        encoding="utf-8",
    )
    return path


def test_no_command_lets_a_document_command_the_terminal(
    engram: Engram, nasty_document: Path
) -> None:
    told = engram("import", nasty_document)
    told += engram("compile", nasty_document, "--output", nasty_document.with_suffix(".engram"))
    told += engram("cards") + engram("stats") + engram("due")
    assert not UNTOLD & set(told)
    assert "What is re\\x1b]0;taken\\x07" in told
    assert "De\\x1b" in told
    assert "na\\x1b" in told


def test_json_keeps_the_text_of_a_nasty_document(
    engram: Engram, nasty_document: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    engram("import", nasty_document)
    card = engram("cards", "--json")["cards"][0]
    assert NASTY in card["answer"]
    assert main(["--library", str(nasty_document.parent / "library.db"), *EXPORT_JSON]) == 0
    exported = capsys.readouterr().out
    assert not UNTOLD & set(exported)
    assert json.loads(exported)["cards"] == [card]


def test_no_error_lets_a_file_name_command_the_terminal(
    refused: Callable[..., str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert not UNTOLD & set(refused("import", tmp_path / f"{NASTY}\n.md").rstrip("\n"))
    with pytest.raises(SystemExit):
        main(["due", NASTY])
    assert not UNTOLD & set(capsys.readouterr().err)


@pytest.mark.parametrize(
    "words",
    [
        ["due", "--at", "9999-12-31T23:59"],
        ["due", "--at", "0001-01-01T00:00+14:00"],
        ["backup", "--output", ""],
        ["--library", "", "due"],
        ["due", "--library", ""],
        ["--libr", "x.db", "due"],
        ["due", "--js"],
        ["import", "x.md", "--deck", " "],
        ["import", "x.md", "--deck", "a::b"],
        ["compile"],
        ["purple"],
        ["answer", "x"],
        ["due", "--at", "soon"],
        ["export", "--format", "x"],
        ["compile", "x.csv", "--columns", "question,reply"],
        ["import", "x.csv", "--columns", "answer,tags"],
    ],
)
def test_wrong_usage_ends_with_two(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(words)
    assert ended.value.code == 2
    assert "usage" in capsys.readouterr().err


def test_every_command_explains_each_of_its_words() -> None:
    commands = next(action.choices for action in parser()._actions if action.dest == "command")
    assert isinstance(commands, dict)
    assert len(commands) == 12
    for name, command in commands.items():
        assert command.description
        unexplained = [action.dest for action in command._actions if not action.help]
        assert (name, unexplained) == (name, [])


def test_the_library_can_be_named_in_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("engram.app.shipped_deck", lambda: tmp_path / "no-deck.engram")
    monkeypatch.setenv("ENGRAM_LIBRARY", str(tmp_path / "named.db"))
    assert main(["due", "--json"]) == 0
    assert (tmp_path / "named.db").exists()
    assert json.loads(capsys.readouterr().out)["next"] == []


def test_an_anki_package_comes_with_its_past_only_when_asked_for(engram: Engram) -> None:
    package = Path(__file__).parents[2] / "data" / "anki-package" / "studied.apkg"
    assert len(engram("compile", package, "--json")["cards"]) == 60
    assert len(engram("import", package, "--json")["new"]) == 60
    at = ("--at", "2026-11-28", "--json")
    assert engram("stats", *at)["total"]["seen"] == 0
    again = engram("import", package, "--with-progress", "--json")
    assert (len(again["unchanged"]), again["new"]) == (60, [])
    assert engram("stats", *at)["total"]["seen"] > 50
    assert engram("due", *at)["due"] > 0
    assert engram("check", "--json")["differences"] == []
    back = engram("undo", "--json")
    assert len(back["kept"]) > 50
    assert len(back["kept"]) + len(back["removed"]) == 60
