"""Figures and times of any text."""

import datetime

import baozhi
import pytest


def test_figures_have_exact_values():
    [rate] = baozhi.figures("超过99%")
    assert (rate.kind, rate.value, rate.unit, rate.bound) == ("rate", "99", "%", ">")
    text = "𠮷林项目开工，总投资1720.7亿元，亩产三百至五百公斤。"
    amount, yields = baozhi.figures(text)
    assert (amount.value, amount.unit, amount.measure) == ("172070000000", "CNY", "总投资")
    assert yields.value == "300..500"
    assert [text[f.start : f.end] for f in (amount, yields)] == [amount.text, yields.text]


def test_bare_numbers_are_asked_for():
    assert baozhi.figures("共计500。") == []
    assert [f.value for f in baozhi.figures("共计500。", numbers=True)] == ["500"]


def test_times_are_told_from_a_date():
    text = "去年7月，历时3年；近日"
    july, years, lately = baozhi.times(text, date="2021-03-03")
    assert (july.from_, july.to, july.grain) == ("2020-07-01", "2020-07-31", "month")
    assert (years.type, years.value) == ("duration", "P3Y")
    assert (lately.to, lately.basis) == ("2021-03-03", "inferred")
    assert [text[t.start : t.end] for t in (july, years, lately)] == ["去年7月", "3年", "近日"]


def test_a_date_may_be_text_date_or_datetime():
    days = ["2021-03-03", datetime.date(2021, 3, 3), datetime.datetime(2021, 3, 3, 8, 30)]
    assert [baozhi.times("昨日", date=d)[0].from_ for d in days] == ["2021-03-02"] * 3
    with pytest.raises(baozhi.InputError, match="2021-03-03"):
        baozhi.times("昨日", date="3月3日")
    with pytest.raises(AttributeError):
        baozhi.times("昨日", date=5)


def test_without_a_date_what_the_text_fixes_is_there():
    assert baozhi.times("昨日") == []
    assert [t.from_ for t in baozhi.times("2022年3月2日")] == ["2022-03-02"]


@pytest.mark.parametrize("text", ["", "一" * 5000, "年的" * 2000, "\x00", "亿" * 3000])
def test_any_text_is_scanned(text):
    assert all(f.text in text for f in baozhi.figures(text, numbers=True) + baozhi.times(text, date="2022-03-02"))
