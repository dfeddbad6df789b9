#!/usr/bin/env python3
"""Figures of the Maven CRM file, worked out without the program (plain Python 3: csv, json, math).

python3 funnel_maven.py FOLDER    reads FOLDER/sales_pipeline.csv, writes funnel_maven.json beside this file

At 2017-12-31: how many deals stand where; the win rate of every agent with its 95 % Wilson interval, and what
the rule against false marks says of it, over all time and in two months in which it says something; how far
simple methods were off on the monthly totals of what was won.

The rule: what is known of an agent is Beta(a + k, b + n - k), where a and b are what the team is like (a Beta
fitted by the one-way analysis of variance); what is known of the others is Beta(1 + k', 1 + n' - k'). The
evidence is the probability that the agent lies more than five points below: from 0.90 on a flag, from 0.75 on
watched, under ten cases nothing. It is integrated on a grid of densities, not by any library's Beta function.
"""

import csv
import json
import math
import os
import sys

AS_OF = "2017-12-31"
MONTHS = [f"2017-{month:02}" for month in range(3, 13)]
PERIODS = ["all", "2017-09", "2017-10"]
MARGIN = 0.05
CELLS = 20_000
Z = 1.959963984540054


def deals(folder):
    with open(os.path.join(folder, "sales_pipeline.csv"), encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def wilson(k, n):
    p = k / n
    centre = p + Z * Z / (2 * n)
    spread = Z * math.sqrt(p * (1 - p) / n + Z * Z / (4 * n * n))
    scale = 1 + Z * Z / n
    return (centre - spread) / scale, (centre + spread) / scale


def prior(groups):
    """Mean and strength of the Beta distribution that the agents come from."""
    people = len(groups)
    cases = sum(n for _, n in groups)
    mean = sum(k for k, _ in groups) / cases
    between = sum(n * (k / n - mean) ** 2 for k, n in groups) / (people - 1)
    within = sum(n * (k / n) * (1 - k / n) for k, n in groups) / (cases - people)
    usual = (cases - sum(n * n for _, n in groups) / cases) / (people - 1)
    correlation = (between - within) / (between + (usual - 1) * within)
    if people < 5:
        strength = 10.0
    elif correlation <= 0:
        strength = 500.0
    else:
        strength = min(max((1 - correlation) / correlation, 2.0), 500.0)
    return mean, correlation, strength


def density(a, b):
    """The density of a Beta distribution at the middle of each cell."""
    constant = math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b)
    points = ((cell + 0.5) / CELLS for cell in range(CELLS))
    return [math.exp(constant + (a - 1) * math.log(x) + (b - 1) * math.log1p(-x)) for x in points]


def chance_below(own, other):
    """The probability that a rate spread as `own` lies below one spread as `other` by the margin."""
    mine, theirs = density(*own), density(*other)
    # Up to the middle of each cell: all cells before it and half of its own.
    upto, total = [], 0.0
    for value in mine:
        upto.append((total + value / 2) / CELLS)
        total += value
    shift = round(MARGIN * CELLS)
    return sum(theirs[cell] * upto[cell - shift] for cell in range(shift, CELLS)) / CELLS


def evidence(n, probability):
    if n < 10:
        return "insufficient"
    if probability >= 0.90:
        return "flag"
    return "watch" if probability >= 0.75 else "none"


def agents(rows, period):
    counted = {}
    for row in rows:
        within = period == "all" or row["close_date"].startswith(period)
        if row["deal_stage"] in ("Won", "Lost") and row["close_date"] <= AS_OF and within:
            won, closed = counted.get(row["sales_agent"], (0, 0))
            counted[row["sales_agent"]] = (won + (row["deal_stage"] == "Won"), closed + 1)
    mean, correlation, strength = prior(list(counted.values()))
    all_won, all_closed = (sum(pair[i] for pair in counted.values()) for i in (0, 1))
    found = []
    for name, (won, closed) in sorted(counted.items()):
        low, high = wilson(won, closed)
        own = (mean * strength + won, (1 - mean) * strength + closed - won)
        others = (1 + all_won - won, 1 + (all_closed - closed) - (all_won - won))
        probability = chance_below(own, others)
        found.append({
            "name": name, "won": won, "closed": closed, "rate": won / closed, "low": low, "high": high,
            "probability": round(probability, 9), "evidence": evidence(closed, probability),
        })
    prior_of = {"mean": mean, "correlation": correlation, "strength": strength}
    return {"period": period, "prior": prior_of, "agents": found}


def naive(y):
    return y[-1]


def mean(y):
    return sum(y) / len(y)


def sma3(y):
    return sum(y[-3:]) / 3


def wma(y):
    """Weighted 1 to n, the latest heaviest."""
    weights = range(1, len(y) + 1)
    return sum(w * value for w, value in zip(weights, y)) / sum(weights)


def ols(y):
    """The straight line through all months, one month further."""
    n = len(y)
    x_mean, y_mean = (n + 1) / 2, sum(y) / n
    sxx = sum((x - x_mean) ** 2 for x in range(1, n + 1))
    slope = sum((x - x_mean) * (value - y_mean) for x, value in zip(range(1, n + 1), y)) / sxx
    return y_mean + slope * (n + 1 - x_mean)


def wape(method, y, first=6):
    """Each month from the seventh on is foretold from those before it: sum of errors by sum of amounts."""
    errors = sum(abs(method(y[:known]) - y[known]) for known in range(first, len(y)))
    return errors / sum(abs(value) for value in y[first:])


def main(folder):
    rows = deals(folder)
    places = {}
    for row in rows:
        places[row["deal_stage"]] = places.get(row["deal_stage"], 0) + 1
    months = [
        sum(round(float(row["close_value"]) * 100) for row in rows
            if row["deal_stage"] == "Won" and row["close_date"].startswith(month))
        for month in MONTHS
    ]
    methods = {"naive": naive, "mean": mean, "sma3": sma3, "wma": wma, "ols": ols}
    answer = {
        "as_of": AS_OF,
        "places": dict(sorted(places.items())),
        "periods": [agents(rows, period) for period in PERIODS],
        "months": [{"month": month, "fen": fen} for month, fen in zip(MONTHS, months)],
        "wape": {name: wape(method, months) for name, method in methods.items()},
    }
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "funnel_maven.json")
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        json.dump(answer, file, ensure_ascii=False, indent=1)
        file.write("\n")


if __name__ == "__main__":
    main(sys.argv[1])
