import pytest

from wagtail_network.directory.joining.domains import is_own_domain


@pytest.mark.parametrize(
    ("email", "website", "known"),
    [
        ("mette@naerheden.dk", "https://www.naerheden.dk/om", ""),
        ("METTE@NAERHEDEN.DK", "http://naerheden.dk", ""),
        ("mette@post.naerheden.dk", "https://naerheden.dk", ""),
        ("mari@møllerbyg.dk", f"https://www.{'møllerbyg'.encode('idna').decode()}.dk", ""),
        ("mette@firma.dk", "", "info@firma.dk"),
    ],
)
def test_an_address_on_the_organisations_own_domain_is_theirs(
    email: str, website: str, known: str
) -> None:
    assert is_own_domain(email, website=website, known_email=known)


@pytest.mark.parametrize(
    ("email", "website", "known"),
    [
        ("mette@gmail.com", "https://gmail.com", "firma@gmail.com"),
        ("mette@ondnaerheden.dk", "https://naerheden.dk", ""),
        ("mette@facebook.com", "https://www.facebook.com/firma", ""),
        ("mette@wixsite.com", "https://firma.wixsite.com", ""),
        ("mette@firma.wixsite.com", "https://firma.wixsite.com", ""),
        ("mette@dk", "https://naerheden.dk", ""),
        ("mette@dk", "https://dk", ""),
        ("mette", "https://naerheden.dk", ""),
        ("", "", ""),
        ("mette@naerheden.dk", "http://[", ""),
        ("mette@naerheden.dk.example", "https://naerheden.dk", ""),
    ],
)
def test_any_other_address_proves_nothing(email: str, website: str, known: str) -> None:
    assert not is_own_domain(email, website=website, known_email=known)
