"""The people of Kornoelje: 25 of them, three generations, four households, a friend and a business contact."""

from cases.models import Certainty, Gender, MemberRole, MembershipReason, RelationKind, RelationQuality
from familienetwerk.demo.network import MAN, WOMAN, House, Kin, Tie, children

WHY, ROLE, KIND = MembershipReason, MemberRole, RelationKind
AT_SCHOOL = "Een van de kinderen over wie school of jeugdbescherming zorgen heeft."

FAMILY = [
    Kin(
        "peter",
        "Peter Wieldraaijer",
        MAN,
        47,
        WHY.INDEX,
        "Hij stuurt volgens de politie de handel aan, en werd vroeger zelf geslagen.",
        (ROLE.CONVICTED, ROLE.SUSPECT, ROLE.VICTIM_VIOLENCE),
        informed=170,
    ),
    Kin(
        "sule",
        "Şule Yıldız",
        WOMAN,
        42,
        WHY.PARENT,
        "Moeder van vijf kinderen. Zij vroeg om hulp.",
        (ROLE.VICTIM_VIOLENCE, ROLE.PROTECTIVE),
        informed=170,
    ),
    Kin(
        "emir",
        "Emir Wieldraaijer",
        MAN,
        16,
        WHY.CHILD_AT_RISK,
        "Hij brengt pakketjes weg en gaat weinig naar school.",
        (ROLE.SUSPECT, ROLE.VICTIM_EXPLOITATION),
        informed=140,
    ),
    Kin("harm", "Harm Wieldraaijer", MAN, 78, WHY.RELATIVE, "Opa. Met hem begon het verhaal.", died=2000),
    Kin(
        "jannie", "Jannie Ooievaar", WOMAN, 76, WHY.PROTECTIVE, "Oma. Iedereen komt bij haar eten.", (ROLE.PROTECTIVE,)
    ),
    Kin(
        "ton", "Ton Wieldraaijer", MAN, 55, WHY.SIBLING, "Oudste broer, met een autobedrijf.", (ROLE.SUSPECT,), review=3
    ),
    Kin("corrie", "Corrie de Groot-Kuipers", WOMAN, 53, WHY.RELATIVE, "Vrouw van Ton. Zij doet de boekhouding."),
    Kin("wilma", "Wilma Wieldraaijer", WOMAN, 52, WHY.PROTECTIVE, "Zus. Zij vangt kinderen op.", (ROLE.PROTECTIVE,)),
    Kin("dirk", "Dirk van der Meijden", MAN, 56, WHY.RELATIVE, "Man van Wilma. Hij werkt en heeft geen strafblad."),
    Kin("ineke", "Ineke Vroomans", WOMAN, 46, WHY.PARENT, "Moeder van Mike en Demi.", (ROLE.VICTIM_VIOLENCE,)),
    Kin("roy", "Roy Wieldraaijer", MAN, 32, WHY.RELATIVE, "Zoon van Ton. Hij bewaart spullen.", (ROLE.CONVICTED,)),
    Kin("danielle", "Daniëlle Wieldraaijer", WOMAN, 29, WHY.RELATIVE, "Dochter van Ton. Zij wil verhuizen."),
    Kin("bianca", "Bianca van der Meijden", WOMAN, 31, WHY.PROTECTIVE, "Nicht. Zij past op de jongste kinderen."),
    Kin("jordy", "Jordy van der Meijden", MAN, 27, WHY.RELATIVE, "Neef. Hij is gestopt en werkt in de bouw."),
    Kin(
        "mike",
        "Mike Wieldraaijer",
        MAN,
        23,
        WHY.SIBLING,
        "Oudste zoon van Peter. Onder toezicht van de reclassering.",
        (ROLE.CONVICTED, ROLE.VICTIM_EXPLOITATION),
        informed=150,
    ),
    Kin(
        "demi",
        "Demi Wieldraaijer",
        WOMAN,
        19,
        WHY.SIBLING,
        "Zij zag geweld thuis en helpt nu haar broertjes.",
        (ROLE.WITNESS,),
        postponed=6,
        postponed_why="Zij is bang. Sanne vertelt het haar als zij een eigen kamer heeft.",
    ),
    Kin("lina", "Lina Wieldraaijer", WOMAN, 13, WHY.CHILD_AT_RISK, AT_SCHOOL),
    Kin("aylin", "Aylin Wieldraaijer", WOMAN, 7, WHY.CHILD_AT_RISK, AT_SCHOOL),
    Kin("priscilla", "Priscilla Boon", WOMAN, 30, WHY.PARTNER, "Partner van Roy.", (ROLE.VICTIM_VIOLENCE,)),
    Kin("tygo", "Tygo Wieldraaijer", MAN, 10, WHY.CHILD_AT_RISK, AT_SCHOOL),
    Kin("fenna", "Fenna Wieldraaijer", WOMAN, 6, WHY.CHILD_AT_RISK, AT_SCHOOL),
    Kin(
        "bo",
        "Bo van der Meijden",
        Gender.OTHER,
        15,
        WHY.RELATIVE,
        "Bij Wilma en Dirk geadopteerd. Gaat goed op school.",
    ),
    Kin("kyra", "Kyra Boon", WOMAN, 14, WHY.CHILD_AT_RISK, "Zusje van Priscilla, als pleegkind bij Wilma."),
    Kin(
        "ricardo",
        "Ricardo",
        MAN,
        33,
        WHY.NETWORK_CONTACT,
        "Achternaam onbekend. Hij haalt Mike op.",
        (ROLE.SUSPECT,),
        is_age_estimated=True,
        postponed=20,
        postponed_why="Wij weten nog niet wie hij is.",
    ),
    Kin("anton", "Anton Hekkers", MAN, 57, WHY.NETWORK_CONTACT, "Hij is samen met Ton eigenaar van het autobedrijf."),
]

