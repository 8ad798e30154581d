"""What a page answers to GET, and to a form that is sent empty; also where a redirect leads and what kind a file is."""

type Answer = tuple[str, str]

PAGE: Answer = ("200", "405")  # there to read
FORM: Answer = ("200", "422")  # sent empty, it says what is missing
AGAIN: Answer = ("200", "200")  # sent empty, it is there again
NOT_THERE: Answer = ("404", "404")  # no such row here, or none of one's own
REFUSES: Answer = ("403", "403")  # of another organisation, or fixed: a plan that was adopted stays as it is
SPREADSHEET: Answer = ("200 application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "405")

REFUSED, UNKNOWN, WRONG_METHOD = "403", "404", "405"
