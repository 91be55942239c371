"""What the tests share: one extractor, and a small corpus. All people, papers
and happenings in it are invented."""

import json

import baozhi
import pytest

ISSUE = """禾川日报

2022年3月2日 星期三

市委召开会议 部署春季生产

本报讯（记者 林晓）3月1日，市委书记周明远主持召开会议，副市长陈立、何文清参加。
会议指出，全市复工率超过99%。
"""

ROWS = [
    {
        "id": "a",
        "title": "市政协到企业调研",
        "text": "昨日，市政协主席杜衡川到澜阳纺织有限公司调研，副主席高启文参加。全年产值增长3.5%。",
        "date": "2022-03-03",
        "home": "许昌市",
    },
    {
        "id": "b",
        "text": "近日，市教育局局长石澜任市委宣传部部长。𠮷祥小学新增学生120人。",
        "date": "2022-03-04",
        "home": "许昌市",
    },
]


@pytest.fixture(scope="session")
def extractor():
    return baozhi.Extractor(home="许昌市")


@pytest.fixture
def corpus(tmp_path):
    """A folder with one page and two rows: three articles."""
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "hcrb-2022-03-02.txt").write_text(ISSUE, encoding="utf-8")
    lines = [json.dumps(row, ensure_ascii=False) for row in ROWS]
    (folder / "rows.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


@pytest.fixture
def records(extractor, corpus):
    return list(extractor.extract(corpus))


def write_rows(path, count):
    """A file of so many articles, each a little different."""
    with open(path, "w", encoding="utf-8") as out:
        for n in range(count):
            text = f"3月{n % 28 + 1}日，市委书记周明远到第{n}小学调研，副市长陈立参加。全年投资{n}万元。" * 5
            out.write(json.dumps({"id": str(n), "text": text, "date": "2022-04-01"}, ensure_ascii=False) + "\n")
    return path
