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
//!             | SLOT KEPT END                     list that is as the tree has it, in a render against a tree
//! ```
//!
//! `URL` and `MEDIA` may stand before any value and are no part of this grammar: the recorder acts on them and forgets them.
//! `BEGIN … FINISH` inside a content slot is a nested template: its marks are passed over.

use std::fmt;

use askama::filters::HtmlSafe;
use askama::{FastWritable, Values};

/// How many arms one branch may have; the macro refuses more.
pub const MAX_ARMS: u16 = 1000;

const TABLE_LEN: usize = ARM + MAX_ARMS as usize + 2;
// A static has one address in the whole program; a constant may have several.
static TABLE: [u8; TABLE_LEN] = [b' '; TABLE_LEN];
const ARM: usize = 6;

/// A mark: writes nothing, at an address that the recorder knows.
#[derive(Clone, Copy, Debug)]
pub struct Mark(&'static str);

/// Before a slot.
pub const SLOT: Mark = Mark::new(0);
/// Before a list's item.
pub const ITEM: Mark = Mark::new(1);
/// After a list.
pub const END: Mark = Mark::new(2);
/// Before a template's output.
pub const BEGIN: Mark = Mark::new(3);
/// After a template's output.
pub const FINISH: Mark = Mark::new(4);
/// Before a list: asks whether it can stay as it is shown. Recorded only where it can.
const KEPT_MARK: Mark = Mark::new(5);

pub use crate::template::kept::ask;

/// Before a value that a browser follows as a URL: the recorder makes a script's inert.
pub const URL: Mark = Mark::new(ARM + MAX_ARMS as usize);
/// Before a URL that is only shown or played: `data:` is harmless there.
pub const MEDIA: Mark = Mark::new(ARM + MAX_ARMS as usize + 1);

/// Before the arm `k` of a branch.
pub const fn arm(k: u16) -> Mark {
    assert!(k < MAX_ARMS, "a branch has too many arms");
    Mark::new(ARM + k as usize)
}

/// The texts of the marks, for [`pieces1`] and its like.
pub mod text {
    use super::{
        END as END_MARK, ITEM as ITEM_MARK, MEDIA as MEDIA_MARK, SLOT as SLOT_MARK, URL as URL_MARK,
    };

    /// Before a slot.
    pub const SLOT: &str = SLOT_MARK.0;
    /// Before a list's item.
    pub const ITEM: &str = ITEM_MARK.0;
    /// After a list.
    pub const END: &str = END_MARK.0;
    /// Before a URL.
    pub const URL: &str = URL_MARK.0;
    /// Before a URL that is only shown or played.
    pub const MEDIA: &str = MEDIA_MARK.0;
    /// Before a list that asks whether it can stay.
    pub(crate) const KEPT: &str = super::KEPT_MARK.0;

    /// Before the arm `K` of a branch.
    pub struct Arm<const K: u16>;

    impl<const K: u16> Arm<K> {
        /// The mark's text.
        pub const TEXT: &str = super::arm(K).0;
    }
}

macro_rules! pieces {
    ($($name:ident($($piece:ident),*))*) => {
        $(
            /// Writes pieces of static text, marks among them, one after another.
            ///
            /// # Errors
            ///
            /// The writer's.
            #[cfg_attr(not(debug_assertions), inline(always))]
            pub fn $name(dest: &mut dyn fmt::Write, $($piece: &'static str),*) -> fmt::Result {
                $(dest.write_str($piece)?;)*
                Ok(())
            }
        )*
    };
}

pieces! {
    pieces1(a)
    pieces2(a, b)
    pieces3(a, b, c)
    pieces4(a, b, c, d)
}

impl Mark {
    /// The mark with this number. Its text is found here, at compile time, not where it is written.
    const fn new(number: usize) -> Self {
        let (_, rest) = TABLE.split_at(number);
        match std::str::from_utf8(rest.split_at(0).0) {
            Ok(empty) => Mark(empty),
            Err(_) => panic!("no bytes are UTF-8"),
        }
    }

    /// The number of the mark that wrote `text`, if one did: the constants' own, and from 6 on the arms'.
    #[inline]
    pub(crate) fn number_of(text: &str) -> Option<u16> {
        let offset = (text.as_ptr() as usize).wrapping_sub(TABLE.as_ptr() as usize);
        (offset < TABLE_LEN).then_some(offset as u16)
    }
}

/// The numbers that [`Mark::number_of`] gives.
pub(crate) mod number {
    pub(crate) const SLOT: u16 = 0;
    pub(crate) const ITEM: u16 = 1;
    pub(crate) const END: u16 = 2;
    pub(crate) const BEGIN: u16 = 3;
    pub(crate) const FINISH: u16 = 4;
    pub(crate) const KEPT: u16 = 5;
    pub(crate) const FIRST_ARM: u16 = 6;
    pub(crate) const URL: u16 = FIRST_ARM + super::MAX_ARMS;
    pub(crate) const MEDIA: u16 = URL + 1;
}

impl HtmlSafe for Mark {}

impl FastWritable for Mark {
    #[inline]
    fn write_into(&self, dest: &mut dyn fmt::Write, _: &dyn Values) -> askama::Result<()> {
        dest.write_str(self.0)?;
        Ok(())
    }
}

impl fmt::Display for Mark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}
