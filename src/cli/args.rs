//! What can be said on the command line. Nothing below this module knows of it.

use std::path::PathBuf;

use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

use crate::draft::{Platform, Stage, Tier};
use crate::pack::Severity;

/// Lint the first message between two people, before it is sent.
///
/// reachout reads a draft and a profile of its recipient, and says what that person would
/// notice: that it is empty, that it sells, that it fits anyone, that it ignores what they ask
/// for. Nothing leaves this machine.
#[derive(Debug, Parser)]
#[command(
    name = "reachout",
    version,
    propagate_version = true,
    max_term_width = 100
)]
pub struct Args {
    /// When to use colours
    #[command(flatten)]
    pub color: colorchoice_clap::Color,
    /// What to do
    #[command(subcommand)]
    pub command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Lint drafts
    #[command(after_long_help = LINT_HELP)]
    Lint(Lint),
    /// Lint many messages: NDJSON in, NDJSON out
    #[command(after_long_help = BATCH_HELP)]
    Batch(Batch),
    /// List the rules
    Rules(Rules),
    /// Say why a rule is there, on what it rests, and how to do better
    Explain(Explain),
    /// Test rule packs by their examples, or measure them on labelled messages
    #[command(after_long_help = TEST_HELP)]
    Test(Test),
    /// Make or check a recipient's profile
    Profile(Profile),
    /// Write a commented reachout.toml
    Init(Init),
    /// Show the settings that apply, and where each comes from
    Config(Config),
    /// Print the JSON Schema of a file format
    Schema(Schema),
    /// Print completions for a shell
    Completions(Completions),
    /// Print the man page
    Man(Man),
}

