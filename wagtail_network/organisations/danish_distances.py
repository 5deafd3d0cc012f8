"""How far it is between Danish municipalities: near enough to say who is close by.

For each municipality the latitude and longitude of its main town in degrees, to about a kilometre.
Distances are those of a crow from town to town, which is not what one drives: the Great Belt and
the ferries are not in them.
"""

from math import asin, cos, radians, sin, sqrt

EARTH_KM = 6371
# Nobody's town is known to the kilometre they are at.
ROUNDED_TO_KM = 5

CENTRES = {
    # Hovedstaden
    **{"101": (55.68, 12.57), "147": (55.68, 12.53), "151": (55.73, 12.36), "153": (55.65, 12.42)},
    **{"155": (55.59, 12.67), "157": (55.75, 12.55), "159": (55.73, 12.49), "161": (55.67, 12.40)},
    **{"163": (55.73, 12.44), "165": (55.66, 12.36), "167": (55.64, 12.48), "169": (55.65, 12.27)},
    **{"173": (55.77, 12.50), "175": (55.68, 12.45), "183": (55.61, 12.36), "185": (55.62, 12.60)},
    **{"187": (55.63, 12.37), "190": (55.78, 12.36), "201": (55.87, 12.36), "210": (55.96, 12.53)},
    **{"217": (56.03, 12.59), "219": (55.93, 12.31), "223": (55.88, 12.50), "230": (55.84, 12.48)},
    **{"240": (55.77, 12.20), "250": (55.84, 12.07), "260": (55.97, 12.02), "270": (56.08, 12.23)},
    "400": (55.10, 14.70),
    # Sjælland
    **{"253": (55.58, 12.30), "259": (55.46, 12.18), "265": (55.64, 12.08), "269": (55.53, 12.22)},
    **{"306": (55.83, 11.61), "316": (55.72, 11.71), "320": (55.26, 12.12), "326": (55.68, 11.09)},
    **{"329": (55.45, 11.79), "330": (55.40, 11.35), "336": (55.32, 12.26), "340": (55.43, 11.56)},
    **{"350": (55.60, 11.97), "360": (54.83, 11.14), "370": (55.23, 11.76), "376": (54.77, 11.87)},
    "390": (55.01, 11.91),
    # Syddanmark
    **{"410": (55.50, 9.75), "420": (55.27, 9.90), "430": (55.10, 10.24), "440": (55.45, 10.66)},
    **{"450": (55.31, 10.79), "461": (55.40, 10.39), "479": (55.06, 10.61), "480": (55.56, 10.21)},
    **{"482": (54.94, 10.71), "492": (54.89, 10.41), "510": (55.25, 9.49), "530": (55.71, 9.00)},
    **{"540": (54.91, 9.79), "550": (54.94, 8.86), "561": (55.47, 8.45), "563": (55.44, 8.40)},
    **{"573": (55.62, 8.48), "575": (55.48, 9.13), "580": (55.04, 9.42), "607": (55.57, 9.75)},
    **{"621": (55.49, 9.47), "630": (55.71, 9.54)},
    # Midtjylland
    **{"615": (55.86, 9.85), "657": (56.14, 8.97), "661": (56.36, 8.62), "665": (56.55, 8.31)},
    **{"671": (56.49, 8.59), "706": (56.32, 10.45), "707": (56.41, 10.88), "710": (56.32, 10.05)},
    **{"727": (55.97, 10.15), "730": (56.46, 10.04), "740": (56.17, 9.55), "741": (55.84, 10.60)},
    **{"746": (56.03, 9.93), "751": (56.16, 10.20), "756": (56.14, 9.16), "760": (56.09, 8.24)},
    **{"766": (55.77, 9.70), "779": (56.57, 9.03), "791": (56.45, 9.40)},
    # Nordjylland
    **{"773": (56.80, 8.86), "787": (56.96, 8.69), "810": (57.27, 9.94), "813": (57.44, 10.54)},
    **{"820": (56.80, 9.52), "825": (57.26, 11.00), "840": (56.83, 9.84), "846": (56.65, 9.98)},
    **{"849": (57.22, 9.57), "851": (57.05, 9.92), "860": (57.46, 9.98)},
}


def distance_km(one: str, other: str) -> int | None:
    """Between two municipalities by their codes, to the nearest 5 km; 0 within one.

    None where one of them is not known, in Denmark or elsewhere.
    """
    if one == other and one:
        return 0
    if one not in CENTRES or other not in CENTRES:
        return None
    km = _great_circle(CENTRES[one], CENTRES[other])
    # Neighbours are never in the same place, however close their towns.
    return max(ROUNDED_TO_KM, round(km / ROUNDED_TO_KM) * ROUNDED_TO_KM)


def codes_near(code: str, km: int) -> list[str]:
    """The municipalities at most so far away, with itself; none where it is not known."""
    distances = {other: distance_km(code, other) for other in CENTRES}
    return [other for other, away in distances.items() if away is not None and away <= km]


def _great_circle(one: tuple[float, float], other: tuple[float, float]) -> float:
    """The haversine formula: kilometres between two places given in degrees."""
    north, east = radians(one[0]), radians(one[1])
    other_north, other_east = radians(other[0]), radians(other[1])
    squared = (
        sin((other_north - north) / 2) ** 2
        + cos(north) * cos(other_north) * sin((other_east - east) / 2) ** 2
    )
    return 2 * EARTH_KM * asin(sqrt(squared))
