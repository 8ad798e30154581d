"""Two invented families as plain data: one of 14, and one of 25 over three generations and four households."""

from datetime import date

from cases.genogram import Certainty, Household, Kind, Network, Organisation, Person, Quality, Relation, Sex, Side

TODAY = date(2026, 11, 23)
MAN, WOMAN = Sex.MALE, Sex.FEMALE


def a_person(key: str, name: str, sex: Sex = Sex.UNKNOWN, born: str = "", **facts: object) -> Person:
    given, _, family = name.partition(" ")
    return Person(
        id=key,
        given_name=given,
        family_name=family,
        sex=sex,
        born=date.fromisoformat(born) if born else None,
        href=f"/casussen/147/gezin/{key}/",
        **facts,  # type: ignore[arg-type]
    )


def parents_of(children: list[str], *parents: str, kind: Kind = Kind.PARENT, **facts: object) -> list[Relation]:
    return [
        Relation(who=parent, whom=child, kind=kind, **facts)  # type: ignore[arg-type]
        for child in children
        for parent in parents
    ]


def a_family_of_14() -> Network:
    """Zilverlinde: three generations, three households."""
    people = [
        a_person("1", "Gerrit Veldrinck", MAN, "1951-04-17", died=date(2019, 10, 2)),
        a_person("2", "Ria Osterhaal", WOMAN, "1955-03-02"),
        a_person("3", "Marco Veldrinck", MAN, "1976-08-21"),
        a_person("4", "Sandra Bazuyn", WOMAN, "1979-01-30"),
        a_person("5", "Beata Łazieńska", WOMAN, "1988-06-11"),
        a_person("6", "Monique Veldrinck", WOMAN, "1981-12-05"),
        a_person("7", "Ruud Hammink", MAN, "1978-01-01", is_born_estimated=True),
        a_person("8", "Kevin Veldrinck", MAN, "2003-05-14", is_index=True),
        a_person("9", "Naomi Veldrinck", WOMAN, "2009-02-14"),
        a_person("10", "Jesse Veldrinck", MAN, "2012-09-09"),
        a_person("11", "Luca Veldrinck", MAN, "2012-09-10"),
        a_person("12", "Zoë Veldrinck", WOMAN, "2019-07-23"),
        a_person("13", "Sem Hammink", MAN, "2014-03-18"),
        a_person("14", "Noor IJsvogel", WOMAN, "2016-10-27"),
    ]
    relations = [
        Relation(who="1", whom="2", kind=Kind.MARRIED, since=date(1974, 5, 1), until=date(2019, 10, 2)),
        Relation(who="3", whom="4", kind=Kind.MARRIED, since=date(2002, 6, 1), until=date(2017, 3, 1)),
        Relation(who="3", whom="5", kind=Kind.COHABITING, since=date(2018, 2, 1), certainty=Certainty.STATED),
        Relation(
            who="6",
            whom="7",
            kind=Kind.PARTNER,
            since=date(2011, 1, 1),
            until=date(2020, 1, 1),
            quality=Quality.CONFLICT,
        ),
        *parents_of(["3", "6"], "1", "2"),
        *parents_of(["8", "9", "10", "11"], "3", "4"),
        *parents_of(["12"], "3", "5"),
        *parents_of(["13"], "6"),
        *parents_of(["13"], "7", certainty=Certainty.PRESUMED),
        *parents_of(["14"], "6", kind=Kind.FOSTER_PARENT),
        Relation(who="3", whom="8", kind=Kind.PARENT, quality=Quality.COERCIVE, certainty=Certainty.PRESUMED),
        Relation(who="2", whom="9", kind=Kind.GRANDPARENT, quality=Quality.CLOSE),
        Relation(who="8", whom="9", kind=Kind.SIBLING, quality=Quality.BROKEN),
    ]
    households = [
        Household(id="a", name="Lindehof 12", members=("2", "6", "9", "13", "14")),
        Household(id="b", name="Havenkade 8", members=("3", "5", "12")),
        Household(id="c", name="Gildestraat 31", members=("4", "8", "10", "11")),
    ]
    organisations = [
        Organisation(name="Politie Rivierstede", side=Side.SAFETY, people=("3", "8")),
        Organisation(name="Openbare orde", side=Side.SAFETY),
        Organisation(name="Sociaal team Noord", side=Side.SOCIAL, people=("4", "9", "10", "11")),
        Organisation(name="Jeugdbescherming Rivierland", side=Side.SOCIAL, people=("9", "10", "11", "14")),
        Organisation(name="Woonstichting Havenhuis", people=("3", "4")),
        Organisation(name="College De Wissel", people=("9", "10", "11")),
    ]
    return Network(
        name="Zilverlinde",
        people=tuple(people),
        relations=tuple(relations),
        households=tuple(households),
        organisations=tuple(organisations),
    )


