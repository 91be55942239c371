"""Types of the native part. What every attribute means, `docs/record.md` of the
project says at length; offsets count code points everywhere."""

import datetime
import os
from collections.abc import Iterable, Iterator, Mapping
from types import TracebackType
from typing import Any, Literal, TypeAlias, final, overload

import networkx
import pandas
import polars
import pyarrow

from ._errors import InputError

_Path: TypeAlias = str | os.PathLike[str]
_Paths: TypeAlias = _Path | Iterable[_Path]
_Day: TypeAlias = str | datetime.date
_Scope: TypeAlias = Literal["sentence", "window", "paragraph", "article", "event"]
_Weight: TypeAlias = Literal["count", "npmi", "log-likelihood", "jaccard"]
_Errors: TypeAlias = Literal["warn", "raise", "ignore"]

__version__: str

@final
class Extractor:
    """Turns articles into records. Built once, never changes, and may be used by
    several threads at a time.

    `home`: full name of the place that the papers are of (许昌市), what 我市 and
    市委 are told from; taken from a paper's name where it is not given. `dicts`:
    tables of one's own, as `--dict` of the command line takes them. `words`:
    words for the segmenter, in the form of jieba's user dictionary.
    `appointments`: a table of who held which post, for names printed without
    one. `model`: `False` for lexicon and grammar alone, or the path of a model
    that `baozhi train` wrote. `numbers`: bare numbers are figures too.
    `irrealis`: wishes and calls are events too. `tokens`: records have their
    words with parts of speech. `threads`: as many as the machine has cores
    where it is not given, and never more.

    Raises `InputError` with file and line for a wrong dictionary, and for a
    home that is no place that is known.

        >>> ex = Extractor(home="许昌市", dicts=["mine.tsv"])
    """

    def __new__(
        cls,
        *,
        home: str | None = None,
        dicts: _Paths | None = None,
        words: _Paths | None = None,
        appointments: _Path | None = None,
        model: bool | _Path | None = None,
        numbers: bool = False,
        irrealis: bool = False,
        tokens: bool = False,
        threads: int | None = None,
    ) -> Extractor: ...
    def extract(
        self,
        inputs: _Paths,
        *,
        date: _Day | None = None,
        home: str | None = None,
        columns: str | Mapping[str, str] | None = None,
        encoding: str | None = None,
        errors: _Errors = "warn",
    ) -> Records:
        """The records of files, folders of them, or any mix, in their order: all
        that the command line reads.

        `date` is that of pages without a masthead and of rows without a date.
        `columns` says which columns or keys hold what, where their names do not
        tell: `{"text": "详情"}`. `encoding` is for text whose own is not found.

        Input that cannot be read is passed over, and told of when all other was
        read: by an `InputWarning` each, by an `InputError` for the first
        (`errors="raise"`), or in the report alone (`"ignore"`). Where nothing at
        all could be read, `InputError` is raised.

        The records are made in the background, on all threads, a little ahead
        of who takes them; Ctrl-C stops them.

            >>> for rec in ex.extract("folder/", date="2021-03-03"):
            ...     print(rec.article.title)
        """

    def tables(
        self,
        inputs: _Paths,
        *,
        date: _Day | None = None,
        home: str | None = None,
        columns: str | Mapping[str, str] | None = None,
        encoding: str | None = None,
        errors: _Errors = "warn",
    ) -> Tables:
        """The tables of the same input; the arguments are those of `extract`.

            >>> ex.tables("folder/").posts.to_polars()
        """

    def extract_text(
        self,
        text: str,
        *,
        date: _Day | None = None,
        title: str | None = None,
        paper: str | None = None,
        home: str | None = None,
        id: str = "text#1",
    ) -> Record:
        """The record of one article. The text stays as it is, led by the title
        and a line break where a title is given."""

    def extract_issue(self, text: str, *, date: _Day | None = None, home: str | None = None) -> list[Record]:
        """The records of the text of a whole page or issue, which is repaired and
        cut into its articles; the date of its masthead goes before `date`."""

    @overload
    def extract_rows(
        self, rows: Mapping[str, Iterable[object]], *, errors: Literal["raise"] = "raise"
    ) -> list[Record]: ...
    @overload
    def extract_rows(
        self, rows: Mapping[str, Iterable[object]], *, errors: Literal["keep"]
    ) -> list[Record | InputError]:
        """The records of the rows of a table in memory, made on all cores: a
        column for each field that is known. A row without text raises
        `InputError`; with `errors="keep"` that stands in its record's place.

            >>> ex.extract_rows({"text": ["…", "…"], "date": ["2021-03-03", None]})
        """

    @property
    def warnings(self) -> list[str]:
        """What was odd in the dictionaries, with file and line."""

    @property
    def home(self) -> str | None:
        """The home that is told to all articles, if one is."""

