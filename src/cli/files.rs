//! Reading files named on the command line.

use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::draft::decode;
use crate::problem::{Problem, Source};

/// The name of standard input on the command line and in reports.
pub const STDIN: &str = "-";

/// The bytes of a file, or of standard input for `-`.
///
/// # Errors
/// What kept it from being read, with what to do.
pub fn bytes(path: &Path) -> Result<Vec<u8>, Problem> {
    let name = path.display().to_string();
    if name == STDIN {
        let mut bytes = Vec::new();
        return match std::io::stdin()
            .lock()
            .take(decode::MAX_BYTES as u64 + 1)
            .read_to_end(&mut bytes)
        {
            Ok(_) => Ok(bytes),
            Err(error) => Err(Problem::of_file(
                STDIN,
                format!("standard input can't be read: {error}"),
            )),
        };
    }
    let problem = |error: &std::io::Error| match error.kind() {
        std::io::ErrorKind::NotFound => {
            let problem = Problem::of_file(&name, "there is no such file");
            match neighbour(path) {
                Some(near) => problem.help(format!("did you mean `{}`?", near.display())),
                None => problem,
            }
        }
        std::io::ErrorKind::PermissionDenied => {
            Problem::of_file(&name, "you may not read this file")
        }
        _ => Problem::of_file(&name, format!("can't be read: {error}")),
    };
    let meta = std::fs::metadata(path).map_err(|e| problem(&e))?;
    if meta.is_dir() {
        return Err(Problem::of_file(&name, "is a folder, not a file")
            .help(format!("name the files in it, as in {name}/*.txt")));
    }
    if meta.len() > decode::MAX_BYTES as u64 {
        return Err(Problem::of_file(
            &name,
            format!(
                "has {} bytes; a draft may have {} at most",
                meta.len(),
                decode::MAX_BYTES
            ),
        )
        .help("a file of many messages goes through `reachout batch`"));
    }
    std::fs::read(path).map_err(|e| problem(&e))
}

/// A file of the same folder with nearly the same name.
fn neighbour(path: &Path) -> Option<PathBuf> {
    let name = path.file_name()?.to_str()?;
    let folder = path
        .parent()
        .filter(|p| !p.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    let names: Vec<String> = std::fs::read_dir(folder)
        .ok()?
        .flatten()
        .filter_map(|e| e.file_name().into_string().ok())
        .collect();
    let near = crate::problem::nearest(name, names.iter().map(String::as_str))?;
    Some(path.with_file_name(near))
}

/// A text file (a profile, a pack, a configuration), decoded.
///
/// # Errors
/// What kept it from being read.
pub fn source(path: &Path) -> Result<Arc<Source>, Problem> {
    let name = path.display().to_string();
    let text = decode::decode(&name, &bytes(path)?, None)?;
    // TOML allows a byte order mark, the parser does too.
    Ok(Source::new(name, text))
}
