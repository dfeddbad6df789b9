"""Deals and their paths, made backwards from where they ended; and the customers."""

import math
import random
from bisect import bisect_left
from dataclasses import dataclass, field
from datetime import date

from . import names
from .days import (
    DAY,
    FIRST,
    LAST_YEAR,
    REPORTS,
    TODAY,
    WINDOW,
    ahead,
    back,
    month_end,
    report_before,
    round_date,
    working_days,
)

RNG = random.Random(20251118)

STAGES = ["线索开发", "需求分析", "方案报价", "商务谈判", "合同签订"]
HEADINGS = [
    "商机编号", "客户名称", "商机名称", "产品", "负责人", "阶段", "进入阶段日期", "金额(万元)",
    "预计签约日", "创建日期", "关闭日期", "状态", "输单原因", "备注",
]


class NoRoom(Exception):
    """No path fits before this day: draw another day."""


@dataclass
class Visit:
    """One stay in a stage; `end` None while open. `how`: on, back, won, lost, open."""

    stage: int
    enter: date
    end: date | None
    how: str


@dataclass
class Deal:
    region: str
    owner: str
    visits: list
    amount: int  # tenths of 万元, at the end
    account: str = ""
    name: str = ""
    product: str = ""
    expected: date | None = None  # wanted for the last report
    reason: str = ""
    handed: tuple | None = None  # (day, owner before that day)
    steps: list = field(default_factory=list)  # wanted amounts: (day, amount)
    hopes: list = field(default_factory=list)  # wanted earlier signing dates: (day, date)
    id: str = ""
    amounts: list = field(default_factory=list)
    dates: list = field(default_factory=list)
    remark: dict = field(default_factory=dict)

    @property
    def created(self):
        return self.visits[0].enter

    def owner_at(self, day):
        return self.handed[1] if self.handed and day < self.handed[0] else self.owner

    def visit_at(self, day):
        return [v for v in self.visits if v.enter <= day][-1]

    def row_at(self, day):
        visit = self.visit_at(day)
        done = visit.how in ("won", "lost") and visit.end <= day
        return [
            self.id, self.account, self.name, self.product, self.owner_at(day),
            STAGES[visit.stage], visit.enter,
            [a for d, a in self.amounts if d <= day][-1] / 10,
            [e for d, e in self.dates if d <= day][-1],
            self.created,
            visit.end if done else None,
            {"won": "赢单", "lost": "输单"}[visit.how] if done else "进行中",
            self.reason if done and visit.how == "lost" else None,
            self.remark.get(visit.stage),
        ]


@dataclass
class Region:
    name: str
    reps: list
    medians: tuple  # days per stage in the window
    before: tuple  # days per stage earlier
    rates: dict  # era -> share of visits that move on, per stage
    size: tuple  # typical amount of a deal lost in a stage, 万元
    deals: list = field(default_factory=list)

    def weights(self, day):
        here = [rep.joined <= day and not (rep.left and rep.left <= day) for rep in self.reps]
        return [rep.weight if there else 0 for rep, there in zip(self.reps, here)]


def eras(visit):
    """The period that a visit is counted in, if it shows in the reports at all."""
    if not visible(visit):
        return None
    if visit.enter >= WINDOW:
        return "now"
    if LAST_YEAR[0] <= visit.enter <= LAST_YEAR[1]:
        return "last year"
    return "between" if visit.enter > LAST_YEAR[1] else "earlier"


def visible(visit):
    """A stay shows if a report falls into it, or if the deal ended in it."""
    if visit.how in ("won", "lost"):
        return visit.end >= FIRST
    i = bisect_left(REPORTS, visit.enter)
    return i < len(REPORTS) and (visit.end is None or REPORTS[i] < visit.end)


SPREAD = 0.55  # of the logarithm of the days in a stage


def stay(region, stage, day, factor=1.0):
    medians = region.medians if day >= WINDOW else region.before
    days = RNG.lognormvariate(math.log(medians[stage] * factor), SPREAD)
    return max(2, min(150, round(days)))


def so_far(region, stage):
    """The days of a stay that is met on a day: long ones are met more often, anywhere in them.

    Deals pile up in a stage that has become much slower.
    """
    usual, before = region.medians[stage], region.before[stage]
    usual *= 1.4 if usual > 2 * before else 1
    days = RNG.lognormvariate(math.log(usual) + SPREAD**2, SPREAD)
    return round(min(150, days) * RNG.random())


