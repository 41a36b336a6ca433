//! The rules that come with the program, compiled when it was built.

use crate::pack::{Archive, Pack};
use crate::problem::{Problem, Problems};

/// Made by the build script from `rules/`.
static ARCHIVE: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/rules.bin"));

/// The pack, without examples and the wording of patterns; [`crate::pack::default`] has these.
///
/// # Errors
/// Never, unless the program was built wrongly.
pub(crate) fn pack() -> Result<Pack, Problems> {
    Archive::open(ARCHIVE)
        .and_then(Archive::pack)
        .map_err(|error| Problem::of_file("the rules of the program", error.to_string()).into())
}
