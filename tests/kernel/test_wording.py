"""No field says what is wrong in a programmer's words."""

import re

from django import forms

RAW = re.compile("确保|变量|UUID|有效|合法|必填项|值")


class Everything(forms.Form):
    missing = forms.CharField()
    long = forms.CharField(max_length=3)
    short = forms.CharField(min_length=9)
    hidden = forms.CharField()
    many = forms.IntegerField(max_value=9)
    few = forms.IntegerField(min_value=9)
    number = forms.IntegerField()
    share = forms.DecimalField()
    day = forms.DateField()
    moment = forms.DateTimeField()
    hour = forms.TimeField()
    one = forms.ChoiceField(choices=[("a", "甲")])
    typed = forms.TypedChoiceField(choices=[(1, "甲")], coerce=int)
    some = forms.TypedMultipleChoiceField(choices=[(1, "甲")], coerce=int)
    key = forms.UUIDField()
    file = forms.FileField()


def test_each_field_says_in_our_words_what_is_wrong():
    said = dict.fromkeys(Everything.base_fields, "x") | {"long": "很长的话", "hidden": "a\0b"}
    form = Everything(said | {"missing": "", "many": "10", "few": "1", "some": ["x"]})
    wrong = {field: [str(error) for error in errors] for field, errors in form.errors.items()}
    assert set(wrong) == set(Everything.base_fields)
    assert [(field, each) for field, told in wrong.items() for each in told if RAW.search(each)] == []
    assert wrong["long"] == ["最多 3 个字，现在有 4 个。"]
    assert wrong["many"] == ["最大是 9。"]
