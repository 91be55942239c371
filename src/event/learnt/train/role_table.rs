//! Which roles types have, what fills them and how often, as labelled.

use super::Labelled;
use crate::event::learnt::kind::Kind;
use crate::learn::Model;
use std::collections::BTreeMap;

/// How often types have roles, and how many fillers a role has.
#[derive(Default)]
pub(super) struct RoleTable {
    roles: BTreeMap<(Kind, String), u32>,
    events: BTreeMap<String, u32>,
    fillers: BTreeMap<String, u32>,
}

pub(super) fn role_table(articles: &[&Labelled<'_>]) -> RoleTable {
    let mut table = RoleTable::default();
    for e in articles.iter().flat_map(|a| a.events) {
        let mut seen: Vec<&str> = Vec::new();
        for (role, _) in &e.roles {
            *table.roles.entry((e.kind, role.clone())).or_default() += 1;
            *table.fillers.entry(role.clone()).or_default() += 1;
            if !seen.contains(&role.as_str()) {
                seen.push(role);
                *table.events.entry(role.clone()).or_default() += 1;
            }
        }
    }
    table
}

impl RoleTable {
    /// The counts as settings of a model without weights.
    pub(super) fn model(&self, forms: &BTreeMap<(String, &'static str), u32>) -> Model {
        let mut model = Model::default();
        for ((kind, role), n) in self.roles.iter().filter(|r| *r.1 >= 2) {
            model.set_setting(&format!("role:{}:{role}", kind.code()), *n as f32);
        }
        for ((role, form), n) in forms.iter().filter(|f| *f.1 >= 2) {
            model.set_setting(&format!("form:{role}:{form}"), *n as f32);
        }
        for (role, n) in &self.fillers {
            let mean = *n as f32 / self.events[role] as f32;
            model.set_setting(&format!("fillers:{role}"), (mean * 100.0).round() / 100.0);
        }
        model
    }
}
