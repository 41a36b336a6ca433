//! Weights for the cues of a rule, fitted to labelled messages by logistic regression.
//!
//! A cue (or, with `each`, a pattern of it) is a feature that is there or not. The sum of the
//! weights at which a message is as likely labelled as not becomes the rule's threshold, so that
//! the weights can be pasted as they are.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use anyhow::bail;

use super::corpus::Corpus;
use crate::lint::Linter;
use crate::pack::{Kind, Rule};

/// The strength of the regularisation: rare cues keep small weights.
const RIDGE: f64 = 5.0;
/// Newton steps over all features; it has long converged by then.
const ROUNDS: usize = 60;
/// Fewer labelled messages in a language say nothing.
const FEWEST: usize = 20;

/// A message as features.
struct Sample {
    /// Feature → how often (1 but for `each`).
    features: Vec<(usize, f64)>,
    labelled: bool,
}

/// The text of the proposal.
///
/// # Errors
/// When there is no such rule, when it isn't of kind `cues`, and when too few messages are labelled.
pub(super) fn suggest(linter: &Linter, id: &str, corpora: &[Corpus]) -> anyhow::Result<String> {
    let Some(rule) = linter.pack().rule(id) else {
        let known = linter.pack().rules.iter().map(|r| r.id.as_str());
        match crate::problem::nearest(id, known) {
            Some(near) => bail!("there is no rule `{id}`, did you mean `{near}`?"),
            None => bail!("there is no rule `{id}`"),
        }
    };
    let Kind::Cues { threshold, .. } = rule.check.kind else {
        bail!("`{id}` has no weights: only rules of kind `cues` do");
    };
    let mut out = String::new();
    for language in &linter.pack().languages {
        let samples = samples(linter, rule, language.code(), corpora);
        let labelled = samples.iter().filter(|s| s.labelled).count();
        if labelled < FEWEST || samples.len() - labelled < FEWEST {
            let _ = writeln!(
                out,
                "# {}: {labelled} of {} messages are labelled; it takes {FEWEST} of each kind",
                language.code(),
                samples.len()
            );
            continue;
        }
        let (weights, bias) = fit(&samples, rule.check.phrases.len());
        // Where the sum reaches -bias, both are equally likely: that is the threshold.
        let scale = f64::from(threshold) / (-bias).max(0.1);
        let _ = writeln!(
            out,
            "# {}: {} messages, {labelled} labelled {id}; for threshold = {threshold}",
            language.code(),
            samples.len()
        );
        write_weights(&mut out, rule, language.code(), &samples, &weights, scale);
    }
    Ok(out)
}

fn samples(linter: &Linter, rule: &Rule, code: &str, corpora: &[Corpus]) -> Vec<Sample> {
    let mut samples = Vec::new();
    for corpus in corpora.iter().filter(|c| c.judges(&rule.id)) {
        for message in &corpus.message {
            let report = message.lint(linter);
            if report.language != code || message.maybe.contains(&rule.id) {
                continue;
            }
            let hits = message.phrase_hits(linter).into_iter();
            let features = hits.filter(|hit| hit.rule == rule.id).map(|hit| {
                let each = rule.check.phrases[hit.phrase].each;
                let count = if each { hit.patterns.len() } else { 1 };
                (hit.phrase, count as f64)
            });
            samples.push(Sample {
                features: features.collect(),
                labelled: message.expect.contains(&rule.id),
            });
        }
    }
    samples
}

/// Weights of the features, and the bias, by Newton steps on one coordinate after the other.
fn fit(samples: &[Sample], features: usize) -> (Vec<f64>, f64) {
    let mut having: Vec<Vec<(usize, f64)>> = vec![Vec::new(); features];
    for (i, sample) in samples.iter().enumerate() {
        for (feature, count) in &sample.features {
            having[*feature].push((i, *count));
        }
    }
    let all: Vec<(usize, f64)> = (0..samples.len()).map(|i| (i, 1.0)).collect();
    let mut sums = vec![0.0; samples.len()];
    let mut weights = vec![0.0; features];
    let mut bias = 0.0;
    for _ in 0..ROUNDS {
        bias += step(samples, &mut sums, &all, 0.0, 0.0);
        for (feature, places) in having.iter().enumerate() {
            if !places.is_empty() {
                weights[feature] += step(samples, &mut sums, places, weights[feature], RIDGE);
            }
        }
    }
    (weights, bias)
}

/// One Newton step for the feature that stands in `places`; updates the sums.
fn step(
    samples: &[Sample],
    sums: &mut [f64],
    places: &[(usize, f64)],
    weight: f64,
    ridge: f64,
) -> f64 {
    let mut slope = -ridge * weight;
    let mut curve = ridge + 1e-9;
    for (i, count) in places {
        let p = 1.0 / (1.0 + (-sums[*i]).exp());
        slope += count * (f64::from(u8::from(samples[*i].labelled)) - p);
        curve += count * count * p * (1.0 - p);
    }
    // A bounded step can't overshoot where nearly all is certain.
    let change = (slope / curve).clamp(-1.0, 1.0);
    for (i, count) in places {
        sums[*i] += change * count;
    }
    change
}

fn write_weights(
    out: &mut String,
    rule: &Rule,
    code: &str,
    samples: &[Sample],
    weights: &[f64],
    scale: f64,
) {
    let mut hits: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
    for sample in samples {
        for (feature, _) in &sample.features {
            let count = hits.entry(*feature).or_default();
            if sample.labelled {
                count.0 += 1;
            } else {
                count.1 += 1;
            }
        }
    }
    for (i, phrase) in rule.check.phrases.iter().enumerate() {
        if !phrase.speaks(code) {
            continue;
        }
        let name = phrase
            .name
            .as_deref()
            .or(phrase.any.first().map(String::as_str));
        let _ = write!(out, "\nname = {:?}\n", name.unwrap_or("-"));
        let _ = match hits.get(&i) {
            Some((with, without)) => writeln!(
                out,
                "weight = {:.0} # was {}; hits {with} labelled, {without} others",
                weights[i] * scale,
                phrase.weight
            ),
            None => writeln!(out, "weight = {} # hits nothing: as it was", phrase.weight),
        };
    }
    out.push('\n');
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample(features: &[usize], labelled: bool) -> Sample {
        Sample {
            features: features.iter().map(|f| (*f, 1.0)).collect(),
            labelled,
        }
    }

    #[test]
    fn weighs_by_what_stands_with_the_label() {
        let mut samples = Vec::new();
        for _ in 0..30 {
            samples.push(sample(&[0], true));
            samples.push(sample(&[0, 2], true));
            samples.push(sample(&[1], false));
            samples.push(sample(&[1, 2], false));
        }
        let (weights, _) = fit(&samples, 4);
        assert!(weights[0] > 1.0 && weights[1] < -1.0, "{weights:?}");
        assert!(weights[2].abs() < 0.1, "says nothing: {weights:?}");
        assert!(weights[3].abs() < f64::EPSILON, "never seen: {weights:?}");
    }

    #[test]
    fn rare_cues_weigh_less_than_frequent_ones() {
        let mut samples: Vec<Sample> = (0..40).map(|i| sample(&[0], i % 10 != 0)).collect();
        samples.extend((0..40).map(|_| sample(&[], false)));
        samples.push(sample(&[1], true));
        let (weights, _) = fit(&samples, 2);
        assert!(weights[0] > weights[1] && weights[1] > 0.0, "{weights:?}");
    }
}
