//! What the templates show: one set of fields for all, of which each template's state has some.

use std::sync::Arc;

/// The fields. A generated state copies those that it has.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Data {
    /// Texts from users.
    pub title: String,
    /// Another, often of several lines.
    pub text: String,
    /// HTML that may be shown as it is.
    pub html: String,
    /// For branches.
    pub flag: bool,
    /// For branches.
    pub open: bool,
    /// For conditions and for show.
    pub n: i64,
    /// Another number.
    pub count: i64,
    /// For `if let`.
    pub maybe: Option<String>,
    /// For `match`.
    pub kind: Kind,
    /// A list of strings.
    pub words: Vec<String>,
    /// A list of rows.
    pub rows: Vec<Row>,
    /// A list that states share: the same pointer is the same content.
    pub shared: Arc<Vec<Row>>,
    /// A list of pairs.
    pub pairs: Vec<(String, i64)>,
}

/// A row of a list.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    /// Its key, not always unique.
    pub id: i64,
    /// A text from a user.
    pub name: String,
    /// HTML that may be shown as it is.
    pub html: String,
    /// For branches.
    pub done: bool,
    /// A number.
    pub n: i64,
    /// For `if let`.
    pub note: Option<String>,
    /// For `match`.
    pub kind: Kind,
    /// A list in a list.
    pub tags: Vec<String>,
    /// A list of structs in a list.
    pub leaves: Vec<Leaf>,
}

/// A row of a row's list.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Leaf {
    /// Its key, not always unique.
    pub id: i64,
    /// A text from a user.
    pub label: String,
    /// For branches.
    pub on: bool,
}

/// What `match` looks at.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Kind {
    /// Without anything.
    #[default]
    Plain,
    /// With one value.
    Named(String),
    /// With two.
    Counted {
        /// A number.
        times: i64,
        /// A text.
        label: String,
    },
}
