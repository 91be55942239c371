//! Who and what fills the roles of an event: what is true of a candidate for
//! a filler ([`super::parts`]) as a filler of a role.
//!
//! Which kinds can fill a role, and which roles a type has, is counted in
//! training.

use super::context::{Candidate, Context};
use super::kind::{Kind, TYPE};
use super::models::Models;
use super::parts::{Form, MOST, MOST_TOLD, Part};
use crate::event::{class, setting};
use crate::learn::{Bag, Key, Template, small};
use crate::record::MentionKind;
use crate::span::Span;

macro_rules! templates {
    ($($name:ident = $text:literal),* $(,)?) => {
        $(pub(super) const $name: Template = Template::new($text);)*
    };
}

templates! {
    KIND = "kind", SIDE = "side", KIND_SIDE = "kind-side", CLAUSES = "clauses", GAP = "gap", SENTENCES = "sentences",
    LEAD = "lead", BEFORE = "before", BEFORE_POS = "before-pos", BEHIND = "behind", BEHIND_POS = "behind-pos",
    CHAR_BEFORE = "char-before", CHAR_BEHIND = "char-behind", LAST = "last", LAST_TWO = "last2", FIRST = "first",
    LENGTH = "length", TRIGGER = "trigger", TRIGGER_KIND = "trigger-kind", BETWEEN = "between", RANK = "rank",
    TITLED = "titled", WITHIN = "within", HOLDS = "holds", FRAME = "frame", ROLE = "role", GOVERNED = "governed",
    OBJECT = "object", LISTED = "listed", HEADLINE = "headline", DATELINE = "dateline", CLASS = "class", UNIT = "unit",
    SUBJECT = "subject",
}

/// Words between a trigger and a filler that tell what it is to it.
const LINKS: [char; 18] = [
    '由', '被', '对', '向', '把', '将', '为', '在', '与', '和', '就', '因', '以', '于', '、', '，', '的',
    '等',
];
/// Links are looked for in no longer a text between the two, in bytes.
const LONGEST_LINK: usize = 90;

/// A description of a filler: features asked for with the role alone, and
/// those asked for with role and type.
#[derive(Default)]
pub(super) struct Described {
    pub(super) with_role: Vec<Key>,
    pub(super) with_type: Vec<Key>,
}

/// Describes `part` as a filler of an event told by `triggers`.
pub(super) fn describe_part(
    part: &Part,
    triggers: &[&Candidate],
    ctx: &Context<'_, '_, '_>,
    bag: &mut Bag,
    out: &mut Described,
) {
    out.with_role.clear();
    out.with_type.clear();
    let near =
        |t: &&&Candidate| part.span.start.abs_diff(t.span.end).min(t.span.start.abs_diff(part.span.end));
    let Some(trigger) = triggers.iter().take(MOST_TOLD).min_by_key(near) else { return };
    let mut d = Describer { part, trigger, ctx, bag, out, side: Key::ALWAYS, form_side: Key::ALWAYS };
    d.side = d.bag.key(SIDE, d.side_name());
    let form = d.bag.key(KIND_SIDE, part.form.name());
    d.form_side = d.bag.both(form, d.side);
    d.place();
    d.surroundings();
    d.form();
    d.between();
    d.standing();
}

struct Describer<'d, 'c, 'x, 'a> {
    part: &'d Part,
    trigger: &'d Candidate,
    ctx: &'d Context<'c, 'x, 'a>,
    bag: &'d mut Bag,
    out: &'d mut Described,
    /// On which side of the trigger it stands, and that with its form: parts of many features.
    side: Key,
    form_side: Key,
}

impl<'d, 'a> Describer<'d, '_, '_, 'a> {
    fn role(&mut self, template: Template, value: &str) {
        let key = self.bag.key(template, value);
        self.out.with_role.push(key);
    }

    fn typed(&mut self, template: Template, value: &str) {
        let key = self.bag.key(template, value);
        self.out.with_role.push(key);
        self.out.with_type.push(key);
    }

    /// A feature of the filler's form and side.
    fn formed(&mut self, template: Template, value: &str, typed: bool) {
        let more = self.bag.key(template, value);
        let key = self.bag.both(self.form_side, more);
        self.out.with_role.push(key);
        if typed {
            self.out.with_type.push(key);
        }
    }

    fn before(&self) -> bool {
        self.part.span.end <= self.trigger.span.start
    }

