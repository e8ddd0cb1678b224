"""What a slip prints is refused where it is typed when no font here can print it."""

import pytest
from django.core.exceptions import ValidationError

from xinfang.faces.workbench.acts.disputing import PAGES as DISPUTES
from xinfang.faces.workbench.acts.helping import PAGES as HELP
from xinfang.faces.workbench.acts.page import ActPage
from xinfang.faces.workbench.acts.routing import PAGES as ROUTES
from xinfang.faces.workbench.worklist.bulk import RouteForm

FORMS = {page.verb: page.form for page in (*ROUTES, *HELP, *DISPUTES) if isinstance(page, ActPage)}


@pytest.mark.parametrize(
    "form", [*(FORMS[verb] for verb in ("forward", "assign", "involve", "rule")), RouteForm]
)
def test_what_no_font_can_print_is_refused_where_it_is_typed(form):
    field = form.base_fields["reason"]
    assert field.clean("请依法办理，王喆堃一案。") == "请依法办理，王喆堃一案。"
    with pytest.raises(ValidationError, match="U\\+E000"):
        field.clean("私用字\ue000，请依法办理。")
