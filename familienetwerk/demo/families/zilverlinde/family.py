"""The people of Zilverlinde: 14 of them, three generations, three households."""

from cases.models import Certainty, MemberRole, MembershipReason, RelationKind, RelationQuality
from familienetwerk.demo.network import MAN, WOMAN, House, Kin, Tie, children

WHY, ROLE, KIND = MembershipReason, MemberRole, RelationKind

FAMILY = [
    Kin(
        "kevin",
        "Kevin Veldrinck",
        MAN,
        23,
        WHY.INDEX,
        "Om hem gaat het eerste signaal.",
        (ROLE.SUSPECT, ROLE.VICTIM_EXPLOITATION),
        informed=90,
    ),
    Kin(
        "sandra",
        "Sandra Bazuyn",
        WOMAN,
        47,
        WHY.PARENT,
        "Moeder van vier kinderen.",
        (ROLE.VICTIM_VIOLENCE,),
        informed=90,
    ),
    Kin("marco", "Marco Veldrinck", MAN, 50, WHY.PARENT, "Vader. Hij stuurt zijn zoon aan.", (ROLE.CONVICTED,)),
    Kin("gerrit", "Gerrit Veldrinck", MAN, 75, WHY.RELATIVE, "Opa, overleden.", died=2600),
    Kin(
        "ria", "Ria Osterhaal", WOMAN, 71, WHY.PROTECTIVE, "Oma. Naomi woont bij haar.", (ROLE.PROTECTIVE,), informed=85
    ),
    Kin("beata", "Beata Łazieńska", WOMAN, 38, WHY.PARTNER, "Partner van Marco.", informed=80),
    Kin("monique", "Monique Veldrinck", WOMAN, 44, WHY.RELATIVE, "Zus van Marco, pleegmoeder van Noor.", informed=80),
    Kin("ruud", "Ruud Hammink", MAN, 48, WHY.RELATIVE, "Mogelijk de vader van Sem.", is_age_estimated=True),
    Kin(
        "naomi", "Naomi Veldrinck", WOMAN, 17, WHY.SIBLING, "Zij ging zelf bij oma wonen.", (ROLE.WITNESS,), informed=85
    ),
    Kin(
        "jesse", "Jesse Veldrinck", MAN, 14, WHY.CHILD_AT_RISK, "Hij loopt met Kevin mee.", (ROLE.VICTIM_EXPLOITATION,)
    ),
    Kin("luca", "Luca Veldrinck", MAN, 14, WHY.CHILD_AT_RISK, "Tweelingbroer van Jesse."),
    Kin("zoe", "Zoë Veldrinck", WOMAN, 7, WHY.CHILD_AT_RISK, "Halfzusje, dochter van Beata."),
    Kin("sem", "Sem Hammink", MAN, 12, WHY.CHILD_AT_RISK, "Neefje, woont bij oma."),
    Kin("noor", "Noor IJsvogel", WOMAN, 10, WHY.CHILD_AT_RISK, "Pleegkind van Monique."),
]

HOUSES = [
    House("Huis Lindehof", "Lindehof 12", ("ria", "monique", "naomi", "sem", "noor")),
    House("Huis Havenkade", "Havenkade 8", ("marco", "beata", "zoe")),
    House("Huis Gildestraat", "Gildestraat 31", ("sandra", "kevin", "jesse", "luca")),
]

TIES = [
    Tie("gerrit", "ria", KIND.MARRIED, since=52),
    Tie("marco", "sandra", KIND.MARRIED, since=24, until=9, quality=RelationQuality.CONFLICT),
    Tie("marco", "beata", KIND.COHABITING, since=8, certainty=Certainty.STATED, source="Beata"),
    Tie("monique", "ruud", KIND.PARTNER, since=15, until=6, certainty=Certainty.STATED, source="Monique"),
    *children("marco", "monique", of=["gerrit", "ria"]),
    *children("kevin", "naomi", "jesse", "luca", of=["marco", "sandra"]),
    *children("zoe", of=["marco", "beata"]),
    *children("sem", of=["monique"]),
    *children("noor", of=["monique"], kind=KIND.FOSTER_PARENT),
    Tie("ruud", "sem", KIND.PARENT, certainty=Certainty.PRESUMED, source="Monique"),
    Tie("ria", "naomi", KIND.GRANDPARENT, quality=RelationQuality.CLOSE, source="Naomi"),
    Tie("kevin", "naomi", KIND.SIBLING, quality=RelationQuality.BROKEN, source="Naomi"),
]
