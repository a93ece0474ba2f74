import pytest

from roombot.domain.workspace_policy import PolicyProblem, PolicyValue, Term, read_term, written


@pytest.mark.parametrize(
    ("term", "text", "value"),
    [
        (Term.RELEASE_AFTER, "0", 0),
        (Term.RELEASE_UP_TO, "1440", 1440),
        (Term.TITLES, "hidden", False),
        (Term.KEEP_UNKNOWN, "yes", True),
        (Term.LANGUAGE, "de", "de"),
        (Term.NEVER_RELEASED, "fuji, oak", ("fuji", "oak")),
        (Term.NEVER_RELEASED, "nothing", ()),
    ],
)
def test_a_term_is_read_and_written_alike(term: Term, text: str, value: PolicyValue) -> None:
    assert read_term(term, text, {"de", "en"}) == value
    assert written(term, value) == text


@pytest.mark.parametrize(
    ("term", "text", "said"),
    [
        (Term.RELEASE_AFTER, "121", "between 0 and 120"),
        (Term.RELEASE_UP_TO, "soon", "between 5 and 1440"),
        (Term.TITLES, "yes", "shown or hidden"),
        (Term.LANGUAGE, "xx", "one of de, en"),
        (Term.NEVER_RELEASED, ",".join(map(str, range(101))), "at most 100"),
    ],
)
def test_what_makes_no_sense_is_refused(term: Term, text: str, said: str) -> None:
    with pytest.raises(PolicyProblem, match=said):
        read_term(term, text, {"de", "en"})
