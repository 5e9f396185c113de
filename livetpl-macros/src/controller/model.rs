//! What was decided about an impl: its actions and lifecycle methods. Total: what can't be is kept for `check`.

use proc_macro2::Span;
use quote::format_ident;
use syn::ext::IdentExt;
use syn::punctuated::Punctuated;
use syn::{
    Attribute, Generics, Ident, Meta, ReceiverKind, ReturnType, Signature, Token, Type, Visibility,
};

use super::arguments::{Argument, Kind, Whole, arguments, last_name};
use super::parse::{ImplBlock, ImplItem, MethodItem};

/// An impl whose methods the framework calls.
pub(crate) struct Controller<'a> {
    pub(crate) self_ty: &'a Type,
    pub(crate) generics: &'a Generics,
    /// `false` for an impl of a trait.
    pub(crate) inherent: bool,
    pub(crate) actions: Vec<Action<'a>>,
    /// Actions and uploads whose name is taken: refused.
    pub(crate) repeated: Vec<Repeated<'a>>,
    pub(crate) lifecycle: Vec<Method<'a>>,
    pub(crate) uploads: Vec<Upload<'a>>,
    /// Other methods.
    pub(crate) methods: Vec<&'a Ident>,
    /// The user's own constants.
    pub(crate) constants: Vec<&'a Ident>,
}

/// The methods that the framework calls by itself.
pub(crate) const LIFECYCLE: [&str; 3] = ["mount", "on_connect", "on_disconnect"];

/// An action or upload whose name is taken.
pub(crate) struct Repeated<'a> {
    pub(crate) method: Method<'a>,
    /// What has the name already: `an action`.
    pub(crate) by: &'static str,
}

/// A method with `#[action]`.
pub(crate) struct Action<'a> {
    pub(crate) method: Method<'a>,
    pub(crate) vis: &'a Visibility,
    /// `SEND` of `send`.
    pub(crate) constant: Ident,
    pub(crate) attributes: &'a [Attribute],
    /// What is in the brackets of each `#[action]`.
    pub(crate) keys: Vec<syn::Result<Meta>>,
    pub(crate) internal: bool,
    pub(crate) coalesce: bool,
}

/// A method with `#[upload]`.
pub(crate) struct Upload<'a> {
    pub(crate) method: Method<'a>,
    pub(crate) vis: &'a Visibility,
    /// `AVATAR` of `avatar`.
    pub(crate) constant: Ident,
    pub(crate) attributes: &'a [Attribute],
}

/// A method that the framework calls.
pub(crate) struct Method<'a> {
    pub(crate) sig: &'a Signature,
    /// The name on the wire and in messages: `type` of `r#type`.
    pub(crate) name: String,
    pub(crate) cfgs: Vec<&'a Attribute>,
    pub(crate) receiver: Receiver,
    pub(crate) arguments: Vec<Argument>,
    pub(crate) returns: Returns<'a>,
}

/// On what a method runs.
pub(crate) enum Receiver {
    /// `&self`: the controller.
    Shared,
    /// `&mut self`: the state, for the struct is its own.
    State(Span),
    /// `self`, `self: Arc<Self>`, or none: refused.
    Other,
}

