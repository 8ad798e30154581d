"""The catalogue file comes into the database whole, as often as one likes, and nothing that is in use goes away."""

from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.core.management import CommandError, call_command

from interventions import catalogue
from interventions.catalogue_file import CATALOGUE, SAFE_LOADER, CatalogueIsWrong
from interventions.models import CardLine, CardStep, CombinationRule, HesitanceReason, InterventionType, NotUsedReason

pytestmark = pytest.mark.django_db

THE_FILE = yaml.load(CATALOGUE.read_text(encoding="utf-8"), Loader=SAFE_LOADER)
type Change = Callable[[dict[str, Any]], object]


@pytest.fixture
def a_file(tmp_path: Path) -> Callable[..., Path]:
    """A catalogue file of three cards and what they need, changed by the test."""

    def make(change: Change = lambda content: None) -> Path:
        content = deepcopy(THE_FILE)
        content["interventions"] = [card | {"combined_with": []} for card in content["interventions"][:3]]
        content["combination_rules"] = [
            {"code": "C01", "strength": "MUST", "when": "Bij een sluiting", "then": "Kindcheck", "basis": "IVRK 3"}
        ]
        change(content)
        path = tmp_path / "catalogue.yaml"
        path.write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
        return path

    return make


def test_brings_all_112_interventions_with_their_steps_and_reasons():
    catalogue.load()

    assert InterventionType.objects.current().count() == 112
    assert CardStep.objects.count() == 943
    assert CombinationRule.objects.count() == 20
    assert HesitanceReason.objects.current().count() == 21
    assert NotUsedReason.objects.current().count() == 22


def test_every_card_says_on_which_article_it_rests_and_when_it_may():
    catalogue.load()

    lines = {card.key: card.lines_by_heading() for card in InterventionType.objects.with_card()}

    assert len(lines) == 112
    assert [key for key, said in lines.items() if not (said["legal_basis"] and said["condition"])] == []


def test_whatever_is_not_verified_says_what_is_doubted():
    catalogue.load()

    silent = InterventionType.objects.filter(is_verified=False).exclude(lines__kind="DOUBT")

    assert InterventionType.objects.filter(is_verified=True).count() == 99
    assert list(silent) == []


def test_a_second_time_changes_nothing():
    catalogue.load()
    before = list(InterventionType.objects.values()), list(CardLine.objects.values())

    changes = catalogue.load()

    assert not changes
    assert (list(InterventionType.objects.values()), list(CardLine.objects.values())) == before


def test_a_card_that_left_the_file_is_archived_and_keeps_its_text(a_file):
    catalogue.load(a_file())

    changes = catalogue.load(a_file(lambda content: content["interventions"].pop()))

    gone = InterventionType.objects.get(key="closure_174a_a_nuisance")
    assert str(changes) == "0 nieuw, 0 bijgewerkt, 1 gearchiveerd"
    assert gone.is_archived
    assert gone.lines.exists()


def test_a_card_that_comes_back_is_current_again(a_file):
    catalogue.load(a_file())
    catalogue.load(a_file(lambda content: content["interventions"].pop()))

    catalogue.load(a_file())

    assert InterventionType.objects.current().count() == 3


def test_a_changed_name_keeps_the_card(a_file):
    catalogue.load(a_file())
    card = InterventionType.objects.get(key="closure_13b_drugs")

    changes = catalogue.load(a_file(lambda content: content["interventions"][0].update(name="Sluiting bij drugs")))

    card.refresh_from_db()
    assert card.name == "Sluiting bij drugs"
    assert changes.updated == 1


def test_a_changed_condition_replaces_only_that_sentence(a_file):
    catalogue.load(a_file())
    kept = set(CardLine.objects.values_list("pk", flat=True))

    catalogue.load(a_file(lambda content: content["interventions"][0]["conditions"].__setitem__(0, "Er zijn drugs")))

    assert len(kept - set(CardLine.objects.values_list("pk", flat=True))) == 1
    assert InterventionType.objects.search("er zijn drugs").get(key="closure_13b_drugs")


def test_a_reason_that_left_the_file_is_archived(a_file):
    catalogue.load(a_file())

    catalogue.load(a_file(lambda content: content["not_used_reasons"].pop()))

    assert NotUsedReason.objects.get(code="N22").is_archived


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (lambda content: content.pop("sources"), "onderdeel “sources” ontbreekt of is leeg"),
        (lambda content: content.update(extra=1), "onbekend onderdeel “extra”"),
        (lambda content: first(content).pop("name"), "interventions 1 (closure_13b_drugs): veld “name” ontbreekt"),
        (lambda content: first(content).update(naam="x"), "onbekend veld “naam”"),
        (
            lambda content: first(content).update(verified="misschien"),
            "“misschien” is niet goed, hier hoort true of false",
        ),
        (lambda content: first(content).update(conditions="drugs"), "conditions: hier hoort een lijst van teksten"),
        (lambda content: first(content).update(steps=[{"standard": "nap"}]), "standaardstap “nap” bestaat niet"),
        (lambda content: first(content).update(sources=["nergens"]), "sources: “nergens” bestaat niet"),
        (lambda content: first(content).update(combined_with=["niets"]), "combined_with: “niets” bestaat niet"),
        (lambda content: first(content).update(hesitance_reasons=["R01", "R01"]), "“R01” staat er 2 keer"),
        (
            lambda content: first(content)["steps"].append({"name": "x", "deadline_rule": "nooit"}),
            "steps: “nooit” bestaat niet",
        ),
        (lambda content: first(content).update(kind="ANDERS"), "kind: Waarde 'ANDERS' is geen geldige keuze."),
        (lambda content: first(content).update(deciding_bodies=["KONING"]), "deciding_bodies:"),
        (lambda content: first(content).update(name="x" * 200), "name: "),
        (lambda content: content["interventions"].append(first(content)), "“closure_13b_drugs” staat er 2 keer"),
        (lambda content: content["sources"][0].update(address="nergens"), "address: "),
    ],
)
def test_a_broken_file_is_refused_with_a_sentence_and_changes_nothing(a_file, change, problem):
    with pytest.raises(CatalogueIsWrong) as refused:
        catalogue.load(a_file(change))

    assert problem in str(refused.value)
    assert not InterventionType.objects.exists()


def first(content: dict[str, Any]) -> dict[str, Any]:
    card: dict[str, Any] = content["interventions"][0]
    return card


def test_a_file_that_is_no_yaml_is_refused(tmp_path):
    path = tmp_path / "catalogue.yaml"
    path.write_text("interventions: [", encoding="utf-8")

    with pytest.raises(CatalogueIsWrong, match="geen geldige yaml"):
        catalogue.load(path)


def test_the_command_says_what_it_did(capsys):
    call_command("load_catalogue")
    call_command("load_catalogue")

    said = [line for line in capsys.readouterr().out.splitlines() if not line.startswith("Leefgebieden")]
    first_time, second_time = said
    assert first_time == "Catalogus van interventies: 347 nieuw, 0 bijgewerkt, 0 gearchiveerd."
    assert second_time == "Catalogus van interventies: alles staat er al."


def test_the_command_fails_with_the_problems_of_the_file(monkeypatch):
    def refuse() -> None:
        raise CatalogueIsWrong(["kaart 3 is leeg"])

    monkeypatch.setattr("interventions.catalogue.load", refuse)

    with pytest.raises(CommandError, match="kaart 3 is leeg"):
        call_command("load_catalogue")
