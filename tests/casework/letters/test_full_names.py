"""An official document bears the full name of who issues it: at its head, under its text, in sentences."""

from datetime import date

import pytest

from xinfang.casework.acts import actions as acts
from xinfang.casework.letters.composing import compose
from xinfang.casework.wording.known import issuer_name, reviewer_name
from xinfang.registers.organisations.models import Unit
from xinfang.registers.organisations.queries import names_on


@pytest.mark.parametrize(
    ("kind", "name", "full"),
    [
        ("department", "规划建设局", "云溪区规划建设局"),
        ("department", "云溪区教育局", "云溪区教育局"),
        ("department", "云州市云溪区民政局", "云州市云溪区民政局"),
        ("department", "云州市公安局云溪分局", "云州市公安局云溪分局"),
        ("street", "中和街道", "云溪区中和街道办事处"),
        ("street", "云溪区中和街道", "云溪区中和街道办事处"),
        ("street", "云溪街道", "云溪区云溪街道办事处"),
        ("street", "石桥镇人民政府", "云溪区石桥镇人民政府"),
        ("community", "朝阳社区", "云溪区朝阳社区居民委员会"),
    ],
)
def test_a_unit_bears_the_name_of_its_district_once(district, kind, name, full):
    unit = Unit.objects.add_child(district.root, {"code": "X", "name": name, "kind": kind})
    assert issuer_name(unit) == reviewer_name(unit) == full


@pytest.mark.parametrize(
    ("street", "name", "full"),
    [
        ("中和街道", "朝阳社区", "云溪区中和街道朝阳社区居民委员会"),
        ("云溪区中和街道", "朝阳社区", "云溪区中和街道朝阳社区居民委员会"),
        ("中和街道", "中和街道朝阳社区", "云溪区中和街道朝阳社区居民委员会"),
        ("石桥镇人民政府", "三里村", "云溪区石桥镇三里村村民委员会"),
        ("中和街道", "朝阳社区居委会", "云溪区中和街道朝阳社区居委会"),
    ],
)
def test_a_community_bears_the_name_of_its_street(district, street, name, full):
    above = Unit.objects.add_child(district.root, {"code": "S", "name": street, "kind": "street"})
    unit = Unit.objects.add_child(above, {"code": "C", "name": name, "kind": "community"})
    assert issuer_name(unit) == reviewer_name(unit) == full


def test_who_has_the_district_hands_it_in(district, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert issuer_name(district.street, root=district.root) == "云溪区中和街道办事处"


def test_the_district_itself_is_its_office_and_its_government(district, settings):
    assert (issuer_name(district.root), reviewer_name(district.root)) == ("云溪区信访局", "云溪区人民政府")
    settings.XINFANG_OFFICE = "云溪区委社会工作部"
    assert issuer_name(district.root) == "云溪区委社会工作部"


def test_the_district_is_called_as_it_was_on_the_day(district):
    district.root.former_names.create(name="云溪县", until=date(2014, 12, 31))
    assert issuer_name(district.department, names_on(date(2012, 5, 1))) == "云溪县规划建设局"
    assert issuer_name(district.department, names_on(date(2026, 5, 1))) == "云溪区规划建设局"


def test_head_signature_and_number_of_a_letter(walk, draft, out, people, district, at):
    matter = walk("accept")
    acts.perform(verb="object", matter_ids=[matter.pk], by=people.handler, at=at)
    acts.perform(verb="take_back", matter_ids=[matter.pk], by=people.clerk, at=at)
    acts.route(matter_ids=[matter.pk], to_unit_id=district.department.pk, by=people.clerk, at=at)
    matter.refresh_from_db()
    document = out(draft(matter, "accept"))
    sheet = compose(document, at)
    assert {sheet.issuer, sheet.signature, document.issued_by} == {"云溪区规划建设局"}
    assert document.number == "规划建设局信访受告〔2026〕1号"  # a 代字 may be short
