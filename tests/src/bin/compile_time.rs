//! The compile time of one page: livetpl's derive beside askama's, on the same template of 300 lines.
//!
//! `cargo run -p livetpl-tests --bin compile_time [-- ROUNDS]` writes two throw-away crates below the target folder,
//! compiles them in turns in the dev profile, without incremental compilation, each time with another comment in the
//! template, and prints a line of JSON: the user time of rustc for that crate alone, as the median of the rounds. What the crates
//! depend on is compiled before.

use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

/// Measures what rustc uses of the processor, and nothing else of cargo's.
const WRAPPER: &str = "#!/usr/bin/env bash
TIMEFORMAT=%U
{ time \"$@\" 2>&3; } 3>&2 2>>\"$COMPILE_TIME_LOG\"
";

const SIDES: [(&str, &str, &str); 2] = [
    ("askama", "use askama::Template;", "Template"),
    ("livetpl", "use livetpl::LiveState;", "Clone, LiveState"),
];

fn main() -> Result<(), Box<dyn Error>> {
    let rounds = match env::args().nth(1) {
        Some(rounds) => rounds.parse()?,
        None => 9,
    };
    let root = Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .ok_or("the workspace is gone")?;
    let bench = Bench::new(root)?;
    for (side, ..) in SIDES {
        bench.compile(side, 0)?;
    }
    let mut times = [Vec::new(), Vec::new()];
    for round in 1..=rounds {
        for ((side, ..), times) in SIDES.iter().zip(&mut times) {
            times.push(bench.compile(side, round)?);
        }
    }
    let [askama, livetpl] = times.map(median);
    println!(
        "{{\"bench\":\"compile-time\",\"lines\":{},\"askama_ms\":{askama:.0},\"livetpl_ms\":{livetpl:.0},\"ratio\":{:.2}}}",
        template(0).lines().count(),
        livetpl / askama
    );
    Ok(())
}

fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times.get(times.len() / 2).copied().unwrap_or_default()
}

/// A workspace of two crates.
struct Bench {
    folder: PathBuf,
    log: PathBuf,
}

impl Bench {
    fn new(root: &Path) -> Result<Self, Box<dyn Error>> {
        let folder = root.join("target/compile-time");
        for (side, import, derives) in SIDES {
            let member = folder.join(side);
            fs::create_dir_all(member.join("src"))?;
            fs::create_dir_all(member.join("templates"))?;
            let dependency = match side {
                "askama" => askama_dependency(root)?,
                _ => format!("livetpl = {{ path = {:?} }}", root.join("livetpl")),
            };
            fs::write(
                member.join("Cargo.toml"),
                format!(
                    "[package]\nname = \"page-{side}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\n{dependency}\n"
                ),
            )?;
            fs::write(
                member.join("src/lib.rs"),
                format!(
                    "{import}\n\n#[derive(Clone)]\npub struct Row {{ pub id: u64, pub name: String, pub text: String }}\n\n\
                     #[derive({derives})]\n#[template(path = \"page.html\")]\n\
                     pub struct Page {{ pub title: String, pub open: bool, pub rows: Vec<Row> }}\n"
                ),
            )?;
        }
        fs::write(
            folder.join("Cargo.toml"),
            "[workspace]\nresolver = \"3\"\nmembers = [\"askama\", \"livetpl\"]\n",
        )?;
        fs::copy(root.join("Cargo.lock"), folder.join("Cargo.lock"))?;
        let wrapper = folder.join("wrapper.sh");
        fs::write(&wrapper, WRAPPER)?;
        let status = Command::new("chmod").arg("+x").arg(&wrapper).status()?;
        if !status.success() {
            return Err("the wrapper can't be made executable".into());
        }
        Ok(Bench {
            log: folder.join("log"),
            folder,
        })
    }

    /// Compiles a crate anew; milliseconds of rustc's.
    fn compile(&self, side: &str, round: usize) -> Result<f64, Box<dyn Error>> {
        fs::write(
            self.folder.join(side).join("templates/page.html"),
            template(round),
        )?;
        fs::write(&self.log, "")?;
        let status = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
            .args(["build", "--quiet", "--offline", "--package"])
            .arg(format!("page-{side}"))
            .current_dir(&self.folder)
            .env("CARGO_TARGET_DIR", self.folder.join("target"))
            .env("CARGO_INCREMENTAL", "0")
            .env("RUSTC_WORKSPACE_WRAPPER", self.folder.join("wrapper.sh"))
            .env("COMPILE_TIME_LOG", &self.log)
            .status()?;
        if !status.success() {
            return Err(format!("the page of {side} does not compile").into());
        }
        let log = fs::read_to_string(&self.log)?;
        let seconds: f64 = log
            .lines()
            .last()
            .ok_or("rustc did not run")?
            .trim()
            .parse()?;
        Ok(seconds * 1_000.0)
    }
}

/// Askama as the workspace has it, with the derive.
fn askama_dependency(root: &Path) -> Result<String, Box<dyn Error>> {
    let manifest = fs::read_to_string(root.join("Cargo.toml"))?;
    let line = manifest
        .lines()
        .find(|line| line.starts_with("askama = "))
        .ok_or("the workspace does not name askama")?;
    Ok(line.replace("features = [", "features = [\"config\", \"derive\", "))
}

/// 300 lines: sections of ten lines, with a branch, a list and a form each.
fn template(round: usize) -> String {
    let mut page = String::new();
    for section in 0..30 {
        // Writing to a String can't fail.
        let _ = writeln!(
            page,
            "<section id=\"s{section}\">\n  <h2>{{{{ title }}}} {section}</h2>\n  \
             {{% if open %}}<p class=\"open\">Open: {{{{ rows.len() }}}} rows</p>{{% else %}}<p>Closed in round {round}</p>{{% endif %}}\n  \
             <ul>\n  {{% for row in rows.iter() %}}\n    \
             <li data-key=\"{{{{ row.id }}}}\"><b>{{{{ row.name }}}}</b> {{{{ row.text }}}}</li>\n  {{% endfor %}}\n  </ul>\n  \
             <form method=\"post\"><input name=\"text\" value=\"{{{{ title }}}}\"><button>Send</button></form>\n</section>"
        );
    }
    page
}