const LINT_HELP: &str = "\
Examples:
  reachout lint draft.txt --profile anna.toml
  wl-paste | reachout lint - --profile anna --emit | wl-copy
  reachout lint templates/*.txt --quiet --fail-on warning

Exit codes: 0 the gate passes; 1 a finding at or above --fail-on, or a score below --min-score;
2 something could not be read (the other files are linted all the same).";

const BATCH_HELP: &str = "\
Each line is an object: {\"id\": 1, \"message\": \"…\", \"profile\": {…} or \"path.toml\",
\"sender\": {…} or \"path.toml\", \"platform\": …, \"stage\": …, \"language\": …}. Each gives one
line: a report with its id, or {\"id\": …, \"line\": n, \"error\": \"…\"}.

Exit codes: 0 all lines were linted, whatever was found; 2 some line could not be.";

const TEST_HELP: &str = "\
Examples:
  reachout test                               the rules that come with the program
  reachout test my-pack.toml                  your own rules, on top of them
  reachout test --corpus messages.toml        precision and recall on labelled messages

Exit codes: 0 all agree; 1 some example is missed or flagged wrongly; 2 a pack can't be read.";

/// Which rules apply.
#[derive(Debug, Clone, Default, ClapArgs)]
pub struct PackArgs {
    /// Add a rule pack: a TOML file, or a folder of them
    #[arg(long, value_name = "PATH")]
    pub pack: Vec<PathBuf>,
    /// Leave out the rules that come with the program
    #[arg(long)]
    pub no_default_pack: bool,
    /// Use this configuration instead of searching for reachout.toml upward
    #[arg(long, value_name = "PATH", conflicts_with = "no_config")]
    pub config: Option<PathBuf>,
    /// Use no configuration
    #[arg(long)]
    pub no_config: bool,
    /// Language of messages and advice [default: from the environment]
    #[arg(long, value_enum, value_name = "LANG")]
    pub locale: Option<LocaleArg>,
}

/// `lint`
#[derive(Debug, ClapArgs)]
pub struct Lint {
    /// Drafts; `-` is standard input
    #[arg(required = true, value_name = "DRAFT")]
    pub drafts: Vec<PathBuf>,
    /// Profile of the recipient: a TOML file, or a name in the profiles folder of the configuration
    #[arg(long, short, value_name = "PROFILE")]
    pub profile: Option<PathBuf>,
    /// Who sends: a TOML file
    #[arg(long, short, value_name = "PATH")]
    pub sender: Option<PathBuf>,
    /// Where it will be sent
    #[arg(long, value_enum)]
    pub platform: Option<PlatformArg>,
    /// Your membership there; limits differ
    #[arg(long, value_enum)]
    pub tier: Option<TierArg>,
    /// Which message it is [default: request]
    #[arg(long, value_enum)]
    pub stage: Option<StageArg>,
    /// Language of the drafts
    #[arg(
        long,
        value_name = "de|en|auto",
        default_value = "auto",
        hide_default_value = true
    )]
    pub lang: String,
    /// Encoding of the drafts, where it isn't UTF-8 or UTF-16: windows-1252, …
    #[arg(long, value_name = "NAME")]
    pub encoding: Option<String>,
    /// Don't apply a rule
    #[arg(long, value_name = "RULE")]
    pub allow: Vec<String>,
    /// Why, for each --allow in turn
    #[arg(long, value_name = "REASON", requires = "allow")]
    pub because: Vec<String>,
    /// How to print what was found
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
    /// Print one line a draft
    #[arg(long, short)]
    pub quiet: bool,
    /// Print the bare message on standard output, only when the gate passes; findings go to
    /// standard error
    #[arg(long, conflicts_with_all = ["format"])]
    pub emit: bool,
    /// Print every fact of the profile, what it weighs, and what in the draft touched it
    #[arg(long, conflicts_with_all = ["format"])]
    pub explain_reference: bool,
    #[command(flatten)]
    #[allow(missing_docs)]
    pub gate: Gate,
    #[command(flatten)]
    #[allow(missing_docs)]
    pub packs: PackArgs,
}

/// When a draft fails.
#[derive(Debug, Clone, Default, ClapArgs)]
pub struct Gate {
    /// Fail on findings of this severity and above [default: error]
    #[arg(long, value_enum, value_name = "SEVERITY")]
    pub fail_on: Option<FailOn>,
    /// Fail on a lower score too
    #[arg(long, value_name = "0-100", value_parser = clap::value_parser!(u8).range(0..=100))]
    pub min_score: Option<u8>,
}

/// `batch`
#[derive(Debug, ClapArgs)]
pub struct Batch {
    /// NDJSON file; `-` is standard input
    #[arg(default_value = "-")]
    pub input: PathBuf,
    /// Profile for all lines without one
    #[arg(long, short, value_name = "PROFILE")]
    pub profile: Option<PathBuf>,
    /// Who sends, for all lines without a sender
    #[arg(long, short, value_name = "PATH")]
    pub sender: Option<PathBuf>,
    /// Platform of all lines without one
    #[arg(long, value_enum)]
    pub platform: Option<PlatformArg>,
    /// Your membership there
    #[arg(long, value_enum)]
    pub tier: Option<TierArg>,
    /// Stage of all lines without one
    #[arg(long, value_enum)]
    pub stage: Option<StageArg>,
    #[command(flatten)]
    #[allow(missing_docs)]
    pub packs: PackArgs,
}

/// `rules`
#[derive(Debug, ClapArgs)]
pub struct Rules {
    /// Print JSON
    #[arg(long)]
    pub json: bool,
    #[command(flatten)]
    #[allow(missing_docs)]
    pub packs: PackArgs,
}

/// `explain`
#[derive(Debug, ClapArgs)]
pub struct Explain {
    /// The rule, as in `reachout rules`
    pub rule: String,
    #[command(flatten)]
    #[allow(missing_docs)]
    pub packs: PackArgs,
}

/// `test`
#[derive(Debug, ClapArgs)]
pub struct Test {
    /// Packs to test; without any, all that apply
    #[arg(value_name = "PACK")]
    pub test: Vec<PathBuf>,
    /// Measure precision and recall of each rule on labelled messages
    #[arg(long, value_name = "FILE")]
    pub corpus: Vec<PathBuf>,
    /// Name every pattern that no example and no message of the corpora makes fire
    #[arg(long)]
    pub coverage: bool,
    /// Show the hits of each cue and phrase on good and bad messages
    #[arg(long, requires = "corpus")]
    pub hits: bool,
    /// Fit the weights of a rule of kind `cues` to the corpora, and print them
    #[arg(long, requires = "corpus", value_name = "RULE")]
    pub suggest_weights: Option<String>,
    /// Don't list the messages that disagree
    #[arg(long, requires = "corpus")]
    pub summary: bool,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
    #[command(flatten)]
    #[allow(missing_docs)]
    pub packs: PackArgs,
}

/// `profile`
#[derive(Debug, ClapArgs)]
pub struct Profile {
    #[command(subcommand)]
    #[allow(missing_docs)]
    pub command: ProfileCommand,
}

/// `profile new`, `profile check`
#[derive(Debug, Subcommand)]
pub enum ProfileCommand {
    /// Write a commented profile to fill in
    New {
        /// Where to; standard output when left out
        path: Option<PathBuf>,
        /// Language of the comments [default: from the environment]
        #[arg(long, value_enum)]
        locale: Option<LocaleArg>,
    },
    /// Read profiles and say what they hold
    Check {
        /// Profiles
        #[arg(required = true)]
        profiles: Vec<PathBuf>,
        #[command(flatten)]
        #[allow(missing_docs)]
        packs: PackArgs,
    },
}

/// `init`
#[derive(Debug, ClapArgs)]
pub struct Init {
    /// Folder to write reachout.toml to
    #[arg(default_value = ".")]
    pub folder: PathBuf,
}

/// `config`
#[derive(Debug, ClapArgs)]
pub struct Config {
    /// A draft whose settings to show
    pub draft: Option<PathBuf>,
    #[command(flatten)]
    #[allow(missing_docs)]
    pub packs: PackArgs,
}

/// `schema`
#[derive(Debug, ClapArgs)]
pub struct Schema {
    /// Of what
    #[arg(value_enum)]
    pub of: SchemaOf,
}

/// The formats with a schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum SchemaOf {
    /// What `lint --format json` prints
    Report,
    /// A recipient's profile
    Profile,
    /// A sender
    Sender,
    /// A rule pack
    Pack,
    /// reachout.toml
    Config,
}

/// `completions`
#[derive(Debug, ClapArgs)]
pub struct Completions {
    /// The shell
    #[arg(value_enum)]
    pub shell: Shell,
}

/// `man`
#[derive(Debug, ClapArgs)]
pub struct Man {
    /// Write a page for every command into this folder
    #[arg(long, value_name = "FOLDER")]
    pub out: Option<PathBuf>,
}

/// How to print what was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people
    Text,
    /// One JSON document
    Json,
    /// One JSON report a line
    Ndjson,
}

macro_rules! value_enum {
    ($(#[$doc:meta])* $name:ident => $target:ty { $($variant:ident),* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
        #[allow(missing_docs)]
        pub enum $name { $($variant),* }

        impl From<$name> for $target {
            fn from(value: $name) -> Self {
                match value { $($name::$variant => Self::$variant),* }
            }
        }
    };
}

value_enum! {
    /// A platform, as said on the command line.
    PlatformArg => Platform { Linkedin, Xing, Facebook, Email, Other }
}
value_enum! {
    /// A tier, as said on the command line.
    TierArg => Tier { Basic, Premium }
}
value_enum! {
    /// A stage, as said on the command line.
    StageArg => Stage { Request, FirstMessage, Reply, FollowUp }
}
value_enum! {
    /// A severity, as said on the command line.
    FailOn => Severity { Info, Warning, Error }
}
value_enum! {
    /// A language of the tool's own words.
    LocaleArg => crate::report::Locale { En, De }
}
