"""Names: of ordinary words, spelled in every way, and put together of parts."""

import pytest

NAME = "Could I have your name, please?"
SPELL = "Could you spell your last name for me?"
REASON = "What is the reason for your call today?"


@pytest.mark.parametrize(
    ("said", "redacted", "value"),
    [
        ("will may", "[NAME_1]", "Will May"),
        ("it's will may, that's me", "it's [NAME_1], that's me", "Will May"),
        ("summer winters, yeah", "[NAME_1], yeah", "Summer Winters"),
        ("Summer Winters?", "[NAME_1]?", "Summer Winters"),
        ("it's will may speaking", "it's [NAME_1] speaking", "Will May"),
        ("will may, i need help", "[NAME_1], i need help", "Will May"),
        ("robert lawson jr.", "[NAME_1] jr.", "Robert Lawson"),
        ("robert king, junior", "[NAME_1], junior", "Robert King"),
        ("maria de la rosa", "[NAME_1]", "Maria De La Rosa"),
        ("anna smith-jones", "[NAME_1]", "Anna Smith-Jones"),
    ],
)
def test_a_name_may_be_made_of_ordinary_words(talk, said, redacted, value):
    """Where a name was asked for, a given name and a surname are one; "junior" is none."""
    named = talk((NAME, said))
    assert named.last.redacted == redacted
    assert named.values == {"[NAME_1]": value}


@pytest.mark.parametrize(
    ("question", "said"),
    [
        (NAME, "i will may be late"),
        (NAME, "will driving hurt?"),
        (NAME, "Full name?"),
        (NAME, "will you?"),
        (REASON, "in summer winters are far"),
        (REASON, "it hurts in the summer, winters are fine"),
    ],
)
def test_ordinary_words_are_no_name_elsewhere(talk, question, said):
    """In a sentence, in a question and unasked they stay."""
    assert talk((question, said)).last.redacted == said


@pytest.mark.parametrize("before", [[], [(NAME, "grace hope")]], ids=["at once", "after the name"])
def test_two_names_spelled_at_once_are_one_whole_name(talk, before):
    """ "Grace is g r a c e and hope is h o p e": both spellings belong to the one name."""
    spelled = talk(*before, (SPELL, "grace is g r a c e and hope is h o p e"))
    assert spelled.last.redacted == "[NAME_1] and [NAME_1]"
    assert spelled.values == {"[NAME_1]": "Grace Hope"}


@pytest.mark.parametrize(
    ("name", "said", "value"),
    [
        ("jon king", "jon is j o h n and king is k i n g", "John King"),
        ("sara king", "sara is s a r a h and king is k i n g", "Sarah King"),
        ("grace hope", "hope is h o p e and grace is g r a c e", "Grace Hope"),
    ],
)
def test_each_of_two_spellings_tells_which_name_it_is(talk, name, said, value):
    """Though the last name was asked for, the first one may be set right, and in any order."""
    assert talk((NAME, name), (SPELL, said)).values == {"[NAME_1]": value}


@pytest.mark.parametrize(
    ("name", "said", "redacted"),
    [
        ("rose tanaka", "rose like the flower", "[NAME_1] like the flower"),
        ("will rose", "rose as in the flower", "[NAME_1] as in the flower"),
        ("summer winters", "winters, like the season", "[NAME_1], like the season"),
    ],
)
def test_a_name_is_explained_by_its_word(talk, name, said, redacted):
    """A word of the name under discussion is masked, though it is ordinary, and makes no other."""
    explained = talk((NAME, name), (SPELL, said))
    assert explained.last.redacted == redacted
    assert list(explained.values) == ["[NAME_1]"]


def test_once_the_name_is_settled_its_words_are_ordinary_again(talk):
    """Summer Winters, too, has an itch in summer."""
    later = talk((NAME, "summer winters"), (REASON, "in summer my skin itches"))
    assert later.last.redacted == "in summer my skin itches"


