"""The site's own search, which finds the pages of the networks too."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from wagtail.models import Locale, Page

from wagtail_network.core.search import clean_query

PER_PAGE = 10


def search(request: HttpRequest) -> HttpResponse:
    """Public pages in the reader's language, the best match first."""
    query = clean_query(request.GET.get("q", ""))
    found = []
    if query:
        pages = Page.objects.live().public().filter(locale=Locale.get_active())
        found = pages.specific().search(query)
    results = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "home/search.html", {"query": query, "results": results})
