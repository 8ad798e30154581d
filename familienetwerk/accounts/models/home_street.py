"""In which street somebody lives, for one question: whether somebody in a case that was opened lives there too."""

from django.db import models

from familienetwerk.accounts.models.user import User


class HomeStreet(models.Model):
    """Keyed hashes and nothing else: nobody reads which street it is, here or on any page. Given by oneself, or not."""

    user = models.OneToOneField(User, models.CASCADE, primary_key=True, related_name="home_street")
    street_mark = models.BinaryField("straat", max_length=32)
    near_mark = models.BinaryField("straat en cijfers van de postcode", max_length=32)
    given_on = models.DateField("ingevuld op")

    class Meta:
        verbose_name = "straat van een medewerker"

    def __str__(self) -> str:
        return f"straat van account {self.pk}"
