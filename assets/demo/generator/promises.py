"""Weekly work reports of 华东区: what was signed, and the amount promised for the week after.

The reports are written from the deals, so that a promise and what came of it agree with what the
other reports say. They draw from a source of their own: adding them changes no other file.
"""

import random
from datetime import date

from . import names
from .days import DAY

RNG = random.Random(20251117)
EAST = [rep for rep in names.PEOPLE_ORDER if names.REGION_OF[rep] == "华东区"]  # who write them

FIRST_WEEK = date(2025, 6, 23)  # the Monday of the first week that is reported on
LAST_WEEK = date(2025, 11, 10)  # and of the last, which promises for one that is not over
HOLIDAY_WEEK = date(2025, 9, 29)  # two days of it are worked: nobody reports
RECENT = 20  # weeks with a promise that are over
KEPT = 0.9  # of a promise keep it
HEADINGS = ["姓名", "周次", "本周完成", "下周计划", "需要支持", "下周承诺签约(万元)"]

# How often someone promises in a week that signs nothing, and keeps the promise where it does.
USUAL = (0.42, 0.95)
HABITS = {"张雨桐": (0.3, 1.0), "陈佳怡": (0.32, 0.95), "赵文博": (0.36, 0.95),
          "黄启航": (0.5, 0.6), "刘子昂": (0.75, 0.3), "吴俊杰": (0.7, 0.35)}
PLANS = ["拜访三家在手客户，跟进报价", "约总工复谈，确认点位表", "催签两份合同", "完成两份报价",
         "走访新客户四家", "跟进招标文件，准备澄清"]
HELP = [None, None, None, None, "需要技术同事一起拜访", "样机周转不开", "请经理出面谈付款条件"]


def weeks():
    """The Mondays of the weeks that owe a report."""
    count = (LAST_WEEK - FIRST_WEEK).days // 7 + 1
    days = [FIRST_WEEK + n * 7 * DAY for n in range(count)]
    return [monday for monday in days if monday != HOLIDAY_WEEK]


def signed(deals):
    """What everyone signed in each week: deals by owner and Monday."""
    done = {}
    for deal in deals:
        last = deal.visits[-1]
        if last.how == "won":
            monday = last.end - last.end.weekday() * DAY
            done.setdefault((deal.owner, monday), []).append(deal)
    return done


def promise(rep, amount):
    """An amount in 万元 for a week that signs `amount` tenths, or None."""
    hope, keep = HABITS.get(rep, USUAL)
    if not amount:
        return RNG.randrange(20, 91, 5) if RNG.random() < hope else None
    if RNG.random() < keep:
        return max(1, int(amount / 10 / RNG.uniform(0.92, 1.15)))
    return int(amount / 10 / RNG.uniform(0.45, 0.8)) + 1


def make_reports(deals):
    """The rows of each weekly report, by the Sunday that it speaks of."""
    done = signed(deals)
    tables = {}
    for monday in weeks():
        year, week, _ = monday.isocalendar()
        rows = []
        for rep in EAST:
            if names.JOINED[rep] > monday + 6 * DAY:
                continue
            won = done.get((rep, monday), [])
            did = "；".join(f"签约{deal.account}{deal.name} {deal.amount / 10:.1f}万" for deal in won)
            if not did:
                did = f"拜访客户{RNG.randrange(2, 7)}家，报价{RNG.randrange(0, 4)}份"
            ahead = sum(deal.amount for deal in done.get((rep, monday + 7 * DAY), []))
            rows.append([rep, f"{year}-W{week:02d}", did, RNG.choice(PLANS), RNG.choice(HELP),
                         promise(rep, ahead)])
        tables[monday + 6 * DAY] = rows
    return tables


def check_reports(deals, tables):
    """Counts kept promises of the last weeks by rep, as the program does; for the eye."""
    done = signed(deals)
    counts = {rep: [0, 0] for rep in EAST}
    last = LAST_WEEK - RECENT * 7 * DAY
    for sunday, rows in tables.items():
        after = sunday + DAY
        for rep, _, _, _, _, promised in rows:
            if promised is None or not last < after <= LAST_WEEK:
                continue
            amount = sum(deal.amount for deal in done.get((rep, after), []))
            counts[rep][0] += amount >= KEPT * 10 * promised
            counts[rep][1] += 1
    assert sum(n >= 10 for _, n in counts.values()) >= 6, counts
    k, n = (sum(count[i] for count in counts.values()) for i in (0, 1))
    print("promises kept", f"{k}/{n}", *(f"{rep} {k}/{n}" for rep, (k, n) in counts.items()))