def before(region, stage, enter, proposal=None, bounce=False):
    """The visits that led to `stage` being entered at `enter`, made backwards.

    Each one spans a report day, so that every step can be seen in some report. `proposal` says
    whether the proposal stage must have been entered inside the window; `bounce` sends the deal
    back once from proposal to analysis.
    """
    route = list(range(stage))
    if not bounce and stage >= 3 and RNG.random() < 0.03:
        route.remove(1)
    if bounce:
        route = [0, 1, 2, 1] if stage == 2 else [0, 1, 2, 1, 2][: stage + 2] + list(range(3, stage))
    visits, end = [], enter
    later = stage
    for s in reversed(route):
        for _ in range(400):
            start = back(end - stay(region, s, end - 15 * DAY) * DAY)
            report = report_before(end)
            if report and start > report:
                start = back(report)
            if s != 2 or proposal is None or (start >= WINDOW) == proposal:
                break
        else:
            if proposal:
                raise NoRoom
            start = back(WINDOW - 3 * DAY)
        visits.insert(0, Visit(s, start, end, "back" if later < s else "on"))
        end, later = start, s
    return visits


def split(total, count, spread=0.45, least=60):
    """`count` amounts that add up to `total`, each at least `least`."""
    total -= least * count
    assert total >= 0
    weights = [RNG.lognormvariate(0, spread) for _ in range(count)]
    cuts, acc = [0], 0.0
    for w in weights:
        acc += w
        cuts.append(round(total * acc / sum(weights)))
    return [b - a + least for a, b in zip(cuts, cuts[1:])]


def win(region, rep, months, total, count, proposal=None, day=None, account=None, title=None):
    """`count` deals won by `rep`, one month of `months` after the other, worth `total`."""
    for amount, (year, month) in zip(split(total, count), months):
        first = date(year, month, 1)
        days = working_days(first, min(month_end(first), TODAY))
        pull = [1 + 2 * i / len(days) for i in range(len(days))]
        end = day or RNG.choices(days, pull)[0]
        enter = back(end - stay(region, 4, end) * DAY)
        inside = proposal
        if inside is None and region.name == "华东区" and end >= WINDOW:
            inside = end >= date(2025, 8, 1)
        visits = before(region, 4, enter, inside, bounce=end < WINDOW and RNG.random() < 0.03)
        visits.append(Visit(4, enter, end, "won"))
        deal = Deal(region.name, rep, visits, amount)
        name(deal, account, title)
        region.deals.append(deal)


def open_deal(region, rep, stage, amount, age=None, path=None, **known):
    known.setdefault("expected", hope(stage, known.get("soon", False)))
    if age is None:
        enter = back(TODAY - so_far(region, stage) * DAY)
    else:
        enter = TODAY - age * DAY
    inside = True if region.name == "华东区" and stage > 2 else None
    while path is None:
        try:
            path = before(region, stage, enter, inside, known.get("bounce", False))
        except NoRoom:
            enter = back(enter - DAY)
    visits = path
    deal = Deal(region.name, rep, visits + [Visit(stage, enter, None, "open")], amount)
    deal.expected = known["expected"]
    deal.steps, deal.hopes = known.get("steps", []), known.get("hopes", [])
    if not known.get("account") and stage < 4:
        neglect(deal, region.medians[stage])
    name(deal, known.get("account"), known.get("title"))
    region.deals.append(deal)


def neglect(deal, usual):
    """Those that stand longest are looked after least: their date passes, or is put off each month."""
    enter = deal.visits[-1].enter
    age = (TODAY - enter).days
    passed = back(TODAY - RNG.randrange(3, 25) * DAY)
    if passed > deal.created + 20 * DAY and RNG.random() < (0.3 if age > 1.5 * usual else 0.04):
        deal.expected = passed
    elif age > 30 and RNG.random() < 0.3:
        first = round_date(enter + 15 * DAY)
        deal.hopes = [(deal.created, first), (enter + 12 * DAY, round_date(first + 30 * DAY))]


def hope(stage, soon):
    """The signing date that a rep would write today."""
    if stage == 4 or soon:
        return RNG.choice(working_days(date(2025, 11, 20), date(2025, 11, 28)))
    near = {0: 75, 1: 60, 2: 32, 3: 20}[stage]
    return round_date(TODAY + round(near * RNG.uniform(0.7, 1.7)) * DAY, after=date(2025, 12, 1))


def losses(region, day):
    """Deals lost per working day in the month of `day`."""
    first = day.replace(day=1)
    lost = [d.visits[-1].end for d in region.deals if d.visits[-1].how == "lost"]
    here = sum(end.replace(day=1) == first for end in lost)
    return here / len(working_days(first, min(month_end(day), TODAY)))


