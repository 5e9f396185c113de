//! The rules of an impl, all of them, in one file to review. Pushes every mistake, at the smallest thing to change.
//!
//! Rules that need types are rustc's, in code that `expand` spans on the user's own tokens; the names in the template
//! are checked by `check_actions`, in the runtime's controller room.

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::{GenericArgument, Ident, Meta, PathArguments, ReceiverKind, Safety, Type};

use super::arguments::{Argument, Kind, last_name};
use super::model::{Action, Controller, LIFECYCLE, Method, Receiver, Repeated, Returns, Upload};
use super::parse::{ImplBlock, ImplItem};
use crate::errors::Errors;

/// The most by-name arguments; `livetpl`'s `Action::with` has as many.
const MAX_FIELDS: usize = 8;

pub(crate) fn check_impl(
    arguments: &TokenStream,
    block: &ImplBlock,
    controller: &Controller<'_>,
    errors: &mut Errors,
) {
    check_head(arguments, block, errors);
    check_other_items(block, controller, errors);
    for action in &controller.actions {
        check_action(action, errors);
    }
    for Repeated { method, by } in &controller.repeated {
        let Method { name, sig, .. } = method;
        errors.push(
            &sig.ident,
            format!("there is {by} `{name}` already, further up: give this one another name"),
        );
    }
    for upload in &controller.uploads {
        check_upload(upload, errors);
    }
    for method in &controller.lifecycle {
        check_method(method, &format!("`{}`", method.name), errors);
        check_no_payload(method, errors);
    }
}

fn check_head(arguments: &TokenStream, block: &ImplBlock, errors: &mut Errors) {
    if !arguments.is_empty() {
        errors.push(
            arguments,
            "`#[live_controller]` takes no arguments on an impl: write `state = …` on the struct's `#[live_controller]`",
        );
    }
    if let Some((of_trait, for_token)) = &block.of_trait {
        let mut tokens = of_trait.to_token_stream();
        for_token.to_tokens(&mut tokens);
        let self_ty = block.self_ty.to_token_stream();
        errors.push(
            tokens,
            format!("actions can't be a trait's methods: put them into `#[live_controller] impl {self_ty} {{ … }}`"),
        );
    }
    for lifetime in block.generics.lifetimes() {
        errors.push(lifetime, "a controller can't borrow: it lives as long as the server; own what it holds, or share it in an `Arc`");
    }
}

fn check_other_items(block: &ImplBlock, controller: &Controller<'_>, errors: &mut Errors) {
    for item in &block.items {
        let ImplItem::Other(item) = item else {
            continue;
        };
        for attribute in &item.actions {
            let name = attribute.path().to_token_stream();
            errors.push(
                attribute,
                format!("`#[{name}]` goes on a method: this is none"),
            );
        }
        let Some(constant) = &item.constant else {
            continue;
        };
        if let Some(action) = controller
            .actions
            .iter()
            .find(|action| action.constant == *constant)
        {
            let name = &action.method.name;
            errors.push(
                constant,
                format!("`{constant}` is the constant that names the action `{name}`: give yours another name"),
            );
        }
    }
}

/// A method with `#[upload]`: it says how files are taken, and does nothing.
fn check_upload(upload: &Upload<'_>, errors: &mut Errors) {
    let Method { sig, name, .. } = &upload.method;
    let what = format!("upload `{name}`");
    for attribute in upload.attributes {
        if !matches!(attribute.meta, Meta::Path(_)) {
            errors.push(
                attribute,
                "`#[upload]` takes nothing: what files are taken is said by the `Upload` that the method returns, as in `Upload::to_directory().accept(\"image/*\")`",
            );
        }
    }
    if !is_snake_case(name) {
        errors.push(
            &sig.ident,
            format!("{what} must be in snake_case: `profile-photo` in HTML means `profile_photo`"),
        );
    }
    if let Some(asyncness) = &sig.asyncness {
        errors.push(
            asyncness,
            format!("{what} can't be `async`: it only says how files are taken; remove `async`"),
        );
    }
    match &upload.method.receiver {
        Receiver::Shared => {}
        _ => match sig.receiver() {
            Some(receiver) => errors.push(
                receiver,
                format!(
                    "{what} must take `&self`: it says how files are taken, and changes nothing"
                ),
            ),
            None => errors.push(
                &sig.ident,
                format!("{what} must take `&self`: write `fn {name}(&self) -> Upload`"),
            ),
        },
    }
    match &upload.method.returns {
        Returns::Nothing => errors.push(
            &sig.ident,
            format!("{what} must say how its files are taken: write `fn {name}(&self) -> Upload`"),
        ),
        Returns::Other(ty) if last_name(ty).as_deref() == Some("Upload") => {}
        Returns::Result(ty) | Returns::Other(ty) => errors.push(
            ty,
            format!("{what} must say how its files are taken: return `Upload`"),
        ),
    }
    for argument in &upload.method.arguments {
        if !matches!(argument.kind, Kind::State(_) | Kind::Context(_)) {
            errors.push(
                &argument.written,
                format!(
                    "{what} takes the state and the context only, as `&…`: remove this argument"
                ),
            );
        }
    }
}