/// What a method returns.
pub(crate) enum Returns<'a> {
    Nothing,
    /// A `Result`, whatever its error.
    Result(&'a Type),
    /// Refused.
    Other(&'a Type),
}

impl<'a> Controller<'a> {
    pub(crate) fn of(block: &'a ImplBlock) -> Self {
        let mut actions: Vec<Action<'_>> = Vec::new();
        let mut repeated = Vec::new();
        let mut lifecycle = Vec::new();
        let mut uploads: Vec<Upload<'_>> = Vec::new();
        let mut constants = Vec::new();
        let mut methods = Vec::new();
        for item in &block.items {
            let item = match item {
                ImplItem::Method(item) => item,
                ImplItem::Other(other) => {
                    constants.extend(&other.constant);
                    continue;
                }
            };
            let name = item.sig.ident.unraw().to_string();
            let is_live = !item.uploads.is_empty() || !item.actions.is_empty();
            let by = if actions.iter().any(|other| other.method.name == name) {
                Some("an action")
            } else if uploads.iter().any(|other| other.method.name == name) {
                Some("an upload")
            } else {
                None
            };
            let method = Method::of(item);
            // Under `#[cfg]` there may be several of which one remains.
            if let Some(by) = by.filter(|_| is_live && method.cfgs.is_empty()) {
                repeated.push(Repeated { method, by });
            } else if !item.uploads.is_empty() {
                uploads.push(Upload::of(item));
            } else if !item.actions.is_empty() {
                actions.push(Action::of(item));
            } else if LIFECYCLE.contains(&&*item.sig.ident.to_string()) {
                lifecycle.push(method);
            } else {
                methods.push(&item.sig.ident);
            }
        }
        let inherent = block.of_trait.is_none();
        Controller {
            self_ty: &block.self_ty,
            generics: &block.generics,
            inherent,
            actions,
            repeated,
            lifecycle,
            uploads,
            methods,
            constants,
        }
    }
}

impl<'a> Upload<'a> {
    fn of(item: &'a MethodItem) -> Self {
        let method = Method::of(item);
        Upload {
            constant: constant(&method),
            method,
            vis: &item.vis,
            attributes: &item.uploads,
        }
    }
}

/// What names a method where it is meant in code.
fn constant(method: &Method<'_>) -> Ident {
    let span = method.sig.ident.span();
    format_ident!("{}", method.name.to_uppercase(), span = span)
}

impl<'a> Action<'a> {
    fn of(item: &'a MethodItem) -> Self {
        let method = Method::of(item);
        let constant = constant(&method);
        let keys: Vec<_> = item.actions.iter().flat_map(action_keys).collect();
        let has = |key: &str| {
            keys.iter()
                .any(|meta| meta.as_ref().is_ok_and(|meta| meta.path().is_ident(key)))
        };
        let (internal, coalesce) = (has("internal"), has("coalesce"));
        Action {
            method,
            vis: &item.vis,
            constant,
            attributes: &item.actions,
            keys,
            internal,
            coalesce,
        }
    }
}

fn action_keys(attribute: &Attribute) -> Vec<syn::Result<Meta>> {
    match &attribute.meta {
        Meta::Path(_) => Vec::new(),
        Meta::NameValue(meta) => vec![Err(syn::Error::new_spanned(meta, ""))],
        Meta::List(list) => {
            match list.parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated) {
                Ok(keys) => keys.into_iter().map(Ok).collect(),
                Err(error) => vec![Err(error)],
            }
        }
    }
}

impl<'a> Method<'a> {
    fn of(item: &'a MethodItem) -> Self {
        let sig = &item.sig;
        Method {
            sig,
            name: sig.ident.unraw().to_string(),
            cfgs: item
                .attrs
                .iter()
                .filter(|attribute| attribute.path().is_ident("cfg"))
                .collect(),
            receiver: Receiver::of(sig.receiver()),
            arguments: arguments(sig),
            returns: Returns::of(&sig.output),
        }
    }

    /// The fields of the payload that it takes by name.
    pub(crate) fn fields(&self) -> impl Iterator<Item = (&Ident, &Type)> {
        self.arguments
            .iter()
            .filter_map(|argument| match &argument.kind {
                Kind::Field(name, ty) => Some((name, ty)),
                _ => None,
            })
    }

    /// The type of its whole payload.
    pub(crate) fn whole(&self) -> Option<(Whole, &Type)> {
        self.arguments
            .iter()
            .find_map(|argument| match &argument.kind {
                Kind::Whole(whole, ty) => Some((*whole, ty)),
                _ => None,
            })
    }

    /// Whether it takes the state as an argument.
    pub(crate) fn takes_state(&self) -> bool {
        self.arguments
            .iter()
            .any(|argument| matches!(argument.kind, Kind::State(_)))
    }
}

impl Receiver {
    fn of(receiver: Option<&syn::Receiver>) -> Self {
        let Some(receiver) = receiver else {
            return Receiver::Other;
        };
        let span = receiver.self_token.span;
        match &receiver.kind {
            ReceiverKind::Reference(_, _, None) => Receiver::Shared,
            ReceiverKind::Reference(_, _, Some(_)) => Receiver::State(span),
            ReceiverKind::Typed(_, ty) => match &**ty {
                Type::Reference(to) if last_name(&to.elem).as_deref() == Some("Self") => {
                    match to.mutability {
                        None => Receiver::Shared,
                        Some(_) => Receiver::State(span),
                    }
                }
                _ => Receiver::Other,
            },
            _ => Receiver::Other,
        }
    }
}

impl<'a> Returns<'a> {
    fn of(output: &'a ReturnType) -> Self {
        match output {
            ReturnType::Default => Returns::Nothing,
            ReturnType::Type(_, ty) => match &**ty {
                Type::Tuple(tuple) if tuple.elems.is_empty() => Returns::Nothing,
                ty if last_name(ty).as_deref() == Some("Result") => Returns::Result(ty),
                ty => Returns::Other(ty),
            },
        }
    }
}
