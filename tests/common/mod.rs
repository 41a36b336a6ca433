//! A folder that goes away with the test, and the command run in it.
#![allow(dead_code, unreachable_pub)]

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};

/// A message that only sells.
pub(crate) const PITCH: &str = "Hi Anna,\n\nwe help HR teams cut onboarding cost by 30 % with our software. \
                         Book a demo: https://calendly.com/tom/30min\n\nBest regards\nTom\n";

/// A message with a reason of its own, for [`PROFILE`].
pub(crate) const FINE: &str = "Hallo Frau Berger,\n\nSie suchen Probeleser für Ihren Küstenkrimi: Der Montagskreis in \
                        Kiel liest neue Texte und freut sich über Post.\n\nViele Grüße\nTom Weiß\n";

/// Whom [`FINE`] is for.
pub(crate) const PROFILE: &str = "seeks = [\"Probeleser für einen Küstenkrimi\"]\n[person]\ngiven = \"Anna\"\n\
                           family = \"Berger\"\nsalutation = \"Frau\"\n";

/// A folder of its own.
pub(crate) struct Folder {
    path: PathBuf,
}

impl Folder {
    pub(crate) fn new() -> Self {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let name = format!(
            "reachout-{}-{}",
            std::process::id(),
            COUNT.fetch_add(1, Ordering::Relaxed)
        );
        let path = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&path).expect("a folder");
        Self { path }
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Writes a file, its folders included.
    pub(crate) fn file(self, name: &str, content: impl AsRef<[u8]>) -> Self {
        let path = self.path.join(name);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        std::fs::write(path, content).expect("a file");
        self
    }

    pub(crate) fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path.join(name)).expect("a file")
    }

    pub(crate) fn run(&self, args: &[&str]) -> Ran {
        self.run_with(args, &[], b"")
    }

    pub(crate) fn run_in(&self, folder: &str, args: &[&str]) -> Ran {
        run(&self.path.join(folder), args, &[], b"")
    }

    pub(crate) fn run_with(&self, args: &[&str], env: &[(&str, &str)], stdin: &[u8]) -> Ran {
        run(&self.path, args, env, stdin)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.path);
    }
}

/// The command, in English, without anything of the environment that changes its output.
pub(crate) fn command(folder: &Path, args: &[&str], env: &[(&str, &str)]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_reachout"));
    command.args(args).current_dir(folder);
    for name in [
        "LC_ALL",
        "LC_MESSAGES",
        "LANG",
        "LANGUAGE",
        "NO_COLOR",
        "CLICOLOR",
        "CLICOLOR_FORCE",
        "COLUMNS",
    ] {
        command.env_remove(name);
    }
    command
        .env("LC_ALL", "en_GB.UTF-8")
        .envs(env.iter().copied());
    command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

pub(crate) fn run(folder: &Path, args: &[&str], env: &[(&str, &str)], stdin: &[u8]) -> Ran {
    let mut child = command(folder, args, env)
        .spawn()
        .expect("the command starts");
    // Whoever doesn't read standard input closes it.
    let _ = child.stdin.take().expect("standard input").write_all(stdin);
    Ran::of(child.wait_with_output().expect("the command ends"), args)
}

/// What a run came to.
#[derive(Debug)]
pub(crate) struct Ran {
    pub code: i32,
    pub out: String,
    pub err: String,
    args: String,
}

impl Ran {
    fn of(output: Output, args: &[&str]) -> Self {
        Self {
            code: output.status.code().expect("an exit code"),
            out: String::from_utf8(output.stdout).expect("UTF-8"),
            err: String::from_utf8(output.stderr).expect("UTF-8"),
            args: args.join(" "),
        }
    }

    #[track_caller]
    pub(crate) fn code(&self, code: i32) -> &Self {
        assert_eq!(
            self.code, code,
            "reachout {}\n{}\n{}",
            self.args, self.out, self.err
        );
        self
    }

    #[track_caller]
    pub(crate) fn says(&self, words: &str) -> &Self {
        assert!(
            self.out.contains(words),
            "no {words:?} in the output of reachout {}\n{}\n{}",
            self.args,
            self.out,
            self.err
        );
        self
    }

    #[track_caller]
    pub(crate) fn complains(&self, words: &str) -> &Self {
        assert!(
            self.err.contains(words),
            "no {words:?} in the errors of reachout {}\n{}\n{}",
            self.args,
            self.out,
            self.err
        );
        self
    }

    #[track_caller]
    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.out)
            .unwrap_or_else(|e| panic!("{e}: {}\n{}", self.out, self.err))
    }

    /// Each line of the output as JSON.
    #[track_caller]
    pub(crate) fn lines(&self) -> Vec<serde_json::Value> {
        let line = |l: &str| serde_json::from_str(l).unwrap_or_else(|e| panic!("{e}: {l}"));
        self.out.lines().map(line).collect()
    }
}

/// The rules of a report.
pub(crate) fn rules(report: &serde_json::Value) -> Vec<String> {
    let findings = report["findings"].as_array().expect("findings");
    findings
        .iter()
        .map(|f| f["rule"].as_str().expect("a rule").to_owned())
        .collect()
}
