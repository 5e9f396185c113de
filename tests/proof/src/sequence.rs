//! Random states, one from another: small edits, total changes, and none at all.

use std::sync::Arc;

use crate::data::{Data, Kind, Leaf, Row};
use crate::rng::Rng;

/// Texts that look like something else: markup, template syntax, references, line ends.
const TEXTS: &[&str] = &[
    "",
    "",
    " ",
    "a",
    "b",
    "plain words",
    "  spaced  ",
    "<b>bold</b>",
    "<script>x()</script>",
    "</textarea></title></p>",
    "a & b",
    "&amp;",
    "&copy and &#60;",
    "\"double\" 'single'",
    "two\nlines",
    "\nfirst a line end",
    "old\r\nline ends\rare one",
    "{{ not }} {% a %} {# tag #}",
    "日本語",
    "e\u{301} \u{1F469}\u{200D}\u{1F680} 😀",
    "\u{202E}right to left",
    "\u{a0}",
    "<!-- -->",
    "]]>",
    "tab\there",
    "0",
    "-->",
    "a very long text, as somebody writes who has much to say and takes the time to say it",
];

/// HTML that stays what it is in any inline place.
const HTML: &[&str] = &[
    "",
    "plain",
    "<b>bold</b>",
    "<i>a</i>b<u></u>",
    "&lt;x&gt; &eacute;",
    "x<br>y",
    "<em title=\"&quot;\">deep <b>er</b></em>",
    "<!-- c -->",
];

fn text(rng: &mut Rng) -> String {
    rng.pick(TEXTS).to_owned()
}

fn html(rng: &mut Rng) -> String {
    rng.pick(HTML).to_owned()
}

fn number(rng: &mut Rng) -> i64 {
    rng.below(7) as i64 - 1
}

fn maybe(rng: &mut Rng) -> Option<String> {
    rng.chance(60).then(|| text(rng))
}

fn kind(rng: &mut Rng) -> Kind {
    match rng.below(3) {
        0 => Kind::Plain,
        1 => Kind::Named(text(rng)),
        _ => Kind::Counted {
            times: number(rng),
            label: text(rng),
        },
    }
}

fn some<T>(rng: &mut Rng, most: usize, one: fn(&mut Rng) -> T) -> Vec<T> {
    let count = rng.below(most + 1);
    (0..count).map(|_| one(rng)).collect()
}

fn leaf(rng: &mut Rng) -> Leaf {
    Leaf {
        id: rng.below(9) as i64,
        label: text(rng),
        on: rng.chance(50),
    }
}

fn row(rng: &mut Rng) -> Row {
    Row {
        // Few enough that some keys come twice.
        id: rng.below(24) as i64,
        name: text(rng),
        html: html(rng),
        done: rng.chance(50),
        n: number(rng),
        note: maybe(rng),
        kind: kind(rng),
        tags: some(rng, 3, text),
        leaves: some(rng, 3, leaf),
    }
}

fn pair(rng: &mut Rng) -> (String, i64) {
    (text(rng), number(rng))
}

/// A state out of nothing.
pub fn first(rng: &mut Rng) -> Data {
    Data {
        title: text(rng),
        text: text(rng),
        html: html(rng),
        flag: rng.chance(50),
        open: rng.chance(50),
        n: number(rng),
        count: number(rng),
        maybe: maybe(rng),
        kind: kind(rng),
        words: some(rng, 4, text),
        rows: some(rng, 6, row),
        shared: Arc::new(some(rng, 6, row)),
        pairs: some(rng, 4, pair),
    }
}

/// The state after `state`: one that is equal now and then, a wholly different one now and then, an edited one mostly.
pub fn next(state: &Data, rng: &mut Rng) -> Data {
    match rng.below(16) {
        0 => state.clone(),
        1 => Data {
            // Equal content behind another pointer.
            shared: Arc::new(state.shared.to_vec()),
            ..state.clone()
        },
        2 => first(rng),
        _ => {
            let mut next = state.clone();
            for _ in 0..=rng.below(2) * rng.below(3) {
                edit(&mut next, rng);
            }
            next
        }
    }
}

fn edit(data: &mut Data, rng: &mut Rng) {
    match rng.below(20) {
        0 => data.title = text(rng),
        1 => data.text = text(rng),
        2 => data.html = html(rng),
        3 => data.flag = !data.flag,
        4 => data.open = !data.open,
        5 => data.n = number(rng),
        6 => data.count = number(rng),
        7 => data.maybe = maybe(rng),
        8 => data.kind = kind(rng),
        9 | 10 => edit_list(&mut data.words, rng, text, |word, rng| *word = text(rng)),
        11 => edit_list(&mut data.pairs, rng, pair, |pair, rng| pair.1 = number(rng)),
        12..=15 => edit_list(&mut data.rows, rng, row, edit_row),
        _ => edit_list(Arc::make_mut(&mut data.shared), rng, row, edit_row),
    }
}

fn edit_row(row: &mut Row, rng: &mut Rng) {
    match rng.below(9) {
        0 | 1 => row.name = text(rng),
        2 => row.html = html(rng),
        3 => row.done = !row.done,
        4 => row.n = number(rng),
        5 => row.note = maybe(rng),
        6 => row.kind = kind(rng),
        7 => edit_list(&mut row.tags, rng, text, |tag, rng| *tag = text(rng)),
        _ => edit_list(&mut row.leaves, rng, leaf, |leaf, rng| match rng.below(2) {
            0 => leaf.label = text(rng),
            _ => leaf.on = !leaf.on,
        }),
    }
}

/// What people do to lists: change one, add, remove, move, sort, clear.
fn edit_list<T: Clone>(
    list: &mut Vec<T>,
    rng: &mut Rng,
    one: fn(&mut Rng) -> T,
    change: fn(&mut T, &mut Rng),
) {
    let length = list.len();
    if length == 0 {
        return list.extend((0..=rng.below(3)).map(|_| one(rng)));
    }
    let at = rng.below(length);
    match rng.below(12) {
        0..=3 => change(&mut list[at], rng),
        4 => list.insert(at, one(rng)),
        5 => list.push(one(rng)),
        6 => drop(list.remove(at)),
        7 => {
            let moved = list.remove(at);
            list.insert(rng.below(length), moved);
        }
        8 => list.swap(at, length - 1),
        9 => list.reverse(),
        10 => {
            // Several at once: the others change places.
            list.rotate_left(at);
            list.truncate(length.div_ceil(2));
            list.push(one(rng));
        }
        _ if rng.chance(40) => list.clear(),
        _ => {
            let twice = list[at].clone();
            list.push(twice);
        }
    }
}
