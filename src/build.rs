//! Compiles `rules/` into one archive, so that no run has to read TOML and stem words.
//!
//! The modules are those of the library, up to packs: what comes after them isn't needed here.
#![allow(dead_code, unused_imports, missing_docs, unreachable_pub, clippy::all)]

mod draft;
mod language;
mod pack;
mod people;
mod problem;
mod span;
mod text;
mod toml_file;

use std::path::PathBuf;

fn main() {
    println!("cargo:rerun-if-changed=rules");
    println!("cargo:rerun-if-changed=src");
    let files: Vec<_> = pack::default::sources()
        .map(|s| (s, pack::Scrutiny::Trusting))
        .collect();
    let pack = match pack::load(&files) {
        Ok(pack) => pack,
        Err(problems) => panic!("{problems}"),
    };
    let archive = pack::archive::write(&pack).expect("packs can be serialised");
    let out =
        PathBuf::from(std::env::var_os("OUT_DIR").expect("cargo sets OUT_DIR")).join("rules.bin");
    std::fs::write(out, archive).expect("the build folder can be written");
}
