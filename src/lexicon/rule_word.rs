//! The words that single rules of names and events ask for: `dicts/rule_words.tsv`.

use super::table::{TableKind, embedded_rows};
use super::word_list::word_classes;
use std::sync::LazyLock;

word_classes! {
    /// What a rule asks of a word.
    RuleWord of RuleWords by "rule":
    /// Is the one character that stands for the place in `means`: 京.
    Initial "initial",
    /// Is the one character that stands for the place in `means` beside others (中美, 港澳台), but after no verb.
    Character "character",
    /// The same of a country, which only another country beside it tells from a town: 泰 of 中泰.
    BesideCountry "beside_country",
    /// Ends the name of a meeting: 座谈会.
    MeetingEnd "meeting_end",
    /// Ends in 会 and names a body: 委员会.
    NotMeeting "not_meeting",
    /// Stands before a meeting's name, which does not run over it: 召开.
    MeetingBreak "meeting_break",
    /// Only describes a place below the county, before 镇 or 村: 建制.
    CommonPlace "common_place",
    /// Begins what only describes such places: 全省.
    CommonPlaceStart "common_place_start",
    /// Ends what only describes such places: 示范.
    CommonPlaceEnd "common_place_end",
    /// Stands before a place where something happens: 来到.
    BeforePlace "before_place",
    /// Ends the name of a division below the county: 街道.
    BelowCounty "below_county",
    /// Ends a place in a user's list of words that gives no tags: 山.
    PlaceEnd "place_end",
    /// Is what the division that 本 or 该 means is called, before a post: 本|村|书记.
    DivisionUnit "division_unit",
    /// Means a division that was named before: 该区.
    ThisDivision "this_division",
    /// Gives a post to the person named before it: 当选为.
    GivesPost "gives_post",
    /// Ends like a word that gives a post and gives none: 主任, 卸任.
    GivesNone "gives_none",
    /// Stands before a post that somebody is only proposed for: 拟任.
    ProposesPost "proposes_post",
    /// Follows a post that somebody is only proposed for: 局长|人选.
    Candidate "candidate",
    /// Begins with 拟 and tells of writing, not of a plan: 拟定.
    Drafts "drafts",
    /// Begins a clause that goes on about the person of the one before: 他, 先后, 转业到某局.
    GoesOn "goes_on",
    /// Ends a clause that only says when or how what follows came to be: 毕业后.
    When "when",
    /// Stands between where somebody came and the post taken up there: 到某村|担任.
    TakesUp "takes_up",
    /// Is a committee that is part of a post within a body: 公安局|党委|书记.
    PostCommittee "post_committee",
    /// Ends a post that is of a committee and of no body: 常委.
    CommitteePost "committee_post",
    /// Stands in a bracket behind a post, of which it says something: （挂职）.
    PostRemark "post_remark",
    /// Is a post that is also another word, so that a name behind it has to be surer: 代表.
    LoosePost "loose_post",
    /// Ends a post that one person holds at a time: 市长.
    SinglePost "single_post",
    /// Is a post that few hold, so that a name before it may be less sure: 总理.
    GreatPost "great_post",
    /// Stands before a list of those who are named: 表彰.
    NamesPersons "names_persons",
    /// Follows a name that stands for no person there: 理论.
    Doctrine "doctrine",
    /// Ends a body that has committees of its own: 某|大学|党委.
    Body "body",
    /// Is a committee within a body: 校|党委.
    BodyCommittee "body_committee",
    /// Names its body by itself alone, and others at the head of a longer name: 中央 of 中央党校.
    BodyAlone "body_alone",
    /// Ends an institution's name and is left out of its short form: 有限公司.
    LeftOut "left_out",
    /// Is in the name of a unit of the armed police: 总队.
    ForceUnit "force_unit",
    /// Ends the name of a branch: 支行.
    Branch "branch",
    /// Is a firm whose branches have its name before the place's: 国网.
    Firm "firm",
    /// Ends the title of a document that begins with 关于: 通知.
    Document "document",
    /// Ends the title of a directive printed in full: 方案.
    Directive "directive",
    /// Stands before 关于 in a title that only reports a directive: 印发.
    ReportsDirective "reports_directive",
    /// Makes a document, which is named behind it: 制定.
    MakesDocument "makes_document",
    /// Says what became of what 将 brings before it: 列为.
    Became "became",
    /// Begins a deed of words, whose topic 对 brings in: 部署.
    Spoken "spoken",
    /// Ends a clause that says who spoke, behind a quotation: 笑道.
    Says "says",
    /// Ends in a word of speech, but nobody speaks: 换句话说.
    NobodySays "nobody_says",
}

