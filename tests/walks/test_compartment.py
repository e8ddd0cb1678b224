"""An accusation is behind a right of its own: whoever lacks it meets neither its pages nor its title."""

import io
import zipfile
from types import SimpleNamespace

from django.urls import reverse
from tests.addresses import addresses, parameters
from tests.sample_receptions import SECRETS
from tests.walks.conftest import HAND

from xinfang.casework.instructions import actions as instructions
from xinfang.casework.instructions.models import Instruction
from xinfang.insight.statistics.registry import load as measures
from xinfang.kernel import clock
from xinfang.kernel.actor import Actor
from xinfang.kernel.audit.models import AuditEntry
from xinfang.registers.staff.roles import ROLES

TITLE, NAME = "检举某单位违规", "郑八"
PART, LIKE = (
    "某单位违",
    "检举某单位的违规",
)  # what is asked for is shown again: ask for less
WITHOUT = [role for role in ROLES.values() if "see_accusations" not in role.permissions]
RECEIVED = ("workbench:receptions_arrival", "workbench:instructions_one", "workbench:supervision_order")
# What many matters stand on by their title alone.
LISTS = {
    f"workbench:{name}" for name in ("worklist", "worklist_export", "figures_cases", "supervision_orders")
}
THIS_YEAR = {"year": str(clock.today().year)}


def said(answer) -> str:
    """What an answer says, a sheet unpacked."""
    raw = b"".join(answer) if answer.streaming else answer.content
    if raw[:2] != b"PK":
        return raw.decode("utf-8", "replace")
    with zipfile.ZipFile(io.BytesIO(raw)) as sheet:
        return "\n".join(sheet.read(part).decode("utf-8", "replace") for part in sheet.namelist())


def apart(sample: SimpleNamespace) -> SimpleNamespace:
    """The sample with the accusation, its reception, instruction and order behind the addresses."""
    own = {name: getattr(sample, f"secret_{name}") for name in ("arrival", "instruction", "order")}
    return SimpleNamespace(
        **{**vars(sample), **own, "waiting": sample.accusation, "routed": sample.accusation}
    )


def of_the_matter(sample: SimpleNamespace) -> dict[str, str]:
    """The addresses that bear a matter's number, or its order's or instruction's: the accusation's, and the
    same of a matter that everybody may see."""
    own = ("workbench:supervision_order", "workbench:instructions_one", "workbench:instructions_act")
    open_to_all = parameters(sample)
    return {
        reverse(name, kwargs=given): reverse(name, kwargs=open_to_all[name])
        for name, given in parameters(apart(sample)).items()
        if "number" in given or name in own
    }


def looked_for(client, sample, role) -> dict[str, str]:
    """Every page and list in which it could stand, by what was asked; one list of cases of those who lack the
    right to any."""
    post = client.post
    asked = {
        "search": post(reverse("workbench:search"), {"q": PART}),
        "search by number": client.get(reverse("workbench:search"), {"q": sample.accusation}, follow=True),
        "suggestions": post(reverse("workbench:search_suggest"), {"text": PART}),
        "suggestions by number": post(reverse("workbench:search_suggest"), {"text": sample.accusation}),
        "people": post(reverse("workbench:register_people"), {"text": NAME[:1]}),
        "hints": post(reverse("workbench:register_hints"), {"cell": "letter", "title": LIKE, "facts": LIKE}),
        "worklist": client.get(reverse("workbench:worklist"), {"q": PART}),
        "export": client.get(reverse("workbench:worklist_export")),
        "print": client.get(reverse("workbench:worklist_print"), {"number": sample.accusation}),
    }
    for key in list(measures())[: None if "see_figures" in role.permissions else 1]:
        address = reverse("workbench:figures_cases", kwargs={"key": key})
        asked[f"cases of {key}"] = client.get(address, THIS_YEAR)
    for which in ("batches", "supervised"):
        address = reverse("workbench:campaigns_arrivals", kwargs={"pk": sample.campaign, "which": which})
        asked[f"{which} of the campaign"] = client.get(address)
    asked |= {name: client.get(path) for name, path in addresses(sample).items()}
    asked |= {
        f"{name} of it": client.get(path)
        for name, path in addresses(apart(sample)).items()
        if name in RECEIVED
    }
    return {name: said(answer) for name, answer in asked.items()}


