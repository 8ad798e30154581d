"""The rule of the two-domain gate, of plain values: which voices suffice, and which sentences say what is missing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domains.rules import NEEDED, SAFETY, SOCIAL, Voice, missing_voices, obstacles_to_joint_fixing
from familienetwerk.accounts.models import PolicyDomain

voices = st.builds(
    Voice,
    organisation=st.text(max_size=5),
    policy_domain=st.sampled_from(PolicyDomain.values),
    has_contributed=st.booleans(),
    agrees=st.sampled_from([True, False, None]),
)


def a_voice(domain: str, *, contributed: bool = True, agrees: bool | None = True) -> Voice:
    return Voice(organisation=domain, policy_domain=domain, has_contributed=contributed, agrees=agrees)


def obstacles(*given_voices: Voice, exception: bool = False) -> list[str]:
    return obstacles_to_joint_fixing(given_voices, what="het plan", exception=exception)


@pytest.mark.parametrize(
    ("contributed", "agrees", "sentence"),
    [
        (True, True, None),
        (True, False, "Nog geen organisatie uit het domein sociaal is akkoord met het plan."),
        (True, None, "Nog geen organisatie uit het domein sociaal is akkoord met het plan."),
        (False, True, "Er is nog geen bijdrage uit het domein sociaal."),
        (False, None, "Er is nog geen bijdrage uit het domein sociaal."),
    ],
)
def test_social_contributes_and_agrees(contributed, agrees, sentence):
    said = obstacles(a_voice(SAFETY), a_voice(SOCIAL, contributed=contributed, agrees=agrees))

    assert said == ([sentence] if sentence else [])


@given(st.lists(voices))
def test_it_opens_exactly_when_each_needed_domain_has_a_voice_that_contributed_and_agrees(said):
    complete = {voice.policy_domain for voice in said if voice.has_contributed and voice.agrees}

    assert (obstacles(*said) == []) == (set(NEEDED) <= complete)


@given(st.lists(voices))
def test_the_order_and_repetition_of_voices_do_not_matter(said):
    assert obstacles(*said) == obstacles(*reversed(said)) == obstacles(*said, *said)


@given(st.lists(voices), voices)
def test_another_voice_never_closes_what_was_open(said, another):
    before = {(missing.policy_domain) for missing in missing_voices(said)}
    after = {(missing.policy_domain) for missing in missing_voices([*said, another])}

    assert after <= before


@given(st.lists(voices))
def test_each_domain_is_missed_at_most_once(said):
    missed = [missing.policy_domain for missing in missing_voices(said)]

    assert len(missed) == len(set(missed)) == len(obstacles(*said))


@given(st.lists(voices))
def test_an_exception_opens_it_and_leaves_to_be_said_what_is_missing(said):
    assert obstacles(*said, exception=True) == []
    assert len(missing_voices(said)) == len(obstacles(*said))


@given(st.lists(voices.filter(lambda voice: voice.policy_domain not in NEEDED)))
def test_no_other_domain_stands_in(said):
    assert len(obstacles(*said)) == len(NEEDED)
