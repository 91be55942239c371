//! The sentences of labelled articles as articles of their own, so that what is learnt holds where a sentence comes
//! without the article around it: a caption, a brief, a line of a chronicle.

use crate::document::Document;
use crate::event::learnt::gold::{Gold, GoldEvent};
use crate::issue::Article;
use crate::span::Span;

/// Shorter sentences tell nothing, in bytes.
const SHORTEST: usize = 18;

/// Every sentence of `gold`, with the events told wholly within it.
pub(super) fn sentences(gold: &Gold, spans: &[Span]) -> Vec<Gold> {
    if spans.len() < 2 {
        return Vec::new();
    }
    let text = gold.document.article.text.as_str();
    let long = spans.iter().filter(|span| span.len() >= SHORTEST);
    let alone = long.zip(1..).map(|(&span, n)| {
        let document = Document {
            id: format!("{}/{n}", gold.document.id),
            path: String::new(),
            issue: gold.document.issue.clone(),
            article: Article::plain(None, &text[span]),
        };
        Gold { document, events: gold.events.iter().filter_map(|e| within(e, text, span)).collect() }
    });
    alone.collect()
}

/// The part of an event that `span` tells: what other sentences tell of it is not known there.
fn within(event: &GoldEvent, text: &str, span: Span) -> Option<GoldEvent> {
    let inside = event.triggers.iter().filter(|t| span.contains(**t));
    let triggers: Vec<Span> =
        inside.map(|t| Span::new(t.start - span.start, t.end - span.start)).collect();
    let roles = event.roles.iter().filter(|(_, filler)| text[span].contains(filler.as_str()));
    let roles = roles.cloned().collect();
    (!triggers.is_empty()).then(|| GoldEvent { triggers, roles, ..event.clone() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::learnt::kind::Kind;
    use crate::record::{IssueInfo, Realis};

    #[test]
    fn a_sentence_keeps_its_part_of_an_event() {
        let text = "禾川市召开水利大会。方玉禾主持大会并讲话。";
        let end = text.find("方").unwrap();
        let at = |word: &str| text.find(word).map(|n| Span::new(n, n + word.len())).unwrap();
        let event = GoldEvent {
            kind: Kind::parse("MEET.HOLD").unwrap(),
            realis: Realis::Actual,
            optional: false,
            triggers: vec![at("召开"), at("主持")],
            roles: vec![("chair".into(), "方玉禾".into()), ("meeting".into(), "水利大会".into())],
        };
        let article = Article::plain(None, text);
        let document = Document { id: "a".into(), path: String::new(), issue: IssueInfo::default(), article };
        let gold = Gold { document, events: vec![event] };
        let alone = sentences(&gold, &[Span::new(0, end), Span::new(end, text.len())]);
        assert_eq!(alone.len(), 2);
        let second = &alone[1].events[0];
        assert_eq!(&alone[1].document.article.text[second.triggers[0]], "主持");
        assert_eq!(second.roles, [("chair".to_owned(), "方玉禾".to_owned())]);
    }
}
