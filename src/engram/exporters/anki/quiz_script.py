"""The script of a quiz in Anki: it shuffles the options, takes the choice and marks it.

It runs on both sides, in every web view Anki has been shown in (hence plain ECMAScript 5), and
keeps the order and the choice from the question to the answer: in the page, where that stays, and
in the session's storage, where it is loaded anew. Where neither is kept, the order follows from the
day and the question, so that both sides show the same one. All of the list is put in place at the
end: what fails on the way leaves the plain list as it was.
"""

from __future__ import annotations

SCRIPT = """<script>
(function () {
  var box = document.getElementById("engram-quiz");
  if (!box) { return; }
  var list = box.querySelector(".options");
  var items = Array.prototype.filter.call(list.children, function (each) {
    return each.tagName === "LI";
  });
  var answered = /answered/.test(box.className);

  function places(name) {
    var found = box.querySelector("." + name).textContent.match(/\\d+/g) || [];
    return found.map(Number);
  }
  function hashed(text) {
    var sum = 0;
    for (var i = 0; i < text.length; i++) { sum = (sum << 5) - sum + text.charCodeAt(i) | 0; }
    return sum >>> 0;
  }
  function has(all, one) { return all.indexOf(one) >= 0; }

  var right = places("right-places"), kept = places("kept-places");
  var key = String(hashed(box.querySelector(".question").textContent + list.textContent));

  function stored() {
    var state = window.engramQuiz;
    try { state = state || JSON.parse(window.sessionStorage.getItem("engramQuiz")); }
    catch (failure) { }
    return state && state.key === key ? state : null;
  }
  function store(state) {
    window.engramQuiz = state;
    try { window.sessionStorage.setItem("engramQuiz", JSON.stringify(state)); return true; }
    catch (failure) { return false; }
  }
  function ofToday() { return hashed(key + new Date().toDateString()); }

  var state = answered ? stored() : null;
  if (!state) {
    state = { key: key, seed: ofToday(), chosen: [] };
    if (!answered && store(state)) {
      state.seed = Math.floor(Math.random() * 4294967296);
      store(state);
    }
  }

  var seed = state.seed || 1;
  function chance(below) {
    seed ^= seed << 13; seed ^= seed >>> 17; seed ^= seed << 5;
    return (seed >>> 0) % below;
  }
  var order = [], last = [];
  items.forEach(function (item, place) {
    (has(kept, place + 1) ? last : order).push(place);
  });
  for (var i = order.length - 1; i > 0; i--) {
    var other = chance(i + 1), moved = order[i];
    order[i] = order[other];
    order[other] = moved;
  }
  order = order.concat(last);

  function show() {
    items.forEach(function (item, place) {
      var number = place + 1, chosen = has(state.chosen, number), names = ["tappable"];
      if (chosen) { names.push("chosen"); }
      if (answered && has(right, number)) { names.push("right"); }
      if (answered && chosen && !has(right, number)) { names.push("wrong"); }
      item.className = names.join(" ");
      if (!answered) {
        item.setAttribute("role", "checkbox");
        item.setAttribute("aria-checked", chosen ? "true" : "false");
      }
    });
  }
  function choose(number) {
    if (right.length < 2) {
      state.chosen = has(state.chosen, number) ? [] : [number];
    } else if (has(state.chosen, number)) {
      state.chosen = state.chosen.filter(function (each) { return each !== number; });
    } else {
      state.chosen = state.chosen.concat([number]);
    }
    store(state);
    show();
  }

  if (!answered) {
    items.forEach(function (item, place) {
      item.onclick = function () { choose(place + 1); };
    });
  } else if (right.length && state.chosen.length) {
    var good = state.chosen.length === right.length && state.chosen.every(function (each) {
      return has(right, each);
    });
    var verdict = document.querySelector(".verdict");
    verdict.textContent = good ? "Right." : "Not right.";
    verdict.style.color = good ? "var(--right)" : "var(--wrong)";
  }
  show();
  order.forEach(function (place) { list.appendChild(items[place]); });
  box.className += " live";
  var told = document.querySelector(".right-options ul");
  if (told && answered && right.length) { told.style.display = "none"; }
}());
</script>"""
