"""A year of coaching: talks, visits made together with what was seen, what was agreed and what came of it.

Whoever is below what their post asks in a step of a visit is coached on that step, on a deal of their own
that stands where it matters. What was seen rises after the trainings that were to raise it. Everything is
drawn from a source of its own: adding to it changes no other file.
"""

import random
from datetime import date

from . import names
from .coaching_texts import FACTS, SKILL_OF, STAGES_OF, STEPS, THEMES
from .courses import RAISES
from .coaching_words import TALKS as WRITTEN
from .days import DAY, OFFSITE, TODAY, ahead, back, works
from .people import manager_of
from .visits import deal_at, stage_on

RNG = random.Random(20251122)

REQUIRED = {names.SENIOR: 4, names.PLAIN: 3, names.JUNIOR: 2}  # levels 1 to 5 that posts ask for
# Levels before the trainings of 2025, in the order of the steps.
BASE = {
    "张雨桐": (4, 4, 4, 4, 3, 4, 4, 4), "王志强": (4, 3, 4, 4, 1, 2, 2, 3), "李思涵": (3, 4, 3, 2, 1, 2, 2, 3),
    "刘子昂": (2, 3, 2, 2, 1, 2, 1, 2), "陈佳怡": (3, 4, 4, 3, 3, 2, 3, 3), "赵文博": (4, 4, 4, 4, 3, 3, 3, 3),
    "黄启航": (3, 3, 2, 2, 1, 2, 2, 2), "吴俊杰": (3, 3, 2, 3, 1, 1, 2, 3), "周若彤": (2, 3, 2, 2, 1, 1, 2, 3),
    "孙梦洁": (2, 2, 1, 1, 1, 1, 2, 2),
    "梁嘉豪": (4, 4, 3, 4, 3, 3, 4, 3), "邓启明": (4, 3, 3, 3, 3, 3, 3, 3), "谢婉婷": (3, 3, 3, 3, 2, 2, 3, 3),
    "冯雅雯": (3, 3, 3, 2, 2, 2, 2, 3), "潘俊熙": (2, 3, 2, 2, 1, 2, 2, 2), "蔡文轩": (3, 3, 2, 3, 2, 2, 2, 2),
    "韦国栋": (3, 3, 3, 2, 2, 2, 3, 3), "叶诗琪": (2, 3, 2, 2, 1, 1, 2, 3),
    "韩建国": (4, 4, 3, 4, 3, 3, 4, 4), "杜文静": (4, 4, 3, 3, 3, 3, 3, 3), "孟凡宇": (3, 3, 2, 3, 1, 2, 2, 3),
    "侯晓东": (3, 3, 2, 3, 2, 3, 2, 3), "姜雨晴": (3, 3, 2, 3, 1, 2, 3, 3), "于海涛": (3, 2, 2, 2, 1, 2, 2, 2),
    "白若冰": (2, 3, 2, 2, 1, 2, 2, 2), "郝敏": (2, 2, 1, 2, 1, 1, 2, 3), "石浩然": (3, 3, 2, 2, 1, 2, 2, 3),
}
GROWN = {  # what talks and practice raised: step and day
    "周若彤": [("needs", date(2025, 10, 20)), ("value", date(2025, 11, 1)), ("before", date(2025, 9, 1))],
    "孙梦洁": [("needs", date(2025, 10, 30)), ("opening", date(2025, 10, 1))],
    "李思涵": [("value", date(2025, 11, 1)), ("commitment", date(2025, 9, 1))],
    "黄启航": [("value", date(2025, 11, 1))], "陈佳怡": [("commitment", date(2025, 8, 1))],
    "叶诗琪": [("opening", date(2025, 6, 1)), ("commitment", date(2025, 8, 1))],
    "郝敏": [("before", date(2025, 6, 1)), ("commitment", date(2025, 10, 1))],
    "韦国栋": [("solution", date(2025, 7, 1))], "石浩然": [("before", date(2025, 9, 1))],
    "谢婉婷": [("value", date(2025, 10, 1))],
}
UNMOVED = {("于海涛", "needs"), ("白若冰", "needs"), ("蔡文轩", "objections"), ("吴俊杰", "objections")}
AS_SEEN = {  # all visits of somebody whom the pages tell in full
    "刘子昂": {
        date(2025, 1, 16): (2, 3, 2, 2, 1, 2, 1, 2), date(2025, 2, 20): (2, 2, 3, 2, 1, 2, 1, 2),
        date(2025, 3, 20): (2, 3, 2, 2, 1, 2, 1, 2), date(2025, 4, 16): (3, 3, 2, 2, 1, 2, 1, 2),
        date(2025, 5, 16): (2, 3, 3, 2, 1, 2, 1, 2), date(2025, 7, 3): (3, 3, 3, 2, 1, 2, 1, 2),
        date(2025, 8, 22): (3, 3, 3, 3, 1, 2, 2, 2), date(2025, 9, 26): (3, 4, 3, 2, 1, 2, 2, 2),
        date(2025, 10, 17): (3, 4, 3, 3, 1, 2, 2, 2), date(2025, 11, 14): (4, 4, 3, 4, 2, 3, 2, 3),
    },
    "赵文博": {date(2025, 10, 30): (4, 4, 4, 4, 3, 4, 3, 3)},
}
SHOWN = {  # the step of value, seen otherwise than usual
    ("张雨桐", date(2025, 4, 24)): 4, ("赵文博", date(2025, 5, 8)): 2, ("王志强", date(2025, 5, 21)): 2,
    ("李思涵", date(2025, 4, 10)): 2, ("黄启航", date(2025, 4, 23)): 2, ("黄启航", date(2025, 5, 22)): 2,
    ("吴俊杰", date(2025, 4, 22)): 2, ("吴俊杰", date(2025, 5, 29)): 2,
}
# When somebody was visited: month and day of 2025.
VISITED = {
    "张雨桐": "3-13 4-24 5-28 7-8 8-28 10-24", "王志强": "3-6 4-15 5-21 6-10 7-17 9-23 11-4",
    "李思涵": "3-18 4-10 5-13 6-5 7-9 9-17 10-15 11-12", "陈佳怡": "3-26 4-29 6-4 7-15 9-18 10-28",
    "刘子昂": "1-16 2-20 3-20 4-16 5-16 7-3 8-22 9-26 10-17 11-14",
    "赵文博": "3-4 4-8 5-8 6-3 7-2 8-5 9-4 9-24 10-30", "黄启航": "3-27 4-24 5-22 6-13 7-22 8-20 9-25 10-16 11-17",
    "吴俊杰": "3-25 4-22 5-29 6-17 7-24 9-16 10-21", "周若彤": "8-19 9-9 10-23 11-11",
    "孙梦洁": "9-10 10-22 11-7",
    "梁嘉豪": "3-19 6-25 10-14", "邓启明": "4-2 7-1 9-16", "谢婉婷": "3-27 5-20 7-17 10-22",
    "冯雅雯": "4-10 5-27 7-29 11-5", "潘俊熙": "3-25", "蔡文轩": "4-24 8-12 10-29",
    "韦国栋": "3-12 5-14 7-22 9-24", "叶诗琪": "4-17 5-29 7-8 9-4 11-12",
    "韩建国": "3-6 6-5 10-16", "杜文静": "3-20 5-22 9-10", "孟凡宇": "3-13 5-15 8-21 10-23",
    "侯晓东": "4-10 7-3 9-18", "姜雨晴": "4-3 6-19 9-25", "于海涛": "3-27 6-26 8-7", "白若冰": "4-15 7-10",
    "郝敏": "4-9 5-28 7-16 9-3 11-6", "石浩然": "6-11 7-30 9-11 11-13",
}
# When somebody was talked to: o one to one, n new, l behind.
TALKED = {
    "张雨桐": "o1-9 o7-24", "王志强": "o1-14 o7-29 o10-13", "李思涵": "o1-9 o7-28 o11-6",
    "刘子昂": "o1-13 l6-18 o7-30 l10-20 l11-5", "陈佳怡": "o1-10 o7-31 o11-3", "赵文博": "o1-14 o7-25 o10-10",
    "黄启航": "o1-10 l4-14 l5-6 l6-24 o7-30 o11-13", "吴俊杰": "o1-15 o4-30 l8-7 o11-10",
    "周若彤": "n8-5 n8-29 n10-14", "孙梦洁": "n9-2 n9-29 n10-13",
    "梁嘉豪": "o1-14 o8-6", "邓启明": "o1-15 o8-7 o11-6", "谢婉婷": "o1-16 o8-8", "冯雅雯": "o1-16 o9-15",
    "潘俊熙": "o1-17 l4-8", "蔡文轩": "o5-22", "韦国栋": "o1-17 o5-30 o11-10", "叶诗琪": "n3-14 n4-3 n5-9 n6-20 n10-17",
    "韩建国": "o1-9 o5-9 o8-14", "杜文静": "o1-10 o5-8 o11-4", "孟凡宇": "o1-13 o5-7 o9-12", "侯晓东": "o1-14 o5-13 o10-30",
    "姜雨晴": "o1-15 o5-14 o11-3", "于海涛": "o1-16 l5-12 l6-9", "白若冰": "o5-16", "郝敏": "n2-24 n3-18 n6-18 n10-15",
    "石浩然": "n5-19 n6-30 n8-22 n10-24",
}
FIRST = ("刘子昂", "黄启航", "吴俊杰", "于海涛", "李思涵", "韦国栋")  # whose talks in January are complete
SECONDS = {"周若彤": "王志强", "孙梦洁": "赵文博", "叶诗琪": "邓启明", "郝敏": "韩建国", "石浩然": "杜文静"}
SECOND_ON = {("刘子昂", date(2025, 10, 17)): "张雨桐"}
KINDS = {"o": "one_to_one", "n": "new_hire", "l": "low_performer"}
TICKED = ("needs", "value", "objections", "commitment")
TALK_COLUMNS = [
    "key", "state", "planned", "kind", "event", "phase", "person", "coach", "on", "at", "minutes", "topic", "present",
    "account", "deal", "skill", "cause", "guess", "figure", "period", "prepared", "questions", "goal",
    "goal_by", "reality", "options", "will", "will_by", "help", "confidence", "to_seven", "complete",
    "rep_words", "next_on", "next_what", "coach_on", "rep_on",
]
ACTION_COLUMNS = ["talk", "text", "owner", "due", "done", "result"]
SHEET_COLUMNS = [
    "talk", "person", "on", "account", "deal", "observer", "second", "levels", "seconds", "own", "facts",
    "ticks", "kept", "focus", "agreed", "practice", "next_on", "next_account", "next_what", "complete",
]


