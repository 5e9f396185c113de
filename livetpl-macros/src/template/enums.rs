//! Enums with a template for each variant. Their plan is one branch, whose arms are the variants' templates.
//!
//! As in askama: what `#[template(…)]` on the enum says holds for the variants, and a variant without a template of its
//! own shows the enum's. An enum with one template and nothing on its variants is like a struct.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::punctuated::Punctuated;
use syn::{Attribute, Data, DataEnum, DeriveInput, MetaNameValue, Token, Variant, parse_quote};

use super::blame::blame;
use super::instrument::{self, Printed};
use super::ir::{Arm, At, File, Flat, Mark, Node};
use super::settings::Settings;
use super::{cut, live, load, plan_tokens, record, submissions, watch};

type Pairs = Punctuated<MetaNameValue, Token![,]>;

/// What a variant takes from the enum where it doesn't say it itself.
const INHERITED: &[&str] = &[
    "path",
    "source",
    "escape",
    "ext",
    "syntax",
    "config",
    "whitespace",
];

/// A template of the enum: a variant's, or the one of the others.
struct Member {
    flat: Flat,
    settings: Settings,
    /// The variant's place; `None` for the enum's own template.
    variant: Option<usize>,
}

/// Whether a variant has a template of its own.
pub(crate) fn has_templates(input: &DeriveInput) -> bool {
    variants(input).any(|variant| variant.attrs.iter().any(is_template))
}

fn variants(input: &DeriveInput) -> impl Iterator<Item = &Variant> {
    let data = match &input.data {
        Data::Enum(data) => Some(data),
        Data::Struct(_) | Data::Union(_) => None,
    };
    data.into_iter().flat_map(|data| &data.variants)
}

fn is_template(attribute: &Attribute) -> bool {
    attribute.path().is_ident("template")
}

