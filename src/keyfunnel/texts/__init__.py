"""The product's words: English in the code, every other language in a gettext catalogue beside this file.

Anything shown to a person that is made below the web pages (a reason, a guardrail, a finding, a KPI's
definition) is a :class:`Message`: a code that stays, an English sentence with named fields, and their
values. A face renders it in its reader's language; machines read the code.
"""

from keyfunnel.texts.catalogue import LANGUAGES, N_, translate
from keyfunnel.texts.listed import APART, joined, listed
from keyfunnel.texts.message import Message
from keyfunnel.texts.money import Money

__all__ = ["APART", "LANGUAGES", "N_", "Message", "Money", "joined", "listed", "translate"]