def quarter(day):
    return f"{day.year}-Q{(day.month - 1) // 3 + 1}"


def after(day, days):
    return ahead(day + days * DAY)


class Year:
    """The year of everybody's coaching, filled in day by day."""

    def __init__(self, deals, seen, contacts, took):
        self.seen = seen
        self.of_rep, self.of_account = {}, {}
        for deal in deals:
            self.of_account.setdefault(deal.account, []).append(deal)
            for owner in {deal.owner, *(deal.handed or ())[1:]}:
                self.of_rep.setdefault(owner, []).append(deal)
        self.titles = {}
        for row in contacts:
            self.titles.setdefault(row[1], []).append(f"{row[2]} {row[0]}")
        self.rises = {name: list(own) for name, own in GROWN.items()}
        for name, course, day, passed in took:
            step = RAISES.get(course, (None, None))[1]
            if step and passed and (name, step) not in UNMOVED and name in BASE and day.year == 2025:
                self.rises.setdefault(name, []).append((step, day))
        self.busy, self.agreed, self.seen_before = {}, {}, set()
        # Whose days are known already.
        self.taken = {(row["person"], row["on"]) for row in WRITTEN}
        self.taken |= {(rep, day) for rep, days in AS_SEEN.items() for day in days}
        self.talks, self.actions, self.sheets = [], [], []

    def level(self, rep, step, day):
        """The level of a step on a day, before chance."""
        risen = sum(1 for own, since in self.rises.get(rep, ()) if own == step and since < day)
        base = BASE[rep][STEPS.index(step)]
        most = 4 if post_of(rep) == names.SENIOR or (rep, step) == ("陈佳怡", "value") else 3
        return max(base, min(most, base + risen))

    def free(self, coach, day, visit):
        """Whether a coach has time: one visit and two talks a day at most."""
        visits, talks = self.busy.get((coach, day), (0, 0))
        return works(day) and day not in OFFSITE and day <= TODAY and (visits == 0 if visit else talks < 3)

    def take(self, coach, day, visit):
        visits, talks = self.busy.get((coach, day), (0, 0))
        self.busy[coach, day] = (visits + visit, talks + (not visit))

    def place(self, rep, wanted, visit):
        """The day near the wanted one on which it was, with the customer and the deal of a visit."""
        region = names.REGION_OF[rep]
        days = sorted((wanted + n * DAY for n in range(-6, 7)), key=lambda d: (abs((d - wanted).days), d))
        days = [d for d in days if d >= names.JOINED[rep] and (rep, d) not in self.taken
                and self.free(manager_of(region, d), d, visit)]
        if visit:
            known = [d for d in days if (rep, d) in self.seen]
            if known:
                return known[0], *self.seen[rep, known[0]]
        return days[0], None, None

    def deal(self, rep, day, stages):
        """The largest deal of somebody that is open on a day, in one of the stages if there is one."""
        own = [d for d in self.of_rep.get(rep, []) if d.owner_at(day) == rep and stage_on(d, day) is not None]
        fit = [d for d in own if stage_on(d, day) in stages]
        return max(fit or own, key=lambda d: (d.amount, d.id), default=None)

    def focus(self, rep, day):
        """The step that a talk is about: one of those that are farthest below what the post asks."""
        post = post_of(rep)
        gaps = [(REQUIRED[post] - self.level(rep, step, day), step) for step in STEPS]
        gaps.sort(key=lambda gap: (-gap[0], STEPS.index(gap[1])))
        below = [step for gap, step in gaps if gap > 0][:3] or [gaps[0][1]]
        return RNG.choices(below, (6, 3, 2)[:len(below)])[0]


