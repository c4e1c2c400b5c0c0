"""The script of a quiz in Anki, run on a page of the few parts that it asks for."""

from __future__ import annotations

import json
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtQml import QJSEngine

from engram.exporters.anki.quiz_script import SCRIPT

PAGE = """
var window = {};
if (STORAGE) {
  var kept = {};
  window.sessionStorage = {
    getItem: function (name) { return kept[name] || null; },
    setItem: function (name, text) { kept[name] = text; }
  };
}
var document;
function part(text, name) {
  return { textContent: text, className: name || "", style: {}, tagName: "LI", children: [],
           setAttribute: function () {} };
}
function side(name, texts, right, stay) {
  var list = part(texts.join(" ")), parts = {
    ".options": list, ".question": part("Which?"), ".right-places": part(right),
    ".kept-places": part(stay), ".verdict": part(""), ".right-options ul": part("")
  };
  list.children = texts.map(function (text) { return part(text); });
  list.appendChild = function (item) {
    list.children.splice(list.children.indexOf(item), 1);
    list.children.push(item);
  };
  var box = part("", "quiz " + name);
  box.querySelector = function (asked) { return parts[asked]; };
  document = {
    getElementById: function () { return box; },
    querySelector: function (asked) { return parts[asked]; }
  };
  SCRIPT();
  return { list: list, verdict: parts[".verdict"] };
}
function shown(side) {
  return side.list.children.map(function (item) { return [item.textContent, item.className]; });
}
function study(right, stay, chosen) {
  var texts = ["a", "b", "c", "d", "e"], front = side("asked", texts, right, stay);
  front.list.children.slice().forEach(function (item) {
    if (chosen.indexOf(item.textContent) >= 0) { item.onclick(); }
  });
  var before = shown(front);
  if (RELOADED) { window.engramQuiz = undefined; }
  var back = side("answered", texts, right, stay);
  return JSON.stringify([before, shown(back), back.verdict.textContent]);
}
"""


@pytest.fixture(params=[(True, False), (True, True), (False, False), (False, True)])
def engine(request: pytest.FixtureRequest, qapp: QCoreApplication) -> QJSEngine:
    """A page that has a session's storage or not, and is loaded anew for the answer or not."""
    storage, reloaded = request.param
    body = SCRIPT.removeprefix("<script>").removesuffix("</script>")
    engine = QJSEngine()
    head = f"var STORAGE = {json.dumps(storage)}, RELOADED = {json.dumps(reloaded)};"
    made: Any = engine.evaluate(f"{head} function SCRIPT() {{ {body} }} {PAGE}")
    assert not made.isError(), made.toString()
    engine.setProperty("remembers", storage or not reloaded)
    return engine


def study(engine: QJSEngine, right: str, stay: str, *chosen: str) -> Any:
    told: Any = engine.evaluate(f"study({right!r}, {stay!r}, {json.dumps(chosen)})")
    assert not told.isError(), told.toString()
    return json.loads(told.toString())


def test_both_sides_show_one_order_with_what_was_chosen_and_what_is_right(
    engine: QJSEngine,
) -> None:
    orders = set()
    for _ in range(20):
        front, back, verdict = study(engine, "2", "5", "c")
        order = [text for text, _ in front]
        assert sorted(order) == list("abcde") and order[-1] == "e"
        assert [text for text, _ in back] == order
        marks = dict(back)
        assert "right" in marks["b"]
        if engine.property("remembers"):
            assert (marks["c"], verdict) == ("tappable chosen wrong", "Not right.")
        else:
            assert (marks["c"], verdict) == ("tappable", "")
        orders.add(tuple(order))
    assert len(orders) == 1 or engine.property("remembers")


def test_several_are_chosen_where_several_are_right_and_one_where_one_is(
    engine: QJSEngine,
) -> None:
    front, _, verdict = study(engine, "1 3", "", "a", "c")
    assert [text for text, mark in sorted(front) if "chosen" in mark] == ["a", "c"]
    assert verdict == ("Right." if engine.property("remembers") else "")
    front, _, _ = study(engine, "1", "", "a", "b", "c")
    assert len([mark for _, mark in front if "chosen" in mark]) == 1


def test_true_and_false_keep_their_places(engine: QJSEngine) -> None:
    front, _, _ = study(engine, "1", "1 2 3 4 5")
    assert [text for text, _ in front] == list("abcde")
