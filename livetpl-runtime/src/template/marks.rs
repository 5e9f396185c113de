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
//! slot        = SLOT page*                        content, attribute, attributes; `page`: a nested template
//!             | SLOT [arm(k) fragment(arms[k])]   branch: nothing where no arm is shown
//!             | SLOT (ITEM fragment(item))* END   list
//!             | SLOT arm(0) fragment(empty) END   list: the arm of an empty one
//!             | SLOT KEPT END                     list that is as the tree has it, in a render against a tree
//! ```
//!
//! `URL` and `MEDIA` may stand before any value, and a [`FormField`] behind a form's start tag. They are no part of this
//! grammar: the recorder acts on them and forgets them.
//!
//! A nested template's marks follow its own plan, which its [`Begin`] tells the recorder. What stands between a template
//! and the recorder (an escaper, a filter) may swallow marks: a template counts itself while it writes ([`enter`]), so the
//! recorder sees which marks lack their `BEGIN` or `FINISH`.

use std::cell::Cell;
use std::fmt;

use askama::filters::HtmlSafe;
use askama::{FastWritable, Values};

use crate::template::plan::Plan;

/// How many arms one branch may have; the macro refuses more.
pub const MAX_ARMS: u16 = 1000;

const TABLE_LEN: usize = ARM + MAX_ARMS as usize + 3;
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
/// Before the output of a template that is the whole page: it says nothing of its plan. See [`begin`].
pub const BEGIN: Mark = Mark::new(3);
/// After a template's output.
pub const FINISH: Mark = Mark::new(4);
/// Before a list: asks whether it can stay as it is shown. Recorded only where it can.
const KEPT_MARK: Mark = Mark::new(5);

pub use crate::template::kept::ask;
pub use crate::template::lvt::lvt;

/// Before a value that a browser follows as a URL: the recorder makes a script's inert.
pub const URL: Mark = Mark::new(ARM + MAX_ARMS as usize);
/// Before a URL that is only shown or played: `data:` is harmless there.
pub const MEDIA: Mark = Mark::new(ARM + MAX_ARMS as usize + 1);

/// Behind a form's start tag: its hidden field. See [`form_field`].
const FORM: Mark = Mark::new(ARM + MAX_ARMS as usize + 2);

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

thread_local! {
    /// How many templates are being written by this thread.
    static DEPTH: Cell<u32> = const { Cell::new(0) };
    /// The plan of the template that begins, until a recorder takes it.
    static BEGUN: Cell<Option<&'static Plan>> = const { Cell::new(None) };
    /// The id of the form whose hidden field stands here, until a recorder takes it.
    static FORM_ID: Cell<Option<&'static str>> = const { Cell::new(None) };
}

/// How many templates are being written by this thread.
#[inline]
pub(crate) fn depth() -> u32 {
    DEPTH.get()
}

/// The plan of the template whose `BEGIN` is being written.
pub(crate) fn begun() -> Option<&'static Plan> {
    BEGUN.take()
}

/// The id of the form whose mark is being written.
pub(crate) fn form_id() -> Option<&'static str> {
    FORM_ID.take()
}

/// A template is being written until this is dropped, also where it fails midway.
#[derive(Debug)]
pub struct Writing(());

/// Counts a template that begins to write.
#[must_use = "the template is being written for as long as this lives"]
pub fn enter() -> Writing {
    DEPTH.set(DEPTH.get() + 1);
    Writing(())
}

impl Drop for Writing {
    fn drop(&mut self) {
        DEPTH.set(DEPTH.get() - 1);
    }
}

/// Before a template's output: tells its plan, so that it can stand in any other template.
#[derive(Clone, Copy, Debug)]
pub struct Begin(&'static Plan);

/// The mark before the output of a template with this plan, which has [entered](enter).
pub const fn begin(plan: &'static Plan) -> Begin {
    Begin(plan)
}

impl HtmlSafe for Begin {}

impl FastWritable for Begin {
    fn write_into(&self, dest: &mut dyn fmt::Write, values: &dyn Values) -> askama::Result<()> {
        BEGUN.set(Some(self.0));
        BEGIN.write_into(dest, values)
    }
}

impl fmt::Display for Begin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        BEGUN.set(Some(self.0));
        BEGIN.fmt(f)
    }
}

/// Behind a form's start tag: a recorder writes its hidden field there, which tells the server what was sent.
#[derive(Clone, Copy, Debug)]
pub struct FormField(&'static str);

/// The mark of the form with this number. A plan has all forms that its template marks.
pub fn form_field(plan: &'static Plan, number: usize) -> FormField {
    FormField(plan.forms.get(number).map_or("", |form| form.id))
}

/// The text of that mark, for [`pieces1`] and its like: to be written before another form's is asked for.
pub fn form_text(plan: &'static Plan, number: usize) -> &'static str {
    let FormField(id) = form_field(plan, number);
    FORM_ID.set(Some(id));
    FORM.0
}

impl HtmlSafe for FormField {}

impl FastWritable for FormField {
    fn write_into(&self, dest: &mut dyn fmt::Write, values: &dyn Values) -> askama::Result<()> {
        FORM_ID.set(Some(self.0));
        FORM.write_into(dest, values)
    }
}

impl fmt::Display for FormField {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        FORM_ID.set(Some(self.0));
        FORM.fmt(f)
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
    pub(crate) const FORM: u16 = MEDIA + 1;
    /// Before a nested template, in a recording: the first of its plans. The others follow.
    pub(crate) const FIRST_NESTED: u16 = FORM + 1;
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