def post_of(rep):
    return next(r.post for _, _, reps in names.TEAMS for r in reps if r.name == rep)


def wanted():
    """Everything that took place: rep, kind, day."""
    all_ = []
    for rep, days in VISITED.items():
        all_ += [(rep, "visit", month_day(text)) for text in days.split()]
    for rep, days in TALKED.items():
        all_ += [(rep, KINDS[text[0]], month_day(text[1:])) for text in days.split()]
    return sorted(all_, key=lambda row: (row[2], list(BASE).index(row[0]), row[1]))


def month_day(text):
    month, day = text.split("-")
    return date(2025, int(month), int(day))


def make_year(deals, seen, contacts, took):
    """The rows of talks, actions and sheets."""
    year = Year(deals, seen, contacts, took)
    fixed = {(row["person"], row["on"]): row for row in WRITTEN}
    placed = []
    for rep, kind, day in wanted():
        if (rep, day) in year.taken:
            year.take(manager_of(names.REGION_OF[rep], day), day, kind == "visit")
    for rep, kind, day in wanted():
        own = fixed.get((rep, day))
        where = (None, None)
        if own or day in AS_SEEN.get(rep, ()):
            where = seen.get((rep, day), where)
            coach = manager_of(names.REGION_OF[rep], day)
        else:
            day, *where = year.place(rep, day, kind == "visit")
            coach = manager_of(names.REGION_OF[rep], day)
            year.take(coach, day, kind == "visit")
            year.taken.add((rep, day))
        assert works(day) and day not in OFFSITE, (rep, day)
        placed.append((day, rep, kind, coach, tuple(where), own))
    placed.sort(key=lambda row: (row[0], list(BASE).index(row[1])))
    coming = {}
    for day, rep, *_ in reversed(placed):
        coming.setdefault(rep, []).append(day)
    for serial, (day, rep, kind, coach, where, own) in enumerate(placed, 1):
        coming[rep].pop()
        following = coming[rep][-1] if coming[rep] else None
        held(year, f"T{serial:03d}", (day, rep, kind, coach), where, following, own or {})
    return year


