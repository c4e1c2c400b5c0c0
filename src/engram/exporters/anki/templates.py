"""How Anki shows a question and a quiz: the HTML of both sides and the styles of both note types.

Without scripts a quiz is a lettered list in its stored order, with the right options named below.
"""

from __future__ import annotations

from engram.anki_notes import OPTION_FIELDS
from engram.exporters.anki.quiz_script import SCRIPT

_EXPLANATION = '{{#Explanation}}\n<div class="why">{{Explanation}}</div>\n{{/Explanation}}'
_OPTIONS = "\n".join(
    f"{{{{#Option {number}}}}}<li>{{{{Option {number}}}}}</li>{{{{/Option {number}}}}}"
    for number in range(1, OPTION_FIELDS + 1)
)


def _quiz(side: str) -> str:
    return f"""<div id="engram-quiz" class="quiz {side}">
<div class="question">{{{{Question}}}}</div>
{{{{#Choose}}}}<div class="choose">{{{{Choose}}}}</div>{{{{/Choose}}}}
<ol class="options">
{_OPTIONS}
{{{{More options}}}}
</ol>
<span class="told right-places">{{{{Right}}}}</span>
<span class="told kept-places">{{{{Stays}}}}</span>
</div>
"""


QUESTION_FRONT = '<div class="question">{{Question}}</div>'
QUESTION_BACK = f"""{{{{FrontSide}}}}
<hr id="answer">
<div class="answer">{{{{Answer}}}}</div>
{_EXPLANATION}"""
QUIZ_FRONT = f"{_quiz('asked')}{SCRIPT}"
QUIZ_BACK = f"""{_quiz("answered")}<hr id="answer">
<div class="verdict"></div>
<div class="answer right-options">{{{{Answer}}}}</div>
{_EXPLANATION}
{SCRIPT}"""

STYLE = """.card {
  --paper: #ffffff; --ink: #1c1e22; --muted: #5a5e66; --sunken: #f1f1ed; --line: #d5d5ce;
  --accent: #2b56c6; --accent-tint: #e6edfb;
  --right: #146b49; --right-tint: #e2f2ea; --wrong: #ae2f1b; --wrong-tint: #fbe9e4;
  --keyword: #7a2e8e; --name: #2349ab; --text: #146b49; --number: #8a4a00;
  font-family: system-ui, -apple-system, "Segoe UI", Roboto, sans-serif;
  font-size: 20px; line-height: 1.45; text-align: left;
  color: var(--ink); background-color: var(--paper);
  max-width: 42em; margin: 0 auto; padding: 1em; overflow-wrap: break-word;
}
.card.nightMode, .nightMode .card, .card.night_mode, .night_mode .card {
  --paper: #17181b; --ink: #ececea; --muted: #a4a7ae; --sunken: #202226; --line: #3a3d44;
  --accent: #8db0ff; --accent-tint: #232f4b;
  --right: #74cba4; --right-tint: #17312a; --wrong: #f3947e; --wrong-tint: #3a211c;
  --keyword: #d6a5e8; --name: #a5c0ff; --text: #8fd3b2; --number: #e9be86;
  color: var(--ink); background-color: var(--paper);
}
.question { font-size: 1.15em; font-weight: 500; }
.question p:first-child, .answer p:first-child, .why p:first-child { margin-top: 0; }
hr#answer { border: none; border-top: 1px solid var(--line); margin: 1em 0; }
.why, .feedback, .choose, .absent { color: var(--muted); }
.why { margin-top: 1em; padding-left: .8em; border-left: 3px solid var(--line); }
.choose { margin-top: .6em; font-size: .85em; }
.options { list-style: upper-alpha; margin: 1em 0 0 0; padding-left: 2em; }
.options > li {
  margin: .4em 0; padding: .4em .7em; position: relative;
  border: 1px solid var(--line); border-radius: .4em;
}
.options > li p { margin: .3em 0; }
.live.asked .options > li { cursor: pointer; }
.options > li.chosen { border-color: var(--accent); background: var(--accent-tint); }
.options > li.right { border-color: var(--right); background: var(--right-tint); }
.options > li.wrong { border-color: var(--wrong); background: var(--wrong-tint); }
.options > li.right, .options > li.wrong { padding-right: 2.2em; }
.options > li.right::after, .options > li.wrong::after {
  position: absolute; top: .4em; right: .7em; font-weight: 700;
}
.options > li.right::after { content: "✓"; color: var(--right); }
.options > li.wrong::after { content: "✗"; color: var(--wrong); }
.options > li.chosen { box-shadow: inset 0 0 0 1px currentColor; }
.feedback { display: block; font-size: .85em; margin-top: .2em; }
.asked .feedback, .told { display: none; }
.verdict { font-weight: 600; margin-bottom: .6em; }
.right-options ul { list-style: none; padding-left: 0; margin: 0; }
.right-options li::before { content: "✓ "; color: var(--right); font-weight: 700; }
code { font-family: ui-monospace, Menlo, Consolas, monospace; font-size: .88em; }
code, pre.code, kbd, th { background: var(--sunken); }
code { padding: .1em .25em; border-radius: .2em; }
pre.code {
  font-family: ui-monospace, Menlo, Consolas, monospace; font-size: .8em; line-height: 1.4;
  padding: .7em .9em; border-radius: .4em; overflow-x: auto; white-space: pre; text-align: left;
}
blockquote { margin: .6em 0; padding-left: .8em; border-left: 3px solid var(--line); }
table.grid { border-collapse: collapse; margin: .6em 0; }
table.grid th, table.grid td { border: 1px solid var(--line); padding: .25em .6em; }
.center { text-align: center; }
td.right, th.right { text-align: right; }
img { max-width: 100%; height: auto; }
a { color: var(--accent); }
mark { background: #ffe9a8; color: #1c1e22; }
.syn_kw { color: var(--keyword); }
.syn_fn { color: var(--name); }
.syn_str { color: var(--text); }
.syn_num { color: var(--number); }
.syn_com { color: var(--muted); }
"""
