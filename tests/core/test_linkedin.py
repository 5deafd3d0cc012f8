import pytest
from django.core.exceptions import ValidationError

from wagtail_network.core.linkedin import validate_linkedin_group, validate_linkedin_page
from wagtail_network.models import NetworkPage, Organisation


@pytest.mark.parametrize(
    "url",
    [
        "https://www.linkedin.com/groups/12345678/",
        "https://linkedin.com/groups/12345678",
        "https://dk.linkedin.com/groups/12345678/?trk=share&utm_source=mail#about",
        "HTTPS://WWW.LinkedIn.com/groups/12345678/about/",
    ],
)
def test_the_address_of_a_group_is_accepted(url: str) -> None:
    validate_linkedin_group(url)


@pytest.mark.parametrize(
    "url",
    [
        "https://www.linkedin.com/in/mette-holm-12345/",
        "https://dk.linkedin.com/company/innobyg?trk=x",
        "https://www.linkedin.com/in/s%C3%B8ren/",
        "https://www.linkedin.com/school/dtu/",
        "https://www.linkedin.com/showcase/groen/",
    ],
)
def test_the_address_of_a_person_or_an_organisation_is_accepted(url: str) -> None:
    validate_linkedin_page(url)


LOOKALIKES = [
    "http://www.linkedin.com/{}",
    "javascript:alert('https://www.linkedin.com/{}')",
    "//www.linkedin.com/{}",
    "https://www.linkedin.com.example.org/{}",
    "https://notlinkedin.com/{}",
    "https://linkedin.co/{}",
    "https://linked\u0456n.com/{}",  # a Cyrillic i
    "https://example.org/www.linkedin.com/{}",
    "https://example.org?https://www.linkedin.com/{}",
    "https://www.linkedin.com@example.org/{}",
    "https://www.linkedin.com/",
    "https://www.linkedin.com/feed/{}",
    "https://[linkedin.com/{}",
    "not an address",
]


@pytest.mark.parametrize("url", LOOKALIKES)
def test_what_only_looks_like_linkedin_is_refused(url: str) -> None:
    with pytest.raises(ValidationError, match="LinkedIn"):
        validate_linkedin_group(url.format("groups/123/"))
    with pytest.raises(ValidationError, match="LinkedIn"):
        validate_linkedin_page(url.format("in/navn/"))


@pytest.mark.parametrize("path", ["in/navn/", "groups/", "groups/navn/", "groups/١٢٣/"])
def test_a_group_has_a_number(path: str) -> None:
    with pytest.raises(ValidationError):
        validate_linkedin_group(f"https://www.linkedin.com/{path}")


def test_all_wrong_links_of_a_page_are_told_at_once(network: NetworkPage) -> None:
    network.linkedin_group_url = "https://example.org/groups/1/"
    network.linkedin_subgroup_url = "https://www.linkedin.com/in/navn/"
    with pytest.raises(ValidationError) as caught:
        network.full_clean()
    assert set(caught.value.message_dict) == {"linkedin_group_url", "linkedin_subgroup_url"}


def test_a_backslash_does_not_smuggle_another_host_in(organisation: Organisation) -> None:
    organisation.linkedin_url = "https://example.org\\.linkedin.com/in/navn/"
    with pytest.raises(ValidationError):
        organisation.full_clean()
