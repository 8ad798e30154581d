"""Fatima keeps the accounts. Nobody lets a colleague in again alone, and nobody is logged out without a word."""

from playwright.sync_api import expect

from tests.journeys.conftest import LAPTOP, PHONE

MINUTE = 60_000  # milliseconds


def test_asks_to_let_a_colleague_in_again_and_paul_says_no(visit):
    fatima = visit("fatima")
    fatima.open("/beheer/gebruikers/")
    fatima.follow("Olga")
    fatima.follow("Laat opnieuw binnen")
    fatima.press("Vraag het aan")
    fatima.sees("Hoe weet u dat het deze persoon is?")
    fatima.page.get_by_label("Ik zag deze persoon zelf").check()
    fatima.press("Vraag het aan")
    fatima.sees("Uw verzoek wacht op een tweede persoon.")
    fatima.follow("Bekijk het verzoek voor Olga")
    fatima.sees("U vroeg dit zelf aan.")

    paul = visit("paul", on=PHONE)
    paul.open("/beheer/")
    paul.follow("Bekijk het verzoek voor Olga")  # of the demo another waits already
    paul.sees("Ik zag deze persoon zelf")
    paul.press("Wijs af")

    paul.sees("Er is niets veranderd.")
    assert not paul.page.get_by_text("Olga Hazewind").count()


def test_sees_where_the_account_is_logged_in(visit):
    for window in (LAPTOP, PHONE):
        fatima = visit("fatima", on=window)

        fatima.open("/account/sessies/")

        fatima.sees("Browsers die wij kennen")


def test_is_warned_before_the_session_ends_and_stays(visit):
    fatima = visit("fatima", is_kept=False)  # the clock of its pages runs ahead
    fatima.page.clock.install()
    fatima.open("/account/")
    fatima.page.clock.fast_forward(13 * MINUTE)
    fatima.sees("Over 2 minuten loggen wij u uit. Uw tekst blijft bewaard.")
    fatima.looks_right()

    fatima.press("Blijf ingelogd")

    expect(fatima.page.get_by_role("alert")).to_be_hidden()
    fatima.page.clock.fast_forward(15 * MINUTE)
    fatima.sees("U bent uitgelogd. Uw tekst staat er nog.")


def test_the_page_is_covered_while_another_window_is_in_use(visit):
    fatima = visit("fatima")
    fatima.open("/account/")
    fatima.page.keyboard.press("Tab")
    expect(fatima.page.get_by_text("Afgedekt")).to_be_hidden()
    was = fatima.page.evaluate("document.activeElement.textContent")

    fatima.page.evaluate("document.hasFocus = () => false; dispatchEvent(new Event('blur'))")
    fatima.sees("Afgedekt, omdat u in een ander venster werkt.")
    on_top = fatima.page.evaluate("document.elementFromPoint(innerWidth / 2, innerHeight / 3).closest('.veil')?.id")
    fatima.page.evaluate("document.hasFocus = () => true; dispatchEvent(new Event('focus'))")

    assert on_top == "sluier"
    expect(fatima.page.get_by_text("Afgedekt")).to_be_hidden()
    assert fatima.page.evaluate("document.activeElement.textContent") == was


def test_works_in_one_tab_and_stays_in_the_other(visit):
    fatima = visit("fatima", is_kept=False)  # the clock of its pages runs ahead
    fatima.page.clock.install()
    fatima.open("/account/")
    fatima.page.clock.fast_forward(14 * MINUTE)
    fatima.sees("Over 2 minuten loggen wij u uit.")

    other = fatima.page.context.new_page()
    other.clock.install()
    other.clock.fast_forward(14 * MINUTE)
    other.goto(f"{fatima.site}/hulp/")

    expect(fatima.page.get_by_role("alert")).to_be_hidden()


def test_logs_out_in_another_tab_is_told_at_once_and_finds_the_text_back(visit, sessions):
    sessions.pop("fatima", None)  # a session of her own, since it ends here
    fatima = visit("fatima", is_kept=False)
    sessions.pop("fatima")
    fatima.open("/beheer/gebruikers/uitnodigen/")
    fatima.page.get_by_label("Naam", exact=True).fill("Noor Nieuw")

    other = fatima.page.context.new_page()
    other.goto(f"{fatima.site}/hulp/")
    other.get_by_role("button", name="Log uit").click()
    fatima.sees("U bent uitgelogd. Uw tekst staat er nog.")
    fatima.press("Verstuur uitnodiging")
    fatima.page.get_by_label("E-mail").fill("fatima@demo.example")
    fatima.page.get_by_label("Wachtwoord", exact=True).fill("demo")
    fatima.press("Log in")

    expect(fatima.page.get_by_label("Naam", exact=True)).to_have_value("Noor Nieuw")


def test_shows_again_who_she_is_on_a_page_that_is_right_too(visit):
    for window in (LAPTOP, PHONE):
        fatima = visit("fatima", on=window)

        fatima.open("/account/bevestigen/?next=/beheer/gebruikers/uitnodigen/")

        fatima.sees("Dit is een gevoelige handeling.")