@final
class Records(Iterator[Record]):
    """An iterator over records. As a context manager it ends its run when left.

        >>> with ex.extract("folder/") as records:
        ...     first = next(records)
    """

    def __iter__(self) -> Records: ...
    def __next__(self) -> Record: ...
    def __enter__(self) -> Records: ...
    def __exit__(
        self,
        kind: type[BaseException] | None = None,
        value: BaseException | None = None,
        traceback: TracebackType | None = None,
        /,
    ) -> None: ...
    def close(self) -> None:
        """Ends the run; nothing more comes."""

    @property
    def report(self) -> Report | None:
        """What the run has seen; `None` until the last record was taken."""

@final
class Report:
    """What a run has seen; its text is the closing line of the command line."""

    @property
    def articles(self) -> int: ...
    @property
    def bytes(self) -> int: ...
    @property
    def failures(self) -> list[InputError]:
        """What could not be read, as `InputError`s: the first thousand."""

    @property
    def more_failures(self) -> int: ...
    @property
    def warnings(self) -> list[str]: ...
    @property
    def more_warnings(self) -> int: ...
    @property
    def read(self) -> dict[str, int]:
        """How many files of each kind were read."""

    @property
    def left(self) -> dict[str, int]:
        """How many files of each kind were left."""

    @property
    def undated(self) -> int: ...
    @property
    def homeless(self) -> int: ...

@final
class Record:
    """One article with everything that was read out of it. `text[start:end]` is
    the exact surface of every span."""

    @property
    def schema(self) -> int: ...
    @property
    def id(self) -> str: ...
    @property
    def offsets(self) -> str: ...
    @property
    def issue(self) -> Issue: ...
    @property
    def article(self) -> Article: ...
    @property
    def text(self) -> str: ...
    @property
    def body(self) -> tuple[int, int]: ...
    @property
    def source(self) -> Source: ...
    @property
    def mentions(self) -> tuple[Mention, ...]: ...
    @property
    def entities(self) -> tuple[Entity, ...]: ...
    @property
    def posts(self) -> tuple[Post, ...]: ...
    @property
    def events(self) -> tuple[Event, ...]: ...
    @property
    def quotes(self) -> tuple[Quote, ...]: ...
    @property
    def tokens(self) -> tuple[Token, ...]:
        """The words, in the order of the text; empty unless they were asked for
        (`Extractor(tokens=True)`)."""

    @property
    def warnings(self) -> list[str]: ...
    def to_dict(self) -> dict[str, Any]:
        """Dictionaries and lists, as the JSON has them: what does not apply is
        left out."""

    def to_json(self) -> str:
        """One line of JSON, as `baozhi extract` writes it."""

    @staticmethod
    def from_json(json: str) -> Record:
        """The record that a line of JSON is. Raises `InputError` where it is none."""

    def _repr_html_(self) -> str: ...

@final
class Issue:
    """The newspaper issue that an article stood in."""

    @property
    def paper(self) -> str | None:
        """The paper's name."""

    @property
    def date(self) -> str | None:
        """The issue's day, ISO 8601."""

    @property
    def number(self) -> int | None:
        """The issue's number (第812期)."""

    @property
    def page(self) -> str | None:
        """The page (版), as given."""

    @property
    def section(self) -> str | None:
        """The name of the page (版名)."""

    @property
    def home(self) -> str | None:
        """Full name of the place that the paper is of."""

    def to_dict(self) -> dict[str, Any]:
        """The fields that apply, by the names they have in JSON."""

