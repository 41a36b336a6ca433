//! The score: a ledger from 100 down.
//!
//! Each rule costs its points once. A group of rules costs at most its ceiling, so that ten
//! small faults of a kind don't outweigh a pitch. Then caps: while a rule with a cap stands,
//! the score can't be higher. 100 means that nothing was found.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use crate::pack::Pack;

/// How the score came about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Ledger {
    /// What each group cost, in the order of the pack.
    pub groups: Vec<GroupCost>,
    /// 100 minus these costs, not below 0.
    pub before_caps: u8,
    /// The caps that stand, the lowest first.
    pub caps: Vec<Cap>,
    /// The score, 0 to 100.
    pub score: u8,
}

/// What a group of rules cost.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct GroupCost {
    /// The group.
    pub group: String,
    /// The sum of its rules' points.
    pub points: u16,
    /// What was counted of it, at most the group's ceiling.
    pub counted: u16,
}

/// A cap that stands.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
pub struct Cap {
    /// The rule.
    pub rule: String,
    /// The most the score can be.
    pub cap: u8,
}

/// How near a message is to being sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Band {
    /// Below 60.
    Rethink,
    /// 60 to 84.
    Polish,
    /// 85 and more.
    Ready,
}

impl Band {
    /// The band of a score.
    pub fn of(score: u8) -> Self {
        match score {
            85.. => Self::Ready,
            60.. => Self::Polish,
            _ => Self::Rethink,
        }
    }
}

/// An entry of the ledger: a rule that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry<'e> {
    /// The rule.
    pub rule: &'e str,
    /// Its group.
    pub group: &'e str,
    /// Its points.
    pub points: u8,
    /// Its cap.
    pub cap: Option<u8>,
}

impl Ledger {
    /// Adds up entries. Their order doesn't matter; a rule counts once.
    pub fn of(entries: &[Entry<'_>], pack: &Pack) -> Self {
        let mut by_rule: BTreeMap<&str, &Entry<'_>> = BTreeMap::new();
        for entry in entries {
            by_rule.insert(entry.rule, entry);
        }
        let mut by_group: BTreeMap<&str, u16> = BTreeMap::new();
        for entry in by_rule.values() {
            *by_group.entry(entry.group).or_default() += u16::from(entry.points);
        }
        let groups: Vec<GroupCost> = pack
            .groups
            .iter()
            .filter_map(|g| {
                let points = *by_group.get(g.id.as_str())?;
                Some(GroupCost {
                    group: g.id.clone(),
                    points,
                    counted: points.min(u16::from(g.ceiling)),
                })
            })
            .collect();
        let cost: u16 = groups.iter().map(|g| g.counted).sum();
        let before_caps = u8::try_from(100u16.saturating_sub(cost)).unwrap_or(0);
        let mut caps: Vec<Cap> = by_rule
            .values()
            .filter_map(|e| {
                e.cap.map(|cap| Cap {
                    rule: e.rule.to_owned(),
                    cap,
                })
            })
            .collect();
        caps.sort_by(|a, b| (a.cap, &a.rule).cmp(&(b.cap, &b.rule)));
        let score = caps.first().map_or(before_caps, |c| before_caps.min(c.cap));
        Self {
            groups,
            before_caps,
            caps,
            score,
        }
    }

    /// The cap that decided the score, where one did.
    pub fn decisive_cap(&self) -> Option<&Cap> {
        self.caps.first().filter(|c| c.cap < self.before_caps)
    }
}
