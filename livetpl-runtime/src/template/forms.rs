//! What the macro knows of a template's forms: what each sends, and the HTML rules of its fields. Owns the types only; the
//! macros write them, `controller/form` reads them.

/// The name of the hidden field that tells which form was sent. No field of a user's may have it.
pub const FORM_FIELD: &str = "lvt-form";

/// A form whose submissions are actions of the page. Names are those in HTML; actions are in snake_case.
#[derive(Debug, PartialEq)]
pub struct FormUse {
    /// What its hidden field holds: a hash of the template, and the form's number in it.
    pub id: &'static str,
    /// Its `lvt-form:action`, which goes before its submitters' names.
    pub action: Option<&'static str>,
    /// What a submitter without a name sends: the form's own name, or `submit`. `None` where only the run knows.
    pub fallback: Option<&'static str>,
    /// No rule of its fields counts.
    pub novalidate: bool,
    /// It may hold submitters and fields that only the run knows.
    pub open: bool,
    /// Its buttons, those without a name included.
    pub submitters: &'static [SubmitterUse],
    /// Its fields, each name once.
    pub fields: &'static [FieldUse],
}

/// A button that sends a form.
#[derive(Debug, PartialEq)]
pub struct SubmitterUse {
    /// Its name; empty where it has none.
    pub name: &'static str,
    /// The action that its name is.
    pub action: &'static str,
    /// Its `value`, where that is fixed.
    pub value: Option<&'static str>,
    /// It sends without asking the HTML rules: `formnovalidate`.
    pub novalidate: bool,
    /// An `<input type="image">`, which sends where it was clicked.
    pub image: bool,
    /// Its `data-*` that are fixed.
    pub data: &'static [(&'static str, &'static str)],
}

/// What one button of a form sends, or the form where it has none: as far as it is fixed, and only at compile time.
#[derive(Debug)]
pub struct Submission {
    /// The button's place, or the form's where it has none: `path:line:column`.
    pub at: &'static str,
    /// The form's place.
    pub form_at: &'static str,
    /// It has a button.
    pub by_button: bool,
    /// The action.
    pub action: &'static str,
    /// The template names the action; otherwise it is `submit`, for want of a name.
    pub named: bool,
    /// There are no fields but those that are known.
    pub whole: bool,
    /// The names under which something is sent, perhaps.
    pub fields: &'static [&'static str],
    /// The button's `data-…` that only the run knows, which a browser without JavaScript doesn't send.
    pub data: &'static [&'static str],
}

/// A field of a form, or all of one name.
#[derive(Debug, PartialEq)]
pub struct FieldUse {
    /// Its name.
    pub name: &'static str,
    /// What kind of field it is.
    pub kind: FieldKind,
    /// It is always there, and must be filled in.
    pub required: bool,
    /// What each value of it must be.
    pub rules: &'static [FieldRule],
}

/// The kinds of [`FieldUse`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldKind {
    /// Anything that holds a text.
    Text,
    /// A checkbox.
    Box,
    /// A group of radio buttons.
    Radio,
    /// A `<select>`.
    Select,
    /// A file, which no payload holds.
    File,
}

/// An HTML rule for a value that is not empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldRule {
    /// At least so many UTF-16 code units.
    MinLength(u32),
    /// At most so many UTF-16 code units.
    MaxLength(u32),
    /// What the field's `pattern` asks for, or a part of it.
    Pattern {
        /// In the words of `regex_lite`, anchored.
        regex: &'static str,
        /// Whether the value has to match, or must not.
        holds: bool,
        /// It is about each of several e-mail addresses.
        each: bool,
        /// The field's `title`, which says in words what is asked for.
        title: Option<&'static str>,
    },
    /// An e-mail address, or several with commas between them.
    Email {
        /// Several are allowed.
        multiple: bool,
    },
    /// An absolute URL.
    Url,
    /// A colour as `#rrggbb`.
    Color,
    /// A number, date or time, within limits.
    Within {
        /// What is counted.
        kind: ValueKind,
        /// The smallest.
        min: Option<&'static str>,
        /// The largest.
        max: Option<&'static str>,
        /// The distance of allowed values, empty for the kind's own; `None`: any value.
        step: Option<&'static str>,
        /// Where steps are counted from.
        base: Option<&'static str>,
    },
    /// One of these.
    OneOf(&'static [&'static str]),
}

/// What a [`FieldRule::Within`] counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ValueKind {
    /// A floating-point number.
    Number,
    /// `2026-02-28`
    Date,
    /// `2026-02`
    Month,
    /// `2026-W09`
    Week,
    /// `23:59`, `23:59:59.5`
    Time,
    /// `2026-02-28T23:59`
    DateTime,
}