    fn side_name(&self) -> &'static str {
        match () {
            () if self.before() => "before",
            () if self.part.span.start >= self.trigger.span.end => "behind",
            () => "around",
        }
    }

    fn place(&mut self) {
        let (part, t, ctx) = (self.part, self.trigger, self.ctx);
        let sentence = ctx.sentence_at(part.span.start);
        let sentences = small((sentence as i64 - t.sentence as i64).clamp(-2, 2));
        let clauses = small((ctx.clause_at(part.span.start) as i64 - t.clause as i64).clamp(-3, 3));
        let gap = if self.before() {
            t.span.start - part.span.end
        } else {
            part.span.start.saturating_sub(t.span.end)
        };
        let gap = match gap / 3 {
            0 => "0",
            1 => "1",
            2..=4 => "2",
            5..=11 => "5",
            _ => "12",
        };
        self.typed(KIND, part.form.name());
        self.typed(SIDE, self.side_name());
        self.formed(KIND, "", true);
        self.formed(CLAUSES, clauses, true);
        self.formed(GAP, gap, true);
        self.formed(SENTENCES, sentences, true);
        self.typed(SENTENCES, sentences);
        if sentence < 2 {
            self.formed(LEAD, small(sentence as i64), false);
        }
        if part.span.end <= ctx.input.body.start {
            self.formed(HEADLINE, "", false);
        } else if crate::event::dateline::is(&ctx.text()[ctx.clause(ctx.clause_at(part.span.start)).span]) {
            self.formed(DATELINE, "", true);
        }
    }

    fn surroundings(&mut self) {
        let (part, ctx) = (self.part, self.ctx);
        let first = ctx.word_at(part.span.start);
        if let Some(n) = first.checked_sub(1) {
            self.typed(BEFORE, ctx.word(n));
            self.role(BEFORE_POS, ctx.words[n].pos.as_str());
        }
        let next = ctx.word_at(part.span.end.saturating_sub(1)) + 1;
        if next < ctx.words.len() {
            self.typed(BEHIND, ctx.word(next));
            self.role(BEHIND_POS, ctx.words[next].pos.as_str());
        }
        let text = ctx.text();
        let before = text[..part.span.start].chars().next_back().map_or(0, char::len_utf8);
        let behind = text[part.span.end..].chars().next().map_or(0, char::len_utf8);
        self.role(CHAR_BEFORE, &text[part.span.start - before..part.span.start]);
        self.role(CHAR_BEHIND, &text[part.span.end..part.span.end + behind]);
    }

    fn form(&mut self) {
        let (part, ctx) = (self.part, self.ctx);
        let text = &ctx.text()[part.span];
        let last = |n: usize| text.char_indices().rev().nth(n - 1).map_or(text, |(at, _)| &text[at..]);
        self.typed(LAST, last(1));
        self.role(LAST_TWO, last(2));
        let first = text.char_indices().nth(1).map_or(text, |(at, _)| &text[..at]);
        self.role(FIRST, first);
        self.role(LENGTH, small((text.len() / 9).min(8) as i64));
        let trigger = &ctx.text()[self.trigger.span];
        self.role(TRIGGER, trigger);
        self.formed(TRIGGER_KIND, trigger, false);
        for role in &part.framed {
            let key = self.bag.key(FRAME, role);
            self.out.with_role.push(key);
        }
        if let Some(MentionKind::Figure { unit: Some(unit), .. }) = self.mention_kind() {
            self.typed(UNIT, unit);
        }
        if let Some(MentionKind::Institution { class: Some(class), .. }) = self.mention_kind() {
            self.typed(CLASS, class);
        }
    }

    fn mention_kind(&self) -> Option<&'a MentionKind> {
        let mentions: &'a [crate::record::Mention] = self.ctx.input.mentions;
        self.part.mention.and_then(|m| mentions.get(m as usize)).map(|m| &m.kind)
    }

    fn between(&mut self) {
        let (part, t) = (self.part, self.trigger);
        let span = if self.before() {
            Span::new(part.span.end, t.span.start)
        } else {
            Span::new(t.span.end.min(part.span.start), part.span.start)
        };
        let text = &self.ctx.text()[span];
        if text.len() < LONGEST_LINK {
            // Most characters are none of these: one look at each, not one search for each link.
            let mut seen = [false; LINKS.len()];
            for n in text.chars().filter_map(|c| LINKS.iter().position(|l| *l == c)) {
                seen[n] = true;
            }
            for (link, _) in LINKS.iter().zip(seen).filter(|(_, seen)| *seen) {
                let link = self.bag.key(BETWEEN, link.encode_utf8(&mut [0; 4]));
                let key = self.bag.both(self.side, link);
                self.out.with_role.push(key);
                self.out.with_type.push(key);
            }
        }
    }

    /// Which of its kind it is, what holds it and what it holds.
    fn standing(&mut self) {
        let (part, t, ctx) = (self.part, self.trigger, self.ctx);
        let before = self.before();
        let (from, to) = if before { (part.span.end, t.span.start) } else { (t.span.end, part.span.start) };
        if let Form::Mention(kind) = part.form {
            let same =
                ctx.mentions(from.min(to), to).filter(|(_, m)| super::features::layer(m) == kind).take(4);
            let rank = small(same.count().min(3) as i64);
            self.formed(RANK, rank, true);
        }
        let sentence = ctx.sentence_at(part.span.start);
        let range = ctx.by_sentence.get(sentence).cloned().unwrap_or(0..0);
        let mut seen: Vec<(Template, &'static str)> = Vec::new();
        for m in ctx.input.mentions[range].iter().take(MOST) {
            let span = m.span();
            let layer = super::features::layer(m);
            if layer == "title" && (m.end == part.span.start || m.start == part.span.end) {
                seen.push((TITLED, if m.start == part.span.end { "behind" } else { "before" }));
            }
            if span != part.span && span.contains(part.span) {
                seen.push((WITHIN, layer));
            } else if span != part.span && part.span.contains(span) {
                seen.push((HOLDS, layer));
            }
        }
        seen.sort_unstable_by_key(|s| s.1);
        seen.dedup_by_key(|s| s.1);
        for (template, value) in seen {
            self.role(template, value);
        }
        self.group();
    }

    /// How the phrase that holds it stands in its clause.
    fn group(&mut self) {
        let clause = self.ctx.clause_at(self.part.span.start);
        let groups = self.ctx.scene.groups(clause);
        let Some(n) = groups.iter().position(|g| g.span.overlaps(self.part.span)) else { return };
        let group = &groups[n];
        let governed = match group.governed {
            0 => "free",
            g if g & class::BY != 0 => "by",
            g if g & class::TO != 0 => "to",
            g if g & class::AT != 0 => "at",
            g if g & class::WITH != 0 => "with",
            g if g & class::ABOUT != 0 => "about",
            _ => "other",
        };
        self.typed(GOVERNED, governed);
        if group.object {
            self.typed(OBJECT, "");
        }
        let last = groups.iter().rposition(|g| g.free() && g.span.end <= self.trigger.span.start);
        if clause == self.trigger.clause && Some(n) == last {
            self.typed(SUBJECT, "own");
        } else if clause < self.trigger.clause && n == 0 && group.free() {
            self.typed(SUBJECT, "carried");
        }
        if group.items.len() > 2 {
            self.role(LISTED, small(group.items.len().min(6) as i64));
        }
    }
}

