//! Which records a command takes: one set of arguments for all of them.

mod condition;

use baozhi::Record;
use baozhi::query::is_named;
use baozhi::record::{ArticleKind, EntityKind};
use clap::Args;
use condition::Condition;
use jiff::civil::Date;

/// Which records are taken: all filters must hold, of one that is given
/// several times any, but for `--where`, of which all.
#[derive(Args, Clone, Default)]
pub struct Filter {
    /// Only articles that name this person
    #[arg(help_heading = "Filters", long, value_name = "NAME")]
    person: Vec<String>,
    /// Only articles that name this institution, in full or as printed
    #[arg(help_heading = "Filters", long, value_name = "NAME")]
    institution: Vec<String>,
    /// Only articles that name this place, in full or as printed
    #[arg(help_heading = "Filters", long, value_name = "NAME")]
    place: Vec<String>,
    /// Only articles with an event of this type (PERS.APPOINT), or of its class (PERS)
    #[arg(help_heading = "Filters", long = "type", value_name = "TYPE")]
    event: Vec<String>,
    /// Only articles of this paper
    #[arg(help_heading = "Filters", long, value_name = "NAME")]
    paper: Vec<String>,
    /// Only articles of this kind (news, commentary, notice …)
    #[arg(help_heading = "Filters", long, value_name = "KIND", value_parser = parse_kind)]
    kind: Vec<ArticleKind>,
    /// Only articles of this day and later
    #[arg(help_heading = "Filters", long, value_name = "YYYY-MM-DD", value_parser = crate::args::parse_date)]
    from: Option<Date>,
    /// Only articles of this day and earlier
    #[arg(help_heading = "Filters", long, value_name = "YYYY-MM-DD", value_parser = crate::args::parse_date)]
    to: Option<Date>,
    /// Only articles for which this holds of a column: 'page=2', 'title~春耕', 'number>=300'; all that are given must
    #[arg(help_heading = "Filters", long = "where", value_name = "CONDITION", value_parser = Condition::parse)]
    conditions: Vec<Condition>,
}

impl Filter {
    /// True where nothing is asked for.
    pub fn is_open(&self) -> bool {
        let Filter { person, institution, place, event, paper, kind, from, to, conditions } = self;
        let lists = [person, institution, place, event, paper];
        lists.iter().all(|list| list.is_empty())
            && kind.is_empty()
            && from.is_none()
            && to.is_none()
            && conditions.is_empty()
    }

    /// # Errors
    /// Says what no article can fulfil.
    pub fn check(&self) -> Result<(), String> {
        match (self.from, self.to) {
            (Some(from), Some(to)) if from > to => {
                Err(format!("--from {from} --to {to}: no day is that late and that early"))
            }
            _ => Ok(()),
        }
    }

    /// True for the records that are asked for.
    pub fn takes(&self, record: &Record) -> bool {
        let any = |list: &[String], holds: &dyn Fn(&str) -> bool| {
            list.is_empty() || list.iter().any(|value| holds(value))
        };
        let names = |kind: EntityKind, name: &str| {
            record.entities.iter().any(|e| e.kind == kind && is_named(record, e, name))
        };
        any(&self.person, &|name| names(EntityKind::Person, name))
            && any(&self.institution, &|name| names(EntityKind::Institution, name))
            && any(&self.place, &|name| names(EntityKind::Place, name))
            && any(&self.event, &|kind| record.events.iter().any(|e| is_of_type(&e.kind, kind)))
            && any(&self.paper, &|name| record.issue.paper.as_deref() == Some(name))
            && (self.kind.is_empty() || self.kind.contains(&record.article.kind))
            && self.takes_day(record)
            && self.conditions.iter().all(|condition| condition.holds(record))
    }

    fn takes_day(&self, record: &Record) -> bool {
        if self.from.is_none() && self.to.is_none() {
            return true;
        }
        let day = record.date().and_then(|day| day.parse::<Date>().ok());
        day.is_some_and(|day| self.from.is_none_or(|from| day >= from) && self.to.is_none_or(|to| day <= to))
    }
}

/// True for the type itself, and for its class.
fn is_of_type(event: &str, asked: &str) -> bool {
    event.strip_prefix(asked).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// A kind of article by the name that records give it.
fn parse_kind(name: &str) -> Result<ArticleKind, String> {
    let name = name.replace('-', "_");
    // The message lists the kinds that there are.
    serde_json::from_value(name.into()).map_err(|e| e.to_string())
}