@final
class Article:
    """The head of an article."""

    @property
    def kind(self) -> str:
        """`news`, `brief`, `commentary`, `notice` and so on."""

    @property
    def kicker(self) -> str | None:
        """The line above the headline (引题)."""

    @property
    def title(self) -> str | None:
        """The headline."""

    @property
    def subtitle(self) -> str | None:
        """The line below the headline (副题)."""

    @property
    def column(self) -> str | None:
        """The tag of a column."""

    @property
    def continued_on(self) -> str | None:
        """The page it goes on on (下转), as written."""

    @property
    def continued_from(self) -> str | None:
        """The page it comes from (上接), as written."""

    @property
    def bylines(self) -> list[Byline]:
        """Who wrote or photographed it."""

    @property
    def dateline(self) -> Dateline | None:
        """Agency, place and date at the head of the body."""

    def to_dict(self) -> dict[str, Any]:
        """The fields that apply, by the names they have in JSON."""

@final
class Byline:
    """One name of a byline."""

    @property
    def role(self) -> str:
        """`reporter`, `correspondent`, `photographer` or `author`."""

    @property
    def name(self) -> str:
        """The name, padding inside it closed."""

    def to_dict(self) -> dict[str, Any]:
        """The fields that apply, by the names they have in JSON."""

@final
class Dateline:
    """新华社…电, 本报…讯: agency, place and date of a report."""

    @property
    def agency(self) -> str | None:
        """The agency or paper."""

    @property
    def place(self) -> str | None:
        """The place, as written."""

    @property
    def date(self) -> str | None:
        """The date, ISO 8601."""

    def to_dict(self) -> dict[str, Any]:
        """The fields that apply, by the names they have in JSON."""

@final
class Source:
    """Where an article stood in its input."""

    @property
    def path(self) -> str:
        """The path as it was given."""

    @property
    def start(self) -> int:
        """First byte in the decoded input."""

    @property
    def end(self) -> int:
        """One past the last byte in the decoded input."""

    @property
    def regions(self) -> list[Region]:
        """The boxes it fills on its pages, of input that has a layout."""

    @property
    def page_size(self) -> tuple[float, float] | None:
        """Width and height of the page of the first region."""

    @property
    def unit(self) -> str | None:
        """What lengths on the page are counted in: `pt` or `px`."""

    def to_dict(self) -> dict[str, Any]:
        """The fields that apply, by the names they have in JSON."""

@final
class Region:
    """A box on a page, right and down from the upper left corner."""

    @property
    def page(self) -> int:
        """The page's number in the file, from 1."""

    @property
    def x(self) -> float:
        """Left edge."""

    @property
    def y(self) -> float:
        """Upper edge."""

    @property
    def w(self) -> float:
        """Width."""

    @property
    def h(self) -> float:
        """Height."""

    def to_dict(self) -> dict[str, Any]:
        """The fields that apply, by the names they have in JSON."""

