"""Run by the Python of an installed Mnemosyne: a folder in; a library, its export and JSON out.

The JSON is what Mnemosyne itself shows of each card, as [id, question, answer].
"""

# mypy: ignore-errors

import contextlib
import json
import sys
from pathlib import Path

from mnemosyne.script import Mnemosyne

FACTS = (
    ("1", {"f": "What does a <b>sextant</b> measure?", "b": "Angles,\nmostly to the horizon"}),
    ("2", {"f": "port", "b": "left"}),
    ("3", {"f": "la brújula", "p_1": "[bɾuxula]", "m_1": "compass", "n": "feminine"}),
    ("4", {"loc": "Bornholm", "blank": "<i>blank map</i>", "marked": "<i>marked map</i>"}),
    ("5", {"text": "A knot is one [nautical mile:unit] per [hour]."}),
    ("6", {"f": "El [barco:ship] zarpa.", "p_1": "", "m_1": "The ship sets sail.", "n": ""}),
    ("6", {"f": "[Buenos días]", "p_1": "", "m_1": "Good morning", "n": "a greeting"}),
)


def main(folder: Path) -> None:
    program = Mnemosyne(data_dir=str(folder))
    program.config()["shown_backlog_help"] = program.config()["shown_learn_new_cards_help"] = True
    for plugin in program.plugins():
        if getattr(plugin.components[0], "component_type", "") == "card_type":
            plugin.activate()
    kinds = {kind: program.card_type_with_id(kind) for kind, _ in FACTS}
    own = program.controller().clone_card_type(kinds["2"], "Own")
    for kind, fact in (*((kinds[kind], fact) for kind, fact in FACTS), (own, FACTS[1][1])):
        program.controller().create_new_cards(
            fact, kind, grade=4, tag_names=["sea::words"], check_for_duplicates=False, save=False
        )
    review = program.review_controller()
    review.reset()
    for grade in (2, 0, 5):
        if review.card is not None:
            review.show_answer()
            review.grade_answer(grade)
    program.main_widget().show_export_metadata_dialog = lambda: {"card_set_name": "Sea"}
    formats = {type(each).__name__: each for each in program.component_manager.all("file_format")}
    formats["Mnemosyne2Cards"].do_export(str(folder / "sea.cards"))
    cards = [
        program.database().card(card, is_id_internal=True) for card, _ in program.database().cards()
    ]
    shown = [
        [card.id, card.question(render_chain="plain_text"), card.answer(render_chain="plain_text")]
        for card in cards
    ]
    (folder / "shown.json").write_text(json.dumps(shown), encoding="utf-8")
    program.finalise()


with contextlib.redirect_stdout(sys.stderr):
    main(Path(sys.argv[1]))
