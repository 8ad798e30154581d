"""Paul checks who looked at what. He sees lines of the log, never a family."""


def test_reads_who_did_what_and_finds_his_own_reading_in_it(visit):
    paul = visit("paul")

    paul.follow("Logboek")
    paul.sees("Paul")
    paul.page.get_by_label("Wat", exact=True).select_option("CASE_VIEWED")
    paul.press("Toon")
    paul.does_not_see("Wieldraaijer")
    paul.follow("Wis filters")
    paul.page.get_by_label("Casusnummer").fill("2026-0008")
    paul.press("Toon")

    paul.sees("2026-0008")


def test_a_wrong_day_is_said_where_it_was_typed(visit):
    paul = visit("paul")

    paul.follow("Logboek")
    paul.page.get_by_label("Vanaf").fill("31-02-2026")
    paul.press("Toon")

    paul.sees("De dag 31 bestaat niet")


def test_opens_no_case_and_no_figures(visit):
    paul = visit("paul")

    assert paul.page.goto(f"{paul.site}/casussen/12/").status == 404
    assert paul.page.goto(f"{paul.site}/rapportage/").status == 403
