"""Make the sample reports in this folder.

Everything here is invented: the company, its people, its customers and its deals. Run

    python3 make.py

to write the files again; the same Python and openpyxl give the same bytes. Needs openpyxl.

The deals are not drawn at random and counted afterwards. What a manager would look at is fixed
first (who signed how much in which month, what is open in which stage, how many proposals of whom
moved on) and the paths are filled in backwards from there. Deals that were lost are added last,
as many per stage as give the stage its conversion. At the end the program reads its own reports
as an importer would and checks that they tell the same story.
"""

import sys
from datetime import date
from pathlib import Path

sys.dont_write_bytecode = True  # leave no traces beside the data
from generator import names
from generator.check import check, summary
from generator.coaching import make_year
from generator.courses import taught
from generator.customers import make_customers
from generator.days import DAY, FIRST, FULL, REPORTS, TODAY, ahead, back, round_date
from generator.deals import (
    ACCOUNTS,
    RNG,
    Deal,
    Region,
    Visit,
    before,
    eras,
    lose,
    make_accounts,
    name,
    open_deal,
    split,
    stay,
    win,
)
from generator.files import write_files
from generator.learning import make_learning
from generator.promises import check_reports, make_reports
from generator.story import write_story
from generator.visits import make_visits, visits_file

HERE = Path(__file__).resolve().parent


def plan_east(east):
    """华东区, the region of the manager who looks at these data."""
    reps = {rep.name: rep for rep in east.reps}
    quarter = names.EAST_SIGNED
    for period, months, pull in [
        ("2024-06", [(2024, 6)], (1,)),
        ("2024Q3", [(2024, 7), (2024, 8), (2024, 9)], (30, 31, 39)),
        ("2024Q4", [(2024, 10), (2024, 11), (2024, 12)], (26, 31, 43)),
        ("2025Q1", [(2025, 1), (2025, 2), (2025, 3)], (28, 17, 55)),
        ("2025Q2", [(2025, 4), (2025, 5), (2025, 6)], (31, 31, 38)),
    ]:
        for rep, total in quarter[period].items():
            count = max(1, round(total / 780))
            picked = sorted(RNG.choices(months, pull, k=count))
            win(east, rep, picked, total, count)
    july, august, september, october, november = [(2025, m) for m in (7, 8, 9, 10, 11)]
    third = {
        "张雨桐": [july, august, august, september, september],
        "王志强": [july, august, september],
        "李思涵": [july, august, september],
        "刘子昂": [july, july],
        "陈佳怡": [july, august, september, september],
        "赵文博": [july, august, september, september],
        "黄启航": [july, september],
        "周若彤": [september],
        "吴俊杰": [july, september],
    }
    for rep, months in third.items():
        inherited = False if rep == "周若彤" else None
        win(east, rep, months, quarter["2025Q3"][rep], len(months), inherited)
    for rep, total in quarter["2025-10"].items():
        count = 1 if rep in ("刘子昂", "黄启航", "周若彤", "吴俊杰", "孙梦洁") else 2
        inherited = False if rep in ("周若彤", "孙梦洁") else None
        win(east, rep, [october] * count, total, count, inherited)
    for rep, total in quarter["2025-11"].items():
        count = 2 if rep == "张雨桐" else 1
        known = {}
        if rep == "赵文博":
            known = {"day": date(2025, 11, 12), "account": "甬江石化",
                     "title": ("DCS 备件年框", "DCS 仪表改造")}
        inherited = False if rep == "孙梦洁" else None
        win(east, rep, [november] * count, total, count, inherited, **known)

    # Open today: exactly these counts per rep and stage, and these amounts per stage.
    waiting = {rep: list(counts) for rep, counts in names.EAST_OPEN.items()}
    left = list(names.EAST_OPEN_AMOUNT)
    for row in names.KNOWN_OPEN:
        account, title, product, rep, stage, amount, age, expected = row
        waiting[rep][stage] -= 1
        left[stage] -= amount
        open_deal(east, rep, stage, amount, age, account=account, title=(title, product),
                  expected=expected, **known_path(account))
    waiting["孙梦洁"][0] -= 1
    left[0] -= 380
    soon = [0, 0, 8, 2, 0]  # how many more are meant for this month
    for stage in range(5):
        owners = [rep for rep, counts in waiting.items() for _ in range(counts[stage])]
        RNG.shuffle(owners)
        ages = iter((50, 39, 34, 18))  # of the proposals of 刘子昂 that have no name above
        for rep, amount in zip(owners, split(left[stage], len(owners), least=80)):
            age = next(ages) if rep == "刘子昂" and stage == 2 else None
            bounce = stage == 2 and rep in ("王志强", "李思涵") and reps[rep].bounce > 0
            reps[rep].bounce -= bounce
            if bounce:
                age = 15
            open_deal(east, rep, stage, amount, age, bounce=bounce, soon=soon[stage] > 0)
            soon[stage] -= 1
    revive(east, "孙梦洁", "南湖纺机", ("能耗监测", "涡街流量计"), 0, 6, 380)
    fit_joined(east)

    # Lost in negotiation and proposal since the window began: per rep.
    for rep, count in names.EAST_LOST_NEGOTIATION.items():
        for _ in range(count):
            lose(east, 3, "now", rep)
    lose(east, 2, "now", "刘子昂", account="栖霞钢构", title=("流量计改造", "电磁流量计"),
         amount=920, reason="价格", enter=date(2025, 9, 22), end=date(2025, 11, 3))
    for rep, (moved, entered) in names.EAST_PROPOSALS.items():
        got = count_visits(east, 2, "now", rep)
        assert got.get("on", 0) == moved, (rep, got, moved)
        for _ in range(entered - sum(got.values())):
            lose(east, 2, "now", rep)
    lose_rest(east, skip={(2, "now"), (3, "now")})


