//! `reachout.toml`: what it may say, where it is found, and `reachout config`.

use std::collections::BTreeMap;
use std::fmt;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use globset::{Glob, GlobBuilder, GlobMatcher};
use schemars::JsonSchema;
use serde::de::{self, Deserialize, Deserializer, MapAccess, Visitor};
use toml::Spanned;

use super::args::{self, PackArgs};
use super::{Status, files, setup};
use crate::draft::{Platform, Stage, Tier};
use crate::lint::Override;
use crate::pack::Severity;
use crate::people::Sender;
use crate::problem::Problem;
use crate::report::snippet::clean;
use crate::toml_file;

/// The name of the file.
pub const NAME: &str = "reachout.toml";

/// `reachout.toml` as written.
#[derive(Debug, Clone, Default, serde::Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct File {
    /// Rule packs, from this file's folder.
    pub packs: Vec<PathBuf>,
    /// Whether the rules that come with the program apply; yes when left out.
    pub default_pack: Option<bool>,
    /// Folder of profiles: `--profile anna` finds `anna.toml` there.
    pub profiles: Option<PathBuf>,
    /// Language of messages and advice: `de` or `en`.
    #[schemars(with = "Option<String>")]
    pub locale: Option<Spanned<String>>,
    /// Fail on findings of this severity and above.
    pub fail_on: Option<Severity>,
    /// Fail on a lower score too.
    pub min_score: Option<u8>,
    /// The platform of all drafts.
    pub platform: Option<Platform>,
    /// Your membership there.
    pub tier: Option<Tier>,
    /// The stage of all drafts.
    pub stage: Option<Stage>,
    /// Changes to rules: `meeting-ask = "off"`, or `{ severity = "info", points = 5 }`.
    #[schemars(with = "BTreeMap<String, RuleSettingSchema>")]
    pub rules: BTreeMap<String, RuleSetting>,
    /// Settings for some drafts; of several that fit, later ones win.
    pub files: Vec<FileSetting>,
    /// Who sends.
    pub sender: Sender,
}

/// Settings for the drafts that a glob matches.
#[derive(Debug, Clone, serde::Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FileSetting {
    /// Which drafts, from this file's folder: `templates/**/*.txt`.
    #[schemars(with = "String")]
    pub glob: Spanned<String>,
    /// Their platform.
    pub platform: Option<Platform>,
    /// Their tier.
    pub tier: Option<Tier>,
    /// Their stage.
    pub stage: Option<Stage>,
    /// Rules not to apply to them.
    #[serde(default)]
    pub ignore: Vec<String>,
    /// Why.
    pub because: Option<String>,
}

/// A change to a rule.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct RuleSetting(pub Override);

/// What a rule may be set to.
#[derive(JsonSchema)]
#[schemars(untagged)]
#[allow(dead_code)]
enum RuleSettingSchema {
    /// A severity, or `off`.
    Severity(Severity),
    /// Severity and points.
    Table {
        /// The severity, at every stage and on every platform.
        severity: Option<Severity>,
        /// What it costs.
        points: Option<u8>,
    },
}

impl<'de> Deserialize<'de> for RuleSetting {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either;
        impl<'de> Visitor<'de> for Either {
            type Value = RuleSetting;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a severity (`off`, `info`, `warning`, `error`) or a table with `severity` and `points`")
            }

            fn visit_str<E: de::Error>(self, word: &str) -> Result<RuleSetting, E> {
                let severity = Severity::deserialize(de::value::StrDeserializer::<E>::new(word))?;
                Ok(RuleSetting(Override {
                    severity: Some(severity),
                    points: None,
                }))
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<RuleSetting, A::Error> {
                #[derive(serde::Deserialize)]
                #[serde(deny_unknown_fields)]
                struct Table {
                    severity: Option<Severity>,
                    points: Option<u8>,
                }
                let table = Table::deserialize(de::value::MapAccessDeserializer::new(map))?;
                if table.points.is_some_and(|p| p == 0 || p > 100) {
                    return Err(de::Error::custom(
                        "points must be 1 to 100; turn a rule off with `severity = \"off\"`",
                    ));
                }
                Ok(RuleSetting(Override {
                    severity: table.severity,
                    points: table.points,
                }))
            }
        }
        deserializer.deserialize_any(Either)
    }
}

/// A configuration that was read, or none.
#[derive(Debug, Default)]
pub struct Config {
    /// Where it stands.
    pub path: Option<PathBuf>,
    /// What it says.
    pub file: File,
    globs: Vec<GlobMatcher>,
}