@final
class Mention:
    """Something named in the text, or a figure, time or duration in it.  Which attributes beside the first eight have a value depends on `type`; those that do not apply are `None`."""

    @property
    def id(self) -> int:
        """Number in its article, from 0, in the order of the text."""

    @property
    def type(self) -> str:
        """`person`, `title`, `place`, `institution`, `meeting`, `document`, `figure`, `time` or `duration`."""

    @property
    def start(self) -> int:
        """First code point in the record's text."""

    @property
    def end(self) -> int:
        """One past the last code point."""

    @property
    def text(self) -> str:
        """The exact slice of the text."""

    @property
    def sentence(self) -> int:
        """Number of the sentence, from 0."""

    @property
    def entity(self) -> int | None:
        """Id of the entity that it names."""

    @property
    def rule(self) -> str:
        """The rule, dictionary row or model that made it."""

    @property
    def role(self) -> str | None:
        """Persons: `official`, `reporter`, `correspondent`, `photographer`, `author` or `other`."""

    @property
    def holders(self) -> list[int] | None:
        """Titles: ids of the mentions of persons who hold it."""

    @property
    def name(self) -> str | None:
        """Places, institutions, meetings, documents: the full name."""

    @property
    def adcode(self) -> str | None:
        """Places: the administrative code, six digits, nine of a township."""

    @property
    def level(self) -> str | None:
        """Places: `province`, `prefecture`, `county`, `township` and so on."""

    @property
    def path(self) -> str | None:
        """Places: the divisions from the province down."""

    @property
    def deixis(self) -> bool | None:
        """Places: true for 我市, 全省."""

    @property
    def of(self) -> str | None:
        """Institutions: full name of the place that it belongs to."""

    @property
    def class_(self) -> str | None:
        """Institutions: `party`, `government`, `congress` and so on."""

    @property
    def kind(self) -> str | None:
        """Figures: `rate`, `amount`, `count`, `quantity`, `multiple`, `ordinal` or `number`."""

    @property
    def value(self) -> str | None:
        """Figures: an exact decimal, a range `a..b` or a fraction `a/b`. Durations: ISO 8601."""

    @property
    def unit(self) -> str | None:
        """Figures: `%`, `pp`, an ISO 4217 code, the measure word or unit."""

    @property
    def bound(self) -> str | None:
        """Figures: `=`, `>`, `>=`, `<`, `<=` or `~` (about)."""

    @property
    def measure(self) -> str | None:
        """Figures: what is counted or measured, as written."""

    @property
    def change(self) -> str | None:
        """Figures: `up` or `down`."""

    @property
    def base(self) -> str | None:
        """Figures: what a change is measured against (同比, 比上年)."""

    @property
    def per(self) -> str | None:
        """Figures: what an amount is counted by (每人每月, 斤)."""

    @property
    def from_(self) -> str | None:
        """Times: first day or minute, ISO 8601, inclusive."""

    @property
    def to(self) -> str | None:
        """Times: last day or minute, ISO 8601, inclusive."""

    @property
    def grain(self) -> str | None:
        """Times: `day`, `month`, `quarter`, `year`, `period` and so on."""

    @property
    def part(self) -> str | None:
        """Times: the part of the day, where written."""

    @property
    def basis(self) -> str | None:
        """Times: `explicit`, `issue` or `inferred`."""

    @property
    def calendar(self) -> str | None:
        """Times: `lunar` where written so."""

    def to_dict(self) -> dict[str, Any]:
        """The fields that apply, by the names they have in JSON."""

@final
class Entity:
    """What one or more mentions of an article name."""

    @property
    def id(self) -> int:
        """Number in its article, from 0."""

    @property
    def type(self) -> str:
        """`person`, `place`, `institution`, `meeting` or `document`."""

    @property
    def key(self) -> str:
        """The same in all articles, `person:周明远`; the node's key in graphs."""

    @property
    def name(self) -> str:
        """Full name."""

    @property
    def mentions(self) -> list[int]:
        """Ids of its mentions."""

    def to_dict(self) -> dict[str, Any]:
        """The fields that apply, by the names they have in JSON."""

@final
class Post:
    """One person, one title, one institution, as the article says."""

    @property
    def person(self) -> str:
        """The person's name."""

    @property
    def title(self) -> str:
        """The bare title."""

    @property
    def institution(self) -> str | None:
        """Full name of the institution, where known."""

    @property
    def former(self) -> bool:
        """True for 原, 前, 时任 and posts given up."""

    @property
    def person_mention(self) -> int:
        """Id of the mention of the person."""

    @property
    def title_mention(self) -> int | None:
        """Id of the mention of the title, where the text has one."""

    @property
    def from_(self) -> str | None:
        """First day in the post, where an appointment says it."""

    @property
    def to(self) -> str | None:
        """Last day in the post, where a removal says it."""

    @property
    def rule(self) -> str:
        """What made it."""

    def to_dict(self) -> dict[str, Any]:
        """The fields that apply, by the names they have in JSON."""

@final
class Event:
    """Something that happened, or was said to."""

    @property
    def id(self) -> int:
        """Number in its article, from 0."""

    @property
    def type(self) -> str:
        """The code of its type, `MEET.HOLD`."""

    @property
    def realis(self) -> str:
        """`actual`, `future`, `planned`, `irrealis` or `negated`."""

    @property
    def triggers(self) -> list[Trigger]:
        """The words that name it."""

    @property
    def roles(self) -> list[Role]:
        """Who and what takes part."""

    @property
    def time(self) -> EventTime | None:
        """When, with what that rests on."""

    @property
    def place(self) -> EventPlace | None:
        """Where."""

    @property
    def sentence(self) -> int:
        """Number of the sentence of the first trigger."""

    @property
    def rule(self) -> str:
        """What made it."""

    def to_dict(self) -> dict[str, Any]:
        """The fields that apply, by the names they have in JSON."""

