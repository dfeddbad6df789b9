"""The tables of what is typed by hand: coaching, cases, training. Each is a CSV of its own in `story`.

Lists stand in one cell with a bar between; what has parts has a tilde between these. The program reads them
in `src/sample/story.rs`.
"""

import csv
from datetime import date

from . import names
from .cases import make_cases
from .coaching import ACTION_COLUMNS, SHEET_COLUMNS, TALK_COLUMNS
from .coaching_words import ASKED, DRAFT, EVENTS, FEEDBACK, PLANNED, RHYTHM
from .days import TODAY, works
from .learning import SECOND_ROUND
from .people import manager_of
from .training import make_training
from .visits import deal_at


def cell(value):
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (list, tuple)):
        return "|".join(map(cell, value))
    return str(value)


def coaching(year, deals):
    """The tables of coaching by their names."""
    talks, sheets = [], []
    for talk in year.talks:
        row = dict(talk)
        row["options"] = "|".join(f"{text}~{'own' if own else 'coach'}~{chosen or ''}"
                                  for text, own, chosen in talk["options"])
        talks.append([row[column] for column in TALK_COLUMNS])
    for sheet in year.sheets:
        row = dict(sheet)
        row["levels"] = spots(sheet["levels"])
        row["seconds"], row["own"] = spots(sheet["seconds"]), spots(sheet["own"])
        row["ticks"] = "|".join(f"{step}~{cell(first)}~{cell(second)}"
                                for step, (first, second) in sheet["ticks"].items())
        sheets.append([row[column] for column in SHEET_COLUMNS])
    talks += extra(year, sheets, deals)
    return {
        "rhythm": (["kind", "person", "days", "channel", "since"], RHYTHM),
        "talks": (TALK_COLUMNS, talks), "actions": (ACTION_COLUMNS, year.actions),
        "sheets": (SHEET_COLUMNS, sheets),
        "events": (["key", "person", "on", "name", "account", "deal", "note"],
                   [[key, who, day, name, account, number(deals, account, deal), note]
                    for key, who, day, name, account, deal, note, _ in EVENTS]),
        "feedback": (["person", "kind", "text", "on", "due", "answer", "answered", "closed"], FEEDBACK),
    }


def spots(levels):
    return ",".join(cell(level) for level in levels) if levels else ""


def number(deals, account, name):
    found = [deal.id for deal in deals if (deal.account, deal.name) == (account, name)]
    assert len(found) == 1, (account, name, found)
    return found[0]


def extra(year, sheets, deals):
    """The visit of the last day, notes to events, and what is planned."""
    def row(**known):
        known.setdefault("complete", False)
        known.setdefault("guess", False)
        return [known.get(column) for column in TALK_COLUMNS]

    rows = []
    who, day = DRAFT["person"], DRAFT["on"]
    deal = deal_at(year.of_account, who, DRAFT["account"], day)
    coach = manager_of(names.REGION_OF[who], day)
    rows.append(row(key="D1", state="held", kind="visit", person=who, coach=coach, on=day, at=DRAFT["at"],
                    minutes=DRAFT["minutes"], topic=DRAFT["topic"], present=DRAFT["present"],
                    account=DRAFT["account"], deal=deal.id, skill="价值量化", questions=DRAFT["questions"]))
    sheet = dict.fromkeys(SHEET_COLUMNS)
    sheet.update(talk="D1", person=who, on=day, account=DRAFT["account"], deal=deal.id, observer=coach,
                 levels=spots(DRAFT["levels"]), facts=DRAFT["facts"], kept=DRAFT["kept"], complete=False)
    sheets.append([sheet[column] for column in SHEET_COLUMNS])
    for key, who, _, name, account, deal, _, notes in EVENTS:
        for phase, day, words in notes:
            coach = manager_of(names.REGION_OF[who], day)
            rows.append(row(key=f"{key}{phase[0]}", state="held", kind="event", event=key, phase=phase,
                            person=who, coach=coach, on=day, topic=name, account=account,
                            deal=number(deals, account, deal), reality=words, complete=True,
                            coach_on=day, rep_on=day))
    for serial, (who, day, kind, topic, account, planned) in enumerate(PLANNED, 1):
        assert works(day) and works(planned), (who, day)
        coach = manager_of(names.REGION_OF[who], day)
        deal = deal_at(year.of_account, who, account, TODAY) if account else None
        rows.append(row(key=f"P{serial:02d}", state="planned", planned=planned, kind=kind, person=who,
                        coach=coach, on=day, topic=topic, account=account,
                        deal=deal.id if deal else None, questions=ASKED.get(topic, "")))
    return rows


def write_story(folder, year, deals, ratings, taken):
    """Writes all tables and says how many rows they have."""
    tables = coaching(year, deals) | make_cases(deals) | make_training(ratings, taken)
    place = folder / "story"
    place.mkdir(exist_ok=True)
    for old in place.glob("*.csv"):
        old.unlink()
    for name, (columns, rows) in tables.items():
        assert all(len(row) == len(columns) for row in rows), name
        with open(place / f"{name}.csv", "w", encoding="utf-8", newline="") as out:
            lines = csv.writer(out, lineterminator="\n")
            lines.writerow(columns)
            lines.writerows([cell(value) for value in row] for row in rows)
    check(year, tables)
    print("story", len(tables), "tables", sum(len(rows) for _, rows in tables.values()), "rows")


def check(year, tables):
    """What the tables have to tell."""
    held = year.talks
    both = sum(1 for talk in held if talk["coach_on"] and talk["rep_on"])
    assert both * 10 >= len(held) * 8, (both, len(held))
    last = {}
    for talk in held:
        assert talk["next_on"] > talk["on"] and talk["will_by"] >= talk["on"], talk["key"]
        assert not talk["complete"] or talk["figure"] and talk["period"], talk["key"]
        last[talk["person"]] = max(last.get(talk["person"], date.min), talk["on"])
    late = sorted(who for who, day in last.items() if (TODAY - day).days > 92 and who != "潘俊熙")
    assert late == ["于海涛", "白若冰"], late
    for talk, text, owner, due, done, _ in year.actions:
        start = next(row["on"] for row in held if row["key"] == talk)
        assert start <= due and (done is None or start <= done <= TODAY), (talk, text)
    assert SECOND_ROUND < TODAY