/// What one character stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Meant {
    /// The place's full name.
    pub(crate) name: &'static str,
    /// It may be another place too, and is this one beside a country alone: 泰 of 中泰.
    pub(crate) needs_country: bool,
}

impl Meant {
    /// True for a country, false for a province or a town.
    pub(crate) fn is_country(self) -> bool {
        !self.name.ends_with(['省', '市', '区'])
    }
}

/// The characters of [`RuleWord::Initial`], which stand after a verb of place too, with their places.
static INITIALS: LazyLock<Vec<(char, &'static str)>> = LazyLock::new(|| means(RuleWord::Initial));

/// Those of all three classes.
static CHARACTERS: LazyLock<Vec<(char, Meant)>> = LazyLock::new(|| {
    let of = |class, needs_country| {
        means(class).into_iter().map(move |(c, name)| (c, Meant { name, needs_country }))
    };
    let sure = of(RuleWord::Initial, false).chain(of(RuleWord::Character, false));
    sure.chain(of(RuleWord::BesideCountry, true)).collect()
});

/// The characters of a class with the places they stand for.
fn means(class: RuleWord) -> Vec<(char, &'static str)> {
    let rows = embedded_rows(TableKind::RuleWords);
    let rows = rows.filter(|row| class.is(row.key()) && !row.cell("means").is_empty());
    rows.filter_map(|row| Some((row.key().chars().next()?, row.cell("means")))).collect()
}

/// The characters that stand for a place.
pub(crate) fn initials() -> impl Iterator<Item = char> {
    RuleWord::Initial.words().iter().filter_map(|word| word.chars().next())
}

/// The place that a character stands for: 北京市 for 京.
pub(crate) fn place_of_initial(c: char) -> Option<&'static str> {
    INITIALS.iter().find(|initial| initial.0 == c).map(|initial| initial.1)
}

/// The same of a character that is known to be a place by itself: 美国 for 美.
pub(crate) fn place_of_character(c: char) -> Option<Meant> {
    CHARACTERS.iter().find(|known| known.0 == c).map(|known| known.1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_of_a_known_class() {
        let rows = embedded_rows(TableKind::RuleWords).count();
        let known: usize = LISTS.iter().map(|list| list.words().len()).sum();
        assert_eq!(rows, known);
        assert!(LISTS.iter().all(|list| !list.words().is_empty()));
    }

    #[test]
    fn only_initials_mean_a_place() {
        let lexicon = crate::lexicon::Lexicon::new();
        for row in embedded_rows(TableKind::RuleWords) {
            let stands = matches!(row.cell("rule"), "initial" | "character" | "beside_country");
            assert_eq!(stands, !row.cell("means").is_empty(), "{}", row.key());
        }
        let named = |meant: &Meant| lexicon.place(meant.name).is_some_and(|p| p.name == meant.name);
        assert!(CHARACTERS.iter().all(|(_, meant)| named(meant)));
        assert_eq!((place_of_initial('京'), place_of_initial('春')), (Some("北京市"), None));
        let meant = |c| place_of_character(c).map(|m| (m.name, m.is_country(), m.needs_country));
        assert_eq!(meant('京'), Some(("北京市", false, false)));
        assert_eq!((meant('美'), meant('泰')), (Some(("美国", true, false)), Some(("泰国", true, true))));
    }

    #[test]
    fn the_longest_word_counts() {
        assert_eq!(RuleWord::GivesPost.ends("王一先后担任"), Some("先后担任"));
        assert_eq!(RuleWord::LeftOut.ends("某某集团有限公司"), Some("集团有限公司"));
        assert!(RuleWord::CommonPlace.is("建制") && !RuleWord::CommonPlace.is("建"));
        assert!(RuleWord::PostRemark.is_in("（正县级）") && !RuleWord::PostRemark.is_in("（女）"));
    }
}
