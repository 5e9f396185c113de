//! The template compiler: from `#[template(…)]` to a plan and instrumented askama source.
//!
//! Read in this order: `ir` (what the stages hand to each other), `load` (attribute, configuration, files), `flatten`
//! (files, macros and whitespace control become one tree), `cut` (fragments, slots, marks) with `branches`, `jumps` and
//! `markup` (HTML rules, the client's DOM), `instrument` (the tree becomes askama source and code) with `kept` (lists
//! and pages that need no render), `live` (our own impls beside askama's), `enums` (a template for each variant), `value` (the name `lvt`), `unknown` (names that nothing has) with `near`,
//! `position` (how a
//! mistake is shown). `tokenizer`, `elements` with `names`, `attributes`, `values`, `urls` with `captured`, and `entities` are what `cut`
//! knows of HTML, `forms` with `rules`, `pattern` and `submissions` what each form sends, `script`, `uploads` and `ignored` what the browser's script knows, `mistakes` how it tells of what doesn't fit; `tags` and
//! `layout` find what askama's parser doesn't tell.

pub(crate) mod actions;
pub(crate) mod attributes;
pub(crate) mod blame;
pub(crate) mod branches;
pub(crate) mod captured;
pub(crate) mod char_sets;
pub(crate) mod config;
pub(crate) mod context;
pub(crate) mod control;
pub(crate) mod cut;
pub(crate) mod dom;
pub(crate) mod elements;
pub(crate) mod entities;
pub(crate) mod enums;
pub(crate) mod files;
pub(crate) mod flatten;
pub(crate) mod forms;
pub(crate) mod ignored;
pub(crate) mod inherit;
pub(crate) mod instrument;
pub(crate) mod ir;
pub(crate) mod jumps;
pub(crate) mod kept;
pub(crate) mod layout;
pub(crate) mod live;
pub(crate) mod load;
pub(crate) mod macros;
pub(crate) mod markup;
pub(crate) mod mistakes;
pub(crate) mod names;
pub(crate) mod near;
pub(crate) mod parser;
pub(crate) mod pattern;
pub(crate) mod pattern_chars;
pub(crate) mod position;
pub(crate) mod pure;
pub(crate) mod record;
pub(crate) mod rules;
pub(crate) mod scope;
pub(crate) mod script;
pub(crate) mod sentinel;
pub(crate) mod settings;
pub(crate) mod submissions;
pub(crate) mod tags;
pub(crate) mod tokenizer;
pub(crate) mod unknown;
pub(crate) mod uploads;
pub(crate) mod urls;
pub(crate) mod value;
pub(crate) mod values;
pub(crate) mod whitespace;

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;
use syn::DeriveInput;

use self::ir::{FieldUse, Flat, FormUse, Plan, Slot, SubmitterUse};

