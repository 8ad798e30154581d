"""A case with somebody of each side at the table, and a folder of its own for the files."""

import io
from datetime import date
from typing import Any

import pytest

from cases.models import Audience, Case, Regime
from documents import actions
from documents.models import Category, Document
from familienetwerk.accounts.models import User
from tests.documents.files import a_pdf
from tests.factories import a_case, an_involvement, anna, bram, sanne


@pytest.fixture
def folder(settings, tmp_path):
    settings.DOCUMENTS_ROOT = str(tmp_path)
    return tmp_path


@pytest.fixture
def director(db) -> User:
    return anna()


@pytest.fixture
def case(director, folder) -> Case:
    return a_case(coordinator=director)


@pytest.fixture
def police(case) -> User:
    partner = bram()
    an_involvement(case, partner)
    return partner


@pytest.fixture
def team(case) -> User:
    partner = sanne()
    an_involvement(case, partner)
    return partner


def a_document(case: Case, by: User, *, name: str = "verslag.pdf", content: bytes = b"", **fields: Any) -> Document:
    about = {
        "title": "Gespreksverslag",
        "category": Category.REPORT,
        "dated_on": date(2026, 11, 12),
        "description": "",
        "member": None,
    }
    for_whom = {"audience": Audience.ALL_INVOLVED, "regime": Regime.AVG, "named": []}
    told = {name: fields.pop(name, value) for name, value in for_whom.items()}
    return actions.add_document(case, name, io.BytesIO(content or a_pdf()), by=by, for_whom=told, **about | fields)