def held(year, key, what, where, following, own):
    """One talk or visit, with the sheet of the visit."""
    day, rep, kind, coach = what
    focus = own.get("focus") or year.focus(rep, day)
    account, deal = where
    if not account or (deal is None and kind != "visit"):
        deal = year.deal(rep, day, STAGES_OF[focus])
        account = deal.account if deal else account
    if own.get("account"):
        account = own["account"]
        deal = deal_at(year.of_account, rep, account, day)
    fill = {"acc": account or "客户", "deal": deal.name if deal else "在手商机",
            "days": (day - deal.visit_at(day).enter).days if deal else 20}
    theme = THEMES[focus]
    fits = deal is not None and stage_on(deal, day) in STAGES_OF[focus]

    def say(name):
        ways = theme[name]
        if name == "reality":
            ways = [way for way in ways if fill["days"] >= 5 or "{days}" not in way] if fits else ways[-1:]
        return RNG.choice(ways).format(**fill)

    talk = dict.fromkeys(TALK_COLUMNS)
    options = [(say("own"), True, 1), (say("coach"), False, 2 if RNG.random() < 0.6 else None)]
    if RNG.random() < 0.5:
        options.append((say("more"), RNG.random() < 0.3, None))
    sure = RNG.choices((5, 6, 7, 8, 9), (1, 2, 4, 4, 2))[0]
    if following is None or (following - day).days > 60:
        following = after(day, RNG.randrange(18, 30))
    will_by = after(day, RNG.randrange(5, 10))
    visit = kind == "visit"
    topic = say("topic") if not visit else f"{fill['deal']}陪访" if deal else "客户回访陪访"
    questions = RNG.sample(theme["questions"], RNG.choice((1, 2, 2, 3)))
    # What nobody had observed yet is answered by how many deals are won; in January by few.
    known = visit or rep in year.seen_before
    complete = RNG.random() < 0.95 and (known or day > date(2025, 2, 1) or rep in FIRST)
    shown = day if visit else seen_on(year, rep, focus)
    step = f"step:{focus}" if shown else "metric:win_rate" if complete else None
    period = quarter(shown) if shown else before(quarter(day))
    if step == "metric:win_rate" and (day - names.JOINED[rep]).days < 90:
        # Nobody new has won or lost a deal yet.
        step, period = "metric:new_opportunities", quarter(day)
    talk.update(
        key=key, state="held", kind=kind, person=rep, coach=coach, on=day,
        at=RNG.choice(("09:30", "10:00", "13:30", "14:00") if visit else ("08:30", "11:00", "16:30", "17:00")),
        minutes=RNG.choice((60, 90, 90, 120) if visit else (30, 40, 45, 60)), topic=topic,
        present="，".join(year.titles.get(account, [])[:RNG.choice((1, 2))]) or None if visit else None,
        account=account, deal=deal.id if deal else None, skill=SKILL_OF[focus], cause=say("cause"),
        guess=step is None or RNG.random() < 0.15, figure=step,
        period=step and period, prepared=back(day - DAY) if RNG.random() < 0.6 else None, questions=questions,
        goal=say("goal"), goal_by=after(day, 14), reality=say("reality"), options=options, will=say("will"),
        will_by=will_by, help=say("help") if RNG.random() < 0.5 else None, confidence=sure,
        to_seven=say("to_seven") if sure < 7 else None, complete=complete,
        rep_words=say("words") if RNG.random() < 0.6 else None, next_on=following, next_what=say("next"),
    )
    actions = [[key, say("actions"), rep, will_by]]
    if RNG.random() < 0.55:
        text = next((a for a in theme["actions"] if a.format(**fill) != actions[0][1]), None)
        owner = coach if RNG.random() < 0.25 else rep
        actions.append([key, text.format(**fill), owner, after(day, RNG.randrange(7, 18))])
    if own:
        talk.update({name: value for name, value in own.items() if name in TALK_COLUMNS})
        talk["complete"] = own.get("complete", True)
        actions = [[key, *row] for row in own.get("actions", [])] or actions
    confirm(talk, own)
    year.actions += [row if len(row) > 4 else row + list(done(row[3], day)) for row in actions]
    year.talks.append(talk)
    if visit:
        year.sheets.append(sheet(year, talk, focus, own))
        year.seen_before.add(rep)