fn is_snake_case(name: &str) -> bool {
    name.bytes()
        .all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'_'))
}

fn check_action(action: &Action<'_>, errors: &mut Errors) {
    let Method { sig, name, .. } = &action.method;
    check_keys(action, errors);
    if LIFECYCLE.contains(&name.as_str()) {
        errors.push(
            &action.attributes[0],
            format!("`{name}` can't be an action: the framework runs it by itself; remove `#[action]`, or give the method another name"),
        );
    }
    if !is_snake_case(name) {
        errors.push(
            &sig.ident,
            format!("action `{name}` must be in snake_case: `new-message` and `newMessage` in HTML both mean `new_message`"),
        );
    }
    check_method(&action.method, &format!("action `{name}`"), errors);
    check_payload(&action.method, errors);
}

fn check_keys(action: &Action<'_>, errors: &mut Errors) {
    for attribute in action.attributes.iter().skip(1) {
        errors.push(
            attribute,
            "this method is an action already: write one `#[action(…)]` with all its keys",
        );
    }
    const KNOWN: &str = "`internal` (a browser can't call it) and `coalesce` (two queued calls with equal payload may run as one)";
    let mut seen: Vec<&Meta> = Vec::new();
    for key in &action.keys {
        let meta = match key {
            Ok(meta) => meta,
            Err(error) => {
                errors.add(syn::Error::new(
                    error.span(),
                    format!("`#[action(…)]` takes {KNOWN}, with commas between"),
                ));
                continue;
            }
        };
        let path = meta.path();
        let name = path.to_token_stream().to_string();
        if !path.is_ident("internal") && !path.is_ident("coalesce") {
            errors.push(
                path,
                format!("unknown key `{name}`: `#[action(…)]` takes {KNOWN}"),
            );
        } else if !matches!(meta, Meta::Path(_)) {
            errors.push(
                meta,
                format!("`{name}` takes no value: write `#[action({name})]`"),
            );
        } else if seen.iter().any(|other| other.path() == path) {
            errors.push(path, format!("`{name}` is there already: write it once"));
        }
        seen.push(meta);
    }
}

/// What holds for every method that the framework calls; `what` names it.
fn check_method(method: &Method<'_>, what: &str, errors: &mut Errors) {
    let Method { sig, .. } = method;
    check_receiver(method, what, errors);
    if let Some(constness) = &sig.constness {
        errors.push(
            constness,
            format!("{what} can't be `const`: it runs for a page; remove `const`"),
        );
    }
    if let Safety::Unsafe(token) = &sig.safety {
        errors.push(
            token,
            format!("{what} can't be `unsafe`: the framework calls it; remove `unsafe`"),
        );
    }
    if let Some(abi) = &sig.abi {
        errors.push(
            abi,
            format!("{what} can't be `extern`: the framework calls it; remove `extern`"),
        );
    }
    if !sig.generics.params.is_empty() {
        errors.push(
            &sig.generics,
            format!("{what} can't be generic: it is called by name, and nothing would choose the parameters; write the types themselves"),
        );
    }
    if let Returns::Other(ty) = &method.returns {
        let written = ty.to_token_stream();
        errors.push(
            ty,
            format!("{what} must return nothing or `Result`, not `{written}`: what it changes is seen in the state; write `-> Result`"),
        );
    }
    if let Returns::Result(ty) = &method.returns
        && let Some(text) = text_as_error(ty)
    {
        let written = text.to_token_stream();
        errors.push(
            text,
            format!("`{written}` is no error that {what} can return: write `-> Result` and `Err(Error::msg(…))`, and `.map_err(Error::msg)?` behind what gives such a one"),
        );
    }
    let mut contexts = 0;
    for argument in &method.arguments {
        check_argument(method, argument, what, errors);
        contexts += usize::from(matches!(argument.kind, Kind::Context(_)));
        if contexts > 1 && matches!(argument.kind, Kind::Context(_)) {
            errors.push(
                &argument.written,
                format!("{what} has its `Context` already: remove this argument"),
            );
        }
    }
}

