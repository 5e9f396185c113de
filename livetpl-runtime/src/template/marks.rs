//! Invisible marks in a template's output. Owns how a mark is written and recognised.
//!
//! A mark is an askama expression that writes a zero-length `&'static str` out of a private table. A `String` receives
//! nothing; the recorder knows the mark by its address. Text from users can't forge one: it has another address.
//!
//! The grammar of a render, where `fragment(f)` has as many slots as `f` in the plan:
//!
//! ```text
//! page        = BEGIN fragment(0) FINISH
//! fragment(f) = slot*
//! slot        = SLOT                              content, attribute, attributes
//!             | SLOT [arm(k) fragment(arms[k])]   branch: nothing where no arm is shown
//!             | SLOT (ITEM fragment(item))* END   list
//!             | SLOT arm(0) fragment(empty) END   list: the arm of an empty one
//! ```
//!
//! `BEGIN … FINISH` inside a content slot is a nested template: its marks are passed over.

use std::fmt;

use askama::filters::HtmlSafe;
use askama::{FastWritable, Values};

/// How many arms one branch may have; the macro refuses more.
pub const MAX_ARMS: u16 = 1000;

const TABLE_LEN: usize = ARM + MAX_ARMS as usize;
const TABLE_BYTES: [u8; TABLE_LEN] = [b' '; TABLE_LEN];
static TABLE: &str = match std::str::from_utf8(&TABLE_BYTES) {
    Ok(table) => table,
    Err(_) => panic!("spaces are UTF-8"),
};
const ARM: usize = 5;

/// A mark: writes nothing, at an address that the recorder knows.
#[derive(Clone, Copy, Debug)]
pub struct Mark(u16);

/// Before a slot.
pub const SLOT: Mark = Mark(0);
/// Before a list's item.
pub const ITEM: Mark = Mark(1);
/// After a list.
pub const END: Mark = Mark(2);
/// Before a template's output.
pub const BEGIN: Mark = Mark(3);
/// After a template's output.
pub const FINISH: Mark = Mark(4);

/// Before the arm `k` of a branch.
pub const fn arm(k: u16) -> Mark {
    assert!(k < MAX_ARMS, "a branch has too many arms");
    Mark(ARM as u16 + k)
}

impl Mark {
    /// The mark that wrote `text`, if one did.
    #[inline]
    pub(crate) fn of(text: &str) -> Option<Mark> {
        if !text.is_empty() {
            return None;
        }
        let offset = (text.as_ptr() as usize).wrapping_sub(TABLE.as_ptr() as usize);
        (offset < TABLE_LEN).then_some(Mark(offset as u16))
    }

    /// The mark's number: the constants' own, and from 5 on the arms'.
    #[inline]
    pub(crate) const fn number(self) -> u16 {
        self.0
    }
}

impl HtmlSafe for Mark {}

impl FastWritable for Mark {
    #[inline]
    fn write_into(&self, dest: &mut dyn fmt::Write, _: &dyn Values) -> askama::Result<()> {
        let at = usize::from(self.0);
        dest.write_str(&TABLE[at..at])?;
        Ok(())
    }
}

impl fmt::Display for Mark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let at = usize::from(self.0);
        f.write_str(&TABLE[at..at])
    }
}