def known_path(account):
    """The one deal that the pages tell in full: there, back again, and waiting."""
    if account != "江岚能源":
        return {}
    dates = [date(2025, 5, 12), date(2025, 5, 30), date(2025, 7, 11), date(2025, 8, 22)]
    visits = [
        Visit(0, dates[0], dates[1], "on"),
        Visit(1, dates[1], dates[2], "on"),
        Visit(2, dates[2], dates[3], "back"),
        Visit(1, dates[3], date(2025, 10, 8), "on"),
    ]
    steps = [(dates[0], 1200), (date(2025, 8, 22), 1420), (date(2025, 9, 29), 1860)]
    hopes = [(dates[0], date(2025, 10, 31)), (date(2025, 10, 20), date(2025, 11, 28))]
    return {"path": visits, "steps": steps, "hopes": hopes}


def revive(region, rep, account, title, stage, age, amount):
    """A deal once given up that is open again."""
    enter = TODAY - age * DAY
    lost = back(enter - RNG.randrange(70, 100) * DAY)
    last = back(lost - stay(region, 1, lost) * DAY)
    visits = before(region, 1, last) + [Visit(1, last, lost, "lost")]
    visits.append(Visit(stage, enter, None, "open"))
    deal = Deal(region.name, rep, visits, amount, reason="预算取消", expected=date(2026, 2, 10))
    name(deal, account, title)
    region.deals.append(deal)


def fit_joined(region):
    """Deals older than their rep's first day were a colleague's until then."""
    for deal in region.deals:
        joined = names.JOINED[deal.owner]
        if deal.created < joined:
            deal.handed = (joined, names.COVER[deal.owner])


def plan_other(region, signed, waiting):
    """A region that is only seen from afar."""
    active = [r.name for r in region.reps]
    for period, (total, count) in signed.items():
        for amount, month in zip(split(total, count, least=150), spread_over(period, count)):
            pull = region.weights(date(*month, 1))
            win(region, RNG.choices(active, pull)[0], [month], amount, 1)
    for stage, (count, amount) in enumerate(waiting):
        for value in split(amount, count, least=100):
            rep = RNG.choices(active, region.weights(TODAY))[0]
            open_deal(region, rep, stage, value, bounce=stage == 2 and RNG.random() < 0.1,
                      soon=stage in (2, 3) and RNG.random() < 0.3)
    revive(region, region.reps[1].name, None, None, 1, 12, 460)
    lose_rest(region)
    fit_joined(region)
    fit_left(region)


def spread_over(period, count):
    """The months in which `count` deals of a period were won: few in February, many in December."""
    year, part = period[:4], period[4:]
    if part[0] == "-":
        return [(int(year), int(part[1:]))] * count
    first = int(part[1:]) * 3 - 2
    pull = {1: (30, 17, 53), 4: (31, 32, 37), 7: (31, 30, 39), 10: (26, 31, 43)}[first]
    # The deals at even steps through the quarter, so that few of them do not clump.
    steps = [(n + 0.5) * sum(pull) / count for n in range(count)]
    ends = [pull[0], pull[0] + pull[1]]
    return [(int(year), first + sum(step >= end for end in ends)) for step in steps]


def fit_left(region):
    """What somebody left behind has had another owner since that day."""
    for deal in region.deals:
        day = names.LEFT.get(deal.owner)
        if day is None or (deal.visits[-1].end or TODAY) < day:
            continue
        if deal.created < day:
            assert deal.handed is None
            deal.handed = (day, deal.owner)
        deal.owner = names.HEIR[deal.owner]


def count_visits(region, stage, era, rep=None):
    got = {}
    for deal in region.deals:
        for v in deal.visits:
            if v.stage == stage and eras(v) == era and rep in (None, deal.owner):
                how = "on" if v.how == "won" else v.how
                got[how] = got.get(how, 0) + 1
    return got


