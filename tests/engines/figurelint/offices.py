"""Sentences as offices write them of their year, each wrong one with its right twin; no real place."""

PAIRS: list[tuple[str, str, str, str]] = [
]  # fmt: skip

LEFT_ALONE = [
    # what was done is not what its rate is of
    "今年全区共化解信访积案67件，化解率95.7%。",
    "合力推动化解疑难积案29件，化解率80.6%，其中市级交办8件。",
    "全区解决省交办突出问题38件，化解率92.7%。",
    "复查撤销7件，撤销率15.6%。",
    "复核变更3件，变更率17.6%。",
    "信访积案62件已化解，化解率95.4%。",
    "全镇调解成功矛盾纠纷13件，成功率86.7%。",
]  # fmt: skip