/// False for a time that cannot date an event of `kind`: one that a figure is
/// compared with, and of speech what is said and what other clauses tell of a
/// year or a season (得知去年税收增长，他说).
pub(super) fn may_date(part: &Part, triggers: &[&Candidate], kind: Kind, ctx: &Context<'_, '_, '_>) -> bool {
    let span = part.span;
    let holds_time = || {
        let mut within = ctx.mentions(span.start, span.end);
        within.any(|(_, m)| matches!(m.kind, MentionKind::Time { .. }))
    };
    // What merely holds a time is none (看到2020年): the time itself is asked too.
    if !setting::dates(ctx.text(), span) || part.mention.is_none() && holds_time() {
        return false;
    }
    if !crate::event::is_spoken(kind.code()) {
        return true;
    }
    let sentence = ctx.sentence_at(span.start);
    let clause = ctx.clause_at(span.start);
    let kind_of = |m: u32| ctx.input.mentions.get(m as usize).map(|m| &m.kind);
    let short = part.mention.and_then(kind_of).is_none_or(setting::is_short_time);
    let alone = setting::fills_clause(ctx.clause(clause).span, span);
    if !short && !alone && triggers.iter().all(|t| t.clause != clause) {
        return false;
    }
    let said = ctx.clause(clause).said;
    let behind = triggers.iter().any(|t| t.sentence == sentence && t.span.end <= span.start);
    !said && !behind
}

