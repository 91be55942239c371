"""Files, folders and texts to records."""

import datetime
import gzip
import multiprocessing
import os
import pathlib
import threading
import time

import baozhi
import pytest
from conftest import ISSUE, ROWS, write_rows


def test_a_folder_is_read_in_order(extractor, corpus):
    records = extractor.extract(corpus)
    assert records.report is None
    assert [r.id for r in records] == ["hcrb-2022-03-02.txt#1", "a", "b"]
    report = records.report
    assert report.articles == 3 and report.failures == [] and report.read == {"txt": 1, "jsonl": 1}
    assert str(report) == "read 2 files: jsonl 1, txt 1"
    assert list(records) == []


def test_inputs_may_be_a_path_a_text_or_several(extractor, corpus):
    page, rows = sorted(corpus.iterdir())
    for inputs in (str(page), page, [page], (str(p) for p in [page])):
        assert [r.issue.paper for r in extractor.extract(inputs)] == ["禾川日报"]
    assert [r.id for r in extractor.extract([rows, page])] == ["a", "b", "hcrb-2022-03-02.txt#1"]


def test_posts_of_a_page(extractor, corpus):
    record = next(extractor.extract(corpus))
    posts = [(p.person, p.title, p.institution) for p in record.posts]
    assert ("周明远", "书记", "中共许昌市委员会") in posts
    assert ("何文清", "副市长", "许昌市人民政府") in posts
    assert record.article.title == "市委召开会议 部署春季生产"
    assert (record.article.bylines[0].role, record.article.bylines[0].name) == ("reporter", "林晓")
    assert record.issue.date == "2022-03-02" and record.source.path.endswith("hcrb-2022-03-02.txt")


def test_one_text_with_what_is_known_of_it(extractor):
    record = extractor.extract_text("昨日，县委书记周明远主持会议。", date=datetime.date(2022, 3, 2), title="会议", home="鄢陵县", id="x")
    assert record.id == "x" and record.text == "会议\n昨日，县委书记周明远主持会议。"
    [time] = [m for m in record.mentions if m.type == "time"]
    assert (time.from_, time.to, time.basis) == ("2022-03-01", "2022-03-01", "issue")
    assert [(p.person, p.institution) for p in record.posts] == [("周明远", "中共鄢陵县委员会")]


def test_the_paper_tells_the_home():
    extractor = baozhi.Extractor(model=False)
    record = extractor.extract_text("市委书记周明远主持会议。", paper="许昌日报")
    assert (record.issue.paper, record.issue.home) == ("许昌日报", "许昌市")
    assert record.posts[0].institution == "中共许昌市委员会"


def test_the_text_of_an_issue_is_cut_into_articles(extractor):
    [record] = extractor.extract_issue(ISSUE)
    assert record.article.title == "市委召开会议 部署春季生产" and record.issue.date == "2022-03-02"
    undated = ISSUE.replace("2022年3月2日 星期三\n\n", "")
    assert extractor.extract_issue(undated, date="2022-03-05")[0].issue.date == "2022-03-05"


def test_the_same_records_on_any_number_of_threads(tmp_path):
    rows = write_rows(tmp_path / "rows.jsonl", 300)
    one, two = (list(baozhi.Extractor(threads=n).extract(rows)) for n in (1, 2))
    assert len(one) == 300 and one == two


def test_settings_of_the_command_line(tmp_path):
    text = "全年12个项目，共计500。市民呼吁召开会议。"
    few = baozhi.Extractor().extract_text(text)
    many = baozhi.Extractor(numbers=True, irrealis=True).extract_text(text)
    assert len(many.mentions) > len(few.mentions)
    with gzip.open(tmp_path / "rows.csv.gz", "wt", encoding="gb18030") as out:
        out.write("编号,见报,详情\n1,2022-03-02,市委书记周明远主持会议。\n")
    [record] = baozhi.Extractor().extract(
        tmp_path / "rows.csv.gz", columns={"text": "详情", "date": "见报"}, encoding="gb18030", home="许昌市"
    )
    assert record.issue.date == "2022-03-02" and record.posts[0].person == "周明远"
    dated = baozhi.Extractor().extract(tmp_path / "rows.csv.gz", columns="text=详情", date="2022-05-01")
    assert next(dated).issue.date == "2022-05-01"