def readers(client, posted, unit):
    """Each role without the right, signed in."""
    for role in WITHOUT:
        client.force_login(posted(role.key, unit, f"reader {role.key}"))
        yield role


def test_each_address_of_an_accusation_is_not_there(client, sample, district, posted):
    for role in readers(client, posted, district.root):
        _not_there(client, sample, role)


def _not_there(client, sample, role):
    for address, ordinary in of_the_matter(sample).items():
        for ask in (client.get, client.post):
            answer = ask(address)
            # 405: looked at what can only be posted. 403 only where the role has no right to any such page.
            if answer.status_code == 403:
                assert ask(ordinary).status_code == 403, (role.key, address)
            else:
                assert answer.status_code in {404, 405}, (role.key, address)
            assert TITLE not in said(answer)
    page = client.get(reverse("workbench:matter", kwargs={"number": sample.accusation}))
    assert page.status_code == (404 if "see_matters" in role.permissions else 403)


def test_its_title_and_who_wrote_on_it_stand_in_no_page_list_or_sheet(client, sealed, district, posted):
    found = [
        (role.key, name)
        for role in readers(client, posted, district.root)
        for name, page in looked_for(client, sealed, role).items()
        if any(word in page for word in (TITLE, NAME, *SECRETS))
        or (HAND in page and name != "workbench:audit")  # which tells of every act by whom it was done
    ]
    assert found == []


def test_the_leader_who_spoke_on_it_reads_what_was_said_and_nothing_of_it(client, sealed, district, posted):
    spoke = posted("leader", district.root, "who spoke")
    Instruction.objects.filter(pk=sealed.secret_instruction).update(leader=spoke)
    told = Instruction.objects.get(pk=sealed.secret_instruction)
    answer = {"text": "已经核查，按规定处理。", "by": Actor(None, HAND, told.unit_id), "at": clock.now()}
    instructions.answer(instruction_id=told.pk, **answer)
    client.force_login(spoke)
    read = AuditEntry.objects.filter(event="accusation.read")
    before = read.count()
    own = reverse("workbench:instructions_one", args=[told.pk])
    pages = [client.get(path) for path in (own, reverse("workbench:leader"), reverse("workbench:notices"))]
    pages += [client.get(reverse("workbench:instructions"), {"list": which}) for which in ("mine", "open")]
    said_there = [said(page) for page in pages]
    assert told.text in said_there[0]
    assert answer["text"] in said_there[0]
    assert read.count() > before
    assert "检举控告（保密）" in said_there[1]
    words = (TITLE, NAME, sealed.accusation, SECRETS[0], SECRETS[2])
    assert [word for page in said_there for word in words if word in page] == []


def test_whoever_has_the_right_meets_it_in_those_places(client, sample, district, posted):
    client.force_login(posted("office_head", district.root, "reader"))
    found = {name for name, page in looked_for(client, sample, ROLES["office_head"]).items() if TITLE in page}
    assert found >= {"search by number", "worklist", "export", "workbench:worklist", "cases of letters"}


def test_its_reception_says_only_that_somebody_came(client, sample, district, posted):
    arrival = reverse("workbench:receptions_arrival", kwargs={"pk": sample.secret_arrival})
    for role in readers(client, posted, district.root):
        answer = client.get(arrival)
        assert ("单独保密的事项" in said(answer)) is ("see_matters" in role.permissions)


def test_each_page_that_opens_it_is_on_record(client, sample, district, posted):
    client.force_login(posted("office_head", district.root, "reader"))
    silent = []
    for name, path in addresses(apart(sample)).items():
        read = AuditEntry.objects.filter(event="accusation.read")
        before, page = read.count(), said(client.get(path))
        words = SECRETS if name in LISTS else (TITLE, *SECRETS)
        if any(word in page for word in words) and read.count() == before:
            silent.append(name)
    assert ", ".join(silent) == ""
