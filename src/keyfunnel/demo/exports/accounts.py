"""``accounts.csv``, ``contacts.csv`` and ``products.csv``."""

from dataclasses import dataclass

import numpy as np

from keyfunnel.demo.arrays import Column, Random, lognormal, pick, text, where
from keyfunnel.demo.clock import days
from keyfunnel.demo.exports.csv_files import yes_or_no
from keyfunnel.demo.market import EMPLOYEES, INDUSTRIES, PRODUCTS, SEGMENTS
from keyfunnel.demo.names import DECIDES, TITLES, addresses, domains, people, phones
from keyfunnel.demo.numbers import Numbers, keys


@dataclass(frozen=True)
class Accounts:
    number: Column
    name: Column
    segment: Column
    country: Column
    created: Column


def accounts(random: Random, batch: Accounts) -> dict[str, Column]:
    size = len(batch.number)
    employees = np.maximum(np.round(lognormal(random, EMPLOYEES[batch.segment], 0.6, size)), 3).astype(np.int64)
    return {
        "Account ID": keys("A-", batch.number),
        "Account Name": batch.name,
        "Industry": pick(random, INDUSTRIES, size),
        "Segment": SEGMENTS[batch.segment],
        "Country": batch.country,
        "Employees": employees,
        "Annual Revenue": np.round(employees * lognormal(random, 140_000, 0.5, size), -3).astype(np.int64),
        "Website": domains(batch.name),
        "Created Date": batch.created,
    }


def contacts(random: Random, batch: Accounts, numbers: Numbers) -> dict[str, Column]:
    """One to three at each account; it isn't always known who decides."""
    which = np.repeat(np.arange(len(batch.number)), random.integers(1, 4, len(batch.number)))
    size = len(which)
    names = people(random, size)
    title = random.integers(0, len(TITLES), size)
    known = random.random(size) < 0.7
    return {
        "Contact ID": numbers.keys("contact", "C-", size),
        "Account ID": keys("A-", batch.number[which]),
        "Full Name": names,
        "Email": addresses(names, domains(batch.name)[which]),
        "Phone": phones(random, size),
        "Job Title": TITLES[title],
        "Decision Maker": where(known, yes_or_no(DECIDES[title]), None),
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
