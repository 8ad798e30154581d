"""Bram of the police: what is asked of him, what he does in a plan, and what of care stays with care."""

SHOW_CASE = "Kornoelje"


def test_answers_that_nothing_is_known_with_one_click(visit):
    bram = visit("bram")

    bram.follow("Vragen aan mijn organisatie")
    bram.page.get_by_role("link", name="Antwoord op de vraag").first.click()
    bram.looks_right()
    bram.press("Niet bekend bij ons")

    bram.sees("Uw antwoord is bewaard.")


def test_says_how_his_action_goes(visit):
    bram = visit("bram")

    bram.open("/casussen/")
    bram.follow(SHOW_CASE)
    bram.follow("Plan van aanpak")
    bram.page.get_by_role("row", name="Kom elke week onverwacht langs").get_by_role("link").first.click()
    bram.looks_right()
    bram.page.get_by_label("Klaar", exact=True).check()
    bram.press("Bewaar")

    bram.sees("Klaar")


def test_looks_at_the_network_and_reads_it_in_words(visit):
    bram = visit("bram")

    bram.open("/casussen/")
    bram.follow(SHOW_CASE)
    bram.follow("Gezin")
    bram.sees("Wieldraaijer")
    bram.page.goto(f"{bram.page.url}beeld/")
    bram.looks_right()

    bram.sees("Hetzelfde in woorden")


def test_of_a_confidential_assessment_he_reads_the_shared_conclusion_only(visit):
    bram = visit("bram")

    bram.open("/casussen/")
    bram.follow(SHOW_CASE)
    bram.follow("Beoordelingen")

    bram.sees("U ziet alleen dat")
    bram.sees("Şule heeft tijd en steun nodig.")
    bram.does_not_see("Geestelijke gezondheid")


def test_may_not_decide(visit):
    bram = visit("bram")

    bram.open("/casussen/")
    bram.follow(SHOW_CASE)
    answer = bram.page.goto(f"{bram.page.url}afsluiten/")

    assert answer.status == 403
    bram.looks_right()
