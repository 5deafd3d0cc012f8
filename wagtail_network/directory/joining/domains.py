"""Whether an e-mail address is on an organisation's own domain."""

from urllib.parse import urlsplit

# Where everybody can have an address.
FREE_MAIL = frozenset(
    {
        *("gmail.com", "googlemail.com", "hotmail.com", "hotmail.dk", "outlook.com", "outlook.dk"),
        *("live.com", "live.dk", "msn.com", "yahoo.com", "yahoo.dk", "icloud.com", "me.com"),
        *("mac.com", "aol.com", "gmx.com", "gmx.de", "gmx.net", "web.de", "mail.com", "mail.dk"),
        *("proton.me", "protonmail.com", "pm.me", "tutanota.com", "tuta.com", "zoho.com"),
        *("fastmail.com", "hey.com", "yandex.com", "mail.ru", "qq.com", "163.com"),
        *("jubii.dk", "ofir.dk", "sol.dk", "tdc.dk", "tdcadsl.dk", "post.tele.dk", "stofanet.dk"),
        *("youmail.dk", "email.dk", "webspeed.dk", "mail.tele.dk", "c.dk", "get2net.dk"),
        *("privat.dk", "godmail.dk", "vip.cybercity.dk", "fibermail.dk", "live.se", "telia.com"),
    }
)
# Where many have their website, which is then no proof for those who work at the host.
SHARED_SITES = frozenset(
    {
        *("facebook.com", "linkedin.com", "instagram.com", "google.com", "business.site"),
        *("wordpress.com", "wixsite.com", "wix.com", "squarespace.com", "webnode.dk"),
        *("webnode.com", "simplesite.com", "simplesite.dk", "one.com", "mono.net", "github.io"),
        *("github.com", "youtube.com", "x.com", "twitter.com", "myshopify.com", "jimdo.com"),
        *(
            "jimdosite.com",
            "weebly.com",
            "blogspot.com",
            "netlify.app",
            "vercel.app",
            "notion.site",
        ),
        *("krak.dk", "proff.dk", "virk.dk", "degulesider.dk"),
    }
)


def domain_of_address(email: str) -> str:
    """ "MARI@Møllerbyg.dk" gives "xn--mllerbyg-64a.dk"; "" where there is none."""
    return _ascii(email.rpartition("@")[2])


def domain_of_site(url: str) -> str:
    """ "https://www.firma.dk/om" gives "firma.dk"; "" where it is no address of a site."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return ""
    return _ascii(host.removeprefix("www."))


def is_own_domain(email: str, *, website: str = "", known_email: str = "") -> bool:
    """Whether the address is on the domain of the website, or of an address that is known.

    A part of the website's domain will do ("post.firma.dk" for "firma.dk"). Never for a domain
    that many share.
    """
    theirs = domain_of_address(email)
    if "." not in theirs or theirs in FREE_MAIL or _is_shared(theirs):
        return False
    site = domain_of_site(website)
    if site and "." in site and not _is_shared(site):
        if theirs == site or theirs.endswith(f".{site}"):
            return True
    return theirs == domain_of_address(known_email)


def belongs_to_one(domain: str) -> bool:
    """Whether the domain is some organisation's own, and not where everybody can be."""
    return "." in domain and domain not in FREE_MAIL and not _is_shared(domain)


def _is_shared(domain: str) -> bool:
    return any(domain == host or domain.endswith(f".{host}") for host in SHARED_SITES)


def _ascii(domain: str) -> str:
    """As it stands in the DNS, so that two spellings of a letter are one."""
    domain = domain.strip().strip(".").lower()
    try:
        return domain.encode("idna").decode("ascii")
    except UnicodeError:
        return ""
