"""What a report says of a special topic, against the register after the topic has changed."""

from datetime import date

from django.urls import reverse
from tests.faces.reports.conftest import compose

from xinfang.casework.petitions.models import Matter
from xinfang.casework.themes.models import TopicTie
from xinfang.insight.yearbook.models import FiguresReport
from xinfang.kernel import clock
from xinfang.registers.topics.models import SpecialTopic


def test_a_topic_whose_figures_have_changed_is_a_table_that_opens_nothing(stats, register):
    first = date(clock.today().year - 1, 1, 1)
    topic = SpecialTopic.objects.create(
        name="涉灾", since=first, words=["震"], opened_at=clock.now(), opened_by="登记员1号"
    )
    compose(stats, register, kind="topic", topic=topic.pk)
    made = FiguresReport.objects.get()
    now = clock.now()
    TopicTie.objects.create(
        matter=Matter.objects.first(), topic=topic, state="confirmed",
        proposed_at=now, decided_at=now, decider="登记员1号",
    )  # fmt: skip
    page = stats.get(reverse("workbench:reports_differences", args=[made.pk]))
    assert page.status_code == 200
    row = page.content.decode().split(f'<tr data-measure="topic:{topic.pk}"')[1].split("</tr>")[0]
    assert "这张表变了" in row
    assert "<a " not in row
