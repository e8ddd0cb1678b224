"""Outside indicators: named, entered, corrected, from a sheet; each on the figures page with its source."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from xinfang.kernel import clock
from xinfang.registers.indicators.models import Indicator, IndicatorValue

pytestmark = pytest.mark.django_db


@pytest.fixture
def statistician(client, sample, posted, district):
    client.force_login(posted("statistician", district.root, "s"))
    return client


def sheet(*rows):
    lines = ["指标,从,到,数值,来源,来源日期", *rows]
    return {"sheet": SimpleUploadedFile("数.csv", "\n".join(lines).encode(), "text/csv")}


def test_an_indicator_is_named_but_not_as_a_measure_of_ours(statistician):
    said = {"name": "常住人口", "unit": "万人", "key": "letters"}
    assert "本系统的指标" in statistician.post("/indicators/new/", said).content.decode()
    assert "小写字母" in statistician.post("/indicators/new/", said | {"key": "人口"}).content.decode()
    assert statistician.post("/indicators/new/", said | {"key": "residents"}).status_code == 302
    assert Indicator.objects.get(key="residents").unit == "万人"


def test_a_value_is_entered_corrected_and_shown_with_its_source(statistician, sample):
    last = clock.today().replace(day=1) - timedelta(days=1)
    said = {
        **{"indicator": sample.indicator, "first": f"{last.year}-01-01", "last": str(last)},
        **{"value": "6.5", "source": "区统计局快报", "source_on": str(clock.today())},
    }
    assert "来源" in statistician.post("/indicators/value/", said | {"source": ""}).content.decode()
    assert "请填一个数" in statistician.post("/indicators/value/", said | {"value": "高"}).content.decode()
    wrong = said | {"last": f"{last.year + 1}-01-01"}
    assert "还没有过完" in statistician.post("/indicators/value/", wrong).content.decode()
    assert statistician.post("/indicators/value/", said).status_code == 302
    assert statistician.post("/indicators/value/", said | {"value": "6.4"}).status_code == 302
    page = statistician.get(f"/indicators/{sample.indicator}/").content.decode()
    assert "已更正" in page
    figures = statistician.get(f"/figures/?year={last.year}").content.decode()
    assert "区统计局快报" in figures
    assert "6.4" in figures


def test_a_sheet_is_taken_whole_or_told_row_by_row(statistician, sample):
    good = "gdp_change,2008-01-01,2008-11-30,26.3%,区统计局快报,2008-12-20"
    page = statistician.post("/indicators/sheet/", sheet(good, "房价,2008-01-01,2008-11-30,1,x,2008-12-20"))
    told = page.content.decode()
    assert "一行也没有登记" in told
    assert "第 3 行" in told
    assert "没有指标“房价”" in told
    assert IndicatorValue.objects.count() == 1
    assert statistician.post("/indicators/sheet/", sheet(good)).status_code == 302
    assert IndicatorValue.objects.count() == 2
    bad = {"sheet": SimpleUploadedFile("x.xlsx", b"PK\x03\x04 no table")}
    assert statistician.post("/indicators/sheet/", bad).status_code == 200
    assert "请选择一个文件" in statistician.post("/indicators/sheet/", {}).content.decode()


def test_who_gets_in(client, sample, posted, district):
    client.force_login(posted("leader", district.root, "l"))
    assert "新建指标" not in client.get("/indicators/").content.decode()
    assert client.get(f"/indicators/{sample.indicator}/").status_code == 200
    assert client.get("/indicators/999999/").status_code == 404
    for path in ("new", "value", "sheet"):
        assert client.get(f"/indicators/{path}/").status_code == 403


def test_the_statistician_of_a_street_reads_them_and_enters_nothing(client, sample, posted, district):
    client.force_login(posted("statistician", district.street, "street"))
    page = client.get("/indicators/").content.decode()
    assert "/indicators/value/" not in page
    for address in ("new", "value", "sheet"):
        assert client.get(f"/indicators/{address}/").status_code == 404
        assert client.post(f"/indicators/{address}/", {}).status_code == 404


def test_no_petitioner_stands_in_a_source_a_name_or_a_sheet(statistician, sample):
    said = {
        **{"indicator": sample.indicator, "first": "2008-01-01", "last": "2008-11-30"},
        **{"value": "6.5", "source_on": "2008-12-20"},
    }
    for source in ("王小二来电告知", "来电告知 139 1234 0217", "张三同志口头告知"):
        page = statistician.post("/indicators/value/", said | {"source": source}).content.decode()
        assert "这里写到了人" in page
        assert source in page
    row = "gdp_change,2008-01-01,2008-11-30,26.3%,王小二来电告知,2008-12-20"
    assert "这里写到了人" in statistician.post("/indicators/sheet/", sheet(row)).content.decode()
    named = {"name": "信访人王小二的来访次数", "unit": "次", "key": "somebody"}
    assert "这里写到了人" in statistician.post("/indicators/new/", named).content.decode()
    assert IndicatorValue.objects.count() == 1
    assert not Indicator.objects.filter(key="somebody").exists()
