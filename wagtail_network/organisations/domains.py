"""The web domain an organisation can be known by."""

from urllib.parse import urlsplit

# Addresses there belong to anybody.
SHARED = frozenset(
    {
        *("gmail.com", "googlemail.com", "hotmail.com", "hotmail.dk", "outlook.com", "outlook.dk"),
        *("live.com", "live.dk", "msn.com", "yahoo.com", "yahoo.dk", "icloud.com", "me.com"),
        *("mac.com", "proton.me", "protonmail.com", "gmx.com", "gmx.de", "mail.com", "aol.com"),
        *("mail.dk", "jubii.dk", "ofir.dk", "sol.dk", "stofanet.dk", "tdcadsl.dk", "post.tele.dk"),
        *("youmail.dk", "privat.dk", "mail.tele.dk", "get2net.dk", "webspeed.dk", "fibermail.dk"),
        *("facebook.com", "linkedin.com", "instagram.com", "google.com", "sites.google.com"),
        *("linktr.ee", "wixsite.com", "wordpress.com", "business.site"),
    }
)


def domain_of(address: str) -> str:
    """Of an e-mail or web address, in small letters and without "www."; "" for what is anybody's.

    >>> domain_of("https://www.Naerheden.dk/om")
    'naerheden.dk'
    >>> domain_of("signe@gmail.com")
    ''
    """
    if "@" in address and "//" not in address:
        domain = address.rpartition("@")[2]
    else:
        try:
            domain = urlsplit(address).hostname or ""
        except ValueError:
            return ""
    domain = domain.strip(" .<>").casefold().removeprefix("www.")
    parents = {domain, ".".join(domain.split(".")[-2:])}
    return "" if parents & SHARED else domain
