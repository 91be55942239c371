"""Chinese newspaper issues into structured data.

Who is named with which posts, which institutions and places, what happened,
when, and how much, each as a span of the text with the rule that found it, and
a co-occurrence graph over it all. It works offline.

    >>> import baozhi
    >>> ex = baozhi.Extractor()
    >>> rec = ex.extract_text("市委书记周明远主持会议。", date="2022-03-02", home="许昌市")
    >>> [(p.person, p.title, p.institution) for p in rec.posts]
    [('周明远', '书记', '中共许昌市委员会')]

Every offset counts code points: ``rec.text[m.start:m.end] == m.text``.
"""

from ._errors import InputError, InputWarning
from ._native import (
    Article,
    Byline,
    Dateline,
    Entity,
    Event,
    EventPlace,
    EventTime,
    Extractor,
    Graph,
    Issue,
    Mention,
    Post,
    Quote,
    Record,
    Records,
    Region,
    Report,
    Role,
    Source,
    Table,
    Tables,
    Token,
    Trigger,
    __version__,
    figures,
    read_records,
    times,
    write_tables,
)

__all__ = [
    "Article",
    "Byline",
    "Dateline",
    "Entity",
    "Event",
    "EventPlace",
    "EventTime",
    "Extractor",
    "Graph",
    "InputError",
    "InputWarning",
    "Issue",
    "Mention",
    "Post",
    "Quote",
    "Record",
    "Records",
    "Region",
    "Report",
    "Role",
    "Source",
    "Table",
    "Tables",
    "Token",
    "Trigger",
    "__version__",
    "figures",
    "read_records",
    "times",
    "write_tables",
]
