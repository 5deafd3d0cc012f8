"""What InnoBYG's own pages say, in Danish and English."""

from typing import Any

HOME: dict[str, dict[str, Any]] = {
    "da": {
        "title": "InnoBYG",
        "slug": "innobyg",
        "seo_title": "Innovationsnetværket for bæredygtigt byggeri",
        "search_description": "InnoBYG samler virksomheder, videninstitutioner og bygherrer om "
        "bæredygtigt byggeri.",
        "hero_title": "Vi bygger bæredygtigt sammen",
        "hero_text": "InnoBYG er Danmarks innovationsnetværk for bæredygtigt byggeri. Her mødes "
        "håndværkere, rådgivere, producenter, bygherrer og forskere, så gode idéer kommer fra "
        "tegnebordet og ud på byggepladsen.",
        "body": [
            {
                "type": "points",
                "value": {
                    "heading": "Det får du ud af InnoBYG",
                    "points": [
                        {
                            "title": "Et netværk tæt på dig",
                            "text": "I de regionale netværk møder du virksomheder, du kan arbejde "
                            "sammen med i morgen, ikke kun på den årlige konference.",
                        },
                        {
                            "title": "Viden, der kan bruges",
                            "text": "Vi oversætter forskning og krav til noget, en mindre "
                            "virksomhed kan regne på, prøve af og sælge.",
                        },
                        {
                            "title": "Hjælp til idéen",
                            "text": "Har du en løsning på vej, hjælper vi med at finde partnere, "
                            "penge og et sted at afprøve den.",
                        },
                    ],
                },
            }
        ],
    },
    "en": {
        "title": "InnoBYG",
        "slug": "innobyg-en",
        "seo_title": "The innovation network for sustainable building",
        "search_description": "InnoBYG brings companies, research institutes and clients together "
        "on sustainable building.",
        "hero_title": "Building sustainably, together",
        "hero_text": "InnoBYG is Denmark's innovation network for sustainable building. It is "
        "where tradespeople, consultants, manufacturers, clients and researchers meet, so that "
        "good ideas get from the drawing board to the building site.",
        "body": [
            {
                "type": "points",
                "value": {
                    "heading": "What InnoBYG does for you",
                    "points": [
                        {
                            "title": "A network close to you",
                            "text": "In the regional networks you meet companies you can work with "
                            "tomorrow, not only at the yearly conference.",
                        },
                        {
                            "title": "Knowledge you can use",
                            "text": "We turn research and regulations into something a small "
                            "company can cost, try out and sell.",
                        },
                        {
                            "title": "Help with the idea",
                            "text": "If you have a solution on the way, we help you find partners, "
                            "funding and a place to test it.",
                        },
                    ],
                },
            }
        ],
    },
}

ABOUT: dict[str, dict[str, Any]] = {
    "da": {
        "title": "Om InnoBYG",
        "slug": "om-innobyg",
        "show_in_menus": True,
        "search_description": "Hvem InnoBYG er, og hvordan netværket arbejder.",
        "introduction": "InnoBYG er det danske innovationsnetværk for bæredygtigt byggeri. Vi "
        "bringer dem, der bygger, sammen med dem, der ved noget nyt om at bygge.",
        "body": [
            {
                "type": "text",
                "value": "<h2>Derfor findes vi</h2><p>Byggeriet bruger mange materialer og meget "
                "energi. Det meste af branchen er små og mellemstore virksomheder, og de har "
                "sjældent en udviklingsafdeling. Derfor er der brug for et sted, hvor de kan "
                "prøve nye løsninger af sammen med andre.</p><h2>Sådan arbejder vi</h2><ul>"
                "<li>Vi holder møder, hvor deltagerne selv er på arbejde.</li>"
                "<li>Vi sætter virksomheder sammen, som ikke kender hinanden i forvejen.</li>"
                "<li>Vi deler erfaringerne åbent, også når noget ikke virkede.</li></ul>"
                "<h2>Regionale netværk</h2><p>Det meste byggeri er lokalt. Derfor samarbejder vi "
                "med partnere rundt om i landet om netværk, hvor virksomheder fra samme egn kan "
                "mødes.</p>",
            }
        ],
    },
    "en": {
        "title": "About InnoBYG",
        "slug": "about-innobyg",
        "show_in_menus": True,
        "search_description": "Who InnoBYG is, and how the network works.",
        "introduction": "InnoBYG is the Danish innovation network for sustainable building. We "
        "bring those who build together with those who know something new about building.",
        "body": [
            {
                "type": "text",
                "value": "<h2>Why we exist</h2><p>Building takes a lot of materials and a lot of "
                "energy. Most of the trade is small and medium-sized companies, and few of them "
                "have a development department. They need a place to try out new solutions "
                "together with others.</p><h2>How we work</h2><ul>"
                "<li>We hold meetings where the participants do the work.</li>"
                "<li>We bring companies together that did not know each other before.</li>"
                "<li>We share what we learn openly, also when something did not work.</li></ul>"
                "<h2>Regional networks</h2><p>Most building is local. That is why we work with "
                "partners around the country on networks where companies from the same area can "
                "meet.</p>",
            }
        ],
    },
}

CONTACT: dict[str, dict[str, Any]] = {
    "da": {
        "title": "Kontakt",
        "slug": "kontakt",
        "show_in_menus": True,
        "search_description": "Skriv til InnoBYG.",
        "introduction": "Skriv til os, hvis du vil være med i et netværk, foreslå et møde eller "
        "har en idé, du mangler en partner til.",
        "body": [
            {
                "type": "text",
                "value": '<h2>Sekretariatet</h2><p><a href="mailto:innobyg@example.org">'
                "innobyg@example.org</a></p><p>Vi svarer som regel samme dag. Vil du til et af "
                "vores møder, finder du dem under netværkene.</p>",
            }
        ],
    },
    "en": {
        "title": "Contact",
        "slug": "contact",
        "show_in_menus": True,
        "search_description": "Write to InnoBYG.",
        "introduction": "Write to us if you would like to join a network, suggest a meeting, or "
        "have an idea and need a partner for it.",
        "body": [
            {
                "type": "text",
                "value": '<h2>The secretariat</h2><p><a href="mailto:innobyg@example.org">'
                "innobyg@example.org</a></p><p>We usually answer the same day. Our meetings are "
                "listed under the networks.</p>",
            }
        ],
    },
}

FOOTER: dict[str, dict[str, str]] = {
    "da": {
        "about": "Danmarks innovationsnetværk for bæredygtigt byggeri.",
        "address": "InnoBYG\nTeknologisk Institut\nGregersensvej\n2630 Taastrup",
        "email": "innobyg@example.org",
    },
    "en": {
        "about": "Denmark's innovation network for sustainable building.",
        "address": "InnoBYG\nDanish Technological Institute\nGregersensvej\n2630 Taastrup\nDenmark",
        "email": "innobyg@example.org",
    },
}