@final
class Trigger:
    """A stretch of text that names an event."""

    @property
    def start(self) -> int:
        """First code point in the record's text."""

    @property
    def end(self) -> int:
        """One past the last code point."""

    @property
    def text(self) -> str:
        """The exact slice."""

    def to_dict(self) -> dict[str, Any]:
        """The fields that apply, by the names they have in JSON."""

@final
class Role:
    """One filler of one role of an event."""

    @property
    def role(self) -> str:
        """The role's name, `chair`."""

    @property
    def text(self) -> str:
        """The filler as written."""

    @property
    def mention(self) -> int | None:
        """Id of the mention that fills it, if one does."""

    def to_dict(self) -> dict[str, Any]:
        """The fields that apply, by the names they have in JSON."""

@final
class EventTime:
    """When an event took place."""

    @property
    def from_(self) -> str:
        """First day, ISO 8601, inclusive."""

    @property
    def to(self) -> str:
        """Last day, ISO 8601, inclusive."""

    @property
    def basis(self) -> str:
        """`explicit`, `issue` or `inferred`."""

    def to_dict(self) -> dict[str, Any]:
        """The fields that apply, by the names they have in JSON."""

@final
class EventPlace:
    """Where an event took place."""

    @property
    def name(self) -> str:
        """Full name."""

    @property
    def inferred(self) -> bool:
        """True where the event's own sentence does not name it."""

    def to_dict(self) -> dict[str, Any]:
        """The fields that apply, by the names they have in JSON."""

@final
class Quote:
    """Something said, by whom."""

    @property
    def speaker(self) -> int | None:
        """Id of the mention of the speaker, where known."""

    @property
    def cue(self) -> tuple[int, int] | None:
        """The span of the cue (指出), in code points."""

    @property
    def content(self) -> tuple[int, int]:
        """The span of what was said, in code points."""

    @property
    def kind(self) -> str:
        """`direct` (in quotation marks) or `indirect`."""

    def to_dict(self) -> dict[str, Any]:
        """The fields that apply, by the names they have in JSON."""

@final
class Token:
    """A word of the text: `record.text[token.start:token.end]`."""

    @property
    def start(self) -> int:
        """First code point in the record's text."""

    @property
    def end(self) -> int:
        """One past the last code point."""

    @property
    def pos(self) -> str:
        """Part of speech in jieba's notation: `n`, `nr`, `ns`, `v` and so on; `x`
        for marks and characters of no known word."""

    def to_dict(self) -> dict[str, Any]:
        """The fields that apply, by the names they have in JSON."""

@final
class Table:
    """One table of Arrow columns: whatever reads Arrow's C stream interface
    (pyarrow, Polars, DuckDB) takes it as it is. Columns are those that `baozhi
    export --format tables` writes; a cell without a value is null."""

    @property
    def name(self) -> str: ...
    @property
    def columns(self) -> list[str]: ...
    @property
    def types(self) -> dict[str, str]:
        """The type of each column: `string`, `int64`, `float64`, `bool` or `list`."""

    @property
    def num_rows(self) -> int: ...
    def __len__(self) -> int: ...
    def to_pydict(self) -> dict[str, list[Any]]:
        """The columns as lists, by name; needs no other package."""

    def to_arrow(self) -> pyarrow.Table:
        """The same columns, not copied. Raises `ImportError` without pyarrow."""

    def to_pandas(self) -> pandas.DataFrame:
        """Columns of the types `string`, `Int64`, `Float64` and `boolean`, which know missing
        values. Raises `ImportError` without pandas."""

    def to_polars(self) -> polars.DataFrame:
        """Raises `ImportError` without Polars."""

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...
    def __arrow_c_schema__(self) -> object: ...

