//! `init`: a commented reachout.toml.

use std::io::Write as _;

use super::args::Init;
use super::{Status, config};
use crate::problem::Problem;
use crate::report::snippet::clean;

const TEMPLATE: &str = "\
# Settings of reachout, for all drafts in this folder and below. Flags win over this file.
# `reachout config` shows what applies.

# More rules: TOML files, or folders of them.
# packs = [\"team-rules.toml\"]

# A folder of profiles, so that `--profile anna` finds anna.toml there.
# profiles = \"profiles\"

# Language of messages and advice: de or en.
# locale = \"de\"

# What makes a draft fail: info, warning or error; and a score, if you like.
fail-on = \"error\"
# min-score = 60

# platform = \"linkedin\"     # linkedin, xing, facebook, email, other
# tier = \"basic\"            # basic, premium

# Rules can be turned off or weighed differently.
# [rules]
# meeting-ask = \"info\"
# brag = { severity = \"warning\", points = 5 }

# Settings for some drafts.
# [[files]]
# glob = \"replies/*.txt\"
# stage = \"reply\"

# Who sends: what makes \"your own offer\" decidable.
# [sender]
# name = \"Tom Weiß\"
# company = \"Weiß Training\"
# products = [\"FlowDesk\"]
# domains = [\"weiss-training.example\"]
";

/// `reachout init`
pub fn run(args: &Init) -> anyhow::Result<Status> {
    let path = args.folder.join(config::NAME);
    let name = path.display().to_string();
    let file = std::fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(&path);
    match file {
        Ok(mut file) => file.write_all(TEMPLATE.as_bytes())?,
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
            return Err(Problem::of_file(name, "exists already")
                .help("remove it first, or edit it")
                .into());
        }
        Err(error) => {
            return Err(Problem::of_file(name, format!("can't be written: {error}")).into());
        }
    }
    writeln!(anstream::stdout(), "{}", clean(&name))?;
    Ok(Status::Passed)
}
