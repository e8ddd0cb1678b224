"""Another unit's case does not exist: every address that names one of its objects answers 404."""

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from tests.addresses import parameters

from xinfang.insight.pivot.models import AnalysisView

# Objects that belong to no unit's cases; who may open these pages is a question of rights, asked elsewhere.
PUBLIC = {
    "workbench:register_cell",
    "workbench:figures_data",
    "workbench:figures_cases",
    "workbench:analysis_file",
    # One that is gone, and one that is not the actor's, get the same sentence; another's stays: below.
    "workbench:analysis_drop",
    "workbench:indicators_one",  # public figures of other offices
    # The year's targets, issued to every unit; whose cards it shows, and who has no page at all, is asked in
    # tests/insight/appraisal.
    "workbench:appraisal_scheme",
    "workbench:settings_calendar_year",
    "workbench:settings_template",
    "workbench:settings_template_reset",
    "workbench:deliveries_one_retry",
    "workbench:deliveries_one_withdraw",
    "workbench:topics_topic",
    "workbench:topics_waiting",
    "workbench:topics_decide",
    "workbench:topics_end",
    "portal:book",
    # The screen in a unit's waiting hall, without an account: numbers and rooms, never a name:
    # tests/faces/portal/test_hall_of_a_unit.py.
    "portal:hall_of",
    "portal:write_step",  # of what this browser is writing; without that it leads to the first page
    # Hangs at each street: tests/casework/receptions/test_changed_days.py asks who sees it and who does not.
    "workbench:receptions_notice",
    "workbench:receptions_notice_print",
}


@pytest.mark.parametrize("method", ["get", "post"])
def test_what_is_not_in_the_scope_is_not_found(sample, district, posted, method):
    answers: dict[str, set[int]] = {}
    for role in ("office_head", "handler", "admin"):
        client = Client()
        client.force_login(posted(role, district.other))
        for name, kwargs in parameters(sample).items():
            if name in PUBLIC or (role == "admin") != name.startswith("workbench:settings"):
                continue
            code = getattr(client, method)(reverse(name, kwargs=kwargs)).status_code
            answers.setdefault(name, set()).add(code)
    # 403: a page that this role has no right to; then another role was told 404.
    # 405: asked in a way that the address does not know, before any object is looked for.
    said = {name: codes for name, codes in answers.items() if not codes <= {403, 404, 405} or codes == {403}}
    assert said == {}
    assert {404} in answers.values()


def test_another_s_view_stays_whoever_asks_to_delete_it(client, sample, district, posted):
    client.force_login(posted("office_head", district.other))
    here, nowhere = (
        client.post(reverse("workbench:analysis_drop", args=[uid]), follow=True).content.decode()
        for uid in (sample.analysis, uuid4())
    )
    assert AnalysisView.objects.filter(uid=sample.analysis).exists()
    assert "可能已经删除了" in here
    assert "可能已经删除了" in nowhere
