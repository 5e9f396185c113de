//! The rules of a state, all of them. Pushes every mistake; the template's own are the template room's.

use syn::{Data, Fields, Meta};

use super::model::{Persisted, State, is_persist, is_template};
use crate::errors::Errors;
use crate::template::enums;

pub(crate) fn check_state(state: &State<'_>, errors: &mut Errors) {
    check_shape(state, errors);
    check_lifetimes(state, errors);
    check_template(state, errors);
    for persisted in &state.persisted {
        check_persisted(persisted, errors);
    }
}

fn check_shape(state: &State<'_>, errors: &mut Errors) {
    let name = &state.input.ident;
    match &state.input.data {
        Data::Struct(data) => {
            if let Fields::Unnamed(fields) = &data.fields {
                errors.push(fields, format!("state `{name}` must have named fields: a template reads them by name; write `struct {name} {{ … }}`"));
            }
        }
        Data::Enum(data) => {
            let fields = data.variants.iter().flat_map(|variant| &variant.fields);
            for attribute in fields.flat_map(|field| &field.attrs).filter(|it| is_persist(it)) {
                errors.push(attribute, format!("a field of an enum can't be persisted: which variant `{name}` is would be lost; put the enum into a struct, in a field with `#[persist]`"));
            }
        }
        Data::Union(data) => errors.push(data.union_token, format!("state `{name}` must be a struct or an enum: write `struct {name} {{ … }}`, with a name for what the template shows")),
    }
}

fn check_lifetimes(state: &State<'_>, errors: &mut Errors) {
    for lifetime in state.input.generics.lifetimes() {
        let name = &state.input.ident;
        errors.push(
            lifetime,
            format!("state `{name}` can't borrow: it lives as long as its page; own what it shows, or share it in an `Arc`"),
        );
    }
}

fn check_template(state: &State<'_>, errors: &mut Errors) {
    let name = &state.input.ident;
    let mut templates = state
        .input
        .attrs
        .iter()
        .filter(|attribute| is_template(attribute));
    if templates.next().is_none() && !enums::has_templates(state.input) {
        errors.push(
            name,
            format!(
                "state `{name}` has no template: put `#[template(path = \"….html\")]` on the struct"
            ),
        );
    }
    for template in templates {
        errors.push(
            template,
            format!("state `{name}` has a template already: one `#[template(…)]` is enough"),
        );
    }
}

fn check_persisted(persisted: &Persisted<'_>, errors: &mut Errors) {
    let [first, rest @ ..] = &persisted.attributes[..] else {
        return;
    };
    match &first.meta {
        Meta::Path(_) => {}
        Meta::List(_) | Meta::NameValue(_) => {
            errors.push(first, "`#[persist]` takes no arguments: write `#[persist]`");
        }
    }
    for attribute in rest {
        errors.push(
            attribute,
            "this field is persisted already: one `#[persist]` is enough",
        );
    }
    let cfg = persisted
        .field
        .attrs
        .iter()
        .find(|attribute| attribute.path().is_ident("cfg"));
    if let Some(cfg) = cfg {
        errors.push(
            cfg,
            "a persisted field can't have `#[cfg]`: fields are saved by their place; put `#[cfg]` on two versions of the struct",
        );
    }
}