@pytest.mark.parametrize(
    ("name", "letters", "value"),
    [
        ("anna smith-jones", "s m i t h, hyphen, j o n e s", "Anna Smith-Jones"),
        ("anna smith-jones", "s m i t h j o n e s", "Anna Smith-Jones"),
        ("anna smith-jones", "s m y t h j o n e s", "Anna Smyth-Jones"),
        ("anna smith-jones", "j o n e s", "Anna Smith-Jones"),
        ("mary-ann king", "k i n g", "Mary-Ann King"),
        ("petrov, ivan", "p e t r o v", "Ivan Petrov"),
        ("ivan petrov", "p e t r o v", "Ivan Petrov"),
        ("my name is king, rose", "k i n g", "Rose King"),
        ("anna peterson", "ptrsn", "Anna Peterson"),
        ("karen nolan", "november oscar lima alpha november", "Karen Nolan"),
        ("karen nolan", "n as in november, o, l, a, n", "Karen Nolan"),
    ],
)
def test_a_spelled_last_name_finds_its_place(talk, name, letters, value):
    """Hyphens stay, the surname said first goes last, and "november" is a letter."""
    spelled = talk((NAME, name), (SPELL, letters))
    assert spelled.last.redacted == "[NAME_1]"
    assert spelled.values == {"[NAME_1]": value}


@pytest.mark.parametrize(
    "turns",
    [
        [(NAME, "ahmed"), ("", "first name yusuf")],
        [(NAME, "ahmed"), ("", "my first name is yusuf")],
        [(NAME, "last name ahmed, first name yusuf")],
        [(NAME, "yusuf"), ("", "last name ahmed")],
        [(NAME, "yusuf"), ("", "ahmed")],
        [(NAME, "yusuf"), (NAME, "ahmed")],
    ],
)
def test_a_first_name_said_last_goes_first(talk, turns):
    """Parts of a name join in the order that names have."""
    assert talk(*turns).values == {"[NAME_1]": "Yusuf Ahmed"}


def test_november_is_a_month_where_nothing_is_spelled(talk):
    """Only beside other words of the NATO alphabet, or as an example, it is an n."""
    assert talk((NAME, "my surgery was in november")).last.redacted.endswith("in [DATE_1]")


def test_scrub_reaches_a_fixed_point(talk):
    """Beside a new placeholder words can read as PHI that did not before: nothing is left."""
    scrubbed = talk().redactor.scrub("m road hundred road")
    assert scrubbed == "[ADDRESS_1] [ADDRESS_2]"


@pytest.mark.parametrize(
    ("name", "letters", "value"),
    [
        ("fiona bennett", "It spelled Bay-A-N-N-E-T-T.", "Fiona Bennett"),
        ("rebecca laughin", "Sure it's l a w. Less o n.", "Rebecca Lawson"),
        ("abdullahi", "A Bdu double L at h i.", "Abdullahi"),
        ("rebecca lawson", "sure, it's out, s o n", "Rebecca Lawson"),
        ("earl williams", "W-i-l-l-l-i-a-ms.", "Earl Williams"),
        ("michelle chen", "M-i-c-a-g-l-l-e, then c-h-e-n.", "Michelle Chen"),
        ("maria de la cruz", "d e, then l a, then c r u v", "Maria De La Cruz"),
        ("oluwesana", "first name o l u w e s a n a, last name a d e y e m i", "Oluwesana Adeyemi"),
    ],
)
def test_a_spelling_in_which_letters_were_misheard_mends_and_never_spoils(
    talk, name, letters, value
):
    """A letter printed as a word counts; letters that were lost do not shorten the name."""
    assert talk((NAME, name), (SPELL, letters)).values["[NAME_1]"] == value


def test_two_people_in_one_turn_are_two(talk):
    """Who calls for somebody else is not that somebody's surname."""
    said = talk((NAME, "it's for my daughter adaeze okonkwo and i'm ngozi her mother"))
    assert list(said.values.values()) == ["Adaeze Okonkwo", "Ngozi"]


def test_a_brother_whose_name_sounds_alike_is_another(talk):
    """Mario Lopez is no Maria Lopez whose name was misheard."""
    said = talk((NAME, "maria lopez"), ("And who takes care of you?", "my brother mario lopez"))
    assert list(said.values.values()) == ["Maria Lopez", "Mario Lopez"]
