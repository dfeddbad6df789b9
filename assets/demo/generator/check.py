"""Read the reports as an importer would, and check that they tell the story they were made from."""

from datetime import date

from . import names
from .days import LAST_YEAR, TODAY, WINDOW, works
from .deals import HEADINGS, STAGES, Visit, visible


def read_back(tables):
    """Visits as an importer would rebuild them from the reports alone."""
    deals = {}
    for report, rows in sorted(tables.items()):
        seen = set()
        for row in rows:
            r = dict(zip(HEADINGS, row))
            assert r["商机编号"] not in seen
            seen.add(r["商机编号"])
            stage, enter, end = STAGES.index(r["阶段"]), r["进入阶段日期"], r["关闭日期"]
            assert r["创建日期"] <= enter <= report and (end is None or enter <= end <= report)
            assert (r["状态"] == "进行中") == (end is None) and r["金额(万元)"] > 0
            assert (r["状态"] == "输单") == bool(r["输单原因"])
            old = deals.setdefault(r["商机编号"], {"visits": []})
            visits = old["visits"]
            last = visits[-1] if visits else None
            if last is None or (last.stage, last.enter) != (stage, enter):
                if last is not None:
                    assert last.enter < enter, (r, last)
                    if last.how == "open":
                        last.end, last.how = enter, "on" if stage > last.stage else "back"
                    else:
                        assert last.how == "lost" and last.end < enter  # given up, open again
                visits.append(Visit(stage, enter, None, "open"))
                last = visits[-1]
            if end:
                how = {"赢单": "won", "输单": "lost"}[r["状态"]]
                assert last.how in ("open", how)
                last.end, last.how = end, how
            old.update(row=r, owner=r["负责人"], region=names.REGION_OF[r["负责人"]])
    return deals


def median(values):
    values = sorted(values)
    n = len(values)
    return (values[(n - 1) // 2] + values[n // 2]) / 2 if n else None


def check(deals, tables):
    """The reports must tell the story they were made from."""
    read = read_back(tables)
    assert len(read) == len(deals)
    for deal in deals:
        seen = [(v.stage, v.enter, v.end, v.how) for v in read[deal.id]["visits"]]
        true = [(v.stage, v.enter, v.end, v.how) for v in deal.visits if visible(v)]
        assert seen == true, (deal.id, seen, true)
        for a, b in zip(deal.visits, deal.visits[1:]):
            assert a.enter < b.enter and a.end <= b.enter
        assert all(works(v.enter) for v in deal.visits) or deal.account in names.KNOWN_NAMES
        joined = names.JOINED
        assert all(joined[deal.owner_at(v.enter)] <= v.enter for v in deal.visits), deal
    east = [d for d in read.values() if d["region"] == "华东区"]

    def signed(pick, first, last):
        return sum(
            round(d["row"]["金额(万元)"] * 10)
            for d in read.values()
            if pick(d) and d["row"]["状态"] == "赢单" and first <= d["row"]["关闭日期"] <= last
        )

    november = date(2025, 11, 1), TODAY
    assert signed(lambda d: d["region"] == "华东区", *november) == 7256
    for rep, total in names.EAST_SIGNED["2025-11"].items():
        assert signed(lambda d: d["owner"] == rep, *november) == total
    waiting = [d for d in east if d["row"]["状态"] == "进行中"]
    for stage, (count, amount) in enumerate(zip((64, 41, 47, 15, 9), names.EAST_OPEN_AMOUNT)):
        here = [d for d in waiting if d["row"]["阶段"] == STAGES[stage]]
        assert len(here) == count
        assert sum(round(d["row"]["金额(万元)"] * 10) for d in here) == amount
    proposals = [
        (d["owner"], v) for d in east for v in d["visits"] if v.stage == 2 and v.enter >= WINDOW
    ]
    moved = {}
    for owner, v in proposals:
        k, n = moved.get(owner, (0, 0))
        moved[owner] = (k + (v.how == "on"), n + 1)
    assert moved == names.EAST_PROPOSALS, moved
    return read


def summary(read):
    """Main figures, for the eye."""
    quarters = {
        "2024-06": (date(2024, 6, 1), date(2024, 6, 30)),
        "2024Q3": (date(2024, 7, 1), date(2024, 9, 30)),
        "2024Q4": (date(2024, 10, 1), date(2024, 12, 31)),
        "2025Q1": (date(2025, 1, 1), date(2025, 3, 31)),
        "2025Q2": (date(2025, 4, 1), date(2025, 6, 30)),
        "2025Q3": (date(2025, 7, 1), date(2025, 9, 30)),
        "2025-10": (date(2025, 10, 1), date(2025, 10, 31)),
        "2025-11": (date(2025, 11, 1), TODAY),
    }
    for region in ("华东区", "华南区", "华北区"):
        here = [d for d in read.values() if d["region"] == region]
        waiting = [d["row"] for d in here if d["row"]["状态"] == "进行中"]
        print(region, len(here), "deals; open", len(waiting),
              f"{sum(r['金额(万元)'] for r in waiting):,.1f}",
              [sum(r["阶段"] == s for r in waiting) for s in STAGES])
        for q, (a, b) in quarters.items():
            done = [d["row"] for d in here if d["row"]["关闭日期"]]
            done = [r for r in done if a <= r["关闭日期"] <= b]
            won = [r["金额(万元)"] for r in done if r["状态"] == "赢单"]
            new = sum(a <= d["row"]["创建日期"] <= b for d in here)
            print("  ", q, f"signed {sum(won):,.1f} in {len(won)}, lost {len(done) - len(won)},",
                  f"new {new}")
        for label, a, b in [("now", WINDOW, TODAY), ("last year", *LAST_YEAR)]:
            line = []
            for stage in range(5):
                visits = [v for d in here for v in d["visits"]
                          if v.stage == stage and a <= v.enter <= b]
                on = sum(v.how in ("on", "won") for v in visits)
                days = median([(v.end - v.enter).days for v in visits if v.end])
                line.append(f"{on}/{len(visits)} {100 * on / len(visits):.1f}% {days:g}d")
            print("  ", label, " | ".join(line))
