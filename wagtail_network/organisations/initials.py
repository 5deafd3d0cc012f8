"""Letters that stand for a picture there is none of."""


def initials(name: str) -> str:
    """At most two capitals: "Ole Møller" gives "OM", "NærHeden" gives "N"."""
    words = [word for word in name.split() if word[0].isalnum()]
    return "".join(word[0] for word in [*words[:1], *words[1:][-1:]]).upper()