HOUSES = [
    House("Huis Dijkweg", "Dijkweg 4", ("jannie", "peter", "sule", "emir", "lina", "aylin", "tygo", "fenna")),
    House("Huis Molenpad", "Molenpad 21", ("ton", "corrie", "danielle")),
    House("Huis Kastanjelaan", "Kastanjelaan 77", ("wilma", "dirk", "jordy", "bo", "kyra")),
    House("Huis Stationsplein", "Stationsplein 3b", ("roy", "priscilla", "mike")),
]

TIES = [
    Tie("harm", "jannie", KIND.MARRIED, since=57, until=5),
    Tie("ton", "corrie", KIND.MARRIED, since=33),
    Tie("wilma", "dirk", KIND.MARRIED, since=32),
    Tie("peter", "ineke", KIND.MARRIED, since=25, until=18, quality=RelationQuality.BROKEN),
    Tie("peter", "sule", KIND.COHABITING, since=17, quality=RelationQuality.COERCIVE, source="Şule, in een gesprek"),
    Tie(
        "roy",
        "priscilla",
        KIND.COHABITING,
        since=6,
        quality=RelationQuality.CONFLICT,
        certainty=Certainty.STATED,
        source="Priscilla, in een gesprek",
    ),
    *children("ton", "wilma", "peter", of=["harm", "jannie"]),
    *children("roy", "danielle", of=["ton", "corrie"]),
    *children("bianca", "jordy", of=["wilma", "dirk"]),
    *children("bo", of=["wilma", "dirk"], kind=KIND.ADOPTIVE_PARENT),
    *children("kyra", of=["wilma"], kind=KIND.FOSTER_PARENT),
    *children("mike", "demi", of=["peter", "ineke"]),
    *children("emir", "lina", "aylin", "tygo", "fenna", of=["peter", "sule"]),
    Tie("sule", "demi", KIND.STEP_PARENT, since=17, quality=RelationQuality.CLOSE, source="Demi"),
    Tie("priscilla", "kyra", KIND.SIBLING, quality=RelationQuality.CLOSE),
    Tie("ton", "kyra", KIND.GUARDIAN, since=4, source="Uitspraak van de rechtbank"),
    Tie("ton", "peter", KIND.SIBLING, quality=RelationQuality.CONFLICT, source="Wijkagent"),
    Tie("jannie", "demi", KIND.GRANDPARENT, quality=RelationQuality.CLOSE, source="Demi"),
    Tie(
        "mike",
        "ricardo",
        KIND.FRIEND,
        since=2,
        quality=RelationQuality.CLOSE,
        certainty=Certainty.PRESUMED,
        source="Waarneming van de wijkagent",
    ),
    Tie("ton", "anton", KIND.BUSINESS, since=9, certainty=Certainty.STATED, source="Kamer van Koophandel"),
]

# Of every child somebody says how safe it is, three times: at the start, halfway and now.
SAFETY_OF_CHILDREN = {
    150: {"emir": 1, "lina": 2, "aylin": 3, "tygo": 3, "fenna": 3, "bo": 4, "kyra": 3},
    80: {"emir": 2, "lina": 2, "aylin": 3, "tygo": 3, "fenna": 3},
    14: {"emir": 3, "lina": 4, "aylin": 4, "tygo": 4, "fenna": 4, "kyra": 4},
}
