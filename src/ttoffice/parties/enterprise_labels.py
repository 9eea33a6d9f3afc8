"""What the codes of an enterprise are called; people may type these names for the codes."""

from __future__ import annotations

from ttoffice.i18n import N_

ENTITIES = {
    "enterprise": N_("enterprise"),
    "sole_trader": N_("sole trader"),
    "cooperative": N_("farmers' cooperative"),
    "other": N_("other business entity"),
}
STATES = {
    "active": N_("existing"),
    "dissolved": N_("dissolved"),
    "bankrupt": N_("bankrupt"),
}
MARKS = {
    "listed": N_("listed company"),
    "high_tech": N_("high-tech enterprise"),
    "tech_sme": N_("technology-based SME"),
    "specialised": N_("specialised and innovative SME"),
    "other_mark": N_("other recognition"),
}
POSITIONS = {
    "shareholder": N_("shareholder"),
    "controller": N_("actual controller"),
    "director": N_("director"),
    "supervisor": N_("supervisor of the board"),
    "manager": N_("senior manager"),
    "other_position": N_("other position"),
}
INDUSTRIES = {
    "farming": N_("agriculture, forestry, animal husbandry and fishery"),
    "industry": N_("industry"),
    "construction": N_("construction"),
    "wholesale": N_("wholesale"),
    "retail": N_("retail"),
    "transport": N_("transport"),
    "warehousing": N_("warehousing"),
    "post": N_("postal services"),
    "lodging": N_("lodging"),
    "catering": N_("catering"),
    "telecom": N_("information transmission"),
    "software": N_("software and information technology services"),
    "real_estate": N_("real estate development"),
    "property": N_("property management"),
    "leasing": N_("leasing and business services"),
    "unlisted": N_("other industries not listed"),
    "elsewhere": N_("not in this standard (finance, railways, education, health)"),
}
REGIONS = {
    "kunming": N_("Kunming"),
    "qujing": N_("Qujing"),
    "yuxi": N_("Yuxi"),
    "baoshan": N_("Baoshan"),
    "zhaotong": N_("Zhaotong"),
    "lijiang": N_("Lijiang"),
    "puer": N_("Pu'er"),
    "lincang": N_("Lincang"),
    "chuxiong": N_("Chuxiong Yi Prefecture"),
    "honghe": N_("Honghe Hani and Yi Prefecture"),
    "wenshan": N_("Wenshan Zhuang and Miao Prefecture"),
    "xishuangbanna": N_("Xishuangbanna Dai Prefecture"),
    "dali": N_("Dali Bai Prefecture"),
    "dehong": N_("Dehong Dai and Jingpo Prefecture"),
    "nujiang": N_("Nujiang Lisu Prefecture"),
    "diqing": N_("Diqing Tibetan Prefecture"),
    "other_province": N_("another province"),
}
COUNTRIES = {
    "CN": N_("mainland China"),
    "HK": N_("Hong Kong (China)"),
    "MO": N_("Macao (China)"),
    "TW": N_("Taiwan (China)"),
    "LA": N_("Laos"),
    "MM": N_("Myanmar"),
    "VN": N_("Viet Nam"),
    "TH": N_("Thailand"),
    "KH": N_("Cambodia"),
    "MY": N_("Malaysia"),
    "SG": N_("Singapore"),
    "BD": N_("Bangladesh"),
    "IN": N_("India"),
    "JP": N_("Japan"),
    "KR": N_("Korea"),
    "US": N_("United States"),
    "DE": N_("Germany"),
    "GB": N_("United Kingdom"),
    "FR": N_("France"),
    "AU": N_("Australia"),
}
"""Countries and regions that are offered by name; any other is kept by its two letters (ISO 3166)."""
