from wagtail_network.directory.choices import Choices


def of(**values: tuple[str, ...]) -> Choices:
    return Choices.of(values)


def test_the_same_choice_always_has_the_same_address() -> None:
    one = Choices.of({"view": ("map",), "sector": ("b", "a"), "q": ("tømrer",)})
    other = Choices.of({"q": ("tømrer",), "sector": ("b", "a"), "view": ("map",), "size": ()})
    assert one.address == other.address == "./?q=t%C3%B8mrer&sector=b&sector=a&view=map"


def test_what_is_usual_is_not_in_the_address() -> None:
    assert of(sort=("name",), view=("list",)).address == "./"
    assert of(q=("tag",), sort=("relevance",)).query == "q=tag"
    assert of(q=("tag",), sort=("name",)).query == "q=tag&sort=name"


def test_without_words_nothing_is_a_better_match() -> None:
    assert of(sort=("relevance",)).sort == "name"
    assert of(q=("tag",)).sort == "relevance"


def test_near_means_something_only_with_a_municipality() -> None:
    assert not of(near=("1",)).narrows
    choices = of(municipality=("259",), near=("1",))
    assert choices.query == "municipality=259&near=1"
    assert choices.less("municipality", "259").query == ""


def test_a_value_is_chosen_and_let_go_of_by_the_same_address() -> None:
    choices = of(size=("10",))
    assert choices.toggled("size", "2").query == "size=10&size=2"
    assert choices.toggled("size", "10").query == ""
    assert choices.without("size") == of()


def test_how_it_is_shown_narrows_nothing() -> None:
    assert not of(view=("map",), sort=("newest",)).narrows
    assert of(view=("map",)).showing == [("view", "map")]
