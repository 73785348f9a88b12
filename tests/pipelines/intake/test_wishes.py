"""When callers would like to come, in their own words. It is Tuesday, 24 November 2026, ten."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.intake.wishes import understand

NOW = datetime(2026, 11, 24, 10, 0)
TIMES = ("8:40", "9:30", "11:10", "14:20", "16:05")

# Words, the days of November that fit (31 and on: of December), and the times; "-" is any.
FITTING = """
the soonest you have, please          | -              | -
as soon as possible                   | -              | -
whenever the doctor is free           | -              | -
neither of those works for me, what else do you have? | - | -
the second one, please                | -              | -
any day this week                     | 24-29          | -
later in the week would be better     | 26 27          | -
late this week                        | 26 27          | -
towards the end of the week           | 26 27          | -
early next week                       | 30 31          | -
next week                             | 30-36          | -
the middle of next week               | 31-33          | -
late next week                        | 32-34          | -
next tuesday at three                 | 31             | 15:00
Tuesday of next week                  | 31             | -
tomorrow                              | 25             | -
tomorrow morning                      | 25             | 8:40 9:30 11:10
the day after tomorrow                | 26             | -
friday afternoon                      | 27             | 14:20 16:05
on friday, in the afternoon           | 27             | 14:20 16:05
after four                            | -              | 16:05
any time after four pm                | -              | 16:05
before ten                            | -              | 8:40 9:30
by eleven                             | -              | 8:40 9:30
between nine and noon on thursday     | 26             | 9:30 11:10
from nine to twelve                   | -              | 9:30 11:10
two to five in the afternoon          | -              | 14:20 16:05
around half past nine                 | -              | 8:40 9:30
nine thirty                           | -              | 9:30
at 9.30                               | -              | 9:30
at a quarter past two                 | -              | 14:15
at a quarter to three                 | -              | 14:45
2:20 PM                               | -              | 14:20
at sixteen oh five                    | -              | 16:05
no earlier than eleven                | -              | 11:10 14:20 16:05
not before two                        | -              | 14:20 16:05
no later than nine thirty             | -              | 8:40 9:30
i work until two                      | -              | 14:20 16:05
first thing in the morning            | -              | 8:40 9:30
after lunch                           | -              | 14:20 16:05
before noon                           | -              | 8:40 9:30 11:10
late afternoon                        | -              | 16:05
mornings are best                     | -              | 8:40 9:30 11:10
monday or wednesday                   | 25 30          | -
monday or tuesday next week           | 30 31          | -
next monday or tuesday                | 30 31          | -
tuesday morning or afternoon          | 24 31          | -
thursday or friday morning            | 26 27          | 8:40 9:30 11:10
mondays                               | 30 37 44       | -
before friday                         | 24-26          | -
by friday at the latest               | 24-27          | -
between thursday and monday           | 26-30          | -
monday to wednesday                   | 30-32          | -
wednesday or later                    | 25-44          | -
the end of the month                  | 24-30          | -
in december                           | 31-44          | -
at the beginning of december          | 31-41          | -
in two weeks                          | 38             | -
a week from monday                    | 37             | -
Monday in 2 weeks                     | 37             | -
two weeks from today                  | 38             | -
in three days                         | 27             | -
in a couple of days                   | 26             | -
within the next three days            | 24-27          | -
december third                        | 33             | -
the third of december at two          | 33             | 14:00
2026-12-03                            | 33             | -
--12-03                               | 33             | -
Thursday, December 3rd                | 33             | -
12/3                                  | 33             | -
the week of december seventh          | 37-43          | -
anything but wednesday             | 24 26-44          | -
not wednesday or thursday          | 24 27-44          | -
i can't do wednesday               | 24 26-44          | -
wednesday's no good, friday is fine   | 27             | -
mornings don't work                   | -              | 14:20 16:05
no mornings please                    | -              | 14:20 16:05
no, friday would be better            | 27             | -
no friday would be better             | 27             | -
next month                            | 31-44          | -
saturday                              | 28             | -
next weekend                          | 35 36          | -
this afternoon                        | 24             | 14:20 16:05
in the evening                        | -              | 17:00
"""


def _rows():
    for line in FITTING.strip().splitlines():
        words, days, times = (part.strip() for part in line.split("|"))
        yield words, {*_numbers("24-44" if days == "-" else days)}, times.strip("-").split()


def _numbers(days):
    for part in days.split():
        first, _, last = part.partition("-")
        yield from range(int(first), int(last or first) + 1)


@pytest.mark.parametrize(("words", "days", "times"), list(_rows()))
def test_a_wish_is_understood_in_any_wording(words, days, times):
    """The days and times that were meant fit the wish, and no others do."""
    wish = understand(words, NOW)
    fitting = {
        (day, time)
        for day in range(24, 45)
        for time in {*TIMES, *times}
        if wish.distance(_start(day, time)) == (0, 0, 0)
    }
    assert fitting == {(day, time) for day in days for time in times or TIMES}


def _start(day, time):
    hour, minute = map(int, time.split(":"))
    return datetime(2026, 10, 31, hour, minute) + timedelta(days=day)


@pytest.mark.parametrize(
    ("words", "fits", "does_not"),
    [
        ("something earlier", datetime(2026, 11, 25, 9, 30), datetime(2026, 11, 26, 14, 20)),
        ("do you have anything sooner?", datetime(2026, 11, 25, 9, 30), datetime(2026, 11, 27, 8)),
        ("later that day", datetime(2026, 11, 26, 14, 20), datetime(2026, 11, 27, 9, 30)),
        ("the next day", datetime(2026, 11, 27, 9, 30), datetime(2026, 11, 25, 9, 30)),
        ("the following week", datetime(2026, 12, 1, 9, 30), datetime(2026, 11, 27, 9, 30)),
    ],
)
def test_a_wish_may_refer_to_the_time_last_offered(words, fits, does_not):
    """What is earlier, the same day or the next is told from the time that was offered."""
    wish = understand(words, NOW, datetime(2026, 11, 26, 11, 10))
    assert wish.distance(fits) == (0, 0, 0) < wish.distance(does_not)


def test_a_wish_may_be_one_of_several():
    """Each day of a wish has its own hours."""
    wish = understand("thursday at nine thirty or friday after two", NOW)
    fits = [_start(26, "9:30"), _start(27, "14:20")]
    does_not = [_start(26, "14:20"), _start(27, "9:30")]
    assert [wish.distance(start) == (0, 0, 0) for start in fits + does_not] == [True] * 2 + [
        False
    ] * 2


def test_a_missed_day_outweighs_a_missed_hour():
    """On the wished-for day another hour is nearer than the same hour of another day."""
    wish = understand("friday at nine thirty", NOW)
    friday, thursday = datetime(2026, 11, 27, 16, 5), datetime(2026, 11, 26, 9, 30)
    assert wish.distance(friday) < wish.distance(thursday)


def test_what_is_to_be_avoided_comes_last():
    """A time that the caller cannot do is worse than one far off."""
    wish = understand("not wednesday", NOW)
    assert wish.distance(datetime(2026, 12, 25, 9, 0)) < wish.distance(datetime(2026, 11, 25, 9, 0))


WORDS = st.lists(
    st.sampled_from(
        "next this monday friday tuesday in two three weeks days a the of december third at nine "
        "thirty half past quarter to or and not but before after by until later early end week "
        "month morning afternoon tomorrow 2:30 pm 12/3 2026-02-30 31 day from between".split()
    ),
    max_size=12,
).map(" ".join)


@settings(deadline=None)
@given(st.text() | WORDS, st.datetimes(datetime(2000, 1, 1), datetime(2090, 1, 1)))
def test_any_words_on_any_day_have_a_reading(words, now):
    """No text raises on any date, whether or not a time was offered before."""
    for reference in (None, now + timedelta(days=3)):
        wish = understand(words, now, reference)
        assert wish.distance(now + timedelta(days=1)) >= (0, 0, 0)
