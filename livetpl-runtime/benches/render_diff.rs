//! Render, diff and patch against askama's plain render, in one run: prints a line of JSON for each case.
//!
//! Both sides are what the macros write, and render into reused buffers, in turns; the figures are medians. What changes
//! each round: `render-diff` one cell (without rows: the title, as a counter), `render-diff-arc` the title beside rows in
//! an unchanged `Arc`, `render-diff-move` the place of one row. Allocations are counted for livetpl's side, in the last
//! round.
#![allow(
    unsafe_code,
    reason = "counting allocations needs a global allocator; it only passes on to the system's"
)]

use std::alloc::{GlobalAlloc, Layout, System};
use std::hint::black_box;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use std::sync::Arc;

use askama::Template;
use livetpl::LiveState;
use livetpl_runtime::template::{Lvt, Recorder, Tree};

struct Counting;

static ALLOCATIONS: AtomicU64 = AtomicU64::new(0);

// SAFETY: every call goes to the system's allocator as it came.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        ALLOCATIONS.fetch_add(1, Ordering::Relaxed);
        // SAFETY: the caller's promises are passed on.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        // SAFETY: the caller's promises are passed on.
        unsafe { System.dealloc(pointer, layout) }
    }

    unsafe fn realloc(&self, pointer: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        ALLOCATIONS.fetch_add(1, Ordering::Relaxed);
        // SAFETY: the caller's promises are passed on.
        unsafe { System.realloc(pointer, layout, size) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

#[derive(Clone)]
struct Row {
    id: u64,
    name: String,
    email: String,
    state: &'static str,
}

/// The same page for askama and for livetpl, the latter with its rows in a `Vec` and in an `Arc`.
macro_rules! pages {
    ($source:literal) => {
        #[derive(Template)]
        #[template(ext = "html", source = $source)]
        struct Plain<'a> {
            title: &'a str,
            rows: &'a [Row],
        }

        #[derive(Clone, LiveState)]
        #[template(ext = "html", source = $source)]
        struct Owned {
            title: String,
            rows: Vec<Row>,
        }

        #[derive(Clone, LiveState)]
        #[template(ext = "html", source = $source)]
        struct Shared {
            title: String,
            rows: Arc<Vec<Row>>,
        }
    };
}

pages!(
    "<h1>{{ title }}</h1><table><tbody>{% for row in rows.iter() %}<tr data-key=\"{{ row.id }}\">\
     <td>{{ row.name }}</td><td>{{ row.email }}</td><td class=\"state\">{{ row.state }}</td></tr>{% endfor %}\
     </tbody></table>"
);

/// What the cases need of both pages.
trait Page: LiveState {
    fn plain(&self) -> Plain<'_>;
}

impl Page for Owned {
    fn plain(&self) -> Plain<'_> {
        Plain {
            title: &self.title,
            rows: &self.rows,
        }
    }
}

impl Page for Shared {
    fn plain(&self) -> Plain<'_> {
        Plain {
            title: &self.title,
            rows: &self.rows,
        }
    }
}

fn rows(count: usize) -> Vec<Row> {
    let row = |id: u64| Row {
        id,
        name: format!("Person {id}"),
        email: format!("person.{id}@example.org"),
        state: "idle",
    };
    (0..count as u64).map(row).collect()
}

fn main() {
    let title = String::new;
    for count in [0, 10, 1_000, 10_000] {
        let page = Owned {
            title: title(),
            rows: rows(count),
        };
        bench("render-diff", count, page, |page, round| {
            if page.rows.is_empty() {
                page.title = round.to_string();
                return;
            }
            let at = round * 7919 % page.rows.len();
            let cell = &mut page.rows[at].state;
            *cell = if *cell == "idle" { "busy" } else { "idle" };
        });
    }
    for count in [1_000, 10_000] {
        let page = Shared {
            title: title(),
            rows: Arc::new(rows(count)),
        };
        bench("render-diff-arc", count, page, |page, round| {
            page.title = round.to_string();
        });
    }
    let page = Owned {
        title: title(),
        rows: rows(1_000),
    };
    bench("render-diff-move", 1_000, page, |page, round| {
        // 487 and 1,000 have no common factor, and the row goes far away.
        let at = round * 487 % 1_000;
        let row = page.rows.remove(at);
        page.rows.insert((at + 500) % 1_000, row);
    });
}

fn bench<P: Page>(name: &str, count: usize, mut page: P, change: impl Fn(&mut P, usize)) {
    let rounds = (2_000_000 / (count + 200)).clamp(200, 5_000);
    let (mut plain, mut live) = (Vec::with_capacity(rounds), Vec::with_capacity(rounds));
    let (mut buffer, mut patch) = (String::new(), Vec::new());
    let mut recorder = Recorder::default();
    recorder.record(&page, &Lvt::default()).expect("it renders");
    let mut tree = Tree::build(P::PLAN, &recorder, &mut Vec::new()).expect("it follows its plan");
    let (mut bytes, mut allocations) = (0, 0);
    for round in 0..rounds {
        change(&mut page, round);
        let start = Instant::now();
        buffer.clear();
        page.plain().render_into(&mut buffer).expect("it renders");
        black_box(&buffer);
        plain.push(start.elapsed().as_nanos());

        let before = ALLOCATIONS.load(Ordering::Relaxed);
        let start = Instant::now();
        patch.clear();
        recorder
            .record_against(&tree, &page, &Lvt::default())
            .expect("it renders");
        let changed = tree
            .update(&recorder, &mut patch)
            .expect("it follows its plan");
        black_box(&patch);
        live.push(start.elapsed().as_nanos());
        allocations = ALLOCATIONS.load(Ordering::Relaxed) - before;
        assert!(changed, "one change");
        bytes = patch.len();
    }
    assert_eq!(page.render().expect("it renders"), buffer, "the same bytes");
    let (plain, live) = (median(plain), median(live));
    println!(
        "{{\"bench\":\"{name}\",\"rows\":{count},\"plain_ns\":{plain},\"livetpl_ns\":{live},\"ratio\":{:.2},\"bytes\":{bytes},\"allocations\":{allocations}}}",
        live as f64 / plain as f64
    );
}

fn median(mut times: Vec<u128>) -> u128 {
    times.sort_unstable();
    times[times.len() / 2]
}
