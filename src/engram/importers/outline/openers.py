"""A row of a document goes in; the question that it could begin comes out.

What looks alike belongs to one style: headings of one level, bold lines, folds, "Q:" labels, lists
of headings, plain numbers. Which styles do begin the questions of a document is for `styles`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from engram.importers.labels import QUESTION_WORDS, SIGN, Label, labelled
from engram.importers.outline.rows import Row, Sort
from engram.importers.stems import stem_of

_LONGEST = 600
_LISTED = re.compile(
    r"[ ]{0,3}(?:(?P<number>\d{1,5})[.)]|[-*+])[ \t]+(?P<hashes>#{1,6})[ \t]+(?P<text>\S.*)"
)
_BOLD = re.compile(
    r"[ ]{0,3}(?:(?P<number>\d{1,5})[.)][ \t]+|[-*+][ \t]+(?:\[[ xX]?\][ \t]+)?)?(?P<sign>\*\*|__)"
    r"(?P<text>(?!\s)[^\n]+?)"
    r"(?P=sign)(?P<more>[^\w*]*)"
)
_PLAIN = re.compile(
    r"(?P<indent>[ \t]{0,4})\(?(?P<number>\d{1,4})(?:[.)][ \t]+|\)(?=[^\W\d_]))(?P<text>\S.*)"
)
_LABELLED = re.compile(
    rf"[ ]{{0,3}}(?:#{{1,6}}[ \t]+)?{SIGN}(?P<sign>\*\*|__)?{SIGN}(?:new[ \t]+)?"
    rf"(?:{QUESTION_WORDS}|q)[ \t]*(?:no\.?|nr\.?|№|\#)?[ \t]*:?[ \t]*(?P<number>\d{{1,5}})"
    r"(?P<more>.*)",
    re.IGNORECASE,
)
EXERCISE_WORDS = (
    "problem|exercise|aufgabe|übung|exercice|ejercicio|exercício|esercizio|opgave|задача|задание"
    "|упражнение|zadanie|cvičení|练习|練習|연습"
)
_EXERCISE = re.compile(
    rf"(?P<sign>\*\*|__)?(?:{EXERCISE_WORDS})[ \t]*"
    r"(?:no\.?|nr\.?|№|\#)?[ \t]*(?P<number>\d{1,4})(?P<more>(?:[ \t]*[.:)–—-])?(?:[ \t*_].*)?)",
    re.IGNORECASE,
)
_REMARK = re.compile(
    r"[-–—:|*_\[ \t]*(?:topic[ \t]*\#?\d+|\d+[ \t]*(?:points?|pts?|marks?|punkte?|puntos?|pontos?)"
    r"|easy|medium|moderate|hard|difficult|beginner|intermediate|advanced|single[- ]choice"
    r"|multiple[- ]choice|multi[- ]?select|true[/ ]false|[(（][^()（）]{1,60}[)）])[\]*_ \t]*",
    re.IGNORECASE,
)
_ASKED = re.compile(r"Q[.:)][ \t]+(?=\S)")
_SIGNS = re.compile(rf"{SIGN}(?=\w)")
_ASKING = re.compile(
    r"(?:what|why|how|when|where|which|who|whose|explain|describe|define|compare|list|name|give"
    r"|write|discuss|tell|is|are|can|could|do|does|did|should|would|has|have|was|were|was ist"
    r"|wie|warum|wann|wer|welche[rsmn]?|nenne|erkläre|qué|cómo|por qué|cuál(?:es)?|cuándo"
    r"|explica|quel(?:le)?s?|comment|pourquoi|qu['’]|что|как|почему|зачем|какие|какой|чем"
    r"|назовите|объясните|опишите|расскажите|приведите|дайте|сравните|перечислите|когда|где|кто"
    r"|для чего|в ч[её]м|можно ли|какая|какое|каким|каков[аоы]?|o que|por que|quando|onde|quem|cosa"
    r"|che cosa|perché|quali?|quale)(?!\w)"
    r"|(?:请|請|说说|說說|谈谈|談談|讲讲|聊聊|简述|簡述|介绍|介紹|解释|解釋|描述|列举|列舉|分析|对比|比较)"
    r"|.*(?:什么|什麼|怎么|怎麼|怎样|如何|为什么|為什麼|哪些|哪个|哪種|哪几|多少|是否|有何|吗$|呢$"
    r"|的(?:区别|區別|原理|优缺点|优势|作用|流程|过程)$|何ですか|とは|ですか|ますか"
    r"|무엇|왜 |어떻게|설명하|인가요|할까요)",
    re.IGNORECASE,
)
_END_OF_QUESTION = ("?", "？", "؟", "……", "___")


@dataclass(frozen=True, slots=True)
class Opener:
    """A row that may begin a question; `level` is that of a heading, 7 for anything else."""

    place: int
    style: str
    text: str
    number: int | None = None
    level: int = 7

    @property
    def asks(self) -> bool:
        """Whether it reads as a question or a request, or is a count alone ("Question 7")."""
        counted = self.style.endswith("label") and not self.text and self.number is not None
        return counted or asks_or_requests(self.text)


def asks_or_requests(text: str) -> bool:
    """Whether a text reads as a question or a request, in the languages listed."""
    return ends_asking(text) or bool(_ASKING.match(text.strip(" \t*_`\"'«»“”.:")))


def asks_anywhere(text: str) -> bool:
    """Whether a question or a request stands in a text."""
    return "?" in text or "？" in text or asks_or_requests(text)


def ends_asking(text: str) -> bool:
    """Whether a text ends like a question, whatever stands behind the question mark."""
    bare = re.sub(r"[^\w?？؟…]+$", "", text.rstrip())
    return bare.endswith(_END_OF_QUESTION) or "? " in text[-60:] or bare.endswith("?")


def opener_at(place: int, row: Row) -> Opener | None:
    """The question that this row could begin; folds that only reveal are none."""
    if len(row.text) > _LONGEST:
        return None
    if row.sort is Sort.HEADING:
        return _heading(place, row)
    if row.sort is Sort.FOLD:
        return None if is_reveal(row.text) else Opener(place, "fold", row.text)
    if row.sort is not Sort.TEXT:
        return None
    return _text(place, row.text)


def counted_opener(line: str) -> Opener | None:
    """The question that a line such as "Question 7: Which" begins, a heading or not."""
    return _number_behind_label(0, line.rstrip(), "label") if len(line) <= _LONGEST else None


def _heading(place: int, row: Row) -> Opener | None:
    if counted := _number_behind_label(place, row.text, f"heading {row.level} label"):
        return replace(counted, level=row.level)
    if exercise := _EXERCISE.fullmatch(row.text):
        text = exercise["more"].lstrip(" \t.:)–—-").strip("*_ ")
        return Opener(
            place, f"heading {row.level} exercise", text, int(exercise["number"]), row.level
        )
    found = labelled(row.text)
    if found and found.label is not Label.QUESTION:
        return None
    if found:
        return Opener(place, f"heading {row.level} label", found.text, None, row.level)
    stem = stem_of(f"{'#' * row.level} {_SIGNS.sub('', row.text, count=1)}")
    if stem is None:
        return None
    kind = "numbered" if stem.number is not None else "plain"
    text = (row.text if stem.number is None else stem.text).strip()
    return Opener(place, f"heading {row.level} {kind}", text, stem.number, row.level)


def _text(place: int, text: str) -> Opener | None:
    if found := _LISTED.fullmatch(text):
        number = int(found["number"]) if found["number"] else None
        level = len(found["hashes"])
        return Opener(place, f"listed heading {level}", found["text"].rstrip("# "), number, level)
    if numbered := _number_behind_label(place, text, "label"):
        return numbered
    label = labelled(text)
    if label:
        asked = label.label is Label.QUESTION
        return Opener(place, "label", label.text) if asked else None
    return _emphasised(place, text) or _plain(place, text)


def _number_behind_label(place: int, text: str, style: str) -> Opener | None:
    """ "QUESTION NO: 12", "Question #12 - Topic 1", "**Q12.** Which": the rest is the question."""
    found = _LABELLED.fullmatch(text)
    if not found:
        return None
    more = found["more"]
    if more[:1].isalnum():
        return None
    sign = found["sign"] or ""
    rest = more.removeprefix(sign) if sign else more
    asked = rest.lstrip(" \t.):#–—-|").strip()
    if sign and asked.count(sign) % 2:
        asked = asked.removesuffix(sign).removeprefix(sign).strip()
    if _REMARK.fullmatch(asked):
        asked = ""
    return Opener(place, style, asked, int(found["number"]))


def _emphasised(place: int, text: str) -> Opener | None:
    found = _BOLD.fullmatch(text)
    if not found or found["sign"] in found["text"] or "?" in found["more"]:
        counted = stem_of(text)
        if counted is None or counted.style != "bold" or not counted.text:
            return None
        return Opener(place, "bold count", counted.text, counted.number)
    asked, number = _ASKED.sub("", found["text"].strip(), count=1), found["number"]
    stem = stem_of(asked)
    if stem and stem.number is not None and number is None:
        asked, number = stem.text, str(stem.number)
    style = "bold numbered" if number else "bold"
    return Opener(place, style, f"{asked}{found['more'].rstrip()}", int(number) if number else None)


def _plain(place: int, text: str) -> Opener | None:
    if found := _PLAIN.fullmatch(text):
        indent = len(found["indent"].expandtabs(4))
        return Opener(place, f"plain {indent}", found["text"], int(found["number"]))
    return None


_REVEAL = re.compile(
    r"(?:click|tap|press|touch|klick\w*|haz clic|pulsa|нажми\w*)\b.{0,60}"
    r"|(?:(?:show|see|view|reveal|expand|check|hide|toggle|display|open|mostrar|ver|voir|afficher"
    r"|показать|посмотреть|показати|anzeigen|zeige|xem|hiện|lihat|tampilkan|göster|pokaż)\b.{0,40})"
    r"|(?:显示|顯示|查看|点击|點擊|展开|展開).{0,20}"
    r"|(?:the )?(?:correct |right |model |sample |expected |possible )?"
    r"(?:answers?|solutions?|explanations?|results?|outputs?|responses?|antwort(?:en)?"
    r"|lösung(?:en)?|respuestas?|soluci[oó]n|réponses?|resposta|risposta|soluzione|antwoord|oplossing"
    r"|ответы?|решение|javob|jawaban|cevap|odpowiedź|відповідь|答え|答案|정답|回答|解答"
    r"|đáp án|إجابة"
    r"|الإجابة|risposte|svar|vastaus|răspuns|trả lời|përgjigje|odgovor|คำตอบ)"
    r"(?: \d{1,4})?(?: (?:key|and explanation|& explanation|with explanation))?",
    re.IGNORECASE,
)


def is_reveal(summary: str) -> bool:
    """Whether the summary of a fold only says that the answer is in it."""
    bare = " ".join(re.sub(r"[^\w\s'’&,/()?-]+|_+", " ", summary).split())
    return not bare or bool(_REVEAL.fullmatch(bare))


_HINT = re.compile(
    r"(?:(?:show|see|view|need a|click for(?: a)?) )?(?:hints?|tips?|clues?|hinweise?|tipps?"
    r"|pistas?|indices?|indizi|suggeriment[oi]|dicas?|подсказк[аи]|提示|ヒント|힌트|gợi ý)"
    r"(?: \d{1,2})?",
    re.IGNORECASE,
)


def is_hint(summary: str) -> bool:
    """Whether the summary of a fold says that only a hint is in it."""
    bare = " ".join(re.sub(r"[^\w\s]+|_+", " ", summary).split())
    return bool(_HINT.fullmatch(bare))
