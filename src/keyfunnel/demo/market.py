"""The market of the simulated company: channels, products, places and kinds of customers."""

from dataclasses import dataclass

import numpy as np

from keyfunnel.demo.arrays import Column, text


@dataclass(frozen=True)
class Source:
    """``quality`` shifts the log-odds of every step, ``fits`` is the share of the ideal profile, ``cost`` a lead's."""

    name: str
    share: float
    quality: float
    fits: float
    cost: float
    campaigns: tuple[str, ...] = ()


SOURCES = (
    Source("Website", 0.27, 0.1, 0.55, 12),
    Source("Paid Search", 0.22, -0.35, 0.42, 165, ("Brand Search", "Funnel Software", "Competitor Terms")),
    Source("Social", 0.15, -0.75, 0.33, 95, ("Founder Stories", "Product Clips")),
    Source("Webinar", 0.1, 0.15, 0.58, 110, ("Forecasting Clinic", "First 90 Days")),
    Source("Event", 0.09, 0.2, 0.6, 290, ("Bangkok Summit", "Budapest Days", "Shanghai Expo", "Austin Meetup")),
    Source("Partner", 0.08, 0.6, 0.68, 60, ("Partner Programme",)),
    Source("Referral", 0.09, 1.05, 0.74, 25),
)
OUTBOUND = "Outbound"
OUTBOUND_QUALITY = -0.25
# Every source with each of its campaigns, or with none; ``FIRST_CHANNEL`` of each source.
CHANNELS = tuple((place, campaign) for place, source in enumerate(SOURCES) for campaign in source.campaigns or (None,))
FIRST_CHANNEL = np.array([[place for place, _ in CHANNELS].index(source) for source in range(len(SOURCES))])
CAMPAIGN_NAMES = text([campaign for _, campaign in CHANNELS])
# Where deals come from: the sources of leads, and cold calls behind them.
SOURCE_NAMES = text([*(source.name for source in SOURCES), OUTBOUND])
DEAL_TYPES = text(["New", "Referral", "Expansion", "Renewal"])
NEW, REFERRED, EXPANSION, RENEWAL = range(4)
SHARES = np.array([source.share for source in SOURCES])
QUALITY = np.array([source.quality for source in SOURCES])
FITS = np.array([source.fits for source in SOURCES])
REFERRAL = [source.name for source in SOURCES].index("Referral")


@dataclass(frozen=True)
class Product:
    """``price`` and ``cost`` are of a seat for a year (of a day for services); ``appeal`` shifts the log-odds."""

    key: str
    name: str
    family: str
    price: int
    cost: int
    appeal: float


PRODUCTS = (
    Product("P-10", "Compass Basic", "Compass", 240, 62, 0.15),
    Product("P-20", "Compass Team", "Compass", 420, 95, 0.1),
    Product("P-30", "Compass Pro", "Compass", 690, 150, -0.05),
    Product("P-40", "Atlas Enterprise", "Atlas", 1150, 290, -0.3),
    Product("P-90", "Onboarding Day", "Services", 950, 640, 0.0),
)
SOFTWARE = PRODUCTS[:4]
ONBOARDING = PRODUCTS[4]
PRICES = np.array([product.price for product in SOFTWARE])
APPEAL = np.array([product.appeal for product in SOFTWARE])
PRODUCT_NAMES = text([product.name for product in SOFTWARE])
PRODUCT_KEYS = text([product.key for product in SOFTWARE])


@dataclass(frozen=True)
class Region:
    """``demo_to_proposal`` shifts the log-odds of that one step: the leak there is to find."""

    name: str
    share: float
    countries: tuple[str, ...]
    demo_to_proposal: float = 0.0


REGIONS = (
    Region("Europe", 0.42, ("Hungary", "Germany", "United Kingdom", "Poland", "France")),
    Region("Asia Pacific", 0.34, ("Thailand", "China", "Singapore", "Japan", "Australia"), -0.95),
    Region("Americas", 0.24, ("United States", "Canada", "Brazil", "Mexico")),
)
COUNTRIES = text([country for region in REGIONS for country in region.countries])
REGION_NAMES = text([region.name for region in REGIONS])
REGION_SHARES = np.array([region.share for region in REGIONS])
COUNTRY_WEIGHTS = np.array([0.38, 0.22, 0.18, 0.12, 0.1])

SEGMENTS = text(["Small", "Mid-Market", "Enterprise"])
SEGMENT_SHARES = np.array([0.52, 0.34, 0.14])
SEATS = np.array([11.0, 34.0, 105.0])
EMPLOYEES = np.array([38.0, 320.0, 2600.0])
# Which software each segment buys.
TASTE = np.array([[0.5, 0.34, 0.13, 0.03], [0.14, 0.4, 0.36, 0.1], [0.03, 0.15, 0.4, 0.42]])

INDUSTRIES = text(
    ["Manufacturing", "Software", "Retail", "Logistics", "Health Care", "Finance", "Education", "Hospitality"]
)
LANDING_PAGES = text(["/pricing", "/demo", "/guides/forecast", "/guides/pipeline", "/webinars", "/contact"])


def countries(random_share: Column, region: Column) -> Column:
    """The place in :data:`COUNTRIES` of a country of each region, by a random number from 0 to 1."""
    first = np.array([list(COUNTRIES).index(found.countries[0]) for found in REGIONS])
    bounds: Column = np.ones((len(REGIONS), 5))
    for place, found in enumerate(REGIONS):
        count = len(found.countries)
        bounds[place, : count - 1] = np.cumsum(COUNTRY_WEIGHTS[: count - 1]) / COUNTRY_WEIGHTS[:count].sum()
    return np.asarray(first[region] + (random_share[:, None] >= bounds[region]).sum(axis=1))