impl Config {
    /// The configuration for a draft: the one named, or the nearest above `start`.
    ///
    /// # Errors
    /// A file that is missing or wrong.
    pub fn find(args: &PackArgs, start: &Path) -> Result<Self, Problem> {
        if args.no_config {
            return Ok(Self::default());
        }
        if let Some(path) = &args.config {
            return Self::read(path);
        }
        // The folder of `draft.txt` is written as nothing.
        let start = if start.as_os_str().is_empty() { Path::new(".") } else { start };
        let start = std::path::absolute(start).unwrap_or_else(|_| start.to_owned());
        match start
            .ancestors()
            .map(|folder| folder.join(NAME))
            .find(|path| path.is_file())
        {
            Some(path) => Self::read(&relative(&path)),
            None => Ok(Self::default()),
        }
    }

    fn read(path: &Path) -> Result<Self, Problem> {
        let source = files::source(path)?;
        let file: File = toml_file::parse(&source)?;
        if let Some(locale) = &file.locale
            && setup::locale_named(locale.get_ref()).is_none()
        {
            return Err(Problem::at(
                &source,
                locale.span(),
                format!("there is no locale `{}`", locale.get_ref()),
            )
            .help("write `de` or `en`"));
        }
        if file.min_score.is_some_and(|s| s > 100) {
            return Err(Problem::of_file(&source.name, "min-score is 0 to 100").help("write a number up to 100"));
        }
        let mut globs = Vec::new();
        for setting in &file.files {
            match glob(setting.glob.get_ref()) {
                Ok(glob) => globs.push(glob.compile_matcher()),
                Err(error) => {
                    return Err(Problem::at(
                        &source,
                        setting.glob.span(),
                        format!("this glob can't be used: {}", error.kind()),
                    ));
                }
            }
        }
        Ok(Self {
            path: Some(path.to_owned()),
            file,
            globs,
        })
    }

    /// A path written in the file, from the file's folder.
    pub fn resolve(&self, path: &Path) -> PathBuf {
        let folder = self
            .path
            .as_deref()
            .and_then(Path::parent)
            .unwrap_or(Path::new(""));
        folder.join(path)
    }

    /// The settings for a draft, the last that fit first.
    pub fn settings_for(&self, draft: &Path) -> impl Iterator<Item = &FileSetting> {
        let folder = self
            .path
            .as_deref()
            .and_then(Path::parent)
            .unwrap_or(Path::new(""));
        let full = std::path::absolute(draft).unwrap_or_else(|_| draft.to_owned());
        let base = std::path::absolute(if folder.as_os_str().is_empty() {
            Path::new(".")
        } else {
            folder
        })
        .unwrap_or_else(|_| folder.to_owned());
        let inside = full.strip_prefix(&base).map(Path::to_owned).unwrap_or(full);
        self.file
            .files
            .iter()
            .zip(&self.globs)
            .rev()
            .filter(move |(_, glob)| glob.is_match(&inside))
            .map(|(setting, _)| setting)
    }
}

/// As in .gitignore: `*` stays in its folder, and a glob without a slash fits in any folder.
fn glob(written: &str) -> Result<Glob, globset::Error> {
    let anywhere = if written.contains('/') { String::new() } else { "**/".to_owned() };
    GlobBuilder::new(&(anywhere + written)).literal_separator(true).build()
}

/// A path from the working folder, where that is shorter to read.
fn relative(path: &Path) -> PathBuf {
    let here = std::env::current_dir().ok();
    here.and_then(|here| path.strip_prefix(here).map(Path::to_owned).ok())
        .unwrap_or_else(|| path.to_owned())
}