def even_out(region, days):
    """How much a further new deal is wanted on each of `days`, to keep the months alike."""
    have, room = {}, {}
    for deal in region.deals:
        month = deal.created.replace(day=1)
        have[month] = have.get(month, 0) + 1
    for day in days:
        month = day.replace(day=1)
        room[month] = room.get(month, 0) + (0.5 if day.month in (1, 2) else 1.0)
    level = max(have.get(m, 0) / n for m, n in room.items() if n > 5)
    return [max(0.05, level - have.get(d.replace(day=1), 0) / room[d.replace(day=1)]) for d in days]


def lose(region, stage, era, rep=None, enter=None, end=None, **known):
    """A deal lost in `stage`, whose last visit counts in `era`."""
    first, last = {
        "earlier": (date(2024, 3, 18), LAST_YEAR[0] - DAY),
        "last year": LAST_YEAR,
        "between": (LAST_YEAR[1] + DAY, WINDOW - DAY),
        "now": (WINDOW, TODAY - 4 * DAY),
    }[era]
    days = working_days(first, last)
    pull = even_out(region, days) if stage < 2 else [1.0] * len(days)
    inside = True if region.name == "华东区" and stage > 2 and era == "now" else None
    while True:
        drawn = []
        while len(drawn) < (1 if enter else 6):
            into = enter or RNG.choices(days, pull)[0]
            gone = end or ahead(into + stay(region, stage, into, 1.12) * DAY)
            visit = Visit(stage, into, gone, "lost")
            if FIRST <= gone <= TODAY and eras(visit) == era:
                drawn.append(visit)
        visit = min(drawn, key=lambda v: losses(region, v.end))
        into = visit.enter
        who = rep or RNG.choices([r.name for r in region.reps], region.weights(into))[0]
        try:
            visits = before(region, stage, into, inside) + [visit]
        except NoRoom:
            continue
        if visits[0].enter >= names.JOINED[who]:
            break
    amount = max(50, round(region.size[stage] * RNG.lognormvariate(-0.1, 0.5)) * 10)
    deal = Deal(region.name, who, visits, known.get("amount", amount))
    deal.reason = known.get("reason") or RNG.choices(*names.REASONS[stage])[0]
    name(deal, known.get("account"), known.get("title"))
    region.deals.append(deal)


ACCOUNTS = {}  # name -> (industry, province, city, owner, since)
OWNED = {}  # rep -> names


def add_account(short, industry, city, rep):
    assert short not in ACCOUNTS, short
    since = back(date(2017, 1, 1) + RNG.randrange(2500) * DAY)
    ACCOUNTS[short] = (industry, names.CITIES[city], city, rep, since)
    OWNED.setdefault(rep, []).append(short)


def make_accounts(regions):
    for short, industry, city, rep in names.KNOWN_ACCOUNTS:
        add_account(short, industry, city, rep)
    words = names.WORDS[:]
    RNG.shuffle(words)
    for region in regions:
        for rep in region.reps:
            for _ in range(max(0, rep.accounts - len(OWNED.get(rep.name, [])))):
                industry = RNG.choice(names.INDUSTRIES_OF[region.name])
                suffix = RNG.choice(names.INDUSTRIES[industry][0])
                add_account(words.pop() + suffix, industry, RNG.choice(rep.cities), rep.name)


TAKEN = {row[:2] for row in names.KNOWN_OPEN} | names.KNOWN_CLOSED
PRICE = {name: price / 1000 for name, _, price in names.PRODUCTS}  # in tenths of 万元


def name(deal, account=None, title=None):
    """Give the deal a customer of its owner, and a name that this customer does not have yet."""
    if title:
        deal.account, (deal.name, deal.product) = account, title
        return
    owned = OWNED[deal.owner]
    for gone, heir in names.HEIR.items():
        if heir == deal.owner and deal.created >= names.LEFT[gone]:
            owned = owned + OWNED[gone]
    while True:
        deal.account = account or RNG.choice(owned)
        base, deal.product = RNG.choice(names.INDUSTRIES[ACCOUNTS[deal.account][0]][1])
        if PRICE[deal.product] > deal.amount:
            continue
        parts = [part for part in names.PARTS if part not in names.NOT_AFTER.get(base[-2:], ())]
        deal.name = base + ("" if RNG.random() < 0.5 else RNG.choice(parts))
        if (deal.account, deal.name) not in TAKEN:
            TAKEN.add((deal.account, deal.name))
            return