/// The error of a `Result<(), String>`, if it is a text.
fn text_as_error(result: &Type) -> Option<&Type> {
    let Type::Path(path) = result else {
        return None;
    };
    let PathArguments::AngleBracketed(arguments) = &path.path.segments.last()?.arguments else {
        return None;
    };
    let Some(GenericArgument::Type(error)) = arguments.args.get(1) else {
        return None;
    };
    let of = match error {
        Type::Reference(reference) => &reference.elem,
        error => error,
    };
    matches!(last_name(of).as_deref(), Some("String" | "str")).then_some(error)
}

fn check_receiver(method: &Method<'_>, what: &str, errors: &mut Errors) {
    if !matches!(method.receiver, Receiver::Other) {
        return;
    }
    let name = &method.sig.ident;
    let or = "or `&mut self` where the struct is its own state";
    match method.sig.receiver() {
        None => errors.push(
            name,
            format!("{what} must take `&self`: it runs on the controller; write `fn {name}(&self, …)`, {or}"),
        ),
        Some(receiver) => {
            let why = match receiver.kind {
                ReceiverKind::Value => "all pages share the controller",
                _ => "that is how the framework calls it",
            };
            errors.push(receiver, format!("{what} must take `&self`: {why}; write `&self`, {or}"));
        }
    }
}

fn check_argument(method: &Method<'_>, argument: &Argument, what: &str, errors: &mut Errors) {
    let written = &argument.written;
    match &argument.kind {
        Kind::State(_) if matches!(method.receiver, Receiver::State(_)) => errors.push(
            written,
            format!("{what} takes `&mut self`, so the struct is its own state: remove this argument, or take `&self`"),
        ),
        Kind::OwnedContext => {
            errors.push(&written.ty, format!("{what} can't own its `Context`: write `&mut Context`"));
        }
        Kind::Borrowed => errors.push(
            &written.ty,
            format!("{what} can't borrow from its payload: only the state and `Context` are references; write an owned type, such as `String`"),
        ),
        Kind::ImplTrait => errors.push(
            &written.ty,
            format!("{what} can't take `impl Trait`: nothing would choose the type; write the type itself"),
        ),
        Kind::Pattern => errors.push(
            &written.pat,
            format!("{what} can't take a pattern here: the argument's name is the payload's field; write `name: {}`", written.ty.to_token_stream()),
        ),
        Kind::State(_) | Kind::Context(_) | Kind::Whole(..) | Kind::Field(..) => {}
    }
}

fn check_payload(method: &Method<'_>, errors: &mut Errors) {
    let name = &method.name;
    let mut forms = method
        .arguments
        .iter()
        .filter(|argument| matches!(argument.kind, Kind::Whole(..)));
    if let Some(Argument {
        kind: Kind::Whole(whole, ty),
        ..
    }) = forms.next()
    {
        let (word, ty) = (whole.word(), ty.to_token_stream());
        for second in forms {
            errors.push(
                &second.written,
                format!("action `{name}` has a `{word}` already, and that is its whole payload: remove this argument"),
            );
        }
        for (field, _) in method.fields() {
            errors.push(
                field,
                format!("`{field}` can't stand beside a `{word}`, which is the whole payload: make it a field of `{ty}`"),
            );
        }
    }
    if let Some((field, _)) = method.fields().nth(MAX_FIELDS) {
        errors.push(
            field,
            format!("action `{name}` takes more than {MAX_FIELDS} fields of its payload: put them into a struct and take `Form<…>`"),
        );
    }
}

fn check_no_payload(method: &Method<'_>, errors: &mut Errors) {
    let name = &method.name;
    let refuse = |argument: &Ident| {
        format!(
            "`{name}` has no payload, so nothing could be `{argument}`: it takes the state and `&mut Context`"
        )
    };
    for argument in &method.arguments {
        match &argument.kind {
            Kind::Field(field, _) => errors.push(&argument.written, refuse(field)),
            Kind::Whole(whole, _) => errors.push(
                &argument.written,
                format!("`{name}` has no payload, so there is no `{}`: it takes the state and `&mut Context`", whole.word()),
            ),
            _ => {}
        }
    }
}