def seen_on(year, rep, step):
    """The last day on which a step was seen; None where it never was."""
    at = STEPS.index(step)
    days = [sheet["on"] for sheet in year.sheets if sheet["person"] == rep and sheet["levels"][at]]
    return max(days, default=None)


def before(text):
    year, part = int(text[:4]), int(text[-1])
    return f"{year - 1}-Q4" if part == 1 else f"{year}-Q{part - 1}"


def confirm(talk, own):
    """Both confirm most of what is complete, the rep some days later now and then."""
    if not talk["complete"]:
        return
    talk["coach_on"] = own.get("coach_on", talk["on"])
    late = RNG.random()
    rep_on = talk["on"] if late < 0.7 else ahead(talk["on"] + DAY) if late < 0.94 else None
    if rep_on and rep_on > TODAY:
        rep_on = None
    talk["rep_on"] = own.get("rep_on", rep_on)


def done(due, day):
    """When an action was done, and a word on it; what is old is done."""
    chance, word = RNG.random(), RNG.random()
    if due > TODAY:
        if chance < 0.88 or day >= TODAY - DAY:
            return None, None
        on = max(day, back(TODAY - DAY))
    elif due == TODAY or (due >= date(2025, 11, 3) and chance < 0.22):
        return None, None
    elif chance > 0.9:
        on = ahead(due + RNG.randrange(1, 4) * DAY)
    else:
        on = max(day, back(due - RNG.randrange(0, 3) * DAY))
    return min(on, TODAY), ("已交经理看过" if word < 0.2 else "客户已回复" if word < 0.35 else None)


