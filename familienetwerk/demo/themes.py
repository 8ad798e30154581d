"""What the smaller cases are about: four kinds of trouble, each with the words of both domains."""

from dataclasses import dataclass

from familienetwerk.demo.work import Aim, Do
from interventions.models import ActionKind, ActionStatus, Line


@dataclass(frozen=True, kw_only=True)
class Theme:
    street: str
    bringing: str
    first_signal: str
    why_index: str
    why_parent: str
    why_child: str
    answer_of_safety: str
    answer_of_social: str
    local_safety: str
    concern_of_safety: str
    concern_of_social: str
    strengths: str
    safety_task: str
    statement: str
    aim: str
    life_domain: str
    deed_of_safety: str
    deed_of_social: str
    words_of_family: str
    outcome: str

    def aims(self, *, due: int) -> list[Aim]:
        """One goal with a deed of each domain."""
        return [
            Aim(
                what=self.aim,
                life_domain=self.life_domain,
                target=4,
                due=due,
                do=(
                    Do(
                        what=self.deed_of_safety,
                        by="police",
                        due=due,
                        line=Line.REPRESSIVE,
                        kind=ActionKind.CRIMINAL,
                        status=ActionStatus.DONE,
                        told=-due,
                    ),
                    Do(what=self.deed_of_social, by="team_north", due=due, status=ActionStatus.DONE, told=-due),
                ),
            )
        ]


THEMES = {
    "drugs": Theme(
        street="Wulpstraat",
        bringing="police",
        first_signal="In de schuur lagen 400 gram cocaïne en een weegschaal.",
        why_index="Hij verkoopt drugs vanuit het huis van zijn moeder.",
        why_parent="Zij huurt de woning en is bang voor de klanten aan de deur.",
        why_child="Zij woont in het huis waar de handel is.",
        answer_of_safety="Wij hielden hem twee keer aan.",
        answer_of_social="Moeder kwam vorig jaar bij ons met schulden.",
        local_safety="De straat heeft last van klanten en geweld.",
        concern_of_safety="De handel gaat door na elke aanhouding. Er komt steeds meer geweld bij.",
        concern_of_social="Moeder betaalt de huur met geld van haar zoon. Haar dochter slaapt slecht.",
        strengths="Moeder wil hulp met haar geld. Haar dochter doet het goed op school.",
        safety_task="Onderzoek naar de handel",
        statement="De zoon verkoopt drugs vanuit het gezin. Het gezin leeft van dat geld en het kind is niet veilig.",
        aim="De woning is weer alleen een thuis",
        life_domain="justice",
        deed_of_safety="Wijkagent loopt elke week langs",
        deed_of_social="Moeder meldt zich bij de schuldhulp",
        words_of_family="Moeder is het eens. De zoon wilde er niet over praten.",
        outcome="De handel vanuit de woning is gestopt. Moeder lost haar schulden af.",
    ),
    "nuisance": Theme(
        street="Kievitlaan",
        bringing="housing",
        first_signal="Elf buren klaagden over bedreiging en lawaai in de portiek.",
        why_index="Hij bedreigt buren die klagen.",
        why_parent="Zij krijgt de overlast niet gestopt.",
        why_child="Zij wordt op straat aangesproken op haar broer.",
        answer_of_safety="Wij kwamen dit jaar negen keer aan de deur.",
        answer_of_social="Wij helpen moeder met opvoeden.",
        local_safety="Twee gezinnen in de portiek willen verhuizen uit angst.",
        concern_of_safety="Getuigen durven geen aangifte meer te doen.",
        concern_of_social="Moeder staat er alleen voor. Zij durft haar zoon niets te weigeren.",
        strengths="Een oom in de buurt wil helpen.",
        safety_task="Contact met de buurt",
        statement="De zoon houdt de portiek met dreiging stil. Moeder en zusje lopen vast tussen hem en de buren.",
        aim="Buren en gezin kunnen elkaar weer groeten",
        life_domain="nuisance_intimidation",
        deed_of_safety="Wijkagent spreekt met alle buren",
        deed_of_social="Elke week opvoedhulp thuis",
        words_of_family="De zoon vindt dat de buren overdrijven. Moeder is blij met de hulp.",
        outcome="Er zijn drie maanden geen meldingen. Moeder heeft steun aan haar broer.",
    ),
    "violence": Theme(
        street="Grutterhof",
        bringing="veilig_thuis",
        first_signal="Buren hoorden geschreeuw. Politie vond moeder met letsel.",
        why_index="Hij slaat en dreigt in huis en op straat.",
        why_parent="Zij is slachtoffer van het geweld van haar zoon.",
        why_child="Zij ziet het geweld thuis.",
        answer_of_safety="Er lopen twee zaken wegens mishandeling.",
        answer_of_social="De dochter komt bij onze meidengroep.",
        local_safety="Hij vecht ook in de buurt, met een groep jongeren.",
        concern_of_safety="Het geweld wordt erger en hij heeft wapens gehad.",
        concern_of_social="Moeder praat het goed uit angst. Haar dochter is vaak bij vriendinnen.",
        strengths="De dochter vertelt open wat er gebeurt. Moeder houdt afspraken met school.",
        safety_task="Aanpak van het geweld",
        statement="De zoon gebruikt geweld tegen zijn moeder en in de buurt. Moeder en zusje leven in angst.",
        aim="Moeder en dochter zijn thuis veilig",
        life_domain="domestic_relations",
        deed_of_safety="Na elke melding binnen een uur een gesprek",
        deed_of_social="Veiligheidsplan met moeder en dochter",
        words_of_family="Moeder is het eens. De zoon wil alleen praten als hij zijn kamer houdt.",
        outcome="De zoon woont begeleid. Het is thuis rustig en de dochter slaapt weer goed.",
    ),
    "money": Theme(
        street="Tureluurpad",
        bringing="income",
        first_signal="Op vijf rekeningen van het gezin kwam geld van oplichting binnen.",
        why_index="Hij gebruikt bankrekeningen van familie voor oplichting.",
        why_parent="Haar rekening is geblokkeerd. Zij kan de huur niet betalen.",
        why_child="Haar spaarrekening is ook gebruikt.",
        answer_of_safety="Er zijn veertien aangiften van oplichting.",
        answer_of_social="Moeder vroeg noodhulp aan voor eten.",
        local_safety="Hij werft ook schoolgenoten van zijn zusje.",
        concern_of_safety="Hij haalt steeds meer jongeren over om hun rekening te lenen.",
        concern_of_social="Moeder heeft geen geld voor huur en eten. Haar dochter schaamt zich.",
        strengths="Moeder werkt vier dagen in de week en wil haar zaken regelen.",
        safety_task="Onderzoek naar de oplichting",
        statement="De zoon licht mensen op met rekeningen van zijn familie. Het gezin houdt er schulden aan over.",
        aim="Moeder heeft weer een eigen rekening en betaalt haar vaste lasten",
        life_domain="finances",
        deed_of_safety="Voorlichting in de klas van de dochter",
        deed_of_social="Met moeder naar de bank en de schuldhulp",
        words_of_family="Moeder is het eens. De zoon zegt dat hij wil terugbetalen.",
        outcome="Moeder heeft een regeling. De zoon volgt een leerwerktraject.",
    ),
}
