//! Render, diff and patch against askama's plain render, in one run: prints a line of JSON for each size.
//!
//! Both sides render into reused buffers, in turns; the figures are medians. One of the four slots of one row changes
//! each round. Allocations are counted for livetpl's side, in the last round.
#![allow(
    unsafe_code,
    reason = "counting allocations needs a global allocator; it only passes on to the system's"
)]

use std::alloc::{GlobalAlloc, Layout, System};
use std::hint::black_box;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use askama::Template;
use livetpl_runtime::template::{Fragment, Plan, Recorder, Slot, Tree, marks as __lvt};

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

#[derive(Template)]
#[template(
    ext = "html",
    source = "<h1>{{ title }}</h1><table><tbody>{% for row in rows %}<tr data-key=\"{{ row.id }}\"><td>{{ row.name }}</td>\
              <td>{{ row.email }}</td><td class=\"state\">{{ row.state }}</td></tr>{% endfor %}</tbody></table>"
)]
struct Plain<'a> {
    title: &'a str,
    rows: &'a [Row],
}

/// The same template with its marks, as the macro writes it.
#[derive(Template)]
#[template(
    ext = "html",
    source = "{{ __lvt::BEGIN }}<h1>{{ __lvt::SLOT }}{{ title }}</h1><table><tbody>{{ __lvt::SLOT }}\
              {% for row in rows %}{{ __lvt::ITEM }}<tr data-key=\"{{ __lvt::SLOT }}{{ row.id }}\">\
              <td>{{ __lvt::SLOT }}{{ row.name }}</td><td>{{ __lvt::SLOT }}{{ row.email }}</td>\
              <td class=\"state\">{{ __lvt::SLOT }}{{ row.state }}</td></tr>{% endfor %}{{ __lvt::END }}\
              </tbody></table>{{ __lvt::FINISH }}"
)]
struct Live<'a> {
    title: &'a str,
    rows: &'a [Row],
}

const TEXT: Slot = Slot::Content { measured: false };

static PLAN: Plan = Plan {
    name: "bench.html",
    client: "",
    head_end: None,
    actions: &[],
    fragments: &[
        Fragment {
            statics: &["<h1>", "</h1><table><tbody>", "</tbody></table>"],
            slots: &[
                TEXT,
                Slot::List {
                    item: 1,
                    empty: None,
                },
            ],
            key: None,
        },
        Fragment {
            statics: &[
                "<tr data-key=\"",
                "\"><td>",
                "</td><td>",
                "</td><td class=\"state\">",
                "</td></tr>",
            ],
            slots: &[Slot::Attribute, TEXT, TEXT, TEXT],
            key: Some(0),
        },
    ],
};

fn main() {
    for count in [0, 10, 1_000, 10_000] {
        bench(count);
    }
}

fn bench(count: usize) {
    let row = |id: u64| Row {
        id,
        name: format!("Person {id}"),
        email: format!("person.{id}@example.org"),
        state: "idle",
    };
    let mut rows: Vec<Row> = (0..count as u64).map(row).collect();
    let rounds = (2_000_000 / (count + 200)).clamp(200, 5_000);
    let (mut plain, mut live) = (Vec::with_capacity(rounds), Vec::with_capacity(rounds));
    let (mut title, mut buffer, mut patch) = (String::new(), String::new(), Vec::new());
    let mut recorder = Recorder::default();
    recorder
        .render(&Live {
            title: &title,
            rows: &rows,
        })
        .expect("it renders");
    let mut tree = Tree::build(&PLAN, &recorder, &mut Vec::new()).expect("it follows its plan");
    let (mut bytes, mut allocations) = (0, 0);
    for round in 0..rounds {
        // A page without rows is a counter.
        if rows.is_empty() {
            title = round.to_string();
        } else {
            let at = round * 7919 % rows.len();
            rows[at].state = if rows[at].state == "idle" {
                "busy"
            } else {
                "idle"
            };
        }
        let start = Instant::now();
        buffer.clear();
        Plain {
            title: &title,
            rows: &rows,
        }
        .render_into(&mut buffer)
        .expect("it renders");
        black_box(&buffer);
        plain.push(start.elapsed().as_nanos());

        let before = ALLOCATIONS.load(Ordering::Relaxed);
        let start = Instant::now();
        patch.clear();
        recorder
            .render(&Live {
                title: &title,
                rows: &rows,
            })
            .expect("it renders");
        let changed = tree
            .update(&recorder, &mut patch)
            .expect("it follows its plan");
        black_box(&patch);
        live.push(start.elapsed().as_nanos());
        allocations = ALLOCATIONS.load(Ordering::Relaxed) - before;
        assert!(
            changed && recorder.html() == buffer,
            "one change, and the same bytes"
        );
        bytes = patch.len();
    }
    let (plain, live) = (median(plain), median(live));
    println!(
        "{{\"bench\":\"render-diff\",\"rows\":{count},\"plain_ns\":{plain},\"livetpl_ns\":{live},\"ratio\":{:.2},\"bytes\":{bytes},\"allocations\":{allocations}}}",
        live as f64 / plain as f64
    );
}

fn median(mut times: Vec<u128>) -> u128 {
    times.sort_unstable();
    times[times.len() / 2]
}
