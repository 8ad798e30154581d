"""Wilg: an intake that began today. Nobody answered yet."""

from cases.models import MembershipReason, Nature, Urgency
from familienetwerk.demo.network import MAN, WOMAN, Kin
from familienetwerk.demo.story import Saw, begin_intake
from familienetwerk.demo.town import Town

FAMILY = [
    Kin("milan", "Milan Ravenhorst", MAN, 17, MembershipReason.INDEX, "De wijkagent sprak hem drie keer in een maand."),
    Kin("petra", "Petra Ravenhorst", WOMAN, 44, MembershipReason.PARENT, "Zijn moeder. Hij woont bij haar."),
]


def tell(town: Town) -> None:
    begin_intake(
        town,
        name="Wilg",
        by="anna",
        days_ago=0,
        signal=6,
        bringing="police",
        urgency=Urgency.NORMAL,
        family=FAMILY,
        about=2,
        saw=[
            Saw(Nature.FACT, "Milan reed ’s nachts mee in een gestolen auto. Hij is gehoord.", 6, "police"),
            Saw(
                Nature.STATEMENT,
                "Zijn moeder zegt dat zij geen grip meer heeft op wie er thuis komt.",
                4,
                "police",
                "moeder",
            ),
            Saw(Nature.CONCERN, "Er slapen vaak oudere mannen in huis. Niemand weet wie zij zijn.", 2, "team_north"),
        ],
        asked=["police", "team_north", "attendance", "income", "veilig_thuis", "housing"],
    )