/// Compiles the template of `input`, whose `#[template(…)]` is still in place: askama's implementation of `Template`,
/// our `LiveTemplate`, and the files that cargo has to watch.
///
/// # Errors
///
/// The `compile_error!`s of all its mistakes, without any impl: see [`stub`].
pub(crate) fn expand(input: &DeriveInput) -> Result<TokenStream, TokenStream> {
    value::check_fields(input)?;
    if enums::has_templates(input) {
        return enums::expand(input);
    }
    let (flat, settings) = load::load(input).map_err(|error| error.to_compile_error())?;
    let (mut planned, mut problems) = cut::plan(&flat);
    problems.extend(unknown::problems(&flat, &settings, input));
    if !problems.is_empty() {
        return Err(load::reject(&flat, &settings, &problems).to_compile_error());
    }
    let kept = kept::ask(&mut planned.nodes, &settings, input);
    let code = instrument::derive(input, &planned.nodes, &flat, &settings);
    let plan = plan_tokens(&settings.name, &flat, &planned.plan);
    let items = [
        submissions::tokens(&flat, &planned.plan),
        kept.page.unwrap_or_default(),
    ];
    let live = live::items(input, &plan, &items, settings.is_html);
    let lists = kept.lists;
    let files = watch(&flat);
    let code = live::within(code, &live);
    Ok(quote!(#files #lists #code))
}

/// What stands in for a template that has mistakes: its impls, so that nothing else is missing.
pub(crate) fn stub(input: &DeriveInput) -> TokenStream {
    let flat = Flat {
        files: Vec::new(),
        nodes: Vec::new(),
    };
    let plan = plan_tokens("", &flat, &Plan::default());
    live::within(
        instrument::derive_empty(input),
        &live::items(input, &plan, &[], true),
    )
}

/// Lets cargo build again when one of the files changes.
fn watch(flat: &Flat) -> TokenStream {
    // A file that is used many times is watched once.
    let paths: BTreeSet<_> = flat
        .files
        .iter()
        .filter_map(|file| file.absolute.as_ref())
        .collect();
    let files = paths.into_iter().map(|path| {
        let path = path.display().to_string();
        quote!(
            const _: &[u8] = ::core::include_bytes!(#path);
        )
    });
    quote!(#(#files)*)
}

/// An expression: `Plan { … }`.
fn plan_tokens(name: &str, flat: &Flat, plan: &Plan) -> TokenStream {
    let fragments = plan.fragments.iter().map(|fragment| {
        let statics = &fragment.statics;
        let slots = fragment.slots.iter().map(slot_tokens);
        let key = option(fragment.key.map(|key| quote!(#key)));
        quote!(::livetpl::__private::Fragment { statics: &[#(#statics),*], slots: &[#(#slots),*], key: #key })
    });
    let client = &plan.client;
    let head_end = option(
        plan.head_end
            .map(|(index, offset)| quote!((#index, #offset))),
    );
    let actions = plan.actions.iter().map(|action| {
        let (name, at) = (&action.name, position::position(flat, action.at));
        let by_form = action.by_form;
        quote!(::livetpl::__private::ActionUse { name: #name, at: #at, by_form: #by_form })
    });
    let uploads = plan.uploads.iter().map(|upload| {
        let (name, at) = (&upload.name, position::position(flat, upload.at));
        quote!(::livetpl::__private::UploadUse { name: #name, at: #at })
    });
    let forms = plan.forms.iter().map(form_tokens);
    quote! {
        ::livetpl::__private::Plan {
            name: #name,
            fragments: &[#(#fragments),*],
            client: #client,
            head_end: #head_end,
            actions: &[#(#actions),*],
            uploads: &[#(#uploads),*],
            forms: &[#(#forms),*],
        }
    }
}

fn form_tokens(form: &FormUse) -> TokenStream {
    let FormUse {
        id,
        action,
        fallback,
        novalidate,
        open,
        submitters,
        fields,
        ..
    } = form;
    let (action, fallback) = (
        rules::option(action.as_deref()),
        rules::option(fallback.as_deref()),
    );
    let submitters = submitters.iter().map(|submitter| {
        let SubmitterUse {
            name,
            action,
            value,
            novalidate,
            image,
            data,
            ..
        } = submitter;
        let value = rules::option(value.as_deref());
        let data = data.iter().map(|(name, value)| quote!((#name, #value)));
        quote! {
            ::livetpl::__private::SubmitterUse {
                name: #name,
                action: #action,
                value: #value,
                novalidate: #novalidate,
                image: #image,
                data: &[#(#data),*],
            }
        }
    });
    let fields = fields.iter().map(|field| {
        let FieldUse {
            name,
            kind,
            required,
            rules,
            ..
        } = field;
        let kind = quote::format_ident!("{kind}");
        let rules = rules.iter().map(rules::Rule::tokens);
        quote! {
            ::livetpl::__private::FieldUse {
                name: #name,
                kind: ::livetpl::__private::FieldKind::#kind,
                required: #required,
                rules: &[#(#rules),*],
            }
        }
    });
    quote! {
        ::livetpl::__private::FormUse {
            id: #id,
            action: #action,
            fallback: #fallback,
            novalidate: #novalidate,
            open: #open,
            submitters: &[#(#submitters),*],
            fields: &[#(#fields),*],
        }
    }
}

fn option(value: Option<TokenStream>) -> TokenStream {
    match value {
        Some(value) => quote!(::core::option::Option::Some(#value)),
        None => quote!(::core::option::Option::None),
    }
}

fn slot_tokens(slot: &Slot) -> TokenStream {
    let slot = match slot {
        Slot::Content { measured } => quote!(Content { measured: #measured }),
        Slot::Foreign { measured } => quote!(Foreign { measured: #measured }),
        Slot::Text => quote!(Text),
        Slot::Attribute => quote!(Attribute),
        Slot::Attributes => quote!(Attributes),
        Slot::Branch { arms } => quote!(Branch { arms: &[#(#arms),*] }),
        Slot::List { item, empty } => {
            let empty = option(empty.map(|empty| quote!(#empty)));
            quote!(List { item: #item, empty: #empty })
        }
    };
    quote!(::livetpl::__private::Slot::#slot)
}