def lose_rest(region, skip=()):
    """Add lost deals, last stage first, until every stage has its conversion."""
    for stage in reversed(range(5)):
        for era in ("now", "between", "last year", "earlier"):
            if (stage, era) in skip:
                continue
            got = count_visits(region, stage, era)
            rates = region.rates["last year" if era == "earlier" else era]
            wanted = round(got.get("on", 0) / rates[stage])
            for _ in range(wanted - sum(got.values())):
                lose(region, stage, era)


def tell(deals):
    """Numbers, amounts, signing dates and remarks as they changed on the way."""
    deals.sort(key=lambda d: (d.created, d.region, d.account, d.name, d.amount))
    serial = {}
    for deal in deals:
        year = deal.created.year % 100
        serial[year] = serial.get(year, 0) + 1
        deal.id = f"SJ{year}-{serial[year]:04d}"
        deal.amounts = deal.steps or amounts(deal)
        deal.dates = dates(deal)
        for visit in deal.visits:
            if RNG.random() < 0.4:
                deal.remark[visit.stage] = RNG.choice(names.REMARKS[visit.stage])


def amounts(deal):
    """Four deals in ten were first written down with another amount."""
    if len(deal.visits) == 1 or RNG.random() < 0.6:
        return [(deal.created, deal.amount)]
    turn = RNG.choice(deal.visits[1:]).enter
    first = max(30, round(deal.amount * RNG.uniform(0.65, 1.2) / 10) * 10)
    return [(deal.created, first), (turn, deal.amount)]


def dates(deal):
    """The signing date hoped for: named at the start, moved at turns and when it has passed."""
    if deal.expected and deal.expected < TODAY:
        return [(deal.created, deal.expected)]
    if deal.hopes:
        return deal.hopes + [(date(2025, 11, 10), deal.expected)]
    ahead_of = (95, 80, 60, 28, 12)
    told = []
    for visit in deal.visits:
        if not told or RNG.random() < 0.55 or visit.stage == 4:
            near = ahead_of[visit.stage] * RNG.uniform(0.7, 1.35)
            day = round_date(visit.enter + round(near) * DAY)
            if visit.stage == 4:
                day = ahead(visit.enter + round(near) * DAY)
            day = max(day, visit.enter + 5 * DAY)
            told.append((visit.enter, day))
    last = deal.visits[-1]
    end = last.end or TODAY
    for report in REPORTS:
        if deal.created < report < end and deal.visit_at(report).how != "lost":
            hoped = [e for d, e in told if d <= report][-1]
            if hoped < report and RNG.random() < 0.75:
                told.append((report, round_date(report + RNG.randrange(20, 60) * DAY,
                                                after=report + 7 * DAY)))
                told.sort()
    if last.how == "open" and deal.expected:
        day = max(last.enter, back(TODAY - RNG.randrange(1, 24) * DAY))
        told = [(d, e) for d, e in told if d <= day] + [(day, deal.expected)]
    return told


def report_rows(deals):
    """What each report lists: month ends in full, other weeks what changed and a few more."""
    tables, seen = {}, {}
    for i, report in enumerate(REPORTS):
        full = report in FULL
        since = FIRST - DAY
        if full and FULL.index(report):
            since = FULL[FULL.index(report) - 1]
        rows = []
        for deal in deals:
            if deal.created > report:
                continue
            visit = deal.visit_at(report)
            gone = visit.how in ("won", "lost") and visit.end <= report
            if gone and visit.end < FIRST:
                continue
            row = deal.row_at(report)
            changed = seen.get(deal.id) != row
            if full:
                listed = not gone or visit.end > since
            else:
                listed = changed or (not gone and RNG.random() < 0.05)
            assert listed or not changed, (deal.id, report)
            if listed:
                rows.append(row)
                seen[deal.id] = row
        order = {r: n for n, r in enumerate(names.PEOPLE_ORDER)}
        rows.sort(key=lambda r: (order[r[4]], r[0]))
        tables[report] = rows
    return tables


def main():
    east, south, north = regions = [Region(*row) for row in names.regions()]
    make_accounts(regions)
    plan_east(east)
    plan_other(south, names.SOUTH_SIGNED, names.SOUTH_OPEN)
    plan_other(north, names.NORTH_SIGNED, names.NORTH_OPEN)
    deals = [deal for region in regions for deal in region.deals]
    tell(deals)
    tables = report_rows(deals)
    summary(check(deals, tables))
    reports = make_reports(deals)
    check_reports(deals, reports)
    taken, took = taught()
    lists = make_learning(taken, took) | make_customers(deals)
    visits, seen = make_visits(deals, lists["联系人"][1])
    lists |= visits_file(visits)
    write_files(HERE, tables, reports, lists)
    year = make_year(deals, seen, lists["联系人"][1], took)
    write_story(HERE, year, deals, lists["技能评定"][1], taken)
    sizes = [p.stat().st_size for p in HERE.iterdir() if p.suffix in (".xlsx", ".csv")]
    print(len(deals), "deals", len(ACCOUNTS), "accounts", len(sizes), "files", sum(sizes), "bytes",
          sum(map(len, tables.values())), "report rows")


if __name__ == "__main__":
    main()
