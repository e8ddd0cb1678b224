"""Who wrote and sealed a letter on an accusation is named to those who may open it, and to nobody else.

The auditor reads of every act by whom it was done; of an accusation that, and not what it is about. That no
page names it to anybody without the right is walked with the title, in test_compartment.
"""

from django.urls import reverse
from tests.walks.conftest import HAND
from tests.walks.test_compartment import NAME, TITLE, said

from xinfang.casework.intake.queries import follow_on
from xinfang.casework.petitions.models import Matter


def test_whoever_may_open_it_reads_who_did_it(client, sealed, district, posted):
    page = reverse("workbench:matter", kwargs={"number": sealed.accusation})
    for role, unit in (("office_head", district.root), ("discipline_head", district.department)):
        client.force_login(posted(role, unit, f"reader {role}"))
        assert HAND in said(client.get(page)), role


def test_the_auditor_reads_who_did_it_and_not_what_it_is_about(client, sealed, district, posted):
    client.force_login(posted("auditor", district.root, "reader"))
    page = said(client.get(reverse("workbench:audit"), {"subject": sealed.accusation}))
    assert HAND in page
    assert not any(word in page for word in (TITLE, NAME, district.other.name))


def test_the_accuser_s_own_page_names_the_unit_only(sealed, district):
    petition = Matter.objects.get(number=sealed.accusation).raisings.get().petition
    followed = follow_on(sealed.accusation, petition.pk, petition.query_version)
    assert [step.verb for step in followed.steps][-1] == "take_up"
    assert HAND not in repr(followed)
