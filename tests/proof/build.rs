//! Writes the corpus: see `generator/mod.rs`. Seed and size come from the environment.

#[path = "generator/mod.rs"]
mod generator;

use std::path::PathBuf;
use std::{env, process};

fn main() {
    println!("cargo:rerun-if-changed=generator");
    println!("cargo:rerun-if-changed=build.rs");
    let number = |name: &str, default: u64| {
        println!("cargo:rerun-if-env-changed={name}");
        let Ok(text) = env::var(name) else {
            return default;
        };
        text.parse().unwrap_or_else(|_| {
            eprintln!("{name} is `{text}`: write a number");
            process::exit(1);
        })
    };
    let seed = number("LIVETPL_PROOF_SEED", 1);
    let count = number("LIVETPL_PROOF_TEMPLATES", 220) as usize;
    let folder = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    println!("cargo:rustc-env=LIVETPL_PROOF_SEED_USED={seed}");
    if let Err(error) = generator::write(&folder, seed, count) {
        eprintln!(
            "the corpus can't be written to {}: {error}",
            folder.display()
        );
        process::exit(1);
    }
}
