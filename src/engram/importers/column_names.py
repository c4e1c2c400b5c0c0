"""The name of a column goes in; the role that such a name tells, in nine languages, comes out.

Languages: English, German, Spanish, French, Portuguese, Italian, Russian, Japanese, Chinese.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from engram.model import Role


def _words(text: str) -> frozenset[str]:
    return frozenset(each.strip() for each in text.split(","))


_STRONG: Mapping[Role, frozenset[str]] = {
    Role.QUESTION: _words(
        "question, questions, question text, front, front side, term, terms, key term, prompt,"
        " word, words, expression, vocab, vocabulary, vocabulary word, headword, lemma, kanji,"
        " stem, question stem, acronym, abbreviation, quiz question, flashcard front,"
        " frage, fragen, fragetext, begriff, begriffe, fachbegriff, wort, vokabel, vorderseite,"
        " ausdruck, stichwort, abkürzung, fremdwort,"
        " pregunta, preguntas, término, termino, palabra, anverso, expresión,"
        " terme, mot, recto, question posée,"
        " pergunta, perguntas, questão, termo, palavra, expressão,"
        " domanda, domande, termine, parola, vocabolo, espressione,"
        " вопрос, вопросы, термин, слово, выражение,"
        " 質問, 問題, 問い, 問題文, 単語, 用語, 語句, 語, 表, 表面, 表現, 漢字,"
        " 问题, 題目, 题目, 题干, 问题内容, 单词, 單詞, 单字, 词语, 詞語, 生词, 术语, 術語, 正面"
    ),
    Role.ANSWER: _words(
        "answer, answers, answer text, back, back side, definition, definitions, meaning,"
        " meanings, translation, translations, solution, response, gloss, flashcard back,"
        " expansion, antwort, antworten, definition, bedeutung, übersetzung, rückseite, lösung,"
        " respuesta, respuestas, definición, definicion, significado, traducción, reverso,"
        " réponse, réponses, définition, signification, traduction, verso, sens,"
        " resposta, respostas, definição, tradução, verso,"
        " risposta, risposte, definizione, significato, traduzione, retro,"
        " ответ, ответы, определение, значение, перевод,"
        " 答え, 答, 回答, 解答, 意味, 定義, 裏, 裏面, 訳, 和訳, 英訳, 日本語訳,"
        " 答案, 回答, 定义, 定義, 释义, 釋義, 含义, 翻译, 翻譯, 背面, 反面, 意思, 中文释义"
    ),
    Role.RIGHT: _words(
        "correct answer, correct answers, right answer, right answers, correct, right, key,"
        " answer key, correct option, correct options, correct choice, correct index, answers key,"
        " answer index, correct answer index, correct_index, answer letter, correct letter,"
        " richtige antwort, richtig, richtige option, richtige antworten, korrekt,"
        " respuesta correcta, correcta, opción correcta, respuestas correctas,"
        " bonne réponse, réponse correcte, réponse juste, bonnes réponses, correcte,"
        " resposta correta, correta, resposta certa, alternativa correta, gabarito,"
        " risposta corretta, risposta esatta, corretta, risposte corrette,"
        " правильный ответ, верный ответ, правильные ответы, верные ответы,"
        " 正解, 正答, 正しい答え, 正确答案, 正確答案, 正确选项, 参考答案"
    ),
    Role.OPTIONS: _words(
        "options, choices, alternatives, answer options, answer choices, possible answers,"
        " antwortmöglichkeiten, optionen, auswahl, opciones, alternativas, choix, propositions,"
        " opções, opzioni, scelte, варианты, варианты ответа, варианты ответов,"
        " 選択肢, 选项, 選項"
    ),
    Role.WRONG: _words(
        "wrong, wrong answer, wrong answers, incorrect, incorrect answer, incorrect answers,"
        " distractor, distractors, wrong option, wrong options, incorrect option,"
        " incorrect options, falsche antwort, falsche antworten, falsch, respuesta incorrecta,"
        " respuestas incorrectas, mauvaise réponse, mauvaises réponses, resposta errada,"
        " respostas erradas, risposta sbagliata, risposte sbagliate, неправильный ответ,"
        " неверный ответ, 不正解, 错误答案"
    ),
    Role.EXPLANATION: _words(
        "explanation, explanations, rationale, reason, justification, feedback, general feedback,"
        " why, answer explanation, erklärung, begründung, erläuterung, explicación,"
        " justificación, explication, justification, explicação, justificativa, spiegazione,"
        " объяснение, пояснение, обоснование, 解説, 説明, 解析, 解释, 解釋, 答案解析"
    ),
}
_WEAK: Mapping[Role, frozenset[str]] = {
    Role.QUESTION: _words(
        "name, title, concept, statement, item, symbol, command, key, topic, keyword, problem,"
        " country, shortcut, element, phrase, sentence, text, name des begriffs, bezeichnung,"
        " konzept, satz, befehl, land, name, nombre, país, pays, paese, concepto, frase, nom,"
        " concept, phrase, nome, conceito,"
        " concetto, comando, название, понятие, фраза, имя, 名前, 名称, 概念, 句子, 命令"
    ),
    Role.ANSWER: _words(
        "description, explanation, capital, hauptstadt, capitale, value, details, detail, result,"
        " function, effect, purpose,"
        " meaning or definition, what it does, beschreibung, wirkung, bedeutet, erklärung,"
        " descripción, valor, description, effet, explication, descrição, função, descrizione,"
        " funzione, описание, объяснение, функция, 説明, 解説, 内容, 描述, 说明, 作用, 解释"
    ),
    Role.EXPLANATION: _words(
        "notes, note, comment, comments, remark, remarks, extra, extra 1, additional information,"
        " info, hinweis, anmerkung, anmerkungen, bemerkung, notiz, notas, nota, comentario,"
        " remarque, commentaire, observação, observações, osservazioni, commento, примечание,"
        " комментарий, 備考, メモ, 备注, 備註, 注释, 注意"
    ),
    Role.MORE: _words(
        "reading, readings, kana, hiragana, katakana, furigana, romaji, rōmaji, pronunciation, ipa,"
        " pinyin, transcription, transliteration, phonetic, example, examples, example sentence,"
        " example sentences, sample sentence, usage, part of speech, pos, word class, gender,"
        " plural, synonym, synonyms, antonym, antonyms, hint, hints, mnemonic, context, onyomi,"
        " kunyomi, on, kun, lesung, aussprache, umschrift, beispiel, beispiele, beispielsatz,"
        " wortart, synonyme, merkhilfe, lectura, pronunciación, ejemplo, ejemplos, sinónimos,"
        " género, lecture, prononciation, exemple, exemples, synonymes, genre, indice, leitura,"
        " pronúncia, exemplo, exemplos, sinônimos, pronuncia, esempio, esempi, sinonimi,"
        " произношение, чтение, транскрипция, пример, примеры, синонимы, подсказка, 読み,"
        " 読み方, よみ, よみがな, ふりがな, 発音, 例文, 例, 品詞, ヒント, 拼音, 发音, 發音,"
        " 注音, 例句, 例子, 词性, 提示"
    ),
    Role.TOPIC: _words(
        "topic, topics, category, categories, chapter, section, subject, unit, lesson, module,"
        " domain, area, theme, thema, themen, kapitel, kategorie, fach, lektion, abschnitt,"
        " themengebiet, bereich, tema, temas, categoría, categoria, capítulo, lección, unidad,"
        " materia, thème, catégorie, chapitre, leçon, matière, unité, lição, unidade, matéria,"
        " assunto, capitolo, argomento, lezione, unità, materia, тема, категория, раздел, глава,"
        " урок, предмет, トピック, カテゴリー, カテゴリ, 分野, 章, 課, 科目, 主题, 主題, 类别,"
        " 類別, 分类, 章节, 课, 单元"
    ),
    Role.DECK: _words(
        "deck, deck name, stapel, mazo, paquet, baralho, mazzo, колода, デッキ, 牌组, 牌組"
    ),
    Role.TAGS: _words(
        "tags, tag, labels, label, keywords, schlagwörter, schlagworte, etiketten, etiquetas,"
        " etiqueta, étiquettes, mots clés, etichette, теги, тег, метки, タグ, 标签, 標籤"
    ),
    Role.ID: _words("id, guid, uuid, uid, note id, noteid, nid, card id, question id, questionid"),
    Role.IGNORED: _words(
        "no, nr, number, #, №, n, nº, n°, row, index, num, nummer, lfd nr, número, numero, numéro,"
        " номер, 番号, 编号, 編號, 序号, 序號, level, difficulty, frequency, rank, points, score,"
        " marks, time, time limit, time in seconds, seconds, type, question type, qtype, kind,"
        " card type, note type, notetype, date, created, created at, updated, updated at,"
        " modified, author, schwierigkeit, punkte, dificultad, puntos, difficulté, dificuldade,"
        " difficoltà, сложность, 難易度, 难度, 题型, 分值, 点数"
    ),
}
_LANGUAGES = _words(
    "english, german, spanish, french, portuguese, italian, russian, japanese, chinese, latin,"
    " greek, dutch, polish, korean, arabic, hebrew, turkish, swedish, danish, norwegian, finnish,"
    " czech, hungarian, mandarin, ukrainian, hindi, esperanto,"
    " englisch, deutsch, spanisch, französisch, portugiesisch, italienisch, russisch, japanisch,"
    " chinesisch, latein, griechisch, niederländisch, polnisch, schwedisch, türkisch,"
    " inglés, español, alemán, francés, portugués, italiano, ruso, japonés, chino, latín,"
    " anglais, français, allemand, espagnol, portugais, italien, russe, japonais, chinois,"
    " inglês, português, alemão, espanhol, francês, russo, japonês, chinês, inglese, tedesco,"
    " spagnolo, francese, portoghese, giapponese, cinese, latino, английский, русский, немецкий,"
    " французский, испанский, китайский, японский, 英語, 日本語, ドイツ語, フランス語, 中国語,"
    " 英语, 英文, 日语, 中文, 汉语, 漢語, 法语, 德语, 韩语, 俄语"
)
_OPTION = re.compile(
    r"(?:(?:answer|option|choice|alternative|possible answer|answer option|answer choice|opt|ans"
    r"|antwort|antwortmöglichkeit|auswahl|respuesta|opción|opcion|alternativa|réponse|choix"
    r"|proposition|resposta|opção|risposta|opzione|ответ|вариант|вариант ответа|選択肢|选项|選項"
    r"|q) ?)?(?P<label>[a-j]|[0-9]|10|[абвгд])"
)
_WRONG = re.compile(
    r"(?:wrong|incorrect|distractor|falsche?|incorrecta|mauvaise|errada|sbagliata|неверный)"
    r"(?: (?:answer|option|choice|antwort|réponse|ответ))? ?(?:[a-j]|\d{1,2})?"
)
_EDGES = " .:?!*_`\"'’“”„«»()[]{}<>"
_LONGEST = 200  # what is longer is no name
_ASIDE = re.compile(r"\s*[(（\[].*?[)）\]]\s*|\s+[-–—]\s+.*$")


def plain_name(name: str) -> str:
    """A column's name by which it is looked up: no case, no aside ("max 75 characters")."""
    folded = unicodedata.normalize("NFKC", name[:_LONGEST]).casefold().replace("_", " ").strip()
    return " ".join(_ASIDE.sub(" ", folded).split()).strip(_EDGES) or folded.strip(_EDGES)


def strong_role(name: str) -> Role | None:
    """The role that a plain name tells for certain, as "question" and "Bedeutung" do."""
    return next((role for role, words in _STRONG.items() if name in words), None)


def weak_roles(name: str) -> frozenset[Role]:
    """The roles that a plain name may have beside a stronger one, as "name" and "notes" do."""
    return frozenset(role for role, words in _WEAK.items() if name in words)


def option_label(name: str) -> str | None:
    """The letter or number in a plain name such as "option b", "answer 2" or "c"."""
    found = _OPTION.fullmatch(name)
    return found["label"] if found else None


def is_wrong(name: str) -> bool:
    """Whether a plain name is that of a wrong option."""
    return bool(_WRONG.fullmatch(name)) or name in _STRONG[Role.WRONG]


def is_language(name: str) -> bool:
    """Whether a plain name is that of a language, as above a list of words."""
    return name in _LANGUAGES
