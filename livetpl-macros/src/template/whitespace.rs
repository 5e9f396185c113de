//! Whitespace control, resolved. Owns the rules by which text beside a tag is kept, shortened or dropped.
//!
//! The same two variables as askama's generator (`generator/node.rs`: `next_ws`, `skip_ws`), moved by the same calls in
//! the same order; only what comes out is a tree instead of code.

use std::mem;

use super::ir::{At, Node};
use super::parser::{Whitespace, WithSpan, Ws};

/// The nodes written so far, and what the tags around the next text do to it.
#[derive(Debug)]
pub(crate) struct Writer<'a> {
    /// Where nodes go at the moment: the page, or an arm or body inside of it.
    out: Vec<Node>,
    /// Nothing is kept: outside of the block that `block = "…"` asks for.
    pub(crate) discard: bool,
    state: State<'a>,
    /// What a tag without a mark does.
    default: Whitespace,
}

/// What is carried from one node to the next.
#[derive(Clone, Copy, Debug)]
struct State<'a> {
    /// Whitespace at the end of the last text; the next tag decides.
    next: Option<(&'a str, At)>,
    /// What the last tag does to whitespace after it.
    skip: Whitespace,
}

const FRESH: State<'static> = State {
    next: None,
    skip: Whitespace::Preserve,
};

impl<'a> Writer<'a> {
    pub(crate) fn new(default: Whitespace) -> Writer<'a> {
        Writer {
            out: Vec::new(),
            discard: false,
            state: FRESH,
            default,
        }
    }

    /// Adds a node, as askama would write it now.
    pub(crate) fn push(&mut self, node: Node) {
        if !self.discard {
            self.out.push(node);
        }
    }

    /// Adds nodes that were written between [`Writer::open`] and [`Writer::close`]: what they discard is gone already.
    pub(crate) fn append(&mut self, nodes: Vec<Node>) {
        self.out.extend(nodes);
    }

    /// Adds text; text that follows its neighbour without a gap in the source joins it.
    fn text(&mut self, new: &str, at: At) {
        if new.is_empty() || self.discard {
            return;
        }
        if let Some(Node::Text { text, at: before }) = self.out.last_mut()
            && before.file == at.file
            && before.offset + text.len() == at.offset
        {
            text.push_str(new);
            return;
        }
        self.push(Node::Text {
            text: new.to_owned(),
            at,
        });
    }

    fn shortened(&mut self, text: &'a str, at: At) {
        match text.find('\n') {
            Some(newline) => self.text(
                "\n",
                At {
                    offset: at.offset + newline,
                    ..at
                },
            ),
            None => self.text(" ", at),
        }
    }

    /// A text of file `file`: leading whitespace, content, trailing whitespace.
    pub(crate) fn lit(
        &mut self,
        file: usize,
        lws: WithSpan<&'a str>,
        val: WithSpan<&'a str>,
        rws: WithSpan<&'a str>,
    ) {
        let at = |part: WithSpan<&str>| At {
            file,
            offset: part.span().byte_range().map_or(0, |range| range.start),
        };
        if !lws.is_empty() {
            match self.state.skip {
                Whitespace::Suppress => {}
                _ if val.is_empty() => self.state.next = Some((*lws, at(lws))),
                Whitespace::Preserve => self.text(*lws, at(lws)),
                Whitespace::Minimize => self.shortened(*lws, at(lws)),
            }
        }
        if !val.is_empty() {
            self.state.skip = Whitespace::Preserve;
            self.text(*val, at(val));
        }
        if !rws.is_empty() {
            self.state.next = Some((*rws, at(rws)));
        }
    }

    /// A whole tag: what it does to the whitespace before and after it.
    pub(crate) fn handle(&mut self, ws: Ws) {
        self.flush(ws.0);
        self.prepare(ws.1);
    }

    /// The left side of a tag.
    pub(crate) fn flush(&mut self, mark: Option<Whitespace>) {
        let Some((text, at)) = self.state.next.take() else {
            return;
        };
        match mark.unwrap_or(self.default) {
            Whitespace::Preserve => self.text(text, at),
            Whitespace::Minimize => self.shortened(text, at),
            Whitespace::Suppress => {}
        }
    }

    /// The right side of a tag.
    pub(crate) fn prepare(&mut self, mark: Option<Whitespace>) {
        self.state.skip = mark.unwrap_or(self.default);
    }

    /// The end of a file: what its last tag said about the whitespace after it.
    pub(crate) fn finish_file(&mut self) {
        self.flush(Some(self.state.skip));
    }

    /// Between the two passes over a template that has blocks: the second begins with what the first left behind.
    pub(crate) fn next_pass(&mut self) {
        self.state.next = None;
    }

    /// Begins an arm or a body; [`Writer::close`] takes back what was written before.
    pub(crate) fn open(&mut self) -> Vec<Node> {
        mem::take(&mut self.out)
    }

    /// Ends what [`Writer::open`] began, and returns its nodes.
    pub(crate) fn close(&mut self, before: Vec<Node>) -> Vec<Node> {
        mem::replace(&mut self.out, before)
    }

    /// Begins an included file or a block: askama starts it with a fresh state.
    pub(crate) fn enter(&mut self) -> impl FnOnce(&mut Writer<'a>) + use<'a> {
        let outer = mem::replace(&mut self.state, FRESH);
        move |writer| writer.state = outer
    }
}
