"""An invented test set: letters of two states against a table of incidents, with the cases that are hard to tell apart.

Each event tells what the letters say of it and what the rows do; an event that only one side tells is there to be mistaken for another. The hard
cases: one village on days next to each other, two attacks on one village in one day, villages of one name in two provinces, neighbours
on one day, other spellings, rows dated a day later, a run of attacks on one village, and events of the next day that the other side does not tell.
"""

from __future__ import annotations

from typing import NamedTuple

HEAD = "United Nations\nS/2031/{number}\n\nSecurity Council\n\nDistr.: General\n{day} {month} 2031\n\nOriginal: English\n\n"
TITLE = "Letter dated {day} {month} 2031 from the Permanent Representative of {state} to the United Nations addressed to the President of the Security Council\n\n"
END = "I should be grateful if the present letter could be circulated as a document of the Security Council.\n"
MONTHS = ("January", "February", "March", "April", "May", "June")
DONE = {
    "air": ("aircraft bombed", "Airstrike"), "shells": ("artillery shelled", "Artillery"), "drone": ("drones struck", "Drone Strike"),
}  # fmt: skip


class Event(NamedTuple):
    """What the letters tell (`said`: village, province, killed; `None` when they are silent) and the rows (case, place, province, point, killed)."""

    month: int
    day: int
    act: str
    said: tuple[str, str, int] | None
    rows: tuple[tuple[str, str, str, float, float, int, int], ...] = ()
    later: int = 0  # days by which the rows date it later


EVENTS = (
    # One village, days next to each other, other tolls; then the same toll a day apart.
    Event(1, 3, "air", ("Telmor", "Dara", 7), (("A01", "Telmor", "Dara", 34.10, 40.10, 6, 8),)),
    Event(1, 4, "air", ("Telmor", "Dara", 3), (("A02", "Telmor", "Dara", 34.10, 40.10, 2, 3),)),
    Event(1, 5, "shells", ("Telmor", "Dara", 3), (("A03", "Telmor", "Dara", 34.10, 40.10, 3, 3),)),
    # Two attacks on one village in one day, told apart by what was done and the toll.
    Event(1, 20, "drone", ("Orsa", "Dara", 2), (("A04", "Orsa", "Dara", 34.40, 40.30, 2, 2),)),
    Event(1, 20, "shells", ("Orsa", "Dara", 11), (("A05", "Orsa", "Dara", 34.40, 40.30, 9, 12),)),
    # Villages of one name in two provinces on one day.
    Event(2, 2, "air", ("Marn", "Dara", 5), (("A06", "Marn", "Dara", 34.70, 40.60, 5, 5),)),
    Event(2, 2, "air", ("Marn", "Vesk", 5), (("A07", "Marn", "Vesk", 36.20, 37.10, 4, 5),)),
    # Neighbours three kilometres apart on one day, with the same toll.
    Event(2, 14, "air", ("Kasset", "Vesk", 4), (("A08", "Kasset", "Vesk", 36.00, 37.00, 4, 4),)),
    Event(2, 14, "air", ("Dubrin", "Vesk", 4), (("A09", "Dubrin", "Vesk", 36.02, 37.02, 4, 4),)),
    # Other spellings; dated a day later by the rows.
    Event(2, 25, "shells", ("Tall al-Zarqa", "Vesk", 9), (("A10", "Tell Zarka", "Vesk", 36.31, 37.42, 8, 10),)),
    Event(3, 1, "air", ("Zahrat Orvan", "Dara", 10), (("A11", "Zahret Al Orvan", "Dara", 34.54, 40.96, 10, 25),), 1),
    Event(3, 2, "air", ("Nisah", "Dara", 14), (("A12", "Nisa", "Dara", 34.58, 40.93, 12, 14),)),
    # The day after, in the same place, only one side tells.
    Event(3, 3, "air", None, (("A13", "Nisa", "Dara", 34.58, 40.93, 12, 14),)),
    Event(3, 12, "shells", ("Brod", "Dara", 6)),
    Event(3, 13, "shells", None, (("A14", "Brod", "Dara", 34.90, 40.80, 1, 1),)),
    # A village with a long run of attacks.
    *(Event(4, day, "air", ("Luma", "Vesk", day), ((f"B{day:02}", "Luma", "Vesk", 36.50, 37.60, day, day),)) for day in range(6, 12)),
    # The row tells the town, the letter the village beside it.
    Event(5, 5, "air", ("Kelth", "Dara", 16), (("A15", "Greater Kelth", "Dara", 34.21, 40.52, 15, 17),)),
    # Rows of the month that nobody else tells: what could be mistaken.
    *(Event(5, day, "shells", None, ((f"C{day:02}", f"Hamlet {day}", "Vesk", 36.0 + day / 50, 37.0, day % 4, day % 4 + 1),)) for day in range(8, 28)),
    *(Event(6, day, "air", (place, "Dara", killed), ((f"D{day:02}", place, "Dara", 34 + day / 40, 40, killed, killed),))
      for day, place, killed in ((3, "Ostrel", 3), (4, "Ostrel", 3), (9, "Vadim", 21), (15, "Cape Rudd", 2), (16, "Rudd", 2))),
)  # fmt: skip
HEADINGS = (
    "code,incident_date,location_en,province_original,latitude,longitude,geolocation_accuracy,belligerents_original,strike_type_original,"
    "strike_status_original,civilian_harm_status_original,civilians_killed_min,civilians_killed_max"
)


def letters() -> dict[str, str]:
    """A letter of each month, by its file name."""
    made = {}
    for number, month in enumerate(sorted({event.month for event in EVENTS}), 1):
        said = [(event, *event.said) for event in EVENTS if event.month == month and event.said]
        told = [
            f"On {event.day} {MONTHS[month - 1]} 2031, Kestrian {DONE[event.act][0]} the village of {village} in {province} province, killing {killed} civilians.\n\n"
            for event, village, province, killed in said
        ]
        head = HEAD.format(number=number, day=29 if month != 2 else 28, month=MONTHS[month - 1])
        title = TITLE.format(day=28, month=MONTHS[month - 1], state="Arvania")
        made[f"letter-{number}.txt"] = head + title + "I wish to draw your attention to the following.\n\n" + "".join(told) + END
    return made


def table() -> str:
    """The rows as CSV."""
    lines = [HEADINGS]
    for event in EVENTS:
        for case, place, province, lat, lon, low, high in event.rows:
            when = f"2031-{event.month:02}-{event.day + event.later:02}"
            lines.append(
                f"{case},{when},{place},{province},{lat},{lon},Village,Kestrian Military,{DONE[event.act][1]},Likely strike,Fair,{low},{high}"
            )
    return "\n".join(lines) + "\n"


def truth() -> set[tuple[tuple[int, int, str, int], str]]:
    """Pairs of a claim of the letters (month, day, village, killed) and the case number of the row of the same event."""
    return {((e.month, e.day, e.said[0], e.said[2]), row[0]) for e in EVENTS if e.said for row in e.rows}
