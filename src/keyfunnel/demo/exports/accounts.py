"""``accounts.csv``, ``contacts.csv`` and ``products.csv``."""

from dataclasses import dataclass

import numpy as np

from keyfunnel.demo.arrays import Column, Random, lognormal, text, where
from keyfunnel.demo.clock import days
from keyfunnel.demo.market import COUNTRIES, EMPLOYEES, INDUSTRIES, PRODUCTS, SEGMENTS
from keyfunnel.demo.names import DECIDES, TITLES, addresses, companies, domains, full_names, people, phones
from keyfunnel.demo.numbers import Numbers, keys
from keyfunnel.demo.words import NO_YES, Text, words


@dataclass(frozen=True)
class Accounts:
    """``company`` is the number of the name; ``segment`` and ``country`` are places in their lists."""

    number: Column
    company: Column
    segment: Column
    country: Column
    created: Column


def accounts(random: Random, batch: Accounts) -> dict[str, Column | Text]:
    size = len(batch.number)
    employees = np.maximum(np.round(lognormal(random, EMPLOYEES[batch.segment], 0.6, size)), 3).astype(np.int64)
    return {
        "Account ID": keys("A-", batch.number),
        "Account Name": companies(batch.company),
        "Industry": words(INDUSTRIES, random.integers(0, len(INDUSTRIES), size)),
        "Segment": words(SEGMENTS, batch.segment),
        "Country": words(COUNTRIES, batch.country),
        "Employees": employees,
        "Annual Revenue": np.round(employees * lognormal(random, 140_000, 0.5, size), -3).astype(np.int64),
        "Website": domains(batch.company),
        "Created Date": batch.created,
    }


def contacts(random: Random, batch: Accounts, numbers: Numbers) -> dict[str, Column | Text]:
    """One to three at each account; it isn't always known who decides."""
    which = np.repeat(np.arange(len(batch.number)), random.integers(1, 4, len(batch.number)))
    size = len(which)
    person = people(random, size)
    title = random.integers(0, len(TITLES), size)
    known = random.random(size) < 0.7
    return {
        "Contact ID": numbers.keys("contact", "C-", size),
        "Account ID": keys("A-", batch.number[which]),
        "Full Name": full_names(person),
        "Email": addresses(person, domains(batch.company[which])),
        "Phone": phones(random, size),
        "Job Title": words(TITLES, title),
        "Decision Maker": words(NO_YES, where(known, DECIDES[title], -1)),
        "Created Date": batch.created[which] + days(np.floor(random.uniform(0, 3, size)) / 24),
    }


def products() -> dict[str, Column]:
    return {
        "Product ID": text([product.key for product in PRODUCTS]),
        "Product Name": text([product.name for product in PRODUCTS]),
        "Product Family": text([product.family for product in PRODUCTS]),
        "List Price": np.array([product.price for product in PRODUCTS]),
        "Unit Cost": np.array([product.cost for product in PRODUCTS]),
    }
