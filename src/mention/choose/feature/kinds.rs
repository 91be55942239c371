//! What speaks for and against a proposal as a person, a place or an institution.

use super::*;

impl Context<'_, '_> {
    pub(super) fn person(&self, i: usize, put: &mut impl FnMut(usize, u64)) {
        let p = &self.list[i];
        let text = &self.scan.text[p.span];
        let sure = sureness(p.margin);
        let cost = name::spelling_cost(self.scan, p.span);
        let step = cost.map_or(30, |c| (c.clamp(-120, 60) + 120) as u64 / 12);
        put(18, step * 4 + sure);
        put(18, 200 + step);
        let names = &self.scan.lexicon.names;
        let n = text.chars().count().min(5) as u64;
        let surname = match (names.compound(text), text.chars().next().and_then(|c| names.surname(c))) {
            (Some(_), _) => 1,
            (_, Some(Surname::Sure)) => 2,
            (_, Some(Surname::Word)) => 3,
            _ => 0,
        };
        let dotted = u64::from(text.contains(['·', '•', '・']));
        put(19, surname << 4 | n << 1 | dotted);
        let named = |o: &Proposal| o.kind == Kind::Person && o.margin.is_some_and(|m| m >= 0.0);
        let before = self.scan.char_before(p.span.start) == Some('、')
            && self.ending(i, p.span.start - PAUSE).any(named);
        let behind =
            self.scan.char_at(p.span.end) == Some('、') && self.starting(p.span.end + PAUSE).any(named);
        put(30, u64::from(before) | u64::from(behind) << 1 | sure << 2);
        let slot = self.slot(p);
        let word = u64::from(self.scan.is_word(p.span));
        put(31, slot << 5 | word << 4 | n);
        put(31, 1000 + slot * 4 + sure);
    }

    /// How a proposal fills the place of a name: what stands before it, and how it is closed.
    fn slot(&self, p: &Proposal) -> u64 {
        let post = |entry| matches!(entry, Entry::Head(_) | Entry::Label);
        let before = match self.scan.char_before(p.span.start) {
            _ if self.scan.ending(p.span.start).iter().any(|hit| post(hit.entry)) => 1,
            Some('、') => 2,
            c if c.is_none_or(is_break) => 3,
            _ => 0,
        };
        let behind = slot::close(self.scan, p.span.end).map_or(0, |close| 1 + close as u64);
        before << 2 | behind
    }

    /// The level of a place as a small number.
    pub(super) fn level(&self, p: &Proposal) -> u64 {
        match p.place {
            Some(place) => 1 + place.level as u64,
            None => 0,
        }
    }

    pub(super) fn place(&self, i: usize, put: &mut impl FnMut(usize, u64)) {
        let p = &self.list[i];
        let sure = sureness(p.margin);
        put(20, self.level(p) * 4 + sure);
        let places = &self.scan.lexicon.places;
        let name = self.scan.starting(p.span.start).iter().find_map(|h| match h.entry {
            Entry::Place(name) if h.end as usize == p.span.end => Some(name),
            _ => None,
        });
        let mut value = 0;
        if let Some(name) = name {
            let rows = places.names.rows(name);
            let text = &self.scan.text[p.span];
            value = 16
                | u64::from(rows.iter().all(|r| r.1))
                | u64::from(rows.iter().all(|r| places.rows[r.0 as usize].name != text)) << 1;
            let level = rows.iter().map(|r| places.rows[r.0 as usize].level as u64).min().unwrap_or(0);
            put(20, 100 + level * 4 + sure);
        }
        let named = |o: &Proposal| {
            o.kind == Kind::Place && (o.margin.is_some_and(|m| m >= 0.0) || o.has(Source::Gazetteer))
        };
        let before = self.ending(i, p.span.start).any(named);
        let behind = self.starting(p.span.end).any(named);
        value |= u64::from(before) << 2 | u64::from(behind) << 3;
        put(21, value * 4 + sure);
        put(21, 1000 + value);
        put(31, self.slot(p) * 4 + sure);
    }

    pub(super) fn institution(&self, p: &Proposal, put: &mut impl FnMut(usize, u64)) {
        let sure = sureness(p.margin);
        let (form, of, named) = match &p.inst {
            None => (0, 0, 0),
            Some(inst) => {
                let form = match inst.form {
                    Form::Row(row) => {
                        1 + u64::from(
                            self.scan.lexicon.institutions.rows[row as usize].kind == InstitutionKind::Own,
                        )
                    }
                    Form::Before(_) => 3,
                    Form::Cppcc => 4,
                    Form::Pattern(_) => 5,
                    Form::Tagged | Form::Again(_) => 6,
                    Form::Committee(..) | Form::Within(_) => 7,
                };
                let of = match inst.of {
                    None => 0,
                    Some(Division::Mention(_)) => 1,
                    Some(Division::Row(_)) => 2,
                    Some(Division::Home) => 3,
                };
                (form, of, u64::from(inst.named))
            }
        };
        put(22, (form << 4 | of << 1 | named) * 4 + sure);
        let suffix = self
            .scan
            .ending(p.span.end)
            .iter()
            .filter_map(|h| match h.entry {
                Entry::Suffix(n) if h.start as usize >= p.span.start => Some((h.end - h.start, n)),
                _ => None,
            })
            .max();
        let value = match suffix {
            None => 0,
            Some((len, n)) => {
                let suffix = &self.scan.lexicon.suffixes[n as usize];
                let whole = u64::from(len as usize == p.span.len());
                1 | u64::from(suffix.loose) << 1 | u64::from(suffix.joins) << 2 | whole << 3
            }
        };
        let office =
            self.scan.ending(p.span.end).iter().any(|h| {
                matches!(h.entry, Entry::Of { .. } | Entry::Own(_)) && h.start as usize >= p.span.start
            });
        put(23, (value | u64::from(office) << 4) * 4 + sure);
        put(23, 1000 + (value | u64::from(office) << 4));
    }
}