@final
class Tables:
    """The tables of some records: an attribute for each, and an item by its
    name."""

    @staticmethod
    def from_records(records: Iterable[Record]) -> Tables: ...
    @staticmethod
    def nested(records: Iterable[Record]) -> Table:
        """The records as one table with one row an article: the columns of
        `articles`, each other table as a column of lists of rows, and `json`."""

    @property
    def names(self) -> list[str]: ...
    @property
    def report(self) -> Report | None:
        """What the run has seen; `None` where there was none."""

    articles: Table
    mentions: Table
    entities: Table
    posts: Table
    events: Table
    event_roles: Table
    figures: Table
    times: Table
    quotes: Table
    tokens: Table
    def __getitem__(self, name: str, /) -> Table: ...

@final
class Graph:
    """Persons, places and institutions as nodes; what ties them as edges."""

    @staticmethod
    def from_records(records: Iterable[Record], *, window: int = 0, reporters: bool = False) -> Graph:
        """The graph of records: a list, or what `Extractor.extract` gives, of which
        it holds one at a time. `window` counts stretches of so many sentences in
        a row too; `reporters` takes in reporters and photographers.

            >>> Graph.from_records(ex.extract("folder/")).to_networkx(scope="event")
        """

    @staticmethod
    def read(path: _Path) -> Graph:
        """The graph in a file of the form `native`."""

    @staticmethod
    def from_bytes(bytes: bytes) -> Graph:
        """The graph that `to_bytes` gave."""

    def to_bytes(self) -> bytes:
        """What a file of the form `native` holds: the same for the same records."""

    def merge(self, other: Graph) -> Graph:
        """Both as one. Raises `InputError` where they were not built alike."""

    def nodes(self) -> Table:
        """Every node with all its counts, by key."""

    def edges(self) -> Table:
        """Every edge with all its counts, by the keys of its ends; `posts` and
        `evidence` are lists of rows. Those of parts of a corpus add up."""

    @property
    def node_count(self) -> int: ...
    @property
    def edge_count(self) -> int: ...
    def to_json(
        self,
        *,
        scope: _Scope = "sentence",
        weight: _Weight = "count",
        min_count: int = 1,
        min_weight: float | None = None,
        backbone: float | None = None,
    ) -> str:
        """Node-link JSON, as `baozhi graph --format json` writes it."""

    def to_networkx(
        self,
        *,
        scope: _Scope = "sentence",
        weight: _Weight = "count",
        min_count: int = 1,
        min_weight: float | None = None,
        backbone: float | None = None,
    ) -> networkx.Graph[str]:
        """Nodes are keys of entities. `scope` is what two names must share to be
        linked, `weight` what the attribute of that name measures, `min_count` the
        fewest times both stand together; `backbone` keeps the edges that chance
        does not explain at this level. Raises `ImportError` without NetworkX."""

    def write(
        self,
        path: _Path,
        *,
        format: Literal["graphml", "gexf", "dot", "csv", "json", "native"] | None = None,
        scope: _Scope = "sentence",
        weight: _Weight = "count",
        min_count: int = 1,
        min_weight: float | None = None,
        backbone: float | None = None,
    ) -> None:
        """Writes the graph; the form is told by the ending of the path where it is
        not given. The form `native` keeps all that `read` and `merge` need."""

def figures(text: str, *, numbers: bool = False) -> list[Mention]:
    """The figures of a text; bare numbers only with `numbers`.

        >>> figures("超过99%")[0].value
        '99'
    """

def times(text: str, *, date: _Day | None = None) -> list[Mention]:
    """The times and durations of a text, told from `date` where they need one.

        >>> times("去年7月", date="2021-03-03")[0].from_
        '2020-07-01'
    """

def write_tables(
    records: Iterable[Record],
    path: _Path,
    *,
    format: Literal["csv", "parquet", "sqlite", "xlsx"] | None = None,
) -> None:
    """Writes the tables of records, of which it holds one at a time: as a folder of
    CSV or Parquet files, or one SQLite database or Excel workbook. The ending of
    the path tells the last two where `format` is not given.

        >>> write_tables(ex.extract("folder/"), "corpus.sqlite")
    """

def read_records(path: _Path) -> Records:
    """The records in a file that `baozhi extract` wrote, also compressed. Raises
    `InputError` with file and line at what is no record."""
