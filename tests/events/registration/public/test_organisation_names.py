from collections.abc import Callable

import pytest
from django.test import Client

from tests.events.registration.posting import post
from wagtail_network.models import EventPage, Organisation, Registration


@pytest.mark.usefixtures("no_hurry")
def test_an_organisation_deleted_a_moment_ago_hinders_nobody(
    client: Client, open_event: Callable[..., EventPage], organisation: Organisation
) -> None:
    event = open_event(capacity=9)
    post(client, event, name="Ole", organisation="nærheden")
    assert Registration.objects.get().organisation_id == organisation.pk
    organisation.delete()
    assert post(client, event, name="Åse", organisation="nærheden").status_code == 302
    # With its key the transaction would end in an error.
    of_nobody = Registration.objects.get(name="Åse")
    assert (of_nobody.organisation_name, of_nobody.organisation_id) == ("nærheden", None)
