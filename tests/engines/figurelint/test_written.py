"""Reports written from whole numbers are never found fault with; a wrong figure in them is."""

from fractions import Fraction

from hypothesis import assume, given
from hypothesis import strategies as st

from xinfang.engines.figurelint import lint
from xinfang.engines.figurelint.findings import decimals

COUNTS = st.integers(1, 3000)
PLACES = st.integers(0, 2)


@st.composite
def percents(draw: st.DrawFn, part: int, base: int) -> str:
    """A percentage as offices print it: rounded or cut off."""
    places = draw(PLACES)
    share = Fraction(100 * part, base)
    if draw(st.booleans()):
        share = Fraction(int(share * 10**places), 10**places)
    return decimals(share, places) + "%"


@st.composite
def reports(draw: st.DrawFn) -> str:
    """Sentences whose figures come from whole numbers."""
    letters, visits, online, rest = (draw(COUNTS) for _ in range(4))
    total = letters + visits + online + rest
    done = draw(st.integers(1, total))
    before = draw(st.integers(1, total))
    settled = draw(st.integers(0, done))
    way = "增加" if total > before else "减少"
    move = "增长" if total > before else "下降"
    change = draw(percents(abs(total - before), before))
    heads = visits * draw(st.integers(5, 9))
    return (
        f"全年共受理信访事项{total}件，其中来信{letters}件、走访{visits}件、网上{online}件、其他{rest}件。"
        f"来信{letters}件、走访{visits}件、网上{online}件、来电{rest}件，合计{total}件。"
        f"受理信访事项{total}件，办结{done}件，办结率{draw(percents(done, total))}。"
        f"共受理信访事项{total}件，其中来信{letters}件，占{draw(percents(letters, total))}。"
        f"受理信访案件{total}件，结案{done}件，息诉息访{settled}件，结案率达{draw(percents(done, total))}，"
        f"息诉息访率达{draw(percents(settled, total))}。"
        f"下访督导{total}起案件，化解率达到{draw(percents(settled, total))}。"
        f"受理信访事项{total}件，比去年同期的{before}件{way}{change}。"
        f"受理信访事项{total}件，比上年{way}{abs(total - before)}件，{move}{change}。"
        f"受理信访事项{total}件，同比{move}{change}。"
        f"信访事项由{before}件{way}到{total}件，{move}{change}。"
        f"处理群众来信、来访{letters + heads}件（次），其中来信{letters}件，来访{heads}人次；"
        f"集体访{visits}批{heads}人次。"
        f"在纳入督办的{total}件信访事项中，已回复{done}件。"
        f"结案率达{draw(percents(done, total))}（{done}/{total}）。"
        f"受理信访事项{total}件。办结{done}件，办结率{draw(percents(done, total))}。"
        f"化解率{draw(percents(settled, total))}，共化解{settled}件，交办{total}件。"
        f"同比{move}{change}，由去年的{before}件{way}到{total}件。"
        f"去年受理信访事项{before}件，今年受理{total}件，{move}{change}。"
        f"来信、走访、来电、其他分别为{letters}件、{visits}件、{online}件、{rest}件，共{total}件。"
        f"全年共受理信访事项{total}件。其中，来信{letters}件，占{draw(percents(letters, total))}。"
        f"处理信访积案{total}件，办结{done}件。受理{total}件，办结{done}件，在办{total - done}件。"
        f"接待来访{visits}批、{heads}人次，平均每批{decimals(Fraction(heads, visits), draw(PLACES))}人次。"
    )


@st.composite
def yearbooks(draw: st.DrawFn) -> str:
    """Lists, tables and changes in order whose figures come from whole numbers."""
    letters, visits, online, rest, done = (draw(COUNTS) for _ in range(5))
    total, heads = letters + visits + online + rest, visits * draw(st.integers(1, 9))
    timely = draw(st.integers(0, done))

    def moved(now: int, before: int) -> str:
        return ("上升" if now > before else "下降") + draw(percents(abs(now - before), before))

    def share(part: int) -> str:
        return draw(percents(part, total))

    both = letters + draw(st.sampled_from((visits, heads)))
    months = letters + visits + online
    return (
        f"来信{letters}件、来访{visits}批{heads}人次，共{both}件（批）。"
        f"来信{letters}件，占总数{total}件的{share(letters)}。网上信访占比{share(online)}。"
        f"受理{done + rest}件，办结{done}件，按期办结{timely}件。按期办结{timely}件，办结{done}件。"
        f"来信{letters}件、走访{visits}件，同比分别{moved(letters, rest)}、{moved(visits, online)}，"
        f"去年同期分别为{rest}件、{online}件。"
        f"来信{letters}件，比上年的{rest}件{moved(letters, rest)}，其中联名信{min(letters, 3)}件。"
        f"1月{letters}件、2月{visits}件、3月{online}件，一季度共受理{months}件。"
        f"与2007年的{rest}件相比，2008年受理{letters}件，{moved(letters, rest)}。"
        f"环比上月（{rest}件）{moved(letters, rest)}，本月受理信访事项{letters}件。"
        f"全年受理信访事项{total}件，月均{decimals(Fraction(total, 12), draw(PLACES))}件。"
        f"城建{letters}件，占{share(letters)}；农村{visits}件，占{share(visits)}；"
        f"劳动{online}件，占{share(online)}；其他{rest}件，占{share(rest)}。"
        f"\n单位\t来信\t来访\t合计\n甲\t{letters}\t{visits}\t{letters + visits}\n"
        f"乙\t{online}\t{rest}\t{online + rest}\n合计\t{letters + online}\t{visits + rest}\t{total}\n"
    )


@given(reports() | yearbooks())
def test_what_was_written_from_whole_numbers_is_left_alone(text: str) -> None:
    assert [(finding.sentence, finding.sum) for finding in lint(text)] == []


@given(st.integers(2, 300), st.integers(0, 10_000))
def test_a_rate_that_no_whole_number_gives_is_always_found(base: int, share: int) -> None:
    nearest = min(abs(Fraction(100 * part, base) - Fraction(share, 100)) for part in range(base + 1))
    assume(nearest >= Fraction(1, 100))
    text = f"下访督导{base}起案件，化解率达到{share // 100}.{share % 100:02}%。"
    assert [finding.kind for finding in lint(text)] == ["rate"]


@given(COUNTS, COUNTS, COUNTS, st.integers(1, 500))
def test_a_sum_that_is_off_is_found_unless_two_parts_make_it(a: int, b: int, c: int, off: int) -> None:
    total = a + b + c + off
    (finding,) = lint(f"来信{a}件、走访{b}件、来电{c}件，合计{total}件。")
    assert (finding.kind, finding.sum) == ("parts", f"{a}+{b}+{c}={a + b + c}≠{total}")


@given(COUNTS, COUNTS)
def test_a_change_between_two_counts_is_found_when_its_sign_is_wrong(now: int, before: int) -> None:
    right = Fraction(100 * abs(now - before), before)
    assume(right >= 2)
    wrong = "下降" if now > before else "上升"
    text = f"受理信访事项{now}件，去年同期{before}件，同比{wrong}{decimals(right, 1)}%。"
    assert [finding.kind for finding in lint(text)] == ["change"]
