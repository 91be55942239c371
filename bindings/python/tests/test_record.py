"""The record: attributes, dictionaries, JSON, and its look in a notebook."""

import html.parser
import json
import pickle
import re

import baozhi
import pytest


def test_spans_count_code_points(records):
    spans = [(r, m) for r in records for m in r.mentions]
    assert len(spans) > 20
    assert all(r.text[m.start : m.end] == m.text for r, m in spans)
    after_a_wide_character = [m for r, m in spans if "𠮷" in r.text[: m.start]]
    assert [m.value for m in after_a_wide_character if m.type == "figure"] == ["120"]
    triggers = [(r, t) for r in records for e in r.events for t in e.triggers]
    assert triggers and all(r.text[t.start : t.end] == t.text for r, t in triggers)
    quotes = [(r, q) for r in records for q in r.quotes]
    assert [(r.text[slice(*q.cue)], r.text[slice(*q.content)]) for r, q in quotes] == [("指出", "全市复工率超过99%。")]
    assert records[0].text[slice(*records[0].body)].startswith("本报讯")


def test_attributes_are_those_of_the_dictionary(records):
    names = {"type": "type", "from_": "from", "class_": "class"}
    for record in records:
        whole = record.to_dict()
        for part in ("mentions", "entities", "posts", "events", "quotes"):
            assert [x.to_dict() for x in getattr(record, part)] == whole[part]
        assert record.article.to_dict() == whole["article"] and record.issue.to_dict() == whole["issue"]
        for mention in record.mentions:
            own = mention.to_dict()
            for name in (n for n in dir(mention) if not n.startswith("_") and n != "to_dict"):
                value, key = getattr(mention, name), names.get(name, name)
                # The JSON leaves out what is usual: `=`, false, none.
                assert own.get(key, value) == value, (name, own)
                assert key in own or value in (None, "=", False, []), (name, value)


@pytest.mark.parametrize("model", [True, False])
def test_words_stand_in_the_text(records, model):
    assert all(r.tokens == () and "tokens" not in r.to_dict() for r in records)
    extractor = baozhi.Extractor(tokens=True, model=model)
    record = extractor.extract_text("昨日，𠮷祥小学召开会议。", date="2022-03-02")
    words = [(record.text[t.start : t.end], t.pos) for t in record.tokens]
    assert "".join(word for word, _ in words) == record.text
    assert ("会议", "n") in words and words[-1] == ("。", "x")
    assert [t.to_dict() for t in record.tokens] == record.to_dict()["tokens"]
    assert baozhi.Record.from_json(record.to_json()).tokens[-1].end == len(record.text)


def test_json_is_that_of_the_command_line(records):
    for record in records:
        line = record.to_json()
        assert "\n" not in line and json.loads(line) == record.to_dict()
        assert record.offsets == "char" == json.loads(line)["offsets"]
        assert baozhi.Record.from_json(line) == record == pickle.loads(pickle.dumps(record))
    assert records[0] != records[1] and records[0] != "x"


def test_what_is_no_record_is_said():
    for text in ("", "{}", "[1]", '{"schema":1}'):
        with pytest.raises(baozhi.InputError, match="not a record"):
            baozhi.Record.from_json(text)


def test_another_schema_is_refused(records):
    other = records[0].to_json().replace('"schema":1', '"schema":99', 1)
    with pytest.raises(baozhi.InputError, match="schema 99"):
        baozhi.Record.from_json(other)


def test_bytes_as_offsets_are_converted(extractor):
    record = extractor.extract_text("市委书记周明远主持会议。")
    data = record.to_dict()
    person = next(m for m in data["mentions"] if m["type"] == "person")
    start = len(record.text[: person["start"]].encode())
    in_bytes = dict(data, offsets="byte", body=[0, len(record.text.encode())], events=[], quotes=[])
    in_bytes["mentions"] = [dict(person, start=start, end=start + len(person["text"].encode()))]
    [back] = baozhi.Record.from_json(json.dumps(in_bytes)).mentions
    assert (back.start, back.end) == (person["start"], person["end"])


def test_records_of_a_file(records, tmp_path):
    path = tmp_path / "records.jsonl"
    path.write_text("".join(r.to_json() + "\n" for r in records), encoding="utf-8")
    assert list(baozhi.read_records(path)) == records
    path.write_text(records[0].to_json() + "\n{}\n", encoding="utf-8")
    read = baozhi.read_records(path)
    assert next(read) == records[0]
    with pytest.raises(baozhi.InputError) as fault:
        next(read)
    assert (fault.value.path, fault.value.line) == (str(path), 2)
    with pytest.raises(baozhi.InputError, match="none.jsonl"):
        list(baozhi.read_records(tmp_path / "none.jsonl"))


class _Marks(html.parser.HTMLParser):
    """Elements that are well nested, with the text that they hold."""

    def __init__(self):
        super().__init__()
        self.open, self.marks, self.text = [], [], []

    def handle_starttag(self, tag, attrs):
        assert tag in ("div", "span", "mark")
        self.open.append([tag, dict(attrs), ""])

    def handle_endtag(self, tag):
        name, attrs, text = self.open.pop()
        assert name == tag
        if tag == "mark":
            self.marks.append((attrs["title"].split(" · ")[0], text))

    def handle_data(self, data):
        self.text.append(data)
        for element in self.open:
            element[2] += data


def test_a_notebook_shows_the_mentions(records):
    for record in records:
        page = _Marks()
        page.feed(record._repr_html_())
        assert page.open == []
        assert record.text in "".join(page.text)
        assert sorted(page.marks) == sorted((m.type, m.text) for m in record.mentions)


def test_a_notebook_runs_nothing_of_a_text(extractor):
    evil = '<script>alert(1)</script>"\'&<b>市委书记周明远</b>\x00\x1b'
    record = extractor.extract_text(evil, title="<img src=x onerror=1>", id="<i>\"'")
    shown = record._repr_html_()
    assert set(re.findall(r"</?(\w+)", shown)) == {"div", "span", "mark"}
    assert "\x00" not in shown and "\x1b" not in shown
    page = _Marks()
    page.feed(shown)
    assert ("person", "周明远") in page.marks and "<script>alert(1)</script>" in "".join(page.text)


def test_the_prompt_shows_what_there_is(records):
    assert repr(records[0]).startswith("<Record \"hcrb-2022-03-02.txt#1\"")
    assert repr(records[0].posts[0]).startswith("Post({'person': ")


def test_records_cannot_be_changed(records):
    with pytest.raises(AttributeError):
        records[0].id = "x"
    assert isinstance(records[0].mentions, tuple) and records[0].mentions is records[0].mentions


@pytest.mark.parametrize("text", ["", "\n", "\x00", "𠮷" * 50, "（" * 5000, "\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16")])
def test_any_text_has_a_record(extractor, text):
    assert extractor.extract_text(text, title=text or None).text.endswith(text)
    assert isinstance(extractor.extract_issue(text), list)


def test_half_a_character_is_refused(extractor):
    with pytest.raises(UnicodeEncodeError):
        extractor.extract_text("\ud83d")
