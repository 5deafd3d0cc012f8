"""The only hooks file: registers what each room offers, decides nothing itself."""

from wagtail.snippets.models import register_snippet

from wagtail_network.networks.viewsets import NetworkViewSetGroup, membership_admin

membership_admin.register_with_wagtail()
register_snippet(NetworkViewSetGroup)
