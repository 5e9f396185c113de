//! A state as it was written, and which of its fields persist. Owns the reading of `#[persist]`; refuses nothing.

use syn::{Attribute, Data, DeriveInput, Field, Fields};

/// A struct with a template.
pub(crate) struct State<'a> {
    pub(crate) input: &'a DeriveInput,
    /// The fields with `#[persist]`, in order.
    pub(crate) persisted: Vec<Persisted<'a>>,
}

/// A field with `#[persist]`.
pub(crate) struct Persisted<'a> {
    pub(crate) field: &'a Field,
    /// Its `#[persist]` attributes: one, if the user made no mistake.
    pub(crate) attributes: Vec<&'a Attribute>,
}

impl<'a> State<'a> {
    pub(crate) fn of(input: &'a DeriveInput) -> Self {
        let fields = match &input.data {
            Data::Struct(data) => match &data.fields {
                Fields::Named(fields) => Some(&fields.named),
                Fields::Unnamed(_) | Fields::Unit => None,
            },
            Data::Enum(_) | Data::Union(_) => None,
        };
        let persisted = fields
            .into_iter()
            .flatten()
            .filter_map(Persisted::of)
            .collect();
        State { input, persisted }
    }
}

impl<'a> Persisted<'a> {
    fn of(field: &'a Field) -> Option<Self> {
        let attributes: Vec<_> = field
            .attrs
            .iter()
            .filter(|attribute| is_persist(attribute))
            .collect();
        (!attributes.is_empty()).then_some(Persisted { field, attributes })
    }
}

pub(crate) fn is_persist(attribute: &Attribute) -> bool {
    attribute.path().is_ident("persist")
}

pub(crate) fn is_template(attribute: &Attribute) -> bool {
    attribute.path().is_ident("template")
}
