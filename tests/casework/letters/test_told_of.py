"""What is told of the clocks before an act: a right that lapsed is nobody's delay."""

from datetime import timedelta

from xinfang.casework.wording.terms import told_of


def test_a_right_that_lapsed_is_not_late_and_a_duty_is(walk, at):
    matter = walk("accept")
    told = {str(each.label): (each.what, each.late) for each in told_of(matter, "accept", {}, at)}
    later = {
        str(each.label): (each.what, each.late)
        for each in told_of(matter, "accept", {}, at + timedelta(days=60))
    }
    lapsed = [label for label, (what, _late) in later.items() if what.startswith("已届满")]
    assert lapsed == [label for label in told if "异议" in label] != []
    assert all(not later[label][1] for label in lapsed)
    assert any(late for _what, late in later.values())
    assert not any(late for _what, late in told.values())


def test_a_last_day_that_the_act_names_is_told_and_not_the_usual_one(walk, at):
    matter = walk("opine_review")
    matter.state = "review_opined"
    until = at.date() + timedelta(days=21)
    (told,) = [each for each in told_of(matter, "redo", {}, at, until) if each.what == "从此起算"]
    (usual,) = [each for each in told_of(matter, "redo", {}, at) if each.what == "从此起算"]
    assert (told.due_on, told.label) == (until, usual.label)
    assert usual.due_on != until