def test_dictionaries_of_ones_own(tmp_path):
    table = tmp_path / "mine.tsv"
    table.write_text("title\tkind\tof\n塔长\thead\t\n", encoding="utf-8")
    text = "塔长周明远主持会议。"
    assert "塔长" not in [p.title for p in baozhi.Extractor().extract_text(text).posts]
    for dicts in (table, [table], str(table)):
        assert [p.title for p in baozhi.Extractor(dicts=dicts).extract_text(text).posts] == ["塔长"]
    twice = tmp_path / "twice.tsv"
    twice.write_text("title\tkind\tof\n塔长\thead\t\n塔长\thead\t\n", encoding="utf-8")
    [warning] = baozhi.Extractor(dicts=twice).warnings
    assert "twice.tsv:3" in warning


def test_appointments_settle_posts(tmp_path):
    table = tmp_path / "posts.tsv"
    table.write_text("person\ttitle\tinstitution\tfrom\tto\n卢庆远\t市长\t许昌市人民政府\t2021-01-01\t\n", encoding="utf-8")
    extractor = baozhi.Extractor(appointments=table)
    record = extractor.extract_text("昨日，卢庆远到许昌市实验小学调研。", date="2022-03-02", title="卢庆远到学校调研", home="许昌市")
    assert ("卢庆远", "市长", "许昌市人民政府") in [(p.person, p.title, p.institution) for p in record.posts]


def _threads():
    return len(os.listdir("/proc/self/task"))


def test_a_run_can_be_left(extractor, tmp_path):
    rows = write_rows(tmp_path / "rows.jsonl", 3000)
    with extractor.extract(rows) as records:
        assert next(records).id == "0"
    assert list(records) == [] and records.report is None
    assert extractor.extract_text("市委书记周明远主持会议。").posts


@pytest.mark.skipif(not os.path.isdir("/proc/self/task"), reason="the system does not list threads")
@pytest.mark.parametrize("leave", ["close", "let go"])
def test_a_run_that_was_left_works_no_more(extractor, tmp_path, leave):
    before = _threads()
    records = extractor.extract(write_rows(tmp_path / "rows.jsonl", 20000))
    assert next(records).id == "0" and _threads() > before
    if leave == "close":
        records.close()
    else:
        del records
    # The articles in work are still finished.
    waited = 0
    while _threads() > before:
        waited += 1
        assert waited < 1000
        time.sleep(0.01)


def test_several_threads_share_an_extractor_and_an_iterator(extractor, tmp_path):
    records = extractor.extract(write_rows(tmp_path / "rows.jsonl", 200))
    taken, lock = [], threading.Lock()

    def take():
        for record in records:
            with lock:
                taken.append(record.id)

    threads = [threading.Thread(target=take) for _ in range(3)]
    [t.start() for t in threads]
    [t.join() for t in threads]
    assert sorted(taken, key=int) == [str(n) for n in range(200)]


def _posts_of(text):
    return [p.person for p in baozhi.Extractor(home="许昌市").extract_text(text).posts]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are not forked here")
def test_it_works_in_a_process_that_was_forked_off(extractor, corpus):
    assert len(list(extractor.extract(corpus))) == 3
    with multiprocessing.get_context("fork").Pool(2) as pool:
        assert pool.map_async(_posts_of, ["市委书记周明远主持会议。"] * 2).get(timeout=60) == [["周明远"]] * 2


def test_paths_of_the_operating_system(extractor, corpus):
    class Path:
        def __fspath__(self):
            return str(corpus)

    assert len(list(extractor.extract(Path()))) == 3
    assert len(list(extractor.extract(pathlib.Path(corpus)))) == 3 and len(ROWS) == 2
