//! Rows that are nested templates, against askama's plain render of the same: prints a line of JSON for each case.
//!
//! All sides render into reused buffers, in turns; the figures are medians. One slot of one row changes each round.

use std::hint::black_box;
use std::time::Instant;

use askama::Template;
use livetpl::LiveTemplate;
use livetpl_runtime::template::{Recorder, Tree};

macro_rules! page {
    ($derive:path, $page:ident, $row:ident) => {
        #[derive($derive)]
        #[template(
            ext = "html",
            source = "<ul>{% for row in rows %}{{ row|safe }}{% endfor %}</ul>"
        )]
        struct $page {
            rows: Vec<$row>,
        }

        #[derive($derive)]
        #[template(
            ext = "html",
            source = "<li data-key=\"{{ id }}\"><b>{{ name }}</b> {{ email }} <i>{{ state }}</i></li>"
        )]
        struct $row {
            id: u64,
            name: String,
            email: String,
            state: &'static str,
        }

        impl $row {
            fn new(id: u64) -> Self {
                let (name, email) = (format!("Name {id}"), format!("name{id}@example.org"));
                let state = "idle";
                $row { id, name, email, state }
            }
        }
    };
}
page!(LiveTemplate, Nested, NestedRow);
page!(Template, Plain, PlainRow);

/// The rows' template in the page's.
#[derive(LiveTemplate)]
#[template(
    ext = "html",
    source = "<ul>{% for row in rows %}<li data-key=\"{{ row.id }}\"><b>{{ row.name }}</b> {{ row.email }} <i>{{ row.state }}</i></li>{% endfor %}</ul>"
)]
struct Flat {
    rows: Vec<NestedRow>,
}

const ROUNDS: usize = 300;

/// A page and what follows it.
struct Side<S: LiveTemplate> {
    page: S,
    recorder: Recorder,
    tree: Tree,
    patch: Vec<u8>,
    times: Vec<u128>,
}

impl<S: LiveTemplate> Side<S> {
    fn new(page: S) -> Self {
        let mut recorder = Recorder::default();
        recorder.render(&page).expect("it renders");
        let tree = Tree::build(S::PLAN, &recorder, &mut Vec::new()).expect("it follows its plan");
        Side {
            page,
            recorder,
            tree,
            patch: Vec::new(),
            times: Vec::new(),
        }
    }

    fn round(&mut self, change: impl FnOnce(&mut S)) {
        change(&mut self.page);
        let start = Instant::now();
        self.patch.clear();
        self.recorder.render(&self.page).expect("it renders");
        let changed = self.tree.update(&self.recorder, &mut self.patch);
        black_box(&self.patch);
        self.times.push(start.elapsed().as_nanos());
        assert_eq!(changed, Ok(true));
    }
}

fn main() {
    for count in [100, 1000] {
        let rows = || (0..count).map(NestedRow::new).collect();
        let mut nested = Side::new(Nested { rows: rows() });
        let mut flat = Side::new(Flat { rows: rows() });
        let mut plain = Plain {
            rows: (0..count).map(PlainRow::new).collect(),
        };
        let (mut buffer, mut times) = (String::new(), Vec::new());
        for round in 0..ROUNDS {
            let at = round * 7919 % count as usize;
            let state = ["busy", "free"][round / count as usize % 2];
            plain.rows[at].state = state;
            let start = Instant::now();
            buffer.clear();
            plain.render_into(&mut buffer).expect("it renders");
            black_box(&buffer);
            times.push(start.elapsed().as_nanos());
            nested.round(|page| page.rows[at].state = state);
            flat.round(|page| page.rows[at].state = state);
            assert!(nested.recorder.html() == buffer && flat.recorder.html() == buffer);
        }
        let plain = median(times);
        for (case, times) in [("nested", nested.times), ("flat", flat.times)] {
            let live = median(times);
            println!(
                "{{\"bench\":\"nested\",\"case\":\"{case}\",\"rows\":{count},\"plain_ns\":{plain},\"livetpl_ns\":{live},\"ratio\":{:.2}}}",
                live as f64 / plain as f64
            );
        }
    }
}

fn median(mut times: Vec<u128>) -> u128 {
    times.sort_unstable();
    times[times.len() / 2]
}