/// [`super::expand`] for such an enum.
pub(crate) fn expand(input: &DeriveInput) -> Result<TokenStream, TokenStream> {
    let members = members(input).map_err(|error| error.to_compile_error())?;
    let (all, arms) = together(&members);
    let (planned, problems) = cut::plan_variants(arms, &all.files);
    if !problems.is_empty() {
        return Err(reject(&members, &all, &problems));
    }
    let printed = print(&members, &planned.nodes);
    let code = instrument::derive_item(&instrumented(input, &members, &printed));
    let mut code = record::expand(code, input);
    for (printed, member) in printed.iter().zip(&members) {
        code = blame(code, printed, &all, member.settings.literal.span());
    }
    let plan = plan_tokens(&input.ident.to_string(), &all, &planned.plan);
    let is_html = members.iter().all(|member| member.settings.is_html);
    let sent = [submissions::tokens(&all, &planned.plan)];
    let code = live::within(code, &live::items(input, &plan, &sent, is_html));
    let files = watch(&all);
    Ok(quote!(#files #code))
}

/// The templates, each loaded as that of a struct with the variant's fields.
fn members(input: &DeriveInput) -> Result<Vec<Member>, syn::Error> {
    let of_enum = pairs(&input.attrs)?;
    let mut members = Vec::new();
    let mut errors = super::settings::Errors::default();
    let mut load = |input: &DeriveInput, variant| {
        if let Some((flat, settings)) = errors.keep(load::load(input)) {
            if cut::has_html(&flat.nodes) {
                let message = "a template for some variants can't be a whole document: put `<html>` into one template on the enum, with a `{% match self %}` in its `<body>`";
                errors.push(syn::Error::new(settings.literal.span(), message));
            }
            members.push(Member {
                flat,
                settings,
                variant,
            });
        }
    };
    let has_own = of_enum
        .iter()
        .any(|pair| pair.path.is_ident("path") || pair.path.is_ident("source"));
    let mut without = Vec::new();
    for (place, variant) in variants(input).enumerate() {
        if !variant.attrs.iter().any(is_template) {
            without.push(&variant.ident);
            continue;
        }
        let pairs = inherit(pairs(&variant.attrs)?, &of_enum);
        let (ident, fields) = (&variant.ident, &variant.fields);
        let end = matches!(fields, syn::Fields::Unnamed(_) | syn::Fields::Unit).then(|| quote!(;));
        load(
            &parse_quote!(#[template(#pairs)] struct #ident #fields #end),
            Some(place),
        );
    }
    if has_own && !without.is_empty() {
        load(&of_the_others(input), None);
    }
    for ident in without.into_iter().filter(|_| !has_own) {
        errors.push(syn::Error::new_spanned(
            ident,
            format!("variant `{ident}` has no template: put `#[template(path = \"….html\")]` on it, or on the enum for all variants that have none"),
        ));
    }
    errors.finish()?;
    Ok(members)
}

/// The enum with its own template only.
fn of_the_others(input: &DeriveInput) -> DeriveInput {
    let mut input = input.clone();
    if let Data::Enum(DataEnum { variants, .. }) = &mut input.data {
        for variant in variants {
            variant.attrs.clear();
        }
    }
    input
}

fn pairs(attributes: &[Attribute]) -> Result<Pairs, syn::Error> {
    let mut all = Pairs::new();
    for attribute in attributes.iter().filter(|attribute| is_template(attribute)) {
        all.extend(attribute.parse_args_with(Pairs::parse_terminated)?);
    }
    Ok(all)
}

fn inherit(mut own: Pairs, of_enum: &Pairs) -> Pairs {
    let is = |pair: &MetaNameValue, key: &str| pair.path.is_ident(key);
    let has = |own: &Pairs, key: &str| own.iter().any(|pair| is(pair, key));
    let has_source = has(&own, "path") || has(&own, "source");
    let inherited: Vec<_> = of_enum
        .iter()
        .filter(|pair| {
            let key = INHERITED.iter().find(|key| is(pair, key));
            key.is_some_and(|key| match *key {
                "path" | "source" => !has_source,
                key => !has(&own, key),
            })
        })
        .cloned()
        .collect();
    own.extend(inherited);
    own
}

/// All files as those of one template, and an arm for each member.
fn together(members: &[Member]) -> (Flat, Vec<Arm>) {
    let mut all = Flat {
        files: Vec::new(),
        nodes: Vec::new(),
    };
    let mut arms = Vec::new();
    for member in members {
        let by = all.files.len();
        let shift = |at: At| At {
            file: at.file + by,
            ..at
        };
        let files = member.flat.files.iter().cloned();
        all.files.extend(files.map(|file| File {
            included_at: file.included_at.map(shift),
            ..file
        }));
        let mut nodes = member.flat.nodes.clone();
        nodes.iter_mut().for_each(|node| node.move_files(by));
        arms.push(Arm {
            head: String::new(),
            nodes,
            at: shift(At { file: 0, offset: 0 }),
        });
    }
    (all, arms)
}

/// The problems, each at the template that it is in.
fn reject(members: &[Member], all: &Flat, problems: &[super::ir::Problem]) -> TokenStream {
    let mut errors = TokenStream::new();
    let mut first = 0;
    for member in members {
        let files = first..first + member.flat.files.len();
        first = files.end;
        let own: Vec<_> = problems
            .iter()
            .filter(|problem| files.contains(&problem.at.file))
            .cloned()
            .collect();
        if !own.is_empty() {
            load::reject(all, &member.settings, &own)
                .to_compile_error()
                .to_tokens(&mut errors);
        }
    }
    errors
}

/// Each member's source: the template's beginning, its arm, and the end.
fn print(members: &[Member], nodes: &[Node]) -> Vec<Printed> {
    let arms = nodes.iter().find_map(|node| match node {
        Node::Branch { arms, .. } => Some(arms),
        _ => None,
    });
    let print = |(member, arm): (&Member, &Arm)| {
        let mut nodes = vec![Node::Mark(Mark::Begin), Node::Mark(Mark::Slot)];
        nodes.extend(arm.nodes.iter().cloned());
        nodes.push(Node::Mark(Mark::Finish));
        instrument::print(&nodes, &member.settings)
    };
    members
        .iter()
        .zip(arms.into_iter().flatten())
        .map(print)
        .collect()
}

/// The enum as askama is to see it.
fn instrumented(input: &DeriveInput, members: &[Member], printed: &[Printed]) -> DeriveInput {
    let mut input = of_the_others(input);
    input.attrs.clear();
    for (member, printed) in members.iter().zip(printed) {
        let attribute = instrument::attribute(printed, &member.settings);
        match (member.variant, &mut input.data) {
            (Some(place), Data::Enum(data)) => data.variants[place].attrs = vec![attribute],
            _ => input.attrs = vec![attribute],
        }
    }
    input
}
