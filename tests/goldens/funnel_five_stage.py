#!/usr/bin/env python3
"""Five hundred made-up histories of deals over five stages, and the figures that follow from them.

python3 funnel_five_stage.py    writes funnel_five_stage.json beside this file

Nothing but plain Python 3, and a random generator of its own, so that the file comes out the same everywhere.
The figures are worked out here from the definitions (domain document, B2): a history becomes a list of stays,
and everything is counted on that list. A history reads `12:0 20:2 41:W`: on day 12 into stage 0, on day 20 into
stage 2, on day 41 won; L is lost. Day 0 is 2025-01-01. Two places on one day, the same place told twice, jumps,
steps back and deals opened again after they were lost are all in it.
"""

import json
import os
from datetime import date, timedelta
from statistics import median

STAGES = 5
DEALS = 500
FIRST = date(2025, 1, 1)
LAST = 420


class Dice:
    """Marsaglia's xorshift with 64 bits."""

    def __init__(self, seed):
        self.state = seed

    def below(self, n):
        x = self.state
        x ^= (x << 13) & (2**64 - 1)
        x ^= x >> 7
        x ^= (x << 17) & (2**64 - 1)
        self.state = x
        return (x >> 11) % n


def history(dice):
    day = dice.below(LAST)
    place = dice.below(STAGES) if dice.below(8) == 0 else 0
    moves = [(day, place)]
    if dice.below(40) == 0:
        # First heard of when it was over.
        return [(day, "W" if dice.below(2) else "L")]
    while dice.below(9):
        day += dice.below(60) if dice.below(12) else 0
        if day > LAST:
            break
        throw = dice.below(100)
        if place in ("W", "L"):
            if place == "W" or throw >= 15:
                break
            place = dice.below(STAGES)
        elif throw < 8:
            pass
        elif throw < 16 and place > 0:
            place = dice.below(place)
        elif throw < 38:
            place = "L"
        elif throw < 44 and place + 2 < STAGES:
            place += 2
        elif place + 1 < STAGES:
            place += 1
        else:
            place = "W"
        moves.append((day, place))
    return moves


def stays(moves, as_of):
    """(place, from, until, where to) in order; the last one lasts."""
    found = []
    for day, place in moves:
        if day > as_of:
            break
        if found and found[-1][0] == place:
            continue
        if found:
            found[-1][2], found[-1][3] = day, place
        found.append([place, day, None, None])
    return found


def forward(stage, to):
    return to == "W" or (isinstance(to, int) and to > stage)


def snapshot(deals, as_of):
    counts = [0] * STAGES
    for moves in deals:
        list_of = stays(moves, as_of)
        if list_of and isinstance(list_of[-1][0], int):
            counts[list_of[-1][0]] += 1
    return counts


def created(deals, start, end, as_of):
    reached, n, ends = [0] * STAGES, 0, {"W": 0, "L": 0, "open": 0}
    for moves in deals:
        list_of = stays(moves, as_of)
        if not list_of or not start <= list_of[0][1] <= end:
            continue
        n += 1
        last = list_of[-1][0]
        ends[last if last in ("W", "L") else "open"] += 1
        furthest = max(
            (STAGES - 1 if stay[0] == "W" else stay[0] for stay in list_of if stay[0] != "L"), default=-1)
        for stage in range(furthest + 1):
            reached[stage] += 1
    return {"n": n, "reached": reached, "won": ends["W"], "lost": ends["L"], "open": ends["open"]}


def matured(deals, start, end, as_of, horizon):
    k, n = [0] * STAGES, [0] * STAGES
    for moves in deals:
        for place, enter, leave, to in stays(moves, as_of):
            if place in ("W", "L") or not start <= enter <= end or as_of - enter < horizon:
                continue
            n[place] += 1
            k[place] += leave is not None and leave - enter <= horizon and forward(place, to)
    return {"k": k, "n": n}


def entries(deals, start, end, as_of):
    names = ["advance", "won", "lost", "back", "open"]
    counts = [dict.fromkeys(names, 0) for _ in range(STAGES)]
    for moves in deals:
        for place, enter, leave, to in stays(moves, as_of):
            if place in ("W", "L") or not start <= enter <= end:
                continue
            if leave is None:
                how = "open"
            elif to == "W":
                how = "won"
            elif to == "L":
                how = "lost"
            else:
                how = "advance" if to > place else "back"
            counts[place][how] += 1
    return counts


def medians(deals, as_of):
    days = [[] for _ in range(STAGES)]
    for moves in deals:
        for place, enter, leave, _ in stays(moves, as_of):
            if place not in ("W", "L") and leave is not None:
                days[place].append(leave - enter)
    return [median(of) if of else None for of in days]


def main():
    dice = Dice(20251118)
    deals = [history(dice) for _ in range(DEALS)]
    questions = []
    for start, end, as_of, horizon in [
        (0, 89, 89, 30), (0, 89, 200, 45), (90, 269, 269, 45), (150, 330, 400, 60), (0, LAST, LAST, 45),
        (400, 410, 420, 45),
    ]:
        questions.append({
            "start": start, "end": end, "as_of": as_of, "horizon": horizon,
            "snapshot": snapshot(deals, as_of),
            "created": created(deals, start, end, as_of),
            "matured": matured(deals, start, end, as_of, horizon),
            "entries": entries(deals, start, end, as_of),
            "medians": medians(deals, as_of),
        })
    answer = {
        "first_day": FIRST.isoformat(),
        "last_day": (FIRST + timedelta(days=LAST)).isoformat(),
        "stages": STAGES,
        "deals": [" ".join(f"{day}:{place}" for day, place in moves) for moves in deals],
        "questions": questions,
    }
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "funnel_five_stage.json")
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        json.dump(answer, file, ensure_ascii=False, separators=(",", ":"))
        file.write("\n")


if __name__ == "__main__":
    main()
