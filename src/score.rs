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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pack::{LocalText, raw::RawGroup};
    use proptest::prelude::*;

    const GROUPS: [(&str, u8); 3] = [("pitch", 70), ("asks", 25), ("self", 10)];

    fn pack() -> Pack {
        let mut pack = Pack::default();
        for (id, ceiling) in GROUPS {
            pack.groups.push(RawGroup {
                id: id.to_owned(),
                title: LocalText::default(),
                ceiling,
            });
        }
        pack
    }

    fn entry(rule: &'static str, group: &'static str, points: u8, cap: Option<u8>) -> Entry<'static> {
        Entry {
            rule,
            group,
            points,
            cap,
        }
    }

    #[test]
    fn nothing_found_is_a_hundred() {
        let ledger = Ledger::of(&[], &pack());
        assert_eq!((ledger.score, ledger.before_caps, ledger.decisive_cap()), (100, 100, None));
    }

    #[test]
    fn a_rule_counts_once_and_a_group_no_more_than_its_ceiling() {
        let twice = [entry("a", "asks", 20, None), entry("a", "asks", 20, None)];
        assert_eq!(Ledger::of(&twice, &pack()).score, 80);
        let many = [entry("a", "asks", 20, None), entry("b", "asks", 20, None), entry("c", "self", 30, None)];
        let ledger = Ledger::of(&many, &pack());
        assert_eq!(ledger.score, 65);
        assert_eq!((ledger.groups[0].points, ledger.groups[0].counted), (40, 25));
    }

    #[test]
    fn the_lowest_cap_decides_when_it_is_below_the_sum() {
        let capped = [entry("a", "self", 5, Some(40)), entry("b", "self", 5, Some(30))];
        let ledger = Ledger::of(&capped, &pack());
        assert_eq!((ledger.score, ledger.before_caps), (30, 90));
        assert_eq!(ledger.decisive_cap().unwrap().rule, "b");
        let high = Ledger::of(&[entry("a", "self", 5, Some(99))], &pack());
        assert_eq!((high.score, high.decisive_cap()), (95, None));
    }

    #[test]
    fn bands_begin_at_sixty_and_eighty_five() {
        let bands: Vec<Band> = [0, 59, 60, 84, 85, 100].map(Band::of).into();
        use Band::{Polish, Ready, Rethink};
        assert_eq!(bands, [Rethink, Rethink, Polish, Polish, Ready, Ready]);
    }

    fn entries() -> impl Strategy<Value = Vec<Entry<'static>>> {
        const RULES: [&str; 6] = ["a", "b", "c", "d", "e", "f"];
        // What a rule costs is the pack's business: the same for all its entries.
        let costs = prop::collection::vec((0..3usize, 1..=100u8, prop::option::of(0..=99u8)), RULES.len());
        (costs, prop::collection::vec(0..RULES.len(), 0..12)).prop_map(|(costs, picked)| {
            picked.into_iter().map(|i| entry(RULES[i], GROUPS[costs[i].0].0, costs[i].1, costs[i].2)).collect()
        })
    }

    proptest! {
        #[test]
        fn a_further_violation_never_raises_the_score(entries in entries()) {
            for n in 1..=entries.len() {
                let (less, more) = (Ledger::of(&entries[..n - 1], &pack()), Ledger::of(&entries[..n], &pack()));
                prop_assert!(more.score <= less.score);
            }
        }

        #[test]
        fn the_order_doesn_t_matter(entries in entries(), seed: u64) {
            let mut other = entries.clone();
            other.sort_by_key(|e| (u64::from(e.points) ^ seed).wrapping_mul(0x9E37_79B9_7F4A_7C15));
            prop_assert_eq!(Ledger::of(&entries, &pack()), Ledger::of(&other, &pack()));
        }

        #[test]
        fn a_hundred_means_that_nothing_was_found(entries in entries()) {
            let ledger = Ledger::of(&entries, &pack());
            prop_assert_eq!(ledger.score == 100, entries.is_empty());
            prop_assert!(ledger.score <= ledger.before_caps);
            prop_assert!(ledger.caps.iter().all(|c| ledger.score <= c.cap));
        }
    }
}
