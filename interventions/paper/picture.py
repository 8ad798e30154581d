"""The picture of the network on paper: without links, and with all of it in words for who cannot see it."""

from dataclasses import replace
from datetime import date

from cases.genogram import Network, Picture, draw_network, in_words


def picture_on_paper(network: Network, *, today: date) -> Picture:
    """Who works with whom stands in a table of its own, so the tags stay off."""
    people = tuple(replace(person, href="") for person in network.people)
    bare = Network(name=network.name, people=people, relations=network.relations, households=network.households)
    said = in_words(bare, today)
    title = " ".join([f"Beeld van netwerk {network.name}.", *said.people, *said.relations])
    return draw_network(bare, today=today, title=title)