/// `reachout config`
pub fn run(args: &args::Config) -> anyhow::Result<Status> {
    let start = args
        .draft
        .as_deref()
        .and_then(Path::parent)
        .unwrap_or(Path::new("."));
    let config = Config::find(&args.packs, start)?;
    let mut out = String::new();
    let file = &config.file;
    let from = config
        .path
        .as_ref()
        .map_or_else(|| "default".to_owned(), |p| p.display().to_string());
    let mut line = |key: &str, value: Option<String>, otherwise: &str| {
        let (value, origin) = match value {
            Some(value) => (value, from.as_str()),
            None => (otherwise.to_owned(), "default"),
        };
        out.push_str(&format!("{key} = {value}  # {origin}\n"));
    };
    let quoted = |p: &Path| format!("{:?}", p.display().to_string());
    line(
        "packs",
        (!file.packs.is_empty()).then(|| format!("{:?}", file.packs)),
        "[]",
    );
    line(
        "default-pack",
        file.default_pack.map(|d| d.to_string()),
        "true",
    );
    line("profiles", file.profiles.as_deref().map(quoted), "\"\"");
    line(
        "locale",
        file.locale.as_ref().map(|l| format!("{:?}", l.get_ref())),
        &format!("\"{}\"", setup::environment_locale()),
    );
    line(
        "fail-on",
        file.fail_on
            .map(|s| format!("\"{}\"", setup::severity_name(s))),
        "\"error\"",
    );
    line("min-score", file.min_score.map(|s| s.to_string()), "0");
    let settings: Vec<&FileSetting> = args
        .draft
        .iter()
        .flat_map(|d| config.settings_for(d))
        .collect();
    let platform = settings.iter().find_map(|s| s.platform).or(file.platform);
    line(
        "platform",
        platform.map(|p| format!("\"{}\"", p.as_str())),
        "\"\"",
    );
    let stage = settings.iter().find_map(|s| s.stage).or(file.stage);
    line(
        "stage",
        stage.map(|s| format!("\"{}\"", s.as_str())),
        "\"request\"",
    );
    for setting in &settings {
        line(
            "ignore",
            (!setting.ignore.is_empty()).then(|| format!("{:?}", setting.ignore)),
            "[]",
        );
    }
    for (rule, setting) in &file.rules {
        let severity = setting
            .0
            .severity
            .map(|s| format!("severity = \"{}\"", setup::severity_name(s)));
        let points = setting.0.points.map(|p| format!("points = {p}"));
        let parts: Vec<String> = severity.into_iter().chain(points).collect();
        line(
            &format!("rules.{rule}"),
            Some(format!("{{ {} }}", parts.join(", "))),
            "",
        );
    }
    line(
        "sender",
        (!file.sender.is_empty())
            .then(|| format!("{:?}", file.sender.company.clone().unwrap_or_default())),
        "\"\"",
    );
    let out: String = out.lines().map(|line| clean(line) + "\n").collect();
    std::io::stdout().write_all(out.as_bytes())?;
    Ok(Status::Passed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fits(written: &str, path: &str) -> bool {
        glob(written).unwrap().compile_matcher().is_match(path)
    }

    #[test]
    fn a_star_stays_in_its_folder_and_a_bare_name_fits_in_any() {
        assert!(fits("replies/*.txt", "replies/a.txt"));
        assert!(!fits("replies/*.txt", "replies/deep/a.txt"));
        assert!(fits("replies/**/*.txt", "replies/deep/a.txt"));
        assert!(fits("replies/**/*.txt", "replies/a.txt"));
        assert!(fits("*.txt", "a.txt") && fits("*.txt", "replies/a.txt"));
        assert!(!fits("*.txt", "a.md"));
        assert!(!fits("replies/*.txt", "other/replies/a.txt"));
    }

    fn config(text: &str) -> Config {
        let file: File = toml::from_str(text).unwrap();
        Config {
            path: Some(PathBuf::from("drafts/reachout.toml")),
            globs: file.files.iter().map(|f| glob(f.glob.get_ref()).unwrap().compile_matcher()).collect(),
            file,
        }
    }

    #[test]
    fn of_several_settings_that_fit_the_last_comes_first() {
        let config = config("[[files]]\nglob = '*.txt'\nstage = 'reply'\n[[files]]\nglob = 'a.txt'\nstage = 'follow-up'\n");
        let stages = |draft: &str| -> Vec<Stage> { config.settings_for(Path::new(draft)).filter_map(|s| s.stage).collect() };
        assert_eq!(stages("drafts/a.txt"), [Stage::FollowUp, Stage::Reply]);
        assert_eq!(stages("drafts/b.txt"), [Stage::Reply]);
        assert_eq!(stages("drafts/deep/a.txt"), [Stage::FollowUp, Stage::Reply]);
        assert!(stages("drafts/b.md").is_empty());
    }

    #[test]
    fn a_rule_is_set_by_a_word_or_a_table() {
        let file: File = toml::from_str("[rules]\na = 'off'\nb = { severity = 'info', points = 5 }\nc = { points = 100 }\n").unwrap();
        assert_eq!(file.rules["a"].0.severity, Some(Severity::Off));
        assert_eq!((file.rules["b"].0.severity, file.rules["b"].0.points), (Some(Severity::Info), Some(5)));
        assert_eq!((file.rules["c"].0.severity, file.rules["c"].0.points), (None, Some(100)));
        for wrong in ["a = 'of'", "a = { points = 0 }", "a = { points = 101 }", "a = { pints = 1 }", "a = 3"] {
            assert!(toml::from_str::<File>(&format!("[rules]\n{wrong}\n")).is_err(), "{wrong}");
        }
    }

    #[test]
    fn paths_in_the_file_are_from_its_folder() {
        let config = config("profiles = 'people'");
        assert_eq!(config.resolve(Path::new("people")), Path::new("drafts/people"));
        assert_eq!(Config::default().resolve(Path::new("people")), Path::new("people"));
    }
}
