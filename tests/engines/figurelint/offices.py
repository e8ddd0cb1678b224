"""Sentences as offices write them of their year, each wrong one with its right twin; no real place."""

PAIRS: list[tuple[str, str, str, str]] = [
    # of nothing there is no percentage
    ("去年没有发生集体访，今年发生2批，同比上升200%。", "change", "200%",
     "去年没有发生集体访，今年发生2批。"),
    ("与上年同期的0批相比，到市集体访下降50%。", "change", "50%", "与上年同期的4批相比，到市集体访下降50%。"),
    ("越级访由去年的0批增加到4批，增长400%。", "change", "400%", "越级访由去年的1批增加到5批，增长400%。"),
    ("反映物业问题的来信同比增长25%，达到12件。", "before", "25%",
     "反映物业问题的来信同比增长20%，达到12件。"),
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
