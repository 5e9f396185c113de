//! A text that grows in const code, which can't allocate: a fixed buffer, and a count of the lines that don't fit.

use crate::controller::{ActionInfo, Visibility};

/// The longest message; more problems than fit are counted.
const MAX_BYTES: usize = 4096;

/// Kept free for the line that counts what didn't fit.
const TAIL_BYTES: usize = 64;

/// A text that grows in const code.
pub(super) struct Message {
    bytes: [u8; MAX_BYTES],
    len: usize,
    /// A piece of the line did not fit.
    overflow: bool,
    left_out: usize,
}

impl Message {
    pub(super) const fn new() -> Self {
        Message {
            bytes: [0; MAX_BYTES],
            len: 0,
            overflow: false,
            left_out: 0,
        }
    }

    pub(super) const fn as_str(&self) -> &str {
        let (text, _) = self.bytes.split_at(self.len);
        match std::str::from_utf8(text) {
            Ok(text) => text,
            Err(_) => panic!("whole strings only are written"),
        }
    }

    /// Begins a line; returns where the text ended before it.
    pub(super) const fn start_line(&mut self) -> usize {
        let start = self.len;
        if start > 0 {
            self.all(&["\n"]);
        }
        start
    }

    pub(super) const fn all(&mut self, pieces: &[&str]) {
        let mut i = 0;
        while i < pieces.len() {
            self.push(pieces[i], TAIL_BYTES);
            i += 1;
        }
    }

    /// Takes the line that began at `start` back, and counts it, if a piece of it did not fit.
    pub(super) const fn keep_if_whole(&mut self, start: usize) {
        if self.overflow {
            self.len = start;
            self.overflow = false;
            self.left_out += 1;
        }
    }

    /// `its actions are …`: those that a browser may call.
    pub(super) const fn actions(&mut self, actions: &[ActionInfo]) {
        let mut listed = 0;
        let mut i = 0;
        while i < actions.len() {
            if let Visibility::Public = actions[i].visibility {
                self.all(&[
                    if listed == 0 {
                        "its actions are `"
                    } else {
                        ", `"
                    },
                    actions[i].name,
                    "`",
                ]);
                listed += 1;
            }
            i += 1;
        }
        if listed == 0 {
            self.all(&["it has none that a browser may call"]);
        }
    }

    /// `its fields are …`.
    pub(super) const fn fields(&mut self, fields: &[&str]) {
        let mut i = 0;
        while i < fields.len() {
            let before = if i == 0 { "its fields are `" } else { ", `" };
            self.all(&[before, fields[i], "`"]);
            i += 1;
        }
        if i == 0 {
            self.all(&["it has no fields"]);
        }
    }

    /// `its uploads are …`.
    pub(super) const fn uploads(&mut self, uploads: &[&str]) {
        let mut i = 0;
        while i < uploads.len() {
            let before = if i == 0 { "its uploads are `" } else { ", `" };
            self.all(&[before, uploads[i], "`"]);
            i += 1;
        }
        if i == 0 {
            self.all(&["it has none; write a method with `#[upload]`"]);
        }
    }

    pub(super) const fn count_left_out(&mut self) {
        if self.left_out == 0 {
            return;
        }
        let mut digits = [b'0'; 20];
        let mut first = digits.len();
        let mut rest = self.left_out;
        while rest > 0 {
            first -= 1;
            digits[first] = b'0' + (rest % 10) as u8;
            rest /= 10;
        }
        let (_, digits) = digits.split_at(first);
        self.push("\nand ", 0);
        self.push(
            match std::str::from_utf8(digits) {
                Ok(digits) => digits,
                Err(_) => "",
            },
            0,
        );
        self.push(" more", 0);
    }

    const fn push(&mut self, text: &str, reserve: usize) {
        let text = text.as_bytes();
        if self.overflow || self.len + text.len() > MAX_BYTES - reserve {
            self.overflow = true;
            return;
        }
        let mut i = 0;
        while i < text.len() {
            self.bytes[self.len] = text[i];
            self.len += 1;
            i += 1;
        }
    }
}