def sheet(year, talk, focus, own):
    """What was seen on a visit."""
    rep, day = talk["person"], talk["on"]
    levels = list(AS_SEEN.get(rep, {}).get(day) or (year.level(rep, step, day) for step in STEPS))
    if rep not in AS_SEEN:
        # One step a little otherwise than usual; one not to be seen now and then.
        at = RNG.choice([n for n, step in enumerate(STEPS) if step in ("before", "opening", "after")])
        if RNG.random() < 0.35:
            levels[at] = min(5, max(1, levels[at] + RNG.choice((-1, 1))))
        if RNG.random() < 0.15 and focus != "objections":
            levels[STEPS.index("objections")] = None
    facts = [RNG.choice((FACTS[step][level - 1], "")) if level else "" for step, level in zip(STEPS, levels)]
    shown = own.get("facts")
    if shown:
        facts = shown
    second = SECOND_ON.get((rep, day)) or (SECONDS.get(rep) if RNG.random() < 0.5 else None)
    near = [(-1, 0, 0, 0, 0, 0, 1), (-1, 0, 0, 1, 1)]

    def other(moves):
        return [level and min(5, max(1, level + RNG.choice(moves))) for level in levels]

    agreed = RNG.choice(THEMES[focus]["agreed"])
    kept = None
    if rep in year.agreed:
        kept = RNG.choices(("yes", "partly", "no"), (5, 4, 1))[0]
    year.agreed[rep] = agreed
    row = {
        "talk": talk["key"], "person": rep, "on": day, "account": talk["account"], "deal": talk["deal"],
        "observer": talk["coach"], "second": second, "levels": levels,
        "seconds": other(near[0]) if second else None,
        "own": other(near[1]) if RNG.random() < 0.4 else None, "facts": facts,
        "ticks": {step: ticks(levels[STEPS.index(step)]) for step in TICKED
                  if levels[STEPS.index(step)]},
        "kept": own.get("kept", kept), "focus": focus, "agreed": own.get("agreed", agreed),
        "practice": own.get("practice", RNG.choice(THEMES[focus]["practice"])), "next_on": talk["next_on"],
        "next_account": talk["account"], "next_what": talk["next_what"], "complete": True,
    }
    if (rep, day) in SHOWN:  # last, so that chance stays what it was
        at, level = STEPS.index("value"), SHOWN[rep, day]
        levels[at], facts[at] = level, facts[at] and FACTS["value"][level - 1]
    return row


def ticks(level):
    """Whether two practices were done, by the level of their step."""
    first, second = {1: (0.02, 0.0), 2: (0.3, 0.05), 3: (0.85, 0.35), 4: (1.0, 0.85), 5: (1.0, 1.0)}[level]
    return [RNG.random() < first, RNG.random() < second]
