"""The matrix of need-to-know, stated by hand: who may open which page, and what answers it. A page without a row fails.

Nothing here is read from the code that guards the pages: it says what should be true of them. There is no API and no
feed beside these routes: every address of the app is a row, and an answer that is no page says so in its row. Files
leave by `pdf_file`, `documents:fetch_document`, `reports:export` and `breaches:export`.
"""
