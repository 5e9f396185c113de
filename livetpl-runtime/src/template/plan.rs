//! What the macro knows of a template: fragments, their statics and slots. Owns the types only; the macros write them.
//!
//! The plan has two readers: the server reads `fragments` (where each slot's text lies in a render), the browser reads
//! `client` (where each slot sits in the DOM). Both describe one cut of one template.

use askama::Template;

use crate::template::forms::{FormUse, Submission};
use crate::template::kept::Inputs;

/// A template that livetpl has planned: it can stand in a slot of any other. Written by `#[derive(LiveTemplate)]`, and with
/// `LiveState`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a live template",
    note = "derive it: `#[derive(LiveTemplate)] #[template(path = \"…\")] struct {Self} {{ … }}`"
)]
pub trait LiveTemplate: Template {
    /// The template's plan.
    const PLAN: &'static Plan;

    /// What its forms send, for the check against the controller's actions.
    #[doc(hidden)]
    const SUBMISSIONS: &'static [Submission] = &[];

    /// Adds all that the template reads to `inputs`: templates of one type with equal inputs render the same.
    ///
    /// Written by the macro where it can tell; the default says that nothing is known.
    #[doc(hidden)]
    fn made_from(&self, inputs: &mut Inputs) {
        inputs.set_unknown();
    }
}

/// Everything that is known of a template before it runs.
#[derive(Debug, PartialEq)]
pub struct Plan {
    /// The template's name, for messages: `message_log.html`.
    pub name: &'static str,
    /// The fragments. The first is the page; the others are loop bodies and arms.
    pub fragments: &'static [Fragment],
    /// The same fragments as the browser's script reads them, as JSON (ARCHITECTURE.md, "The plan").
    pub client: &'static str,
    /// Where the script's tag goes: bytes into the last static text that holds `</head>`, as (static, offset) of the
    /// page's fragment. `None` for a template without `<html>`, which is put into the application's shell.
    pub head_end: Option<(u16, u32)>,
    /// The actions that the template names.
    pub actions: &'static [ActionUse],
    /// The uploads that the template names.
    pub uploads: &'static [UploadUse],
    /// Its forms whose submissions are actions of the page.
    pub forms: &'static [FormUse],
}

/// A piece of template whose static text never changes: the page, a loop's body, an arm.
///
/// Invariant: `statics.len() == slots.len() + 1`; the fragment's HTML is `statics[0] slot[0] statics[1] slot[1] …`.
#[derive(Debug, PartialEq)]
pub struct Fragment {
    /// The HTML around the slots, byte for byte as askama writes it.
    pub statics: &'static [&'static str],
    /// The dynamic places between the statics.
    pub slots: &'static [Slot],
    /// For a loop's body: the slot whose text is the item's key (its `data-key`), or the branch whose arms have it.
    pub key: Option<u16>,
}

/// A dynamic place in a fragment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slot {
    /// Between tags: text, or HTML where the text holds a `<`. It may span several expressions and text-only branches.
    Content {
        /// The browser can't tell from its DOM where this text ends, so the page's shape carries it.
        measured: bool,
    },
    /// As [`Content`](Self::Content), in SVG or MathML: a template that stands in it is a text like any other, since its
    /// plan is that of HTML.
    Foreign {
        /// As that of a content slot.
        measured: bool,
    },
    /// The content of `<textarea>` or `<title>`: text, whatever it holds.
    Text,
    /// A part of one attribute's value, from its first to its last dynamic piece.
    Attribute,
    /// Whole attributes: `{% if done %}checked{% endif %}`.
    Attributes,
    /// `if` or `match` around elements: the fragment of the arm that is shown, or nothing.
    Branch {
        /// One fragment an arm, as indexes into [`Plan::fragments`].
        arms: &'static [u16],
    },
    /// A `for` around elements.
    List {
        /// The loop body's fragment.
        item: u16,
        /// The fragment of the `else` of a `for`: what an empty list shows.
        empty: Option<u16>,
    },
}

/// An action that a template names, and where.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ActionUse {
    /// The action's name as the server knows it: snake_case.
    pub name: &'static str,
    /// `path:line:column`, from 1.
    pub at: &'static str,
    /// It is sent by a form, or by nothing; otherwise by an element without one, with any payload.
    pub by_form: bool,
}

/// An upload that a template names, and where.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct UploadUse {
    /// The upload's name as the server knows it: snake_case.
    pub name: &'static str,
    /// `path:line:column`, from 1.
    pub at: &'static str,
}
