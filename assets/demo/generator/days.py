"""The calendar: working days, and the days of the reports."""

from bisect import bisect_left
from datetime import date, timedelta

FIRST = date(2024, 6, 1)  # closings before this day are in no report
TODAY = date(2025, 11, 18)  # the day of the last report
WINDOW = date(2025, 5, 23)  # 180 days up to the last report
LAST_YEAR = date(2024, 5, 23), date(2024, 11, 18)

DAY = timedelta(days=1)
HOLIDAYS = {
    a + i * DAY
    for a, n in [
        (date(2024, 2, 10), 8), (date(2024, 4, 4), 3), (date(2024, 5, 1), 5), (date(2024, 6, 10), 1), (date(2024, 9, 16), 2),
        (date(2024, 10, 1), 7), (date(2025, 1, 1), 1), (date(2025, 1, 28), 8),
        (date(2025, 4, 4), 3), (date(2025, 5, 1), 5), (date(2025, 5, 31), 3),
        (date(2025, 10, 1), 8),
    ]
    for i in range(n)
}

OFFSITE = {date(2025, 1, 17), date(2025, 7, 4)}  # when the whole company was together


def month_end(day):
    first = day.replace(day=1)
    return (first + 32 * DAY).replace(day=1) - DAY


def works(day):
    return day.weekday() < 5 and day not in HOLIDAYS


def back(day):
    """The last working day not after `day`."""
    while not works(day):
        day -= DAY
    return day


def ahead(day):
    while not works(day):
        day += DAY
    return day


def report_days():
    """Month ends, and Sundays that are not next to one; the last report is of a Tuesday."""
    full, day = [], date(2024, 5, 31)
    while day < TODAY:
        full.append(day)
        day = month_end(day + DAY)
    full.append(TODAY)
    days, sunday = set(full), date(2024, 6, 2)
    while sunday < TODAY:
        holiday_week = {sunday - 2 * DAY, sunday - 4 * DAY} <= HOLIDAYS
        if not holiday_week and all(abs((sunday - f).days) > 3 for f in full):
            days.add(sunday)
        sunday += 7 * DAY
    return full, sorted(days)


FULL, REPORTS = report_days()


def report_before(day):
    """The last report strictly before `day`, or None."""
    i = bisect_left(REPORTS, day)
    return REPORTS[i - 1] if i else None


def working_days(a, b):
    return [a + i * DAY for i in range((b - a).days + 1) if works(a + i * DAY)]


def round_date(day, after=None):
    """People name the 10th, the 20th or the end of a month."""
    end = month_end(day)
    day = min([day.replace(day=10), day.replace(day=20), end], key=lambda d: abs((d - day).days))
    return max(day, after) if after else day
