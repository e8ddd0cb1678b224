"""The workbench's addresses, area by area."""

from xinfang.faces.workbench.analysis.urls import urlpatterns as analysis
from xinfang.faces.workbench.appraisal.urls import urlpatterns as appraisal
from xinfang.faces.workbench.audit.urls import urlpatterns as audit
from xinfang.faces.workbench.backlog.urls import urlpatterns as backlog
from xinfang.faces.workbench.bulletins.urls import urlpatterns as bulletins
from xinfang.faces.workbench.campaigns.urls import urlpatterns as campaigns
from xinfang.faces.workbench.case.urls import urlpatterns as case
from xinfang.faces.workbench.deliveries.urls import urlpatterns as deliveries
from xinfang.faces.workbench.disputes.urls import urlpatterns as disputes
from xinfang.faces.workbench.figures.urls import urlpatterns as figures
from xinfang.faces.workbench.indicators.urls import urlpatterns as indicators
from xinfang.faces.workbench.instructions.urls import urlpatterns as instructions
from xinfang.faces.workbench.leader.urls import urlpatterns as leader
from xinfang.faces.workbench.letters.urls import urlpatterns as letters
from xinfang.faces.workbench.meetings.urls import urlpatterns as meetings
from xinfang.faces.workbench.notices.urls import urlpatterns as notices
from xinfang.faces.workbench.outreach.urls import urlpatterns as outreach
from xinfang.faces.workbench.papers.urls import urlpatterns as papers
from xinfang.faces.workbench.receptions.urls import urlpatterns as receptions
from xinfang.faces.workbench.register.urls import urlpatterns as register
from xinfang.faces.workbench.reports.urls import urlpatterns as reports
from xinfang.faces.workbench.reviews.urls import urlpatterns as reviews
from xinfang.faces.workbench.satisfaction.urls import urlpatterns as satisfaction
from xinfang.faces.workbench.settings.urls import urlpatterns as settings
from xinfang.faces.workbench.supervision.urls import urlpatterns as supervision
from xinfang.faces.workbench.today.urls import urlpatterns as today
from xinfang.faces.workbench.topics.urls import urlpatterns as topics
from xinfang.faces.workbench.upward.urls import urlpatterns as upward
from xinfang.faces.workbench.worklist.urls import urlpatterns as worklist

app_name = "workbench"
urlpatterns = [
    *today,
    *register,
    *worklist,
    *case,
    *disputes,
    *letters,
    *papers,
    *reviews,
    *figures,
    *reports,
    *analysis,
    *settings,
    *audit,
    *notices,
    *deliveries,
    *satisfaction,
    *supervision,
    *instructions,
    *campaigns,
    *leader,
    *receptions,
    *bulletins,
    *topics,
    *meetings,
    *backlog,
    *outreach,
    *upward,
    *indicators,
    *appraisal,
]
