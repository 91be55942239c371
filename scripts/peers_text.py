"""The text that `peers.py` has read: that of files, or invented news, the same in every run."""

import datetime
import gzip
import json
import pathlib
import random
import re

SEED = 1


def read(paths):
    """The articles of the files."""
    articles = []
    for path in map(pathlib.Path, paths):
        raw = path.read_bytes()
        text = (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode("utf-8")
        if path.name.removesuffix(".gz").endswith(".jsonl"):
            articles += [json.loads(line) for line in text.splitlines() if line.strip()]
        else:
            articles.append({"text": text})
    return articles


def some(articles, size):
    """Articles in a mixed order, up to so many bytes of text, with what baozhi and the peers need of them."""
    articles = [a for a in articles if a["text"].strip()]
    random.Random(SEED).shuffle(articles)
    chosen, total = [], 0
    for article in articles:
        if total >= size:
            break
        fields = {k: article[k] for k in ("title", "paper", "text") if article.get(k)}
        if re.fullmatch(r"\d{4}-\d\d-\d\d", article.get("date") or ""):
            fields["date"] = article["date"]
        chosen.append({"id": str(len(chosen)), **fields})
        total += len(article["text"].encode())
    return chosen


PERSONS = "周明远 陈立 何文清 林晓 杜衡川 高启文 石澜 苏以宁 方知行 罗景和 姚若溪 白承志".split()
POSTS = "市委书记 市长 副市长 市教育局局长 市水利局局长 市政协主席 县委书记 县长".split()
PLACES = "许昌市 大通县 禹州市 长葛市 鄢陵县 襄城县".split()
TOPICS = "春季生产 防汛 学校建设 旧区改造 道路养护 粮食收购".split()
SENTENCES = [
    "{month}月{day}日，{post}{person}到{place}调研{topic}，{post2}{person2}参加。",
    "昨日，{place}召开{topic}工作会议，{post}{person}主持会议并讲话。",
    "{person}指出，{topic}要早安排，{post2}{person2}要抓好落实。",
    "截至{month}月底，全市完成投资{many}万元，同比增长{share}%，占全年计划的{part}%以上。",
    "去年，{place}新增耕地{many}亩，惠及群众{count}万人。",
    "本报讯（记者 {person}）近日，{place}为{count}所小学添置图书，共{many}册。",
    "“十四五”时期，{place}将投入{count}亿元用于{topic}。",
    "{post}{person}表示，{topic}超过{part}%的项目已经开工，其余在{month}月{day}日前开工。",
]


def invented(size):
    """Made-up articles with so many bytes of text at least, the same in every run."""
    pick = random.Random(SEED)
    articles, total = [], 0
    while total < size:
        paragraphs = ["".join(sentence(pick) for _ in range(pick.randint(2, 4))) for _ in range(pick.randint(3, 6))]
        text = "\n".join(paragraphs)
        day = datetime.date(2022, 1, 1) + datetime.timedelta(pick.randrange(365))
        articles.append({"title": f"{pick.choice(PLACES)}部署{pick.choice(TOPICS)}", "date": str(day), "text": text})
        total += len(text.encode())
    return articles


def sentence(pick):
    (person, person2), (post, post2) = pick.sample(PERSONS, 2), pick.sample(POSTS, 2)
    return pick.choice(SENTENCES).format(
        **{"person": person, "person2": person2, "post": post, "post2": post2},
        **{"place": pick.choice(PLACES), "topic": pick.choice(TOPICS)},
        **{"month": pick.randint(1, 12), "day": pick.randint(1, 28), "count": pick.randint(2, 90)},
        **{"many": pick.randint(100, 99999), "share": pick.randint(10, 299) / 10, "part": pick.randint(10, 99)},
    )
