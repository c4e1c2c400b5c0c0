"""The schema, as two lists of steps: content (deck files and libraries) and progress (libraries).

A released step is never edited: a change is a new step, in plain SQL, with no help from today's
models. Steps run in the transaction of the caller, recorded by sqlite-utils in its own table.

Days are study days, counted from 1970-01-01 (`date(due_day * 86400, 'unixepoch')` reads them);
instants are UTC milliseconds; easiness is in hundredths. Lists are JSON.
"""

from __future__ import annotations

from sqlite_utils import Database, Migrations

from engram.store.deck_schema import CONTENT_TABLES, MEDIA_TABLE

content = Migrations("content")
progress = Migrations("progress")

_PROGRESS_TABLES = """
create table device (
  number integer primary key,
  id text not null unique
) strict;
create table review (
  sequence integer primary key,
  id text not null unique,
  card integer not null references card (number),
  device integer not null references device (number),
  instant_ms integer not null,
  offset_minutes integer not null,
  study_day integer not null,
  kind text not null check (kind in ('scheduled', 'drill', 'practice', 'set')),
  grade integer check (grade between 0 and 5),
  answer_ms integer not null,
  chosen text not null default '[]',
  shown text not null default '[]',
  marked_right integer,
  guessed integer not null default 0,
  card_hash text not null,
  predicted real,
  schedule text,
  check (grade is not null or kind = 'set')
) strict;
create index review_card on review (card);
create index review_day on review (study_day);
create table journal (
  sequence integer primary key,
  id text not null unique,
  device integer not null references device (number),
  instant_ms integer not null,
  offset_minutes integer not null,
  what text not null,
  card integer references card (number),
  field text not null,
  old text,
  new text
) strict;
create index journal_card on journal (card);
create table retraction (
  sequence integer primary key,
  id text not null unique,
  target text not null,
  device integer not null references device (number),
  instant_ms integer not null
) strict;
create index retraction_target on retraction (target);
create table schedule (
  card integer primary key references card (number),
  topic integer not null,
  position integer not null,
  available integer not null,
  suspended integer not null default 0,
  marked integer not null default 0,
  hidden_until integer not null default 0,
  repetitions integer,
  interval_days integer,
  easiness integer,
  due_day integer,
  scheduled_day integer,
  drill_open integer not null default 0,
  stability real,
  difficulty real,
  last_day integer,
  last_right integer,
  right_days integer
) strict;
create index schedule_due on schedule (due_day) where available = 1 and due_day is not null;
create index schedule_new on schedule (topic, position) where available = 1 and due_day is null;
create index schedule_drill on schedule (scheduled_day) where drill_open = 1;
create index review_device on review (device);
create index journal_device on journal (device);
create index schedule_put_off on schedule (hidden_until) where hidden_until > 0;
create table edit (
  card integer not null references card (number),
  field text not null,
  value text not null,
  primary key (card, field)
) strict, without rowid;
create table setting (
  name text primary key,
  value text not null
) strict, without rowid;
"""

_SUMS_OF_ANSWERS = """
alter table schedule add column guess_chance real not null default 0;
alter table schedule add column answers integer not null default 0;
alter table schedule add column predicted_answers integer not null default 0;
alter table schedule add column right_answers integer not null default 0;
alter table schedule add column expected real not null default 0;
update schedule set guess_chance = (select guess_chance from card where number = schedule.card);
update schedule set (answers, predicted_answers, right_answers, expected) = (
  select count(*), count(predicted), count(nullif(good and predicted is not null, 0)),
    total(predicted)
  from (
    select predicted, grade >= 3 and guessed = 0 as good, min(instant_ms || review.id)
    from review where review.card = schedule.card and kind in ('scheduled', 'practice')
      and not exists (select 1 from retraction where retraction.target = review.id)
    group by study_day
  )
);
drop index schedule_due;
create index schedule_due on schedule (due_day, hidden_until)
  where available = 1 and due_day is not null;
"""

_WHAT_IMPORTS_REPLACE = """
create table kept_import (
  import integer primary key,
  cards integer not null
) strict;
create table added_cards (
  import integer not null,
  first integer not null,
  last integer not null,
  primary key (import, first)
) strict, without rowid;
create table former_deck (
  deck integer not null,
  import integer not null,
  version text,
  documents text,
  shipped integer,
  primary key (deck, import)
) strict, without rowid;
create table former_place (
  card integer not null,
  import integer not null,
  deck integer not null,
  topic integer not null,
  position integer not null,
  document text not null,
  line integer not null,
  ordinal integer not null,
  problems text not null,
  incomplete integer not null,
  retired integer not null,
  primary key (card, import)
) strict, without rowid;
create table former_text (
  card integer not null,
  import integer not null,
  kind text not null,
  question text not null,
  answer text not null,
  explanation text not null,
  select_count text,
  reference_list text not null,
  tags text not null,
  guess_chance real not null,
  primary key (card, import)
) strict, without rowid;
create table former_option (
  card integer not null,
  import integer not null,
  position integer not null,
  text text not null,
  correct integer not null,
  feedback text not null,
  primary key (card, import, position)
) strict, without rowid;
create table former_sibling (
  card integer not null,
  import integer not null,
  sibling integer not null,
  primary key (card, import, sibling)
) strict, without rowid;
"""

_EXPORTED_TEXTS = """
create table exported_text (
  card text primary key,
  text_hash text not null,
  since integer not null
) strict, without rowid;
"""

_APPEND_ONLY = "".join(
    f"""
create trigger {table}_is_never_changed before update on {table}
begin select raise(abort, '{table} is append-only'); end;
create trigger {table}_is_never_deleted before delete on {table}
begin select raise(abort, '{table} is append-only'); end;
"""
    for table in ("review", "journal", "retraction")
)


@content()
def decks_topics_cards_and_their_words(db: Database) -> None:
    _run(db, CONTENT_TABLES)


@content()
def pictures_and_sounds_in_the_file(db: Database) -> None:
    _run(db, MEDIA_TABLE)


@progress()
def reviews_journal_and_the_schedule_they_give(db: Database) -> None:
    _run(db, _PROGRESS_TABLES)
    for statement in _APPEND_ONLY.strip().split("end;"):
        if statement.strip():
            db.execute(statement + "end;")


@progress()
def each_card_keeps_the_sums_of_its_answers(db: Database) -> None:
    _run(db, _SUMS_OF_ANSWERS)


@progress()
def imports_keep_what_they_replace(db: Database) -> None:
    _run(db, _WHAT_IMPORTS_REPLACE)


@progress()
def each_card_keeps_the_day_its_schedule_was_set(db: Database) -> None:
    _run(db, "alter table schedule add column set_day integer")


@progress()
def texts_of_cards_given_to_another_program(db: Database) -> None:
    _run(db, _EXPORTED_TEXTS)


def _run(db: Database, script: str) -> None:
    for statement in script.split(";"):
        if statement.strip():
            db.execute(statement)