/// Puts the features of a described part as a filler of `role` into `bag`:
/// what [`weigh`] sums up, feature by feature.
pub(super) fn describe_role(described: &Described, part: &Part, role: &str, kind: Kind, bag: &mut Bag) {
    let of_role = bag.key(ROLE, role);
    let of_type = bag.key(TYPE, kind.code());
    let both = bag.both(of_type, of_role);
    bag.add_key(of_role, 1.0);
    bag.add_key(both, 1.0);
    let framed = bag.key(FRAME, framed_for(part, role));
    bag.add_key(framed, 1.0);
    let key = bag.both(of_role, framed);
    bag.add_key(key, 1.0);
    for feature in &described.with_role {
        let key = bag.both(of_role, *feature);
        bag.add_key(key, 1.0);
    }
    for feature in &described.with_type {
        let key = bag.both(both, *feature);
        bag.add_key(key, 1.0);
    }
}

/// Whether the frames gave `part` this role, another one, or none.
fn framed_for(part: &Part, role: &str) -> &'static str {
    match () {
        () if part.framed.iter().any(|r| r == role) => "same",
        () if part.framed.is_empty() => "none",
        () => "other",
    }
}

/// How much a described part is worth as a filler of each of the roles `asked` of an event of `kind`: the sums of
/// [`describe_role`]'s features, each looked up once for all roles. `sums` is filled by the number of the role.
pub(super) fn weigh(
    described: &Described,
    part: &Part,
    kind: Kind,
    models: &Models,
    asked: &[usize],
    sums: &mut Vec<f32>,
) {
    let of_type = kind.key();
    sums.clear();
    sums.resize(models.roles.names.len(), models.role.bias());
    let with_role = described.with_role.iter().chain([&Key::ALWAYS]).copied();
    let with_type = described.with_type.iter().chain([&Key::ALWAYS]).map(|feature| of_type.and(*feature));
    models.of_role.add_asked(with_role.chain(with_type), asked, sums);
    let mut last = ("", Key::ALWAYS, 0.0);
    for &n in asked {
        let framed = framed_for(part, &models.roles.names[n]);
        if framed != last.0 {
            let key = Key::new(FRAME, framed);
            last = (framed, key, models.role.weight(key));
        }
        sums[n] += last.2 + models.of_role.weight(last.1, n);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::learnt::models::Roles;
    use crate::learn::Model;

    #[test]
    fn what_is_described_is_what_is_weighed() {
        let table = "feature\tweight\n@bias\t-0.5\n@role:MEET.HOLD:chair\t3\n@role:MEET.HOLD:place\t2\n\
            role=chair\t0.25\ntype=MEET.HOLD&role=chair\t0.5\nframe=other\t-2\nframe=same\t1\n\
            role=chair&frame=same\t4\nrole=place&frame=other\t8\nrole=chair&side=before\t16\n\
            type=MEET.HOLD&role=place&side=before\t20\nrole=place&kind-side=person&side=before&gap=0\t30\n";
        let whole = Model::read("t.tsv", table).unwrap();
        let (role, rows) = Model::read_choices("t.tsv", table, ROLE).unwrap();
        let roles = Roles::of(&role);
        let models =
            Models { of_role: roles.choices(rows.into_iter()).placed(), roles, role, ..Models::default() };
        let side = Key::new(SIDE, "before");
        let formed = Key::new(KIND_SIDE, "person").and(side).and(Key::new(GAP, "0"));
        let described = Described { with_role: vec![side, formed], with_type: vec![side] };
        let framed = vec!["chair".into()];
        let part =
            Part { span: Span::new(0, 3), form: Form::Phrase, mention: None, in_a_name: false, framed };
        let kind = Kind::parse("MEET.HOLD").unwrap();
        let (mut sums, mut bag) = (Vec::new(), Bag::new());
        weigh(&described, &part, kind, &models, &[0, 1], &mut sums);
        for (n, name) in models.roles.names.iter().enumerate() {
            bag.clear();
            describe_role(&described, &part, name, kind, &mut bag);
            assert!((sums[n] - whole.score(bag.items())).abs() < 1e-4, "{name}: {}", sums[n]);
        }
        assert_eq!(sums.iter().map(|s| s.round()).collect::<Vec<_>>(), [21.0, 56.0]);
    }
}