def a_family_of_25() -> Network:
    """Kornoelje: three generations, four households, a friend and a business contact."""
    people = [
        a_person("1", "Harm Wieldraaijer", MAN, "1948-02-11", died=date(2021, 3, 4)),
        a_person("2", "Jannie Ooievaar", WOMAN, "1950-07-30"),
        a_person("3", "Ton Wieldraaijer", MAN, "1971-03-12"),
        a_person("4", "Carla de Groot-Kuipers", WOMAN, "1973-11-02"),
        a_person("5", "Wilma Wieldraaijer", WOMAN, "1974-09-23"),
        a_person("6", "Dirk van der Meijden", MAN, "1970-05-05"),
        a_person("7", "Peter Wieldraaijer", MAN, "1978-12-19", is_index=True),
        a_person("8", "Şule Yıldız", WOMAN, "1984-04-08"),
        a_person("9", "Ineke Vroomans", WOMAN, "1980-06-15"),
        a_person("10", "Roy Wieldraaijer", MAN, "1994-01-21"),
        a_person("11", "Daniëlle Wieldraaijer", WOMAN, "1997-08-09"),
        a_person("12", "Bianca van der Meijden", WOMAN, "1995-10-10"),
        a_person("13", "Jordy van der Meijden", MAN, "1999-02-28"),
        a_person("14", "Mike Wieldraaijer", MAN, "2003-06-06"),
        a_person("15", "Demi Wieldraaijer", WOMAN, "2007-01-17"),
        a_person("16", "Emir Wieldraaijer", MAN, "2010-05-25"),
        a_person("17", "Lina Wieldraaijer", WOMAN, "2013-09-13"),
        a_person("18", "Aylin Wieldraaijer", WOMAN, "2018-12-01"),
        a_person("19", "Priscilla Boon", WOMAN, "1996-03-03"),
        a_person("20", "Tygo Wieldraaijer", MAN, "2016-07-07"),
        a_person("21", "Fenna Wieldraaijer", WOMAN, "2019-11-30"),
        a_person("22", "Bo van der Meijden", Sex.OTHER, "2011-04-04"),
        a_person("23", "Kyra Boon", WOMAN, "2012-02-20"),
        a_person("24", "Ricardo", MAN, "1993-01-01", is_born_estimated=True),
        a_person("25", "Anton Hekkers", MAN, "1969-10-12"),
    ]
    return Network(
        name="Kornoelje",
        people=tuple(people),
        relations=tuple(relations_of_25()),
        households=(
            Household(id="a", name="Dijkweg 4", members=("2", "7", "8", "16", "17", "18", "20", "21")),
            Household(id="b", name="Molenpad 21", members=("3", "4", "11")),
            Household(id="c", name="Kastanjelaan 77", members=("5", "6", "13", "22", "23")),
            Household(id="d", name="Stationsplein 3b", members=("10", "19", "14")),
        ),
        organisations=(
            Organisation(name="Politie Waterhoek", side=Side.SAFETY, people=("7", "10", "14", "24")),
            Organisation(name="Openbare orde en veiligheid", side=Side.SAFETY),
            Organisation(name="Wijkteam Noord", side=Side.SOCIAL, people=("8", "16", "17", "18", "19")),
            Organisation(name="Leerplicht", side=Side.SOCIAL, people=("16", "17", "23")),
            Organisation(name="Reclassering", people=("7", "14")),
            Organisation(name="Woonstede", people=("3", "5", "10")),
        ),
    )


def relations_of_25() -> list[Relation]:
    return [
        Relation(who="1", whom="2", kind=Kind.MARRIED, since=date(1969, 4, 1), until=date(2021, 3, 4)),
        Relation(who="3", whom="4", kind=Kind.MARRIED, since=date(1993, 1, 1)),
        Relation(who="5", whom="6", kind=Kind.MARRIED, since=date(1994, 1, 1)),
        Relation(who="7", whom="9", kind=Kind.MARRIED, since=date(2001, 1, 1), until=date(2008, 1, 1)),
        Relation(who="7", whom="8", kind=Kind.COHABITING, since=date(2009, 1, 1)),
        Relation(who="10", whom="19", kind=Kind.COHABITING, since=date(2015, 1, 1), certainty=Certainty.STATED),
        *parents_of(["3", "5", "7"], "1", "2"),
        *parents_of(["10", "11"], "3", "4"),
        *parents_of(["12", "13"], "5", "6"),
        *parents_of(["22"], "5", "6", kind=Kind.ADOPTIVE_PARENT),
        *parents_of(["23"], "5", kind=Kind.FOSTER_PARENT, since=date(2019, 9, 1)),
        *parents_of(["14", "15"], "7", "9"),
        *parents_of(["16", "17", "18", "20", "21"], "7", "8"),
        Relation(who="8", whom="15", kind=Kind.STEP_PARENT),
        Relation(who="3", whom="23", kind=Kind.GUARDIAN),
        Relation(who="7", whom="14", kind=Kind.PARENT, quality=Quality.COERCIVE),
        Relation(who="3", whom="7", kind=Kind.SIBLING, quality=Quality.CONFLICT),
        Relation(who="2", whom="15", kind=Kind.GRANDPARENT, quality=Quality.CLOSE),
        Relation(who="14", whom="24", kind=Kind.FRIEND, certainty=Certainty.PRESUMED, quality=Quality.CLOSE),
        Relation(who="3", whom="25", kind=Kind.BUSINESS, certainty=Certainty.STATED, source="Kamer van Koophandel"),
    ]
