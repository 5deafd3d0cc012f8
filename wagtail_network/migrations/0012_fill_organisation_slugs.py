from django.db import migrations
from django.utils.text import slugify

# As core/slugs.py and organisations/slugs.py had it when this was written.
LETTERS = str.maketrans(
    {"æ": "ae", "ø": "oe", "å": "aa", "Æ": "Ae", "Ø": "Oe", "Å": "Aa", "ß": "ss"}
)
RESERVED = {
    *("api", "claim", "complements", "consortium", "contact", "export", "import", "invite"),
    *("join", "map", "people", "search", "tree", "vcard"),
}


def fill(apps, schema_editor):
    organisations = apps.get_model("wagtail_network", "Organisation").objects
    taken = set(organisations.exclude(slug="").values_list("locale_id", "slug"))
    for organisation in organisations.filter(slug="").order_by("pk").only("name", "locale_id"):
        wished = slugify(organisation.name.translate(LETTERS))[:92].strip("-") or "organisation"
        number, slug = 1, wished
        while slug in RESERVED or (organisation.locale_id, slug) in taken:
            number += 1
            slug = f"{wished}-{number}"
        taken.add((organisation.locale_id, slug))
        organisations.filter(pk=organisation.pk).update(slug=slug)


class Migration(migrations.Migration):
    dependencies = [("wagtail_network", "0011_profiles")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
